"""Loading, bundling, indexing and validation of OpenAPI documents. Nothing here imports the code generator."""
