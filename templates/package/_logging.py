"""The package's logger. The environment variable `<PREFIX>_LOG` (debug, info, warning or error) sets its level.

DEBUG logs every attempt with method, path template, status, duration and request id. INFO logs retries, and WARNING
logs mismatches. Bodies, query strings and credentials are not logged.
"""

from __future__ import annotations

import logging
import os

from ._metadata import ENV_PREFIX, PACKAGE

__all__ = ["configure", "logger"]

logger = logging.getLogger(PACKAGE)

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def configure() -> None:
    """Set the level of the package's logger from the environment variable `<PREFIX>_LOG`.

    The logger then writes to stderr, unless the program has configured logging itself.
    """
    level = _LEVELS.get(os.environ.get(f"{ENV_PREFIX}_LOG", "").strip().lower())
    if level is None:
        return
    logger.setLevel(level)
    if not logger.hasHandlers():
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
