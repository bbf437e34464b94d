"""Sources of drift, such as recorded traffic, the live API or a documentation page, and their file formats."""
