"""Command lines of specloop. Each command has one module, which parses options and calls the other modules."""
