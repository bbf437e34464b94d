"""What the scripts at the top share, one stage a module."""

import sys
from importlib.util import find_spec

if find_spec("attrs") is None or find_spec("openapi_python_client") is None:
    # Python's own words for this end in status 1, which means "different" here.
    print(
        f"The packages that this needs are not installed for {sys.executable}.\n"
        f"Run `make setup` once, and then: .venv/bin/python {' '.join(sys.argv)}",
        file=sys.stderr,
    )
    sys.exit(2)
