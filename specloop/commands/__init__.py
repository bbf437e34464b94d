"""The command lines: one module a verb; arguments and settings -> what the layers do."""
