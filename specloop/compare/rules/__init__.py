"""The rules of `compare`, one file for each OpenAPI object."""
