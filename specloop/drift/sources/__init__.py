"""Sources of drift, one module each."""
