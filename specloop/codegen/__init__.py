"""An OpenAPI document -> the intermediate representation -> the files of a Python package."""

import specloop.openapi  # noqa: F401 - before openapi-python-client, which it imports in a faster way
