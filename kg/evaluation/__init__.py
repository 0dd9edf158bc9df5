"""How well a dump agrees with what a careful reader found: gold, dump, comparison, report."""
