"""Generation of a client package from an OpenAPI document.

The document is first converted to an intermediate representation (IR): Python objects that describe the package.
Templates then print the files of the package from the IR.
"""

import specloop.openapi  # noqa: F401 - must be the first import: it loads openapi-python-client without HTTP libraries
