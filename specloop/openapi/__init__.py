"""Loading, bundling, indexing and validation of OpenAPI documents, independent of the code generator."""

import sys
from types import ModuleType


def _import_parser() -> None:
    """Import the package openapi-python-client, but not its slow dependencies `httpx` and `httpcore`.

    They are not needed, because the module `retrieval` downloads documents.
    """
    absent = {"httpx", "httpcore"} - sys.modules.keys()
    sys.modules.update({name: ModuleType(name) for name in absent})
    try:
        import openapi_python_client  # noqa: F401, PLC0415 - later imports reuse the loaded module
    finally:
        for name in absent:
            del sys.modules[name]


_import_parser()
