"""How the English pipeline in kg/pipeline was trained; see README.md."""
