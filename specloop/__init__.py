"""The implementation of the command `specloop`. ARCHITECTURE.md describes its layers."""

import sys
from importlib.util import find_spec

if find_spec("attrs") is None or find_spec("openapi_python_client") is None:
    # Without this check, a missing package would end the program with status 1, which the tools use for "different".
    print(
        f"The packages that this needs are not installed for {sys.executable}.\n"
        f"Run `make setup` once, and then: .venv/bin/python {' '.join(sys.argv)}",
        file=sys.stderr,
    )
    sys.exit(2)
