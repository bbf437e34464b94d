"""The arguments and media types of a request body. An `ir.RequestBody` is built from a Request Body Object.

The generated package encodes the bodies, such as multipart, in `templates/package/_content.py`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from attrs import evolve
from openapi_python_client.strings import PythonIdentifier

from specloop.codegen import api_names, docstrings, ir, naming
from specloop.codegen.api_names import BODY, CONTENT_TYPE
from specloop.codegen.build_context import BuildContext, leaves
from specloop.codegen.escaping import literal
from specloop.codegen.models import constant_of
from specloop.codegen.opc_adapter import ParsedType
from specloop.codegen.type_mapping import (
    ANY_TYPE,
    JSON_OBJECT_TYPE,
    STR_TYPE,
    STREAM_TYPE,
    TEXT_KINDS,
    builtin,
    union_of,
)
from specloop.openapi.json_pointer import JsonObject, Resolved
from specloop.openapi.media_types import (
    BodyKind,
    body_kind,
    essence,
    is_range,
    order_by_preference,
    part_media_types,
)
from specloop.openapi.normalize import form_styles
from specloop.openapi.operations import Operation, content_of
from specloop.openapi.schema_facts import has_flag
from specloop.text_format import join_words

OCTET_STREAM = "application/octet-stream"


class _BodyArguments(NamedTuple):
    """The arguments for a body of one media type: one for each property (`fields`), or one for the whole body.

    `constants` maps each property with only one allowed value to this value.
    """

    fields: tuple[ir.Argument, ...]
    body_argument: ir.Argument | None
    constants: Mapping[str, Any] = {}

    @property
    def arguments(self) -> tuple[ir.Argument, ...]:
        return self.fields if self.body_argument is None else (self.body_argument,)

    @property
    def signature(self) -> Hashable:
        """A value that is equal for two media types if callers can pass the same arguments.

        Descriptions, examples and the order of the arguments do not count.
        """
        return frozenset(
            (each.name, _type_form(each.type), each.required, repr(each.default_value), each.stated_former_name)
            for each in self.arguments
        )


def _type_form(type_: ir.Type) -> Hashable:
    """Return a value that is equal for types such as `str | int` and `int | str`, which differ only by order."""
    if type_.variants:
        return frozenset(map(_type_form, type_.variants))
    annotation = type_.annotation.as_unembedded_code()
    return annotation if type_.item is None else (annotation.partition("[")[0], _type_form(type_.item))


def build_request_body(context: BuildContext, operation: Operation, taken: Iterable[str]) -> ir.RequestBody | None:
    """Build the request body of an operation, or return None if the operation has none.

    The properties of an object become arguments. Any other body becomes the argument `body`. `taken` are names that
    these arguments cannot have. If media types have different arguments, the method gets overloads.
    """
    if operation.body is None:
        return None
    found = content_of(context.document, operation.body)
    if not found:
        return None
    order = order_by_preference(found)
    names = _FieldNames(taken)
    shapes = {each: _arguments_of(context, operation.body, each, found[each], names) for each in order}
    groups: dict[Hashable, list[str]] = {}
    for media_type, shape in shapes.items():
        groups.setdefault(shape.signature, []).append(media_type)
    merged = _merge_arguments(shapes)
    return ir.RequestBody(
        media=tuple(
            evolve(
                _build_media(context, media_type, found[media_type]),
                fields=tuple(each.api_name for each in shapes[media_type].fields) if len(groups) > 1 else (),
                needed=tuple(each.api_name for each in shapes[media_type].fields if each.required)
                if len(groups) > 1
                else (),
                arrays=_arrays_of(shapes[media_type]),
                constants=_constants_to_add(shapes[media_type], merged),
            )
            for media_type in order
        ),
        required=_is_required(operation.body),
        fields=merged.fields,
        body_argument=merged.body_argument,
        content_type_argument=_content_type_argument(context, found, order),
        overloads=tuple(
            (
                *shapes[media_types[0]].arguments,
                _selecting_argument(context, found, media_types, is_default=number == 0),
            )
            for number, media_types in enumerate(groups.values())
        )
        if len(groups) > 1
        else (),
    )


def has_body_argument(context: BuildContext, operation: Operation) -> bool:
    """Return whether the argument `body` takes the whole request body, so that no parameter can have this name."""
    found = build_request_body(context, operation, ())
    return found is not None and found.body_argument is not None


class _FieldNames:
    """A registry that gives each body property one argument name for all media types."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = naming.NameRegistry(taken)
        self._names: dict[str, PythonIdentifier] = {}

    @cached_property
    def body(self) -> PythonIdentifier:
        return self._taken.reserve_identifier(BODY)

    def name(self, json_name: str, schema: JsonObject) -> PythonIdentifier:
        if json_name not in self._names:
            self._names[json_name] = api_names.reserve_body_argument(json_name, schema, self._taken)
        return self._names[json_name]


def _merge_arguments(shapes: Mapping[str, _BodyArguments]) -> _BodyArguments:
    """Merge the arguments for the media types of a body into the arguments of one method.

    `shapes` holds the arguments by media type. If their types differ, the merged argument accepts all of these types.
    """
    every = list(shapes.values())
    if len({each.signature for each in every}) == 1:
        return every[0]
    fields: dict[str, ir.Argument] = {}
    for json_name in dict.fromkeys(field.api_name for shape in every for field in shape.fields):
        found = {
            media_type: field
            for media_type, shape in shapes.items()
            for field in shape.fields
            if field.api_name == json_name
        }
        first = next(iter(found.values()))
        in_all = len(found) == len(shapes)
        defaults = {repr(each.default_value) for each in found.values()}
        fields[json_name] = evolve(
            first,
            type=union_of(each.type for each in found.values()),
            required=in_all and all(each.required for each in found.values()),
            default_value=first.default_value if in_all and len(defaults) == 1 else None,
            doc=first.doc if in_all else docstrings.append_sentences(first.doc, [f"For {' and '.join(found)} only."]),
        )
    bodies = [shape.body_argument for shape in every if shape.body_argument is not None]
    if not bodies:
        return _BodyArguments(tuple(fields.values()), None)
    of_body = [media_type for media_type, shape in shapes.items() if shape.body_argument is not None]
    body = evolve(
        bodies[0],
        type=union_of(each.type for each in bodies),
        required=bodies[0].required and not any(shape.body_argument is None for shape in every),
        doc=bodies[0].doc if len(of_body) == len(shapes) else f"The whole body, for {' and '.join(of_body)}.",
    )
    return _BodyArguments(tuple(fields.values()), body)


def _constants_to_add(shape: _BodyArguments, merged: _BodyArguments) -> tuple[tuple[str, object], ...]:
    """Return the JSON name and value of each constant property that the client must add to the body of a media type.

    `shape` holds the arguments for this media type, and `merged` those for all. Constants that are the default value of
    an argument in `merged` are left out.
    """
    defaults = {each.api_name: each.default_value for each in merged.fields}
    return tuple((name, value) for name, value in shape.constants.items() if defaults[name] is None)


def _arrays_of(shape: _BodyArguments) -> tuple[str, ...]:
    """Return the JSON names of the body properties whose values are arrays; `("",)` if the whole body is an array."""
    if shape.body_argument is not None:
        return ("",) if shape.body_argument.is_array else ()
    return tuple(each.api_name for each in shape.fields if each.is_array)


def _is_required(holder: Resolved) -> bool:
    return holder.node.get("required") is True


def _arguments_of(
    context: BuildContext, holder: Resolved, media_type: str, media: Resolved, names: _FieldNames
) -> _BodyArguments:
    kind = body_kind(media_type, context.schema(media))
    parsed = context.parsed_type((*media.pointer, "schema"))
    required = _is_required(holder)
    structured = kind in (BodyKind.JSON, BodyKind.FORM, BodyKind.MULTIPART)
    if structured and (name := context.model_name(parsed)) is not None:
        fields = list(_field_arguments(context, name, kind, names, required=required))
        encoding = media.node.get("encoding") or {} if kind is BodyKind.MULTIPART else {}
        files = _files(context, media) if encoding else {}
        arguments = tuple(
            _with_part_headers(each, encoding.get(each.api_name), is_file=each.api_name in files) for each, _ in fields
        )
        constants = {each.api_name: constant[0] for each, constant in fields if constant is not None}
        return _BodyArguments(arguments, None, constants)
    if structured:
        type_of = context.types.as_upload if kind is BodyKind.MULTIPART else context.types.as_argument
        type_ = ANY_TYPE if parsed is None else type_of(parsed)
        if kind is BodyKind.MULTIPART and parsed is not None and _has_files(context, parsed):
            type_ = union_of([type_, JSON_OBJECT_TYPE])  # The TypedDicts of models have no files.
        if kind is not BodyKind.JSON and type_ == ANY_TYPE:
            type_ = JSON_OBJECT_TYPE
    elif kind is BodyKind.TEXT and parsed is not None and parsed.kind in TEXT_KINDS:
        type_ = context.types.as_argument(parsed)
    else:
        type_ = {BodyKind.TEXT: STR_TYPE, BodyKind.MARKUP: union_of([STR_TYPE, STREAM_TYPE])}.get(kind, STREAM_TYPE)
    argument = ir.Argument(
        name=names.body,
        api_name=BODY,
        type=type_,
        required=required,
        doc=docstrings.describe_body(holder.node),
        location="body",
    )
    return _BodyArguments((), argument)


def _has_files(context: BuildContext, parsed: ParsedType) -> bool:
    """Return whether a body is an object with a file property, or a union with such an object."""
    return any(
        leaf.kind == "file"
        for variant in leaves(parsed)
        if (name := context.model_name(variant)) is not None
        for each in context.properties(name)
        for leaf in leaves(each.type)
    )


def _field_arguments(
    context: BuildContext, model: str, kind: BodyKind, names: _FieldNames, *, required: bool
) -> Iterator[tuple[ir.Argument, tuple[Any] | None]]:
    """Yield (argument, constant) for each property of an object body that is not `readOnly`.

    `constant` is `(value,)` for a property with only one allowed value, or else None. `model` is the class of the body,
    `names` names the arguments, and `required` tells whether the body is required.
    """
    type_of = context.types.as_upload if kind is BodyKind.MULTIPART else context.types.as_argument
    for each in context.properties(model):
        if has_flag(context.document, each.schema, "readOnly"):
            continue
        name = names.name(each.json_name, each.schema)
        doc = docstrings.append_sentences(
            docstrings.describe_property(context.document, each.schema), context.type_notes(each.pointer)
        )
        constant = constant_of(context, each)
        # Callers of an optional property that allows only null choose between null and no value.
        if constant == (None,) and not each.required:
            constant = None
        must_pass = each.required and constant is None
        default = constant[0] if required and constant is not None else None
        argument = ir.Argument(
            name=name,
            api_name=each.json_name,
            type=type_of(each.type),
            required=must_pass and required,
            default_value=default if isinstance(default, str | int | float) else None,
            doc=doc if required or not must_pass else f"{doc} Required if there is a body.".strip(),
            location="body",
            example=docstrings.find_example(context.document, each.schema),
            stated_former_name=api_names.former_property_name(each.schema),
        )
        yield argument, constant


def _with_part_headers(argument: ir.Argument, encoding: JsonObject | None, *, is_file: bool) -> ir.Argument:
    """Add the documented headers of a multipart body's part to the description of its argument.

    `encoding` is the Encoding Object of the property; None if it has none. The type of an argument that is no file
    does not allow the tuple with the headers.
    """
    headers = (encoding or {}).get("headers") or {}
    # OpenAPI, Encoding Object: Content-Type "is described separately and SHALL be ignored in this section".
    listed = [f"`{name}`" for name in headers if name.lower() != "content-type"]
    if not listed:
        return argument
    header = f"the part header{'s' if len(listed) > 1 else ''} {join_words(listed)}"
    passed = "pass" if is_file else "pass the part in `extra_body`, as"
    text = f"The API documents {header}: {passed} a tuple (name, content, media type, headers)."
    return evolve(argument, doc=docstrings.append_sentences(argument.doc, [text]))


def _build_media(context: BuildContext, media_type: str, media: Resolved) -> ir.RequestMedia:
    kind = body_kind(media_type, context.schema(media))
    has_values = kind in (BodyKind.JSON, BodyKind.FORM, BodyKind.MULTIPART)  # Any other body is sent as it is passed.
    dates = _dates(context, media) if has_values else ()
    if kind is BodyKind.JSON and is_range(media_type):
        return ir.RequestMedia("application/json", dates=dates)
    files = _files(context, media) if kind is BodyKind.MULTIPART else {}
    stated = form_styles(context.document, media_type, media.node)
    styles = {name: each for name, each in stated.items() if name not in files}  # The parts of files have no style.
    types = part_media_types(context.document, media_type, media)
    return ir.RequestMedia(
        media_type,
        # Where a style is stated, the media type is ignored.
        encoding=tuple((name, each) for name, each in types.items() if name not in styles),
        files=tuple(files.items()),
        dates=dates,
        styles=tuple(styles.items()),
    )


def _files(context: BuildContext, media: Resolved) -> dict[str, bool]:
    """Return the JSON name of each file property in a multipart body, with whether it is a list of files.

    If the whole body is a file or a list of files, it has the name `file`.
    """
    parsed = context.parsed_type((*media.pointer, "schema"))
    name = context.model_name(parsed)
    whole = [] if parsed is None else [("file", parsed)]
    types = whole if name is None else [(each.json_name, each.type) for each in context.properties(name)]
    return {json_name: type_.items is not None for json_name, type_ in types if (type_.items or type_).kind == "file"}


def _dates(context: BuildContext, media: Resolved) -> tuple[tuple[str, ir.Type], ...]:
    """Return the JSON name and the type of each property of a body that contains dates.

    If the body has no class with properties, return at most one pair, with the name "", for the whole body.
    """
    parsed = context.parsed_type((*media.pointer, "schema"))
    name = context.model_name(parsed)
    types = [("", parsed)] if name is None else [(each.json_name, each.type) for each in context.properties(name)]
    found = ((json_name, context.date_type(type_)) for json_name, type_ in types)
    return tuple((json_name, type_) for json_name, type_ in found if type_ is not None)


def _content_type_argument(
    context: BuildContext, found: Mapping[str, Resolved], media_types: list[str]
) -> ir.Argument | None:
    """Return the argument `content_type`, or None if callers cannot choose the media type of a body.

    `found` holds the Media Type Objects by media type.
    """
    ranges = _ranges(context, found, media_types)
    return _selecting_argument(context, found, media_types, is_default=True) if ranges or len(media_types) > 1 else None


def _selecting_argument(
    context: BuildContext, found: Mapping[str, Resolved], media_types: list[str], *, is_default: bool
) -> ir.Argument:
    ranges = _ranges(context, found, media_types)
    fixed = [media_type for media_type in media_types if not is_range(media_type)]
    argument = ir.Argument(
        name=naming.identifier(CONTENT_TYPE),
        api_name=CONTENT_TYPE,
        type=STR_TYPE,
        required=not is_default,
        doc=f"The media type of the body: {' or '.join(chain(fixed, ranges))}.",
        location="option",
    )
    if not ranges:
        if not fixed:
            return evolve(argument, default_value="application/json" if is_default else None)
        values = ", ".join(literal(media_type) for media_type in fixed)
        literals = builtin(f"Literal[{values}]", "typing.Literal")
        return evolve(argument, type=literals, default_value=fixed[0] if is_default else None)
    if not is_default:
        return argument
    if fixed:
        return evolve(argument, default_value=fixed[0])
    anything = any(essence(media_type).startswith(("*", "application/")) for media_type in ranges)
    return evolve(argument, default_value=OCTET_STREAM) if anything else evolve(argument, required=True)


def _ranges(context: BuildContext, found: Mapping[str, Resolved], media_types: list[str]) -> list[str]:
    return [
        each
        for each in media_types
        if is_range(each) and body_kind(each, context.schema(found[each])) is not BodyKind.JSON
    ]
