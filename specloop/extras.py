"""Extras (optional dependencies) of the tools, and the error for an extra that is not installed."""

from __future__ import annotations

from importlib.util import find_spec

from specloop.errors import InputError
from specloop.text_format import join_words

EXTRA_PACKAGES = {
    "release": ("build", "twine", "griffe", "hatchling", "mypy", "pip"),
    "dask": ("distributed", "fsspec"),
    "mock": ("starlette", "uvicorn", "python_multipart"),
}


def missing_packages(extra: str) -> list[str]:
    """Return the packages of an extra (a group of optional dependencies) that are not installed."""
    return [name for name in EXTRA_PACKAGES[extra] if find_spec(name) is None]


def require_extra(extra: str) -> None:
    """Raise an InputError if an extra (a group of optional dependencies) is not completely installed.

    The message contains the command that installs it.
    """
    missing = missing_packages(extra)
    if missing:
        message = (
            f"{join_words(missing)} {'are' if missing[1:] else 'is'} not installed; `pip install 'specloop[{extra}]'`"
        )
        raise InputError.at("specloop", message)
