"""Loading, bundling, indexing and validation of OpenAPI documents. Nothing here imports the code generator."""

import sys
from types import ModuleType


def _import_parser() -> None:
    """Import the parser openapi-python-client, but without its HTTP libraries.

    openapi-python-client imports httpx and httpcore to download documents. Here, the module `retrieval` downloads
    documents, within limits. Loading the two libraries takes a third of a second, a fifth of the time of `generate.py
    --check`.
    """
    absent = {"httpx", "httpcore"} - sys.modules.keys()
    sys.modules.update({name: ModuleType(name) for name in absent})
    try:
        import openapi_python_client  # noqa: F401, PLC0415 - later imports reuse the loaded module
    finally:
        for name in absent:
            del sys.modules[name]


_import_parser()
