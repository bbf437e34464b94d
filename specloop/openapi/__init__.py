"""The OpenAPI document: loading, bundling, indexing, validation. Knows nothing of Python clients."""
