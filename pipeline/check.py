"""Contract -> nothing, or an InputError that tells all that is wrong with it, each thing with its place.

A survey finds the objects of the document and the kind of each; the rules, one function each, look at the objects
of a kind. Examples, defaults, enums and extensions are data: nothing looks into them. What no rule explains,
openapi-python-client's own model of a document may still refuse.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from openapi_python_client.schema import OpenAPI
from pydantic import ValidationError

from pipeline.problems import LONG, InputError, Place, Problem, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pydantic_core import ErrorDetails

    from pipeline.contract import Contract, Pointer

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
LOCATIONS = ("path", "query", "header", "cookie", "querystring")
TYPES = ("string", "number", "integer", "boolean", "array", "object", "null")
MEANT = {
    "str": "string",
    "text": "string",
    "int": "integer",
    "long": "integer",
    "float": "number",
    "double": "number",
    "bool": "boolean",
    "list": "array",
    "dict": "object",
    "map": "object",
    "none": "null",
}

HINTS = 10
"""How many names are looked for that resemble a wrong one: it takes long, and more would not be read."""


# --- what an OpenAPI document is made of ---


class Slot(NamedTuple):
    """What a member of an object holds: one object of a kind, a list of them, or a map by names."""

    kind: str
    shape: Literal["one", "list", "map"] = "one"
    extensible: bool = False
    """Whether `x-` begins an extension in the map, and not one more name."""


def _members(shape: Literal["one", "list", "map"], kind: str, *names: str) -> dict[str, Slot]:
    return dict.fromkeys(names, Slot(kind, shape))


ITSELF = ""
"""For an object that has no fixed members but is, itself, a map of objects."""

VALUE = {
    **_members("one", "schema", "schema"),
    **_members("map", "media type", "content"),
    **_members("map", "example", "examples"),
}

GRAMMAR: dict[str, dict[str, Slot]] = {
    "document": {
        **_members("one", "info", "info"),
        **_members("one", "components", "components"),
        **_members("list", "server", "servers"),
        **_members("list", "tag", "tags"),
        **_members("map", "path item", "webhooks"),
        "paths": Slot("path item", "map", extensible=True),
    },
    "components": {
        **_members("map", "schema", "schemas"),
        **_members("map", "response", "responses"),
        **_members("map", "parameter", "parameters"),
        **_members("map", "example", "examples"),
        **_members("map", "request body", "requestBodies"),
        **_members("map", "header", "headers"),
        **_members("map", "security scheme", "securitySchemes"),
        **_members("map", "link", "links"),
        **_members("map", "callback", "callbacks"),
        **_members("map", "path item", "pathItems"),
        **_members("map", "media type", "mediaTypes"),
    },
    "path item": {
        **_members("one", "operation", *METHODS),
        **_members("map", "operation", "additionalOperations"),
        **_members("list", "parameter", "parameters"),
    },
    "operation": {
        **_members("list", "parameter", "parameters"),
        **_members("one", "request body", "requestBody"),
        **_members("map", "callback", "callbacks"),
        "responses": Slot("response", "map", extensible=True),
    },
    "callback": {ITSELF: Slot("path item", "map", extensible=True)},
    "parameter": VALUE,
    "header": VALUE,
    "request body": _members("map", "media type", "content"),
    "response": {
        **_members("map", "header", "headers"),
        **_members("map", "media type", "content"),
        **_members("map", "link", "links"),
    },
    "media type": {
        **_members("one", "schema", "schema", "itemSchema"),
        **_members("map", "encoding", "encoding"),
        **_members("map", "example", "examples"),
    },
    "encoding": _members("map", "header", "headers"),
    "schema": {
        **_members("map", "schema", "properties", "patternProperties", "dependentSchemas", "$defs"),
        **_members("list", "schema", "allOf", "anyOf", "oneOf", "prefixItems"),
        **_members("one", "schema", "items", "contains", "additionalProperties", "propertyNames", "not"),
        **_members("one", "schema", "if", "then", "else", "unevaluatedItems", "unevaluatedProperties"),
    },
}
"""Kinds that are not listed have no members that matter here."""

UNREFERABLE = {"document", "info", "server", "tag", "components", "operation", "encoding"}


# --- checking ---


class Node(NamedTuple):
    """An object of the document, of a kind that the grammar knows."""

    kind: str
    pointer: Pointer
    value: dict[str, Any]


class Finding(NamedTuple):
    """What is wrong with what is at a pointer, or is missing there."""

    pointer: Pointer
    message: str


def check(contract: Contract) -> None:
    """Raise InputError if there is anything wrong with the contract."""
    findings = list(_not_openapi(contract.document))
    if not findings:
        survey = Survey(contract)
        findings = [*survey.findings, *(finding for rule in RULES for finding in rule(survey))]
        findings += _structure(survey, {finding.pointer for finding in findings})
    if findings:
        raise InputError(Problem(_place(contract, pointer), message) for pointer, message in findings)


def _place(contract: Contract, pointer: Pointer) -> Place:
    """Point at the word that is wrong, or else at the key of the map or list that is."""
    try:
        value = contract.value(pointer)
    except LookupError:
        return contract.place(pointer)
    return contract.place(pointer, key=value is None or isinstance(value, dict | list))


def _show(value: Any) -> str:
    if isinstance(value, str):
        return shown(value)
    words = {dict: "a map", list: "a list", bool: str(value).lower(), type(None): "null"}
    return words.get(type(value)) or repr(value)[:LONG]


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _near(word: str, known: Iterable[str]) -> str:
    """Find the name that was perhaps meant."""
    if len(word) > LONG:
        return ""
    return next(iter(get_close_matches(word, [name for name in known if len(name) <= LONG], n=1)), "")


class Survey:
    """All objects of a document, by kind, with what is wrong with its build and its references."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.nodes: defaultdict[str, list[Node]] = defaultdict(list)
        self.kinds: dict[Pointer, str] = {}
        self.refs: dict[Pointer, Pointer] = {}
        self.findings: list[Finding] = []
        self._ends: dict[Pointer, Pointer] = {}
        self._hints = HINTS
        self._unread: deque[tuple[str, Pointer, Any]] = deque([("document", (), contract.document)])
        self._unfollowed: deque[Node] = deque()
        while self._unread or self._unfollowed:
            # References come last: then it is known what their targets are.
            if self._unread:
                self._visit(*self._unread.popleft())
            else:
                self._follow(self._unfollowed.popleft())

    def of(self, *kinds: str) -> Iterator[Node]:
        """Go through the objects of these kinds."""
        return (node for kind in kinds for node in self.nodes[kind])

    def followed(self, pointer: Pointer) -> Any:
        """Return what is at a pointer, references followed; None if they lead nowhere."""
        trail: list[Pointer] = []
        while pointer in self.refs and pointer not in self._ends:
            self._ends[pointer] = pointer  # This is where a circle would end.
            trail.append(pointer)
            pointer = self.refs[pointer]
        pointer = self._ends.get(pointer, pointer)
        self._ends.update(dict.fromkeys(trail, pointer))
        value = self.contract.value(pointer)
        return None if isinstance(value, dict) and "$ref" in value else value

    def _visit(self, kind: str, pointer: Pointer, value: Any) -> None:
        if pointer in self.kinds:
            return
        self.kinds[pointer] = kind
        if not isinstance(value, dict):
            if kind != "schema" or not isinstance(value, bool):
                is_type = kind == "schema" and isinstance(value, str) and value in TYPES
                cure = f"did you mean `type: {value}`?" if is_type else "expected a map"
                self._find(pointer, f"this {kind} is {_show(value)}", cure)
            return
        node = Node(kind, pointer, value)
        if "$ref" in value and kind not in UNREFERABLE:
            self._unfollowed.append(node)
            if kind not in {"schema", "path item"}:
                return  # What stands beside such a reference does not count.
        self.nodes[kind].append(node)
        slots = GRAMMAR.get(kind, {})
        if ITSELF in slots:
            self._spread(slots[ITSELF], pointer, value)
            return
        for member, content in value.items():
            if content is not None and member in slots:
                self._spread(slots[member], (*pointer, member), content)

    def _spread(self, slot: Slot, pointer: Pointer, content: Any) -> None:
        kind, shape, extensible = slot
        if shape == "one":
            self._unread.append((kind, pointer, content))
        elif shape == "list" and isinstance(content, list):
            self._unread.extend((kind, (*pointer, index), item) for index, item in enumerate(content))
        elif shape == "map" and isinstance(content, dict):
            names = [name for name in content if not (extensible and name.startswith("x-"))]
            self._unread.extend((kind, (*pointer, name), content[name]) for name in names)
        else:
            wanted = "a list of" if shape == "list" else "a map of names to"
            self._find(pointer, f"`{pointer[-1]}` is {_show(content)}", f"expected {wanted} {kind}s")

    def _follow(self, node: Node) -> None:
        where, ref = (*node.pointer, "$ref"), node.value["$ref"]
        if not ref or not isinstance(ref, str):
            self._find(where, f"`$ref` is {_show(ref)}", "expected text such as '#/components/schemas/Name'")
            return
        if not ref.startswith("#"):
            what = f"{_show(ref)} is in another document, which is not read"
            self._find(where, what, "move its target into this one")
            return
        try:
            target = self.contract.resolve(ref)
        except LookupError:
            self._find(where, f"{_show(ref)} leads nowhere", self._hint(ref))
            return
        kind = self.kinds.get(target, node.kind)
        if kind != node.kind:
            self._find(where, f"{_show(ref)} leads to {_a(kind)}", f"expected {_a(node.kind)}")
            return
        self.refs[node.pointer] = target
        self._unread.append((kind, target, self.contract.value(target)))

    def _hint(self, ref: str) -> str:
        """Tell what was perhaps meant: a name that resembles this one, or this name elsewhere."""
        self._hints -= 1
        place, _, name = ref.rpartition("/")
        if self._hints >= 0 and name:
            components = self.contract.document.get("components")
            for section, known in components.items() if isinstance(components, dict) else ():
                if isinstance(known, dict) and name in known:
                    return f"did you mean {shown(f'#/components/{section}/{name}')}?"
            if near := _near(name, self._names(place)):
                return f"did you mean {shown(f'{place}/{near}')}?"
        return "expected the path of something in this document"

    def _names(self, place: str) -> list[str]:
        try:
            value = self.contract.value(self.contract.resolve(place))
        except LookupError:
            return []
        return list(value) if isinstance(value, dict) else []

    def _find(self, pointer: Pointer, what: str, cure: str) -> None:
        self.findings.append(Finding(pointer, f"{what}; {cure}"))


# --- the rules ---


def _not_openapi(document: dict[str, Any]) -> Iterator[Finding]:
    """Nothing else can be said of a document that is not OpenAPI, or of a version that is not known."""
    version = document.get("openapi")
    if "swagger" in document:
        cure = "convert it to OpenAPI 3, as https://converter.swagger.io does"
        yield Finding(("swagger",), f"this is Swagger {_show(document['swagger'])}; {cure}")
    elif "openapi" not in document:
        looks = next((name for key, name in OTHERS.items() if key in document), "")
        keys = ", ".join(_show(key) for key in list(document)[:5])
        what = f"this looks like {looks}" if looks else f"no `openapi` among the keys {keys}".rstrip()
        yield Finding((), f"{what}; expected an OpenAPI document, which begins with `openapi: 3.1.0`")
    elif not isinstance(version, str):
        cure = f"write {version}.0" if isinstance(version, float) and version in {3.0, 3.1, 3.2} else "write 3.1.0"
        yield Finding(("openapi",), f"the version is {_show(version)}, which is not text; {cure}")
    elif not re.fullmatch(r"3\.[012]\.[0-9]+(-.+)?", version):
        cure = f"write {version}.0" if version in {"3.0", "3.1", "3.2"} else "expected 3.0.x, 3.1.x or 3.2.x"
        yield Finding(("openapi",), f"OpenAPI {_show(version)} is not supported; {cure}")


OTHERS = {
    "asyncapi": "AsyncAPI",
    "arazzo": "an Arazzo description",
    "overlay": "an OpenAPI overlay",
    "$schema": "a JSON Schema",
    "definitions": "a JSON Schema",
    "item": "a Postman collection",
    "apiVersion": "a Kubernetes resource",
}


def has_information(survey: Survey) -> Iterator[Finding]:
    """The title names the client, the version is the one it is published under."""
    document = survey.contract.document
    if document.get("info") is None:
        yield Finding(("info",), "`info` is missing; add it, with a `title` and a `version`")
        return
    for node in survey.of("info"):
        for member, example in {"title": "My API", "version": "1.0.0"}.items():
            value = node.value.get(member)
            if value is None:
                message = f"`{member}` is missing from `info`; write, for example, `{member}: {example}`"
                yield Finding(("info", member), message)
            elif not isinstance(value, str):
                message = f"the {member} is {_show(value)}, which is not text; put it in quotes"
                yield Finding(("info", member), message)


def describes_something(survey: Survey) -> Iterator[Finding]:
    """Without paths, webhooks and components there is nothing to generate from."""
    if not survey.contract.document.keys() & {"paths", "webhooks", "components"}:
        yield Finding((), "there are no `paths`; expected `paths`, `webhooks` or `components`")


def paths_begin_with_a_slash(survey: Survey) -> Iterator[Finding]:
    """A path is put behind the URL of a server."""
    for path, node in _paths(survey):
        if not path.startswith("/"):
            cure = f"write {_show('/' + path)}"
            yield Finding(node.pointer, f"the path {_show(path)} does not begin with '/'; {cure}")


def operation_ids_are_unique(survey: Survey) -> Iterator[Finding]:
    """It becomes the name of a function."""
    first: dict[str, Pointer] = {}
    for node in survey.of("operation"):
        where, name = (*node.pointer, "operationId"), node.value.get("operationId")
        if isinstance(name, str):
            if (other := first.setdefault(name, where)) != where:
                place = survey.contract.place(other, key=False)
                what = f"the operationId {_show(name)} is taken, at {place}"
                yield Finding(where, f"{what}; give each operation its own")
        elif name is not None:
            yield Finding(where, f"the operationId is {_show(name)}; expected text")


def parameters_are_identified(survey: Survey) -> Iterator[Finding]:
    """A parameter is known by its name and by where it goes."""
    for node in survey.of("parameter"):
        name, location = node.value.get("name"), node.value.get("in")
        if name is None:
            yield Finding((*node.pointer, "name"), "this parameter has no `name`; add it")
        if location is None:
            yield Finding((*node.pointer, "in"), "this parameter has no `in`; add `in: query`, for example")
        elif location not in LOCATIONS:
            cure = f"expected {', '.join(LOCATIONS[:3])} or {LOCATIONS[3]}"
            if isinstance(location, str) and location in {"body", "formData"}:
                cure = "move it to the `requestBody` of the operation"
            yield Finding((*node.pointer, "in"), f"a parameter cannot be in {_show(location)}; {cure}")


def parameters_are_unique(survey: Survey) -> Iterator[Finding]:
    """Of two parameters with one name in one place, a caller could give only one."""
    for node in survey.of("operation", "path item"):
        first: dict[tuple[str, str], Pointer] = {}
        for pointer, location, name in _parameters(survey, node):
            other = first.setdefault((location, name), pointer)
            if other != pointer and location != UNKNOWN:
                what = f"a second {location} parameter {_show(name)}, after {survey.contract.place(other)}"
                yield Finding(pointer, f"{what}; remove or rename one of them")


def path_parameters_match_the_path(survey: Survey) -> Iterator[Finding]:
    """What stands in braces must be given by the caller, and what the caller gives must go somewhere."""
    for path, item in _paths(survey):
        wanted = set(re.findall(r"\{([^{}]*)\}", path))
        shared = _parameters(survey, item)
        own = {
            (*item.pointer, method): _parameters(survey, Node("operation", (*item.pointer, method), operation))
            for method in METHODS
            if isinstance(operation := item.value.get(method), dict)
        }
        for pointer, location, name in [*shared, *(each for listed in own.values() for each in listed)]:
            if location == "path" and name not in wanted:
                known = " or ".join(_show(each) for each in sorted(wanted)[:5])
                cure = f"expected {known}" if known else "remove the parameter, or mend the path"
                yield Finding(pointer, f"the path {_show(path)} has no parameter {_show(name)}; {cure}")
        for pointer, listed in own.items():
            given = {name for _, location, name in [*shared, *listed] if location in {"path", UNKNOWN}}
            for name in sorted(wanted - given) if UNKNOWN not in given else ():
                what = f"nothing declares {_show(name)} of the path {_show(path)}"
                yield Finding(pointer, f"{what}; add a parameter with that `name` and `in: path`")


UNKNOWN = ""
"""Location and name of a parameter that lacks one of them, or of a reference that leads nowhere."""


def _paths(survey: Survey) -> Iterator[tuple[str, Node]]:
    """Go through the paths proper: webhooks and callbacks are path items as well."""
    for node in survey.of("path item"):
        match node.pointer:
            case ("paths", str(path)):
                yield path, node


def _parameters(survey: Survey, node: Node) -> list[tuple[Pointer, str, str]]:
    """List an object's parameters with location and name, references followed."""
    listed = node.value.get("parameters")
    found: list[tuple[Pointer, str, str]] = []
    for index in range(len(listed) if isinstance(listed, list) else 0):
        pointer = (*node.pointer, "parameters", index)
        match survey.followed(pointer):
            case {"in": str(location), "name": str(name)}:
                found.append((pointer, location, name))
            case _:
                found.append((pointer, UNKNOWN, UNKNOWN))
    return found


def responses_have_a_status(survey: Survey) -> Iterator[Finding]:
    """A response is chosen by its status code."""
    for node in survey.of("operation"):
        responses = node.value.get("responses")
        for status in responses if isinstance(responses, dict) else ():
            if not STATUS.fullmatch(status):
                near = next((near for near in (status.upper(), status.lower()) if STATUS.fullmatch(near)), "")
                cure = f"did you mean '{near}'?" if near else "expected a code like 200, a range like 4XX, or default"
                yield Finding((*node.pointer, "responses", status), f"{_show(status)} is no status; {cure}")


STATUS = re.compile(r"[0-9]{3}|[1-5]XX|default|x-.*", re.DOTALL)


def types_are_known(survey: Survey) -> Iterator[Finding]:
    """There are seven types; all else is a format."""
    expected = f"expected {', '.join(TYPES[:-1])} or null"
    for node in survey.of("schema"):
        given, where = node.value.get("type", "null"), (*node.pointer, "type")
        if given == []:
            yield Finding(where, "`type` is an empty list; name a type, or leave `type` out")
        for index, word in enumerate(given) if isinstance(given, list) else [(-1, given)]:
            pointer = where if index < 0 else (*where, index)
            if word is None:
                yield Finding(pointer, '`type` is null; put the word in quotes: "null"')
            elif not isinstance(word, str):
                yield Finding(pointer, f"`type` is {_show(word)}; {expected}")
            elif word not in TYPES:
                near = MEANT.get(word.lower()) or _near(word.lower(), TYPES)
                cure = f"did you mean '{near}'?" if near else expected
                yield Finding(pointer, f"unknown type {_show(word)}; {cure}")


def required_is_a_list_of_names(survey: Survey) -> Iterator[Finding]:
    """It stands beside `properties`, and not in one of them."""
    for node in survey.of("schema"):
        required = node.value.get("required")
        where = (*node.pointer, "required")
        if isinstance(required, list):
            for index, name in enumerate(required):
                if not isinstance(name, str):
                    yield Finding((*where, index), f"{_show(name)} is not the name of a property; expected text")
        elif isinstance(required, bool):
            cure = "list the property's name in the `required` of the schema that holds it"
            yield Finding(where, f"`required` is {_show(required)}; {cure}")
        elif required is not None:
            yield Finding(where, f"`required` is {_show(required)}; expected a list of names")


def enum_is_a_list(survey: Survey) -> Iterator[Finding]:
    """A single value is a `const`."""
    for node in survey.of("schema"):
        enum = node.value.get("enum")
        if enum is not None and not isinstance(enum, list):
            yield Finding((*node.pointer, "enum"), f"`enum` is {_show(enum)}; expected a list of values")


def references_end(survey: Survey) -> Iterator[Finding]:
    """A reference to a reference is fine, until the last one leads to the first."""

    def onward(pointer: Pointer) -> Iterator[Pointer]:
        if pointer in survey.refs:
            yield survey.refs[pointer]
        if pointer in parts:
            yield from ((*pointer, "allOf", index) for index in range(parts[pointer]))

    listed = ((node.pointer, node.value.get("allOf")) for node in survey.of("schema"))
    parts = {pointer: len(schemas) for pointer, schemas in listed if isinstance(schemas, list)}
    finished: dict[Pointer, bool] = {}
    for start in [*parts, *survey.refs]:
        trail = [] if start in finished else [(start, onward(start))]
        while trail:
            pointer, targets = trail[-1]
            finished[pointer] = False
            for target in targets:
                if target not in finished:
                    trail.append((target, onward(target)))
                    break
                if not finished[target]:
                    begin = survey.contract.place(target)
                    where = (*pointer, "$ref") if pointer in survey.refs else pointer
                    yield Finding(where, f"this leads back to {begin}, and so on for ever; expected an end")
            else:
                finished[pointer] = True
                trail.pop()


RULES: tuple[Callable[[Survey], Iterator[Finding]], ...] = (
    has_information,
    describes_something,
    paths_begin_with_a_slash,
    operation_ids_are_unique,
    parameters_are_identified,
    parameters_are_unique,
    path_parameters_match_the_path,
    responses_have_a_status,
    types_are_known,
    required_is_a_list_of_names,
    enum_is_a_list,
    references_end,
)


# --- the model of openapi-python-client ---


def _structure(survey: Survey, explained: set[Pointer]) -> Iterator[Finding]:
    """Tell what else the model refuses, unless OpenAPI allows it, or a rule has explained it."""
    known = set(_prefixes(explained))
    wishes: dict[Pointer, list[str]] = {}
    values: dict[Pointer, Any] = {}
    for loc, error in _complaints(survey.contract.document):
        pointer, value = _located(survey, loc)
        if error["type"] == MISSING:
            pointer = (*pointer, str(loc[-1]))
        if pointer not in known and not _allowed(pointer, value, error, survey.contract.document["openapi"]):
            wishes.setdefault(pointer, []).append(_wish(error))
            values[pointer] = value
    # Each branch of a union has its say: what is said of a part of the value counts more.
    wholes = set(_prefixes(pointer[:-1] for pointer in wishes))
    for pointer, wished in wishes.items():
        name = f"`{pointer[-1]}`" if pointer and isinstance(pointer[-1], str) else "this"
        if wished == [MISSING]:
            yield Finding(pointer, f"{name} is missing; add it")
        elif pointer not in wholes:
            choice = " or ".join(dict.fromkeys(wished))
            yield Finding(pointer, f"{name} is {_show(values[pointer])}; expected {choice}")


def _complaints(document: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], ErrorDetails]]:
    """Let the model read the document, and then, as if they were paths, those path items that it ignores."""
    components = document.get("components")
    shared = components.get("pathItems") if isinstance(components, dict) else None
    bare = {"info": {"title": "", "version": ""}}
    for place, items, rest in (
        (("paths",), document.get("paths", {}), document),
        (("webhooks",), document.get("webhooks"), bare),
        (("components", "pathItems"), shared, bare),
    ):
        if rest is bare and not isinstance(items, dict):
            continue
        try:
            OpenAPI.model_validate({**rest, "openapi": "3.1.0", "paths": items})
        except ValidationError as failure:
            for error in failure.errors(include_url=False, include_context=False, include_input=False):
                loc = error["loc"]
                yield (*place, *loc[1:]) if loc[0] == "paths" else loc, error


def _prefixes(pointers: Iterable[Pointer]) -> Iterator[Pointer]:
    return (pointer[:length] for pointer in pointers for length in range(len(pointer) + 1))


def _located(survey: Survey, loc: tuple[str | int, ...]) -> tuple[Pointer, Any]:
    """Turn pydantic's path into ours: between the keys it names the branches of unions."""
    pointer: Pointer = ()
    value: Any = survey.contract.document
    tagged = pointer
    for step in loc:
        if step in {"ref", "other"} and tagged != pointer and survey.kinds.get(pointer) in TAGGED:
            tagged = pointer
            continue
        is_index = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if is_index or (isinstance(value, dict) and step in value):
            pointer, value = (*pointer, step), value[step]
    return pointer, value


TAGGED = {"schema", "response", "parameter", "example", "request body", "header", "security scheme", "link"}
"""Of these the model says whether it has taken them for a reference or for the `other`."""


def _allowed(pointer: Pointer, value: Any, error: ErrorDetails, version: str) -> bool:
    """Tell what OpenAPI allows although the model does not; it is rewritten before the engine reads it."""
    member = pointer[-1] if pointer else ""
    context = zip(("", "", *pointer), ("", *pointer), pointer, strict=False)
    return (
        (isinstance(value, bool) and error["msg"].endswith("instance of Schema"))
        or (error["type"] == MISSING and member == "responses")
        or (error["type"] == MISSING and member == "description" and version.startswith("3.2"))
        or (error["type"] == "too_short" and member == "enum")
        or (member in {"const", "in"})
        or ("callbacks" in pointer and member == "$ref")
        or any(
            str(step).startswith("x-") and (above in {"paths", "responses"} or top == "callbacks")
            for top, above, step in context
        )
    )


def _wish(error: ErrorDetails) -> str:
    for kind, wish in WISHES.items():
        if error["type"].startswith(kind):
            return wish
    return error["msg"].removeprefix("Input should be ")


MISSING = "missing"
WISHES = {
    MISSING: MISSING,
    "string_": "text",
    "list_": "a list",
    "dict_": "a map",
    "model_": "a map",
    "bool_": "true or false",
    "int_": "a whole number",
    "float_": "a number",
    "finite_": "a number",
    "too_short": "at least one value",
    "greater_than_equal": "at least 0",
    "greater_than": "more than 0",
}
