"""The table of finding codes for responses and requests, such as `missing-required`.

Each row has the severity, the reason, the message, and the function that suggests edits of the contract. A row can also
list JSON Schema keywords, such as `enum`, whose validation errors are reported with this code.
"""

from __future__ import annotations

from dataclasses import dataclass

from specloop.drift.fixes import suggest
from specloop.drift.fixes.suggest import SuggestEdits, suggest_nothing
from specloop.drift.validation import schema_errors
from specloop.drift.validation.schema_errors import Observe
from specloop.report import Severity

MIN_SAMPLE = 100
"""The smallest number of samples, such as responses, after which a property that never occurred is reported."""


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A row of the table: a finding code with its severity, message, and function that suggests edits of the contract.

    The placeholders in `message` are `{what}` (the name of the property or value), `{parent}` (the object that contains
    the property), `{operation}`, `{detail}`, `{expected}` and `{observed}`.
    """

    code: str
    severity: Severity
    reason: str
    message: str = ""
    masked_message: str = ""
    """The message for a finding whose detail, such as a property name, is masked because it may be data."""
    suggest: SuggestEdits = suggest_nothing
    keywords: tuple[str, ...] = ()
    """The JSON Schema keywords whose validation errors are reported as this kind of finding."""
    observe: Observe | None = None
    max_details: int = 0
    """The largest number of different details, such as property names, that a report shows for one place.

    If there are more, all of them are masked, since they are probably data. 0 means that there is no limit.
    """


FINDING_KINDS = {
    kind.code: kind
    for kind in (
        FindingKind(
            "undocumented-property",
            "warning",
            "Responses have a property that the contract does not document.",
            "{what} is not documented; it is {observed}",
            "{parent} has properties that are not documented; their names look like data, so they are not shown",
            suggest=suggest.add_property,
            keywords=("unevaluatedProperties", "additionalProperties"),
            observe=schema_errors.observe_undocumented,
            max_details=200,
        ),
        FindingKind(
            "missing-required",
            "error",
            "A property that the contract requires is missing from responses; code that reads it fails.",
            "{what} is missing, although it is required",
            suggest=suggest.drop_required,
            keywords=("required",),
            observe=schema_errors.observe_missing,
        ),
        FindingKind(
            "null-not-allowed",
            "error",
            "Responses have null where the contract does not allow null.",
            "{what} is null, which is not documented",
            suggest=suggest.allow_null,
        ),
        FindingKind(
            "type-mismatch",
            "error",
            "Responses have another JSON type than the contract documents.",
            "{what} is {observed}, where {expected} is documented",
            suggest=suggest.widen_type,
        ),
        FindingKind(
            "undocumented-enum-value",
            "warning",
            "Responses have a value that is not one of the enum's values.",
            "{what} has the value `{detail}`, which is not documented",
            "{what} is {observed}, not {expected}",
            suggest=suggest.add_observed_value,
            keywords=("enum", "const"),
            observe=schema_errors.observe_enum_value,
            max_details=10,
        ),
        FindingKind(
            "format-mismatch",
            "error",
            "Strings in responses do not have the format that the contract documents.",
            "{what} is {observed}, where the format {expected} is documented",
            suggest=suggest.drop_format,
            keywords=("format",),
            observe=schema_errors.observe_format,
        ),
        FindingKind(
            "constraint-violated",
            "warning",
            "Values in responses violate a constraint of the contract.",
            "{what} violates the constraint {expected}",
            suggest=suggest.drop_constraint,
        ),
        FindingKind(
            "no-union-arm-fits",
            "error",
            "Responses have a value that matches no documented variant.",
            "{what} matches no documented variant; it is {observed}",
            keywords=("anyOf", "oneOf"),
            observe=schema_errors.observe_union,
        ),
        FindingKind(
            "undocumented-variant",
            "error",
            "The discriminator of an object has a value that selects no documented variant.",
            "{what} has the value `{detail}`, which selects no documented variant",
            "{what} is {observed}, which selects no documented variant",
            max_details=10,
        ),
        FindingKind(
            "undocumented-property-name",
            "warning",
            "Objects in responses have a property name that `propertyNames` does not allow.",
            "{parent} has the property name `{detail}`, which `propertyNames` does not allow",
            "{parent} has property names that `propertyNames` does not allow; "
            "they look like data, so they are not shown",
            suggest=suggest.allow_property_name,
            keywords=("propertyNames",),
            observe=schema_errors.observe_property_name,
            max_details=10,
        ),
        FindingKind(
            "undocumented-status",
            "warning",
            "An operation responds with a status that the contract does not document.",
            "{operation} responds with {detail}, which is not documented",
            suggest=suggest.add_status,
            max_details=100,
        ),
        FindingKind(
            "undocumented-content-type",
            "warning",
            "An operation responds with a media type that the contract does not document.",
            "{operation} responds with the media type {detail}, where {expected} is documented",
            "{operation} responds with another media type than {expected}",
            suggest=suggest.add_media_type,
            max_details=20,
        ),
        FindingKind(
            "undocumented-body",
            "warning",
            "A successful response has a body although the contract documents none.",
            "{operation} responds with a body of media type {detail}, where no body is documented",
            "{operation} responds with a body, where no body is documented",
            suggest=suggest.add_body,
            max_details=20,
        ),
        FindingKind(
            "body-not-json",
            "error",
            "A response body that should be JSON cannot be parsed.",
            "{operation} responds with a body that should be JSON but is {observed}",
        ),
        FindingKind(
            "body-missing",
            "error",
            "A response has no body although the contract documents one.",
            "{operation} responds without the body that is documented",
        ),
        FindingKind(
            "missing-response-header",
            "warning",
            "A header that the contract requires is missing from responses.",
            "{operation} responds without the header `{detail}`, which is required",
            suggest=suggest.make_header_optional,
        ),
        FindingKind(
            "undocumented-operation",
            "warning",
            "Requests are sent that no operation of the contract describes.",
            "`{detail}` is called, and no operation describes it",
            "undocumented operations are called; their paths look like data, so they are not shown",
            max_details=500,
        ),
        FindingKind(
            "undocumented-parameter",
            "warning",
            "Requests have a query parameter that the contract does not document.",
            "{operation} is called with the parameter `{detail}`, which is not documented",
            "{operation} is called with parameters that are not documented; their "
            "names look like data, so they are not shown",
            suggest=suggest.add_parameter,
            max_details=200,
        ),
        FindingKind(
            "undocumented-server",
            "warning",
            "A documented path is served by a host that the contract does not list.",
            "{operation} is served by {detail}, which is not among the documented servers",
            max_details=20,
        ),
        FindingKind(
            "deprecated-by-server",
            "warning",
            "The response header Deprecation or Sunset announces that an "
            "operation is deprecated; the contract does not.",
            "according to the server, {operation} is {observed}",
            suggest=suggest.deprecate,
        ),
        FindingKind(
            "documented-never-seen",
            "info",
            f"A documented part of the contract did not occur in at least {MIN_SAMPLE} samples.",
        ),
    )
}


def kind_of_keyword(keyword: str) -> FindingKind | None:
    """Return the kind of finding for violations of a JSON Schema keyword, such as `enum`; None if there is none."""
    return next((kind for kind in FINDING_KINDS.values() if keyword in kind.keywords), None)
