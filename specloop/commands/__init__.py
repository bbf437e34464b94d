"""Command lines of specloop: one module for each command, which parses options and calls the other modules."""
