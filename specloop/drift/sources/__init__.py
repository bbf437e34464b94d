"""The sources that drift is looked for in, one module each."""
