"""Contract -> its operations: method, path, parameters, responses, each with its place; references followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from specloop.openapi.document import Document
from specloop.openapi.index import HTTP_METHODS
from specloop.openapi.json_pointer import JsonPointer

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Resolved2:
    """An object of the contract, references followed, and where it stands."""

    node: Node
    pointer: JsonPointer


@dataclass(frozen=True, slots=True)
class RecordedOperation:
    """What the contract says of one method of one path."""

    label: str
    """Its operationId, or method and path."""
    method: str
    path: str
    pointer: JsonPointer
    node: Node
    parameters: tuple[Resolved2, ...]
    responses: dict[str, Resolved2]

    @property
    def title(self) -> str:
        """The operation's summary."""
        return str(self.node.get("summary") or "")

    def response(self, status: int) -> tuple[str, Resolved2] | None:
        """Find what is documented for a status: exactly, for its class, or for any."""
        for code in (str(status), f"{status // 100}XX", f"{status // 100}xx", "default"):
            if code in self.responses:
                return code, self.responses[code]
        return None


def follow(contract: Document, value: Any, pointer: JsonPointer) -> Resolved2:
    """Follow references until there is something else; what is no map is an empty one."""
    seen: set[JsonPointer] = set()
    while isinstance(value, dict) and isinstance(value.get("$ref"), str) and pointer not in seen:
        seen.add(pointer)
        pointer = contract.resolve(value["$ref"])
        value = contract.value(pointer)
    return Resolved2(value if isinstance(value, dict) else {}, pointer)


def operations(contract: Document) -> list[RecordedOperation]:
    """List the operations of a contract that was checked."""
    return list(_operations(contract))


def _operations(contract: Document) -> Iterator[RecordedOperation]:
    for path, raw in (contract.document.get("paths") or {}).items():
        if path.startswith("x-"):
            continue
        item = follow(contract, raw, ("paths", path))
        shared = _parameters(contract, item)
        for method in HTTP_METHODS:
            node = item.node.get(method)
            if not isinstance(node, dict):
                continue
            here = Resolved2(node, (*item.pointer, method))
            yield RecordedOperation(
                label=node.get("operationId") or f"{method.upper()} {path}",
                method=method.upper(),
                path=path,
                pointer=here.pointer,
                node=node,
                parameters=tuple((shared | _parameters(contract, here)).values()),
                responses={
                    code: follow(contract, response, (*here.pointer, "responses", code))
                    for code, response in (node.get("responses") or {}).items()
                    if not code.startswith("x-")
                },
            )


def _parameters(contract: Document, holder: Resolved2) -> dict[tuple[str, str], Resolved2]:
    found = (
        follow(contract, raw, (*holder.pointer, "parameters", number))
        for number, raw in enumerate(holder.node.get("parameters") or [])
    )
    return {(each.node["name"], each.node["in"]): each for each in found if "name" in each.node and "in" in each.node}


def servers(contract: Document, operation: RecordedOperation | None = None) -> list[tuple[str, JsonPointer]]:
    """Give the addresses of the API, variables filled with their defaults, and where each stands."""
    holders: list[tuple[Any, JsonPointer]] = [(contract.document, ())]
    if operation is not None:
        path = operation.pointer[:-1]
        holders = [(operation.node, operation.pointer), (contract.value(path), path), *holders]
    for node, pointer in holders:
        if found := node.get("servers"):
            return [(_filled(each), (*pointer, "servers", number, "url")) for number, each in enumerate(found)]
    return [("/", ())]


def _filled(server: Node) -> str:
    url = str(server.get("url", "/"))
    for name, variable in (server.get("variables") or {}).items():
        url = url.replace(f"{{{name}}}", str(variable.get("default", "")))
    return url


def credential_parameters(contract: Document) -> set[str]:
    """Name the query parameters that carry credentials."""
    schemes = (contract.document.get("components") or {}).get("securitySchemes") or {}
    found = (follow(contract, raw, ("components", "securitySchemes", name)).node for name, raw in schemes.items())
    return {each["name"] for each in found if each.get("type") == "apiKey" and each.get("in") == "query"}
