"""A package index on loopback that requires a password for uploads, and redirects requests for unknown packages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

USER, PASSWORD = "someone", "s3cret-Passw0rd"
CREDENTIALS = {"TWINE_USERNAME": USER, "TWINE_PASSWORD": PASSWORD}

SERVER = """
import sys
from wsgiref.simple_server import make_server
from pypiserver import app
user, password, packages = sys.argv[1:]
served = app(roots=[packages], authenticate=["update"], auther=lambda *given: given == (user, password),
             disable_fallback=False, fallback_url="http://127.0.0.1:9/simple/")
with make_server("127.0.0.1", 0, served) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
"""


class Index(NamedTuple):
    """A running pypiserver, and the folder that contains its packages."""

    url: str
    packages: Path


@contextmanager
def index_server(folder: Path) -> Iterator[Index]:
    """Run a package index that stores packages in a new folder."""
    packages = folder / "packages"
    packages.mkdir()
    command = [sys.executable, "-c", SERVER, USER, PASSWORD, str(packages)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            yield Index(f"http://127.0.0.1:{int(process.stdout.readline())}", packages)
        finally:
            process.kill()
