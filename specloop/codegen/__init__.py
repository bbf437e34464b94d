"""Code generation: an OpenAPI document becomes an intermediate representation (IR), and the IR a Python package."""

import specloop.openapi  # noqa: F401 - before openapi-python-client, which it imports in a faster way
