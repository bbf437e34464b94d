"""The security schemes of a contract in -> how a caller's credentials become part of a request out."""

from __future__ import annotations

from collections.abc import Iterator

from openapi_python_client.strings import PythonIdentifier

from pipeline import names
from pipeline.digest import Located, Node, follow
from pipeline.model import Security
from pipeline.prose import described


def schemes(document: Node) -> Iterator[Security]:
    """Give the schemes that some operation asks for, in the contract's order."""
    declared = (document.get("components") or {}).get("securitySchemes") or {}
    used = set(_used(document))
    wanted: list[tuple[str, Located]] = [
        (name, follow(document, scheme)) for name, scheme in declared.items() if name in used
    ]
    kinds = [_kind(located.node) for _, located in wanted]
    for (scheme, located), kind in zip(wanted, kinds, strict=True):
        alone = kinds.count(kind) == 1 and not (kind == "bearer" and "api-key" in kinds)
        yield Security(
            scheme=scheme,
            kind=kind,
            location=str(located.node.get("in", "header")) if kind == "api-key" else "header",
            name=str(located.node.get("name", "")) if kind == "api-key" else "Authorization",
            arguments=_arguments(kind, scheme, alone=alone),
            doc=described(located.node),
        )


def _used(document: Node) -> Iterator[str]:
    for requirement in document.get("security") or []:
        yield from requirement
    for raw in (document.get("paths") or {}).values():
        for operation in follow(document, raw).node.values():
            if isinstance(operation, dict):
                for requirement in operation.get("security") or []:
                    yield from requirement


def _kind(scheme: Node) -> str:
    if scheme.get("type") == "apiKey":
        return "api-key"
    if scheme.get("type") == "http" and str(scheme.get("scheme", "")).lower() == "basic":
        return "basic"
    return "bearer"  # http bearer; OAuth 2 and OpenID Connect tokens travel the same way


def _arguments(kind: str, scheme: str, *, alone: bool) -> tuple[PythonIdentifier, ...]:
    if kind == "basic":
        return (names.identifier("username"), names.identifier("password"))
    return (names.identifier("api_key" if alone else scheme),)
