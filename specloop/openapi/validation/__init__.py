"""Validation of an OpenAPI document. Rules check it, and invalid parts are repaired or omitted."""

from __future__ import annotations

from dataclasses import dataclass, field

from specloop.errors import InputError, Problem, SourceLocation
from specloop.openapi.document import Document
from specloop.openapi.index import DocumentError, DocumentIndex
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.validation import rules
from specloop.openapi.validation.omissions import Omissions
from specloop.openapi.validation.pydantic_errors import structural_errors

MAX_PASSES = 50
"""The largest number of validation passes; repairs and omissions may reveal errors that only the next pass finds."""


@dataclass
class Validation:
    """Messages about a document from `validate`, which repairs or omits invalid parts.

    Attributes:
        notes: A message about each part of the document that was repaired, has no effect, or may be a mistake.
        omitted: A message about each invalid part that was removed.
    """

    notes: list[Problem] = field(default_factory=list)
    omitted: list[Problem] = field(default_factory=list)


def validate(document: Document) -> Validation:
    """Validate a document. Repair errors if it is certain what the document means.

    Args:
        document: The document; repairs and omissions change its data, not its text. If its `allows_partial` is true,
            invalid objects are omitted instead of raising an error.

    Raises:
        InputError: The document is invalid, and omission is not allowed or not possible.
    """
    if errors := list(rules.version_errors(document.data)):
        raise InputError([_problem(document, error) for error in errors])
    found = Validation()
    omissions = Omissions(document)
    for _ in range(MAX_PASSES):
        index = DocumentIndex(document)
        errors = _errors(index)
        notes = [error for error in errors if error.is_note or error.repair is not None]
        found.notes += [_problem(document, error) for error in notes]
        wrong = [error for error in errors if not error.is_note and error.repair is None]
        repairs = [error.repair for error in notes if error.repair is not None]
        if not repairs and not wrong and not document.reference_problems:
            break
        problems = [*document.reference_problems, *(_problem(document, error) for error in wrong)]
        if document.allows_partial and (wrong or document.reference_problems):
            if (omitted := omissions.omit(index, wrong)) is None:
                raise InputError(problems)
            found.omitted += [*document.reference_problems, *omitted]
            document.reference_problems.clear()
        elif not repairs:
            raise InputError(problems)
        for repair in repairs:
            repair()
    found.notes = list(dict.fromkeys(found.notes))
    found.omitted = list(dict.fromkeys(found.omitted))
    return found


def omit(document: Document, errors: list[DocumentError]) -> list[Problem] | None:
    """Remove or replace the innermost objects of a document that contain the given errors.

    Returns:
        One problem for each error; None if an error is in a field that every client needs, such as `openapi`.
    """
    omissions = Omissions(document)
    return omissions.omit(DocumentIndex(document), errors)


def _errors(index: DocumentIndex) -> list[DocumentError]:
    found = [*index.errors, *(error for rule in rules.RULES for error in rule(index))]
    found += structural_errors(index, {error.pointer for error in found})
    return [rules.ignore_header_error(index, error) for error in found]


def _problem(document: Document, error: DocumentError) -> Problem:
    return Problem(_source_location(document, error.pointer), error.message)


def _source_location(document: Document, pointer: JsonPointer) -> SourceLocation:
    """Return the source location of a value, or of its key if the value is a map, a list or null."""
    try:
        value = document.value(pointer)
    except LookupError:
        return document.place(pointer)
    return document.place(pointer, key=value is None or isinstance(value, dict | list))
