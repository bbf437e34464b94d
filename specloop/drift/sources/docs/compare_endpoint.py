"""Comparison of the path, server and credentials in a documentation page with those of the operation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from specloop.drift.fixes.alignment import path_shape
from specloop.drift.fixes.edits import RenameKey, edits_if_present
from specloop.drift.sources.docs.page_parser import Page, split_url
from specloop.drift.sources.docs.page_report import PageComparison
from specloop.errors import InputError, Problem
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.operations import Operation, iter_operations
from specloop.openapi.security import security_schemes
from specloop.openapi.servers import located_servers


def find_operation(contract: Document, page: Page) -> Operation:
    """Find the operation of the contract that a page describes. Raises InputError if there is none.

    Operations with the page's HTTP method match by path, title, or the URL of the example call, in this order. If none
    matches, an operation with the same path and title, but another method, is returned.
    """
    _, asked = split_url(page.url)
    bases = [_path(address) for address, _ in located_servers(contract.data)]
    operations = list(iter_operations(contract.data))
    ways: tuple[Callable[[Operation], bool], ...] = (
        lambda each: _mask_parameters(each.path) == _mask_parameters(page.path),
        lambda each: bool(page.title) and each.title.casefold() == page.title.casefold(),
        lambda each: any(_mask_parameters(base + each.path) == _mask_parameters(asked) for base in bases),
    )
    known = [each for each in operations if each.http_method == page.method]
    for way in ways:
        if found := next(filter(way, known), None):
            return found
    has_path, has_title, _ = ways
    if found := next((each for each in operations if has_path(each) and has_title(each)), None):
        return found
    what = f"no operation is {page.method} {page.path}"
    if known:
        what += f", and no {page.method} operation has the title {page.title!r} or the address of the example"
    raise InputError([Problem(page.place(page.line), f"{what}; expected a page of this API")])


def compare_endpoint(comparison: PageComparison) -> None:
    """Add a finding for each difference in the method, path, server or credentials of the operation."""
    page, operation = comparison.page, comparison.operation
    comparison.points += 3
    if operation.http_method != page.method:
        comparison.add(
            "documented-method-differs",
            operation.pointer,
            f"{operation.label} is documented with the method {page.method}, not {operation.http_method}",
            page.line,
            pointer="/method",
            expected=operation.http_method,
            observed=page.method,
            severity="error",
            fix=lambda contract: edits_if_present(
                contract, operation.pointer, [RenameKey(operation.pointer, page.method.lower())]
            ),
        )
    if _mask_parameters(operation.path) != _mask_parameters(page.path):
        place = operation.pointer[:-1]
        comparison.add(
            "documented-path-differs",
            place,
            f"{operation.label} is documented at {page.path}, not at {operation.path}",
            page.line,
            pointer="/path",
            expected=operation.path,
            observed=page.path,
            severity="error",
            fix=lambda contract: edits_if_present(contract, place, [RenameKey(place, page.path)]),
        )
    if page.url:
        _compare_example_call(comparison)
    _compare_credentials(comparison)


def _compare_example_call(comparison: PageComparison) -> None:
    page, operation = comparison.page, comparison.operation
    host, asked = split_url(page.url)
    known = located_servers(comparison.contract.data, operation.pointer)
    hosts = {split_url(address)[0]: place for address, place in known}
    comparison.points += 2
    if host not in hosts:
        # An example call does not prove that the API's server changed, so this finding suggests no edit.
        comparison.add(
            "documented-server-differs",
            next(iter(hosts.values())),
            f"the example of {operation.label} calls the host {host}, not {', '.join(hosts)}",
            page.url_line,
            pointer="/host",
            expected=", ".join(hosts),
            observed=host,
        )
    if not any(_mask_parameters(_path(address) + page.path) == _mask_parameters(asked) for address, _ in known):
        comparison.add(
            "documented-path-differs",
            operation.pointer[:-1],
            f"the example of {operation.label} calls {asked}, which is not the path of the page",
            page.url_line,
            pointer="/path",
            expected=operation.path,
            observed=asked,
        )


# --- credentials ---


def _compare_credentials(comparison: PageComparison) -> None:
    known, place = _contract_credentials(comparison.contract, comparison.operation)
    unheaded = {name.lower() for names in comparison.unheaded.values() for name in names}
    for name, line in dict(_page_credentials(comparison.page)).items():
        if name in unheaded:
            comparison.note(line, f"undetermined, because a heading above may be missing: `{name}`")
            continue
        comparison.points += 1
        header, _, scheme = name.partition(" ")
        if name in known or (not scheme and any(each.partition(" ")[0] == header for each in known)):
            continue
        wanted = ", ".join(sorted(known))
        comparison.add(
            "documented-authentication-differs",
            place,
            f"{comparison.operation.label} is documented to use `{name}` for credentials, not {wanted or 'none'}",
            line,
            pointer=f"/headers/{header}",
            expected=wanted or None,
            observed=name,
            severity="error",
        )


def _page_credentials(page: Page) -> Iterator[tuple[str, int]]:
    """Yield each credential header in the page with its line number, such as `("x-api-key", 12)`.

    For `authorization`, the scheme follows the name, as in `authorization bearer`.
    """
    yield from page.credential_headers
    sent = {name.partition(" ")[0] for name, _ in page.credential_headers}
    for each in page.sections.get("auth", []):
        name = each.name.lower()
        if name == "authorization" and name not in sent:
            yield f"{name} {'basic' if 'basic' in each.description.lower() else 'bearer'}", each.line
        elif name and name not in sent:
            yield name, each.line


def _contract_credentials(contract: Document, operation: Operation) -> tuple[set[str], JsonPointer]:
    document, schemes = contract.data, security_schemes(contract.data)
    wanted = operation.node.get("security", document.get("security", []))
    names = [name for requirement in wanted for name in requirement if name in schemes]
    found = set()
    for name in names:
        node = schemes[name]
        if node.get("type") == "apiKey":
            found.add(str(node.get("name", "")).lower())
        else:
            scheme = node.get("scheme", "bearer") if node.get("type") == "http" else "bearer"
            found.add(f"authorization {scheme}".lower())
    if names:
        return found, ("components", "securitySchemes", names[0])
    return found, ("security",) if "security" in document else operation.pointer


def _mask_parameters(path: str) -> str:
    """Replace each parameter of a path by `{}`: `/things/{id}` or `/things/:id` -> `/things/{}`."""
    return re.sub(r":\w+", "{}", path_shape(path))


def _path(address: str) -> str:
    return split_url(address)[1].rstrip("/")
