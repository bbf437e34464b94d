"""Self-check of the mock (`--check`): validates the documented JSON examples and the generated JSON bodies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specloop.errors import Problem
from specloop.mock.application import MockApplication
from specloop.mock.request_checks import describe_errors
from specloop.openapi.json_pointer import JsonPointer, Resolved, resolve_ref
from specloop.openapi.operations import content_of
from specloop.text_format import pluralize

EXIT_DIFFERENT = 1
TRIED_NUMBERS = (0, 1, 2)
"""The seeds for the self-check, which generates a value of each schema from each of these numbers."""


def check_responses(application: MockApplication) -> int:
    """Print the problems in the mock's responses. Return the exit status: 1 if there are problems, else 0."""
    problems = sorted(set(find_problems(application)))
    for problem in problems:
        print(problem)
    count = len(application.planner.routes)
    verdict = (
        pluralize(len(problems), "problem") if problems else "every documented response can be generated and is valid"
    )
    print(f"{pluralize(count, 'operation')}: {verdict}")
    return EXIT_DIFFERENT if problems else 0


def find_problems(application: MockApplication) -> Iterator[Problem]:
    """Yield a problem for each JSON example that violates its schema, and each schema that gives no valid value."""
    schemas, maker = application.responder.responses, application.responder.maker
    for route in application.planner.routes:
        for response in route.operation.responses.values():
            for media_type, media in content_of(schemas.root, response).items():
                if not schemas.is_json_body(media_type, media):
                    continue
                pointer = (*media.pointer, "schema")
                for place, example in _examples(application, media):
                    for text in describe_errors(schemas, pointer, example, "example"):
                        yield Problem(
                            application.document.place(place), f"{text}; expected an example that matches the schema"
                        )
                for number in TRIED_NUMBERS:
                    wrong = next(describe_errors(schemas, pointer, maker.make(pointer, number), "a value"), None)
                    if wrong is not None:
                        reason = f"no valid value for this schema could be generated: {wrong}; add an example"
                        yield Problem(application.document.place(pointer), reason)
                        break


def _examples(application: MockApplication, media: Resolved) -> Iterator[tuple[JsonPointer, Any]]:
    if "example" in media.node:
        yield (*media.pointer, "example"), media.node["example"]
    for name, raw in (media.node.get("examples") or {}).items():
        example = resolve_ref(application.document.data, raw, (*media.pointer, "examples", name))
        if isinstance(example.node, dict) and "value" in example.node:
            yield (*example.pointer, "value"), example.node["value"]
