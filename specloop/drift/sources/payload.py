"""The source `payload`, which validates files of JSON bodies with the schema of an operation's response."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from specloop.drift.findings import SourceResult, result_from_counter
from specloop.drift.json_text import as_utf8, decode_json
from specloop.drift.validation.response_validator import ResponseValidator
from specloop.errors import InputError, Problem, SourceLocation
from specloop.openapi.document import Document
from specloop.openapi.normalize import normalize
from specloop.openapi.operations import Operation, iter_operations, json_schemas
from specloop.text_format import quote

NDJSON_SUFFIXES = (".ndjson", ".jsonl")


def examine_payload(contract: Document, *, files: Sequence[str], operation: str, status: int | None) -> SourceResult:
    """Validate recorded JSON bodies with the schema of an operation's response. Raises InputError for invalid JSON.

    If `status` is None, the first success response with a JSON body is used.
    """
    contract = normalize(contract)
    chosen = _operation(contract, operation)
    code, schema = _schema(contract, chosen, status)
    validator = ResponseValidator(contract)
    problems: list[Problem] = []
    for file in files:
        try:
            bodies = _bodies(file)
        except InputError as error:
            problems += error.problems
            continue
        validator.counter.examined["files"] += 1
        for body in bodies:
            validator.body(chosen.label, code, schema, body)
            validator.counter.examined["bodies"] += 1
    if problems:
        raise InputError(problems)
    return result_from_counter(contract, "payload", validator.counter)


def _operation(contract: Document, wanted: str) -> Operation:
    known = {each.label: each for each in iter_operations(contract.data)}
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, n=1)
    fix = (
        f"did you mean {near[0]!r}?" if near else f"expected one of {', '.join(known) or 'no operation: there is none'}"
    )
    raise InputError.at(contract.source, f"there is no operation {quote(wanted)}; {fix}")


def _schema(contract: Document, operation: Operation, status: int | None) -> tuple[str, tuple[str | int, ...]]:
    """Return the status key, such as `200`, and the schema pointer of the operation's response with a JSON body.

    If `status` is None, use the first success response. Raises InputError if there is no such response.
    """
    place = contract.place((*operation.pointer, "responses"))
    if status is not None:
        found = operation.response(status)
        if found is None:
            message = f"{operation.label} documents no {status}; expected one of {', '.join(operation.responses)}"
            raise InputError([Problem(place, message)])
        candidates = [found]
    else:
        candidates = [(code, each) for code, each in sorted(operation.responses.items()) if code[0] == "2"]
    for code, response in candidates:
        for schema in json_schemas(contract.data, response):
            return code, schema
    which = f"status {status}" if status is not None else "success"
    raise InputError([Problem(place, f"no schema of a JSON body is documented for {which}; choose another --status")])


def _bodies(file: str) -> list[Any]:
    name = "<stdin>" if file == "-" else file
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise InputError.at(name, f"cannot be read: {error.strerror}; expected a file with a JSON body") from None
    content = as_utf8(content)
    if not content.strip():
        raise InputError.at(name, "is empty; expected a JSON body")
    if file.lower().endswith(NDJSON_SUFFIXES):
        lines = content.splitlines()
        return [_decode_body(line, name, number) for number, line in enumerate(lines, start=1) if line.strip()]
    return [_decode_body(content, name)]


def _decode_body(content: bytes, name: str, line: int = 1) -> Any:
    try:
        return decode_json(content)
    except ValueError as error:
        raise InputError(
            [
                Problem(
                    _error_location(content, name, line, error),
                    "this is not valid JSON, or it is incomplete; expected a JSON body",
                )
            ]
        ) from None


def _error_location(content: bytes, name: str, line: int, error: Exception) -> SourceLocation:
    """Return where in a file the JSON parser failed.

    `content` is the parsed part of the file, and `line` is the number of its first line.
    """
    found = re.search(r"\(byte (\d+)\)", str(error))
    before = content[: int(found[1])] if found else content.rstrip()
    return SourceLocation(name, line + before.count(b"\n"), len(before) - (before.rfind(b"\n") + 1) + 1)
