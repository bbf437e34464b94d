"""Code generation. A document becomes an intermediate representation (IR), from which templates print a package."""

import specloop.openapi  # noqa: F401 - must be the first import: it loads openapi-python-client without HTTP libraries
