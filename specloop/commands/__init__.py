"""Command lines, one module per verb: arguments and settings -> calls to the layers."""
