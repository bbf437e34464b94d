"""Application of all rules of `compare` to an old and a new contract."""

from __future__ import annotations

from collections.abc import Iterator

from specloop.compare.api_surface import ApiSurface
from specloop.compare.coverage import is_covered
from specloop.compare.registry import AppliedRule, apply_rules
from specloop.compare.rules import object_properties, schema_types, schema_values
from specloop.compare.rules.operations import OperationPair, compare_operations
from specloop.compare.rules.package import ClassesDiff, PackagePair
from specloop.compare.rules.parameters import ParametersDiff
from specloop.compare.rules.request_bodies import FORM, MULTIPART, RequestBodyDiff, is_required
from specloop.compare.rules.responses import ResponsesDiff
from specloop.compare.rules.security import CredentialsDiff, compare_security
from specloop.compare.rules.webhooks import IncomingRequestPair, compare_incoming_requests
from specloop.compare.schema_pairs import AnnotationChange, SchemaPair, SchemaPairIndex, Usage
from specloop.compare.unchanged import UnchangedParts
from specloop.compare.usages import AffectedOperations, UsageIndex
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.media_types import essence

SCHEMA_RULES = (schema_types, schema_values, object_properties)
"""Modules with rules about schemas, imported here so that their rules are in CHANGE_RULES."""


def apply_all_rules(old_api: ApiSurface, new_api: ApiSurface) -> Iterator[AppliedRule]:
    """Apply all rules of `compare` to two contracts. Yield an AppliedRule for each difference that a rule finds."""
    pairs = SchemaPairIndex(old_api, new_api)
    unchanged = UnchangedParts(old_api, new_api)
    operations = compare_operations(old_api, new_api)
    security = compare_security(old_api, new_api, operations.kept)
    applied = [
        *apply_rules(PackagePair(old_api, new_api, operations.kept), ()),
        *apply_rules(CredentialsDiff(old_api, new_api, security), ()),
        *apply_rules(operations, ()),
    ]
    for group in security:
        applied += apply_rules(group, ())
    for pair in operations.kept:
        if pair.old.source.pointer not in unchanged or pair.old != pair.new:
            applied += _apply_to_operation(pair, pairs)
    requests = compare_incoming_requests(pairs)
    applied += apply_rules(requests, ())
    for request in requests.kept:
        applied += apply_rules(request, (request.operation.new.id,))
        _add_incoming_request(request, pairs)
    _add_components(pairs, unchanged)
    usages = UsageIndex(pairs.pairs.values())
    applied += _apply_to_schemas(pairs, usages)
    yield from applied
    yield from apply_rules(ClassesDiff(old_api, new_api, pairs, usages, applied), ())


def _apply_to_operation(pair: OperationPair, pairs: SchemaPairIndex) -> Iterator[AppliedRule]:
    name, call = (pair.new.id,), pair.new.call
    parameters, body, responses = ParametersDiff(pair), RequestBodyDiff(pair), ResponsesDiff(pair, pairs)
    for subject in (pair, parameters, body, responses):
        yield from apply_rules(subject, name)
    for parameter in parameters.kept:
        yield from apply_rules(parameter, name)
        is_text = not (parameter.old.media_type or parameter.new.media_type)
        usage = Usage("request", pair.new.id, parameter.label, is_text=is_text)
        pairs.add(usage, parameter.old.schema, parameter.new.schema)
    for media_type, old, new in body.content.structured() if body.content else ():
        is_flat = body.is_flat(media_type, "new")
        nested = (f"{pair.new.method}(", ")") if is_flat else ("body", f" of {call}")
        usage = Usage(
            *("request", pair.new.id, body.label, nested),
            properties_are_arguments=is_flat,
            kept_arguments=pair.kept_arguments,
            is_optional_body=not is_required(body.new),
            is_multipart=essence(media_type) == MULTIPART,
            is_text=essence(media_type) == FORM,
        )
        pairs.add(usage, old, new)
    for response in responses.kept:
        yield from apply_rules(response, name)
        nested = (call, "") if response.is_success else ("body", f" of error {response.new_status} of {call}")
        for old, new in response.schemas():
            pairs.add(Usage("response", pair.new.id, response.label, nested), old, new)
        for old, new in response.item_schemas() if response.is_success else ():
            items = f"an item of {call}"
            pairs.add(Usage("response", pair.new.id, items, ("item", f" of {call}")), old, new)


def _add_incoming_request(request: IncomingRequestPair, pairs: SchemaPairIndex) -> None:
    """Add the schemas of a webhook or callback request to `pairs`.

    The payload and the parameters count as a response of the API, because the package's user receives them. The reply
    that the user's server sends counts as a request.
    """
    pair, content = request.operation, request.payload.content
    for old, new in content.schemas() if content else ():
        nested = ("payload", f" of {request.name}")
        pairs.add(Usage("response", pair.new.id, f"the payload of {request.name}", nested), old, new)
    for parameter in request.parameters.kept:
        pairs.add(Usage("response", pair.new.id, parameter.label), parameter.old.schema, parameter.new.schema)
    for response in ResponsesDiff(pair, pairs).kept:
        nested = ("reply", f" to {request.name}")
        for old, new in response.content.schemas():
            pairs.add(Usage("request", pair.new.id, f"the reply to {request.name}", nested), old, new)


def _add_components(pairs: SchemaPairIndex, unchanged: UnchangedParts) -> None:
    """Add the changed component schemas that no operation uses to `pairs`. Callers can use their classes."""
    sides = [(api.data.get("components") or {}).get("schemas") or {} for api in (pairs.old_api, pairs.new_api)]
    composed = _compositions(pairs)
    usages = UsageIndex(pairs.pairs.values())
    uses: list[tuple[Usage, JsonPointer, JsonPointer]] = []
    for name in sides[0]:
        pointer: JsonPointer = ("components", "schemas", name)
        if pointer in unchanged:
            continue
        counterpart = pointer if name in sides[1] else _renamed_component(pairs, pointer)
        old, new = pairs.old_api.schemas.spot((pointer,)), pairs.new_api.schemas.spot((counterpart,))
        if counterpart and (old, new) not in pairs.pairs:
            affected = [each for pair in composed.get(pointer, []) for each in usages.of(pair)]
            is_request = bool(affected) and all(each.direction == "request" for each in affected)
            usage = Usage("request" if is_request else "response", "", name, on_the_wire=False)
            uses.append((usage, pointer, counterpart))
    for use in uses:
        pairs.add(*use)


def _renamed_component(pairs: SchemaPairIndex, pointer: JsonPointer) -> JsonPointer:
    """Return the pointer of the new component that replaces a renamed old component, or () if there is none.

    In one of the contracts, `x-renamed-from` must declare the rename.
    """
    name = pairs.old_api.class_of([pointer])
    before = [former for former, current in pairs.old_api.former_classes.items() if current == name]
    names = [pairs.new_api.former_classes.get(name or "", ""), *before]
    return next((pairs.new_api.classes[each] for each in names if each in pairs.new_api.classes), ())


def _compositions(pairs: SchemaPairIndex) -> dict[JsonPointer, list[SchemaPair]]:
    """Map the pointer of each component to the schema pairs that include properties of the component by `allOf`."""
    found: dict[JsonPointer, dict[int, SchemaPair]] = {}
    for pair in pairs.pairs.values():
        owners = {
            pointer[:3]
            for variant in pair.old.variants
            for ref in variant.properties.values()
            for pointer in ref
            if pointer[:2] == ("components", "schemas") and pointer[3:4] == ("properties",)
        }
        for owner in owners - set(pair.old_ref):
            found.setdefault(owner, {})[id(pair)] = pair
    return {owner: list(each.values()) for owner, each in found.items()}


def _apply_to_schemas(pairs: SchemaPairIndex, usages: UsageIndex) -> Iterator[AppliedRule]:
    # The package contains nothing for a component that has no class and that nothing uses.
    noticed = (pair for pair in pairs.pairs.values() if not pair.is_only_component or pair.old_class or pair.new_class)
    subjects: list[SchemaPair | AnnotationChange] = [pair for pair in noticed if pair.differs]
    for subject in (*subjects, *pairs.annotations):
        has_cover = isinstance(subject, SchemaPair) and is_covered(subject)
        for direction, operations, on_the_wire in _affected_operations(subject, usages):
            yield from apply_rules(subject, operations, direction, on_the_wire=on_the_wire and not has_cover)


def _affected_operations(subject: SchemaPair | AnnotationChange, usages: UsageIndex) -> list[AffectedOperations]:
    return usages.of(subject if isinstance(subject, SchemaPair) else subject.holder)
