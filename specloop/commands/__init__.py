"""Command lines, one module per verb: each reads arguments and settings, and calls the modules that do the work."""
