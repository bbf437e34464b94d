"""Rules of `compare`, one module per OpenAPI object."""
