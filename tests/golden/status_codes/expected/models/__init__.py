"""The models of Jobs API. Each model is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .job import Job
    from .problem import Problem
    from .result import Result
    from .start_job_409_response import StartJob409Response

__all__ = [
    "Job",
    "Problem",
    "Result",
    "StartJob409Response",
]

_MODULES: dict[str, str] = {
    "Job": ".job",
    "Problem": ".problem",
    "Result": ".result",
    "StartJob409Response": ".start_job_409_response",
}


if not TYPE_CHECKING:  # Type checkers know the names above, and report any other name.

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        from importlib import import_module

        value: object = getattr(import_module(_MODULES[name], __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__
