"""`<PREFIX>_LOG` in the environment -> the package's logger, speaking to stderr.

At level DEBUG every attempt is logged: method, path template, status, duration, request id. At INFO retries; at
WARNING mismatches. No bodies, no query strings, no credentials.
"""

from __future__ import annotations

import logging
import os

from ._metadata import ENV_PREFIX, PACKAGE

__all__ = ["configure", "logger"]

logger = logging.getLogger(PACKAGE)

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def configure() -> None:
    """Turn the log on, if `<PREFIX>_LOG` asks for it; a program that configures logging itself keeps its handlers."""
    level = _LEVELS.get(os.environ.get(f"{ENV_PREFIX}_LOG", "").strip().lower())
    if level is None:
        return
    logger.setLevel(level)
    if not logger.hasHandlers():
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
