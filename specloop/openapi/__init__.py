"""Loading, bundling, indexing and validation of OpenAPI documents. Nothing here imports the code generator."""

import sys
from types import ModuleType


def _import_parser() -> None:
    """Import the parser openapi-python-client, but without its HTTP libraries.

    openapi-python-client imports httpx and httpcore to download documents. They are not needed here, because the module
    `retrieval` downloads documents, within limits. Loading them would take a third of a second.
    """
    absent = {"httpx", "httpcore"} - sys.modules.keys()
    sys.modules.update({name: ModuleType(name) for name in absent})
    try:
        import openapi_python_client  # noqa: F401, PLC0415 - later imports reuse the loaded module
    finally:
        for name in absent:
            del sys.modules[name]


_import_parser()
