"""Code generation: an OpenAPI document becomes an intermediate representation (IR), and the IR a Python package."""

import specloop.openapi  # noqa: F401 - must be the first import: it loads openapi-python-client without HTTP libraries
