"""The graph in files of many formats."""
