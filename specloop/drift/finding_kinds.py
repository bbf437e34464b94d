"""The table of finding kinds for responses and requests. It has one row for each code, such as `missing-required`.

A row holds the severity, the reason, the message and the function that suggests edits. If JSON Schema validation
detects the kind, the row also holds the failed keywords, such as `enum`, and a function that converts the validation
errors to observations. An observation is a difference from the contract, without the value.
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
    """A kind of finding. It has a code, a severity, a message, and a function that suggests edits of the contract.

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
            "Responses carry a property that the contract does not document.",
            "{what} is not documented; it is {observed}",
            "{parent} has properties that are not documented, under names that look like data",
            suggest=suggest.add_property,
            keywords=("unevaluatedProperties", "additionalProperties"),
            observe=schema_errors.observe_undocumented,
            max_details=200,
        ),
        FindingKind(
            "missing-required",
            "error",
            "Responses lack a property that the contract requires: reading it fails.",
            "{what} is missing, although it is required",
            suggest=suggest.drop_required,
            keywords=("required",),
            observe=schema_errors.observe_missing,
        ),
        FindingKind(
            "null-not-allowed",
            "error",
            "Responses carry null where the contract promises a value.",
            "{what} is null, which is not documented",
            suggest=suggest.allow_null,
        ),
        FindingKind(
            "type-mismatch",
            "error",
            "Responses carry another JSON type than the contract promises.",
            "{what} is {observed}, where {expected} is documented",
            suggest=suggest.widen_type,
        ),
        FindingKind(
            "undocumented-enum-value",
            "warning",
            "Responses carry a value that is not among those of the enum.",
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
            "Strings in responses do not have the format that the contract promises.",
            "{what} is {observed}, where the format {expected} is documented",
            suggest=suggest.drop_format,
            keywords=("format",),
            observe=schema_errors.observe_format,
        ),
        FindingKind(
            "constraint-violated",
            "warning",
            "Values in responses are outside a constraint that the contract states.",
            "{what} is outside the constraint {expected}",
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
            "{parent} has property names that `propertyNames` does not allow and that look like data",
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
            "An operation responds in a media type that the contract does not document.",
            "{operation} responds in {detail}, where {expected} is documented",
            suggest=suggest.add_media_type,
            max_details=20,
        ),
        FindingKind(
            "undocumented-body",
            "warning",
            "A successful response has a body although the contract documents none.",
            "{operation} responds with a body in {detail}, where no body is documented",
            "{operation} responds with a body, where no body is documented",
            suggest=suggest.add_body,
            max_details=20,
        ),
        FindingKind(
            "body-not-json",
            "error",
            "A response body that should be JSON cannot be parsed.",
            "{operation} responds with a body that should be JSON and is {observed}",
        ),
        FindingKind(
            "body-missing",
            "error",
            "A response has no body although the contract promises one.",
            "{operation} responds without the body that is documented",
        ),
        FindingKind(
            "missing-response-header",
            "warning",
            "Responses lack a header that the contract requires.",
            "{operation} responds without the header `{detail}`, which is required",
            suggest=suggest.make_header_optional,
        ),
        FindingKind(
            "undocumented-operation",
            "warning",
            "Requests are made that no operation of the contract describes.",
            "`{detail}` is called, and no operation describes it",
            "undocumented operations are called, under paths that look like data",
            max_details=500,
        ),
        FindingKind(
            "undocumented-parameter",
            "warning",
            "Requests carry a query parameter that the contract does not document.",
            "{operation} is called with the parameter `{detail}`, which is not documented",
            "{operation} is called with parameters that are not documented, under names that look like data",
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
            "Responses say by the headers Deprecation or Sunset that an operation will go; the contract does not.",
            "{operation} is {observed}, says the server",
            suggest=suggest.deprecate,
        ),
        FindingKind(
            "documented-never-seen",
            "info",
            f"What the contract documents was never observed, in {MIN_SAMPLE} or more.",
        ),
    )
}


def kind_of_keyword(keyword: str) -> FindingKind | None:
    """Return the kind of the findings for errors of a JSON Schema keyword, such as `enum`.

    Return None if no kind lists the keyword.
    """
    return next((kind for kind in FINDING_KINDS.values() if keyword in kind.keywords), None)
