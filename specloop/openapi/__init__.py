"""Package that loads, bundles, indexes and validates OpenAPI documents. It does not generate code."""

import sys
from types import ModuleType


def _import_parser() -> None:
    """Import the package openapi-python-client without its dependencies `httpx` and `httpcore`.

    They are slow to import, and not needed, because the module `retrieval` downloads documents.
    """
    absent = {"httpx", "httpcore"} - sys.modules.keys()
    sys.modules.update({name: ModuleType(name) for name in absent})
    try:
        import openapi_python_client  # noqa: F401, PLC0415 - later imports reuse the loaded module
    finally:
        for name in absent:
            del sys.modules[name]


_import_parser()
