"""Alignment of the project's contract (ours) with another OpenAPI document (theirs).

Operations match by HTTP method and path, or else by operationId. Their parameters match by name and location, responses
by status, and properties by name.
"""

from __future__ import annotations

import re

from specloop.drift.resolved_schema import resolve_schema, subschema_chain
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, Resolved, resolve_object
from specloop.openapi.operations import Operation, iter_operations, path_template
from specloop.openapi.servers import located_servers

AlignedOperations = tuple[Operation, Operation]


def path_shape(path: str) -> str:
    """Replace each parameter of a path template by `{}`, and remove a final slash: `/things/{id}/` -> `/things/{}`."""
    return path_template(path.rstrip("/"))


def match_operations(
    ours: Document, theirs: Document
) -> tuple[list[AlignedOperations], list[Operation], list[Operation]]:
    """Match the operations of two documents by HTTP method and path, or else by operationId.

    Returns:
        The pairs (our operation, their operation); the operations that only our document has; the operations that only
        their document has.
    """
    known = list(iter_operations(theirs.data))
    by_address = {(each.http_method, address): each for each in known for address in addresses_of(theirs, each)}
    by_id = {each.label: each for each in known}
    pairs, unmatched = [], []
    for each in list(iter_operations(ours.data)):
        addresses = [(each.http_method, address) for address in addresses_of(ours, each)]
        found = next((by_address[address] for address in addresses if address in by_address), by_id.get(each.label))
        if found is None:
            unmatched.append(each)
        else:
            pairs.append((each, found))
    taken = {id(theirs_) for _, theirs_ in pairs}
    return pairs, unmatched, [each for each in known if id(each) not in taken]


def addresses_of(contract: Document, operation: Operation | Resolved) -> list[str]:
    """Return the URL paths of an operation: one for each server's base path, and one without a base path.

    For example, `/v1/things/{}` and `/things/{}`, where `{}` stands for any path parameter.

    Args:
        contract: The document that has the operation.
        operation: The operation, or a Resolved with its URL path as `node` and its pointer.
    """
    path = operation.path if isinstance(operation, Operation) else operation.node
    bases = [
        re.sub(r"^\w+://[^/]*", "", address).rstrip("/")
        for address, _ in located_servers(contract.data, operation.pointer)
    ]
    return [path_shape(f"{base}{path}") for base in dict.fromkeys([*bases, ""])]


class PointerAlignment:
    """Translates pointers in another document (theirs) to the matching pointers in our contract."""

    def __init__(self, ours: Document, theirs: Document, pairs: list[AlignedOperations]) -> None:
        self.ours = ours
        self.theirs = theirs
        self._places: dict[JsonPointer, JsonPointer] = {(): ()}
        for mine, other in pairs:
            self._operation(mine, other)

    def ours_for(self, pointer: JsonPointer) -> JsonPointer:
        """Return the pointer in our contract for a pointer in the other document.

        If only the first steps of the pointer have a match, the later steps are appended unchanged. For example,
        `(*their_schema, "type")` becomes `(*our_schema, "type")`.
        """
        for length in range(len(pointer), -1, -1):
            if pointer[:length] in self._places:
                return self._places[pointer[:length]] + pointer[length:]
        return pointer

    def _operation(self, mine: Operation, other: Operation) -> None:
        self._places[other.pointer] = mine.pointer
        self._places[other.pointer[:-1]] = mine.pointer[:-1]
        parameters = {(each.node["name"], each.node["in"]): each for each in mine.parameters}
        for each in other.parameters:
            found = parameters.get((each.node["name"], each.node["in"]))
            if found is not None:
                self._places[each.pointer] = found.pointer
                if "schema" in each.node and "schema" in found.node:
                    self._schema((*found.pointer, "schema"), (*each.pointer, "schema"))
        for node, others in ((mine.responses, other.responses),):
            for status, response in others.items():
                if status in node:
                    self._places[response.pointer] = node[status].pointer
                    self._content(node[status].pointer, response.pointer)
        if "requestBody" in mine.node and "requestBody" in other.node:
            ends = [
                resolve_object(contract.data, each.node["requestBody"], (*each.pointer, "requestBody")).pointer
                for contract, each in ((self.ours, mine), (self.theirs, other))
            ]
            self._places[ends[1]] = ends[0]
            self._content(*ends)

    def _content(self, mine: JsonPointer, other: JsonPointer) -> None:
        known = self.ours.value(mine).get("content") or {}
        for media_type, media in (self.theirs.value(other).get("content") or {}).items():
            if media_type in known and "schema" in media and "schema" in known[media_type]:
                tail = ("content", media_type, "schema")
                self._schema((*mine, *tail), (*other, *tail))
        headers = self.ours.value(mine).get("headers") or {}
        for name, raw in (self.theirs.value(other).get("headers") or {}).items():
            if name in headers:
                here = resolve_object(self.ours.data, headers[name], (*mine, "headers", name)).pointer
                self._places[resolve_object(self.theirs.data, raw, (*other, "headers", name)).pointer] = here

    def _schema(self, mine: JsonPointer, other: JsonPointer) -> None:
        unread = [(mine, other)]
        while unread:
            mine, other = unread.pop()
            if other in self._places:
                continue
            self._places[other] = mine
            known, stated = resolve_schema(self.ours, mine), resolve_schema(self.theirs, other)
            tops = [
                next(subschema_chain(contract, place), None)
                for contract, place in ((self.ours, mine), (self.theirs, other))
            ]
            if tops[0] and tops[1]:
                self._places.setdefault(tops[1].pointer, tops[0].pointer)
            if known.holder and stated.holder:
                self._places.setdefault(stated.holder, known.holder)
            unread += [
                (known.properties[name], stated.properties[name])
                for name in stated.properties
                if name in known.properties
            ]
            if known.items and stated.items:
                unread.append((known.items, stated.items))
