"""Code generation: an OpenAPI document becomes an intermediate representation (IR), and the IR a Python package."""
