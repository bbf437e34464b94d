"""A contract, its digest and the engine's reading in -> the Client that the templates print out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import ModelProperty, Property
from openapi_python_client.strings import ClassName, PythonCode, PythonIdentifier

from pipeline import imports, model, names, paging, prose, sample
from pipeline.check import check
from pipeline.contract import Contract
from pipeline.digest import Digest, Located, Node, Pointer, Source, at, digest, follow
from pipeline.engine import Parsed, parse
from pipeline.problems import InputError, Problem
from pipeline.security import schemes
from pipeline.types import ANY, BYTES, NOTHING, TEXT, Types, or_plain, union_of

# Arguments that every method has, and names its body uses.
TAKEN = ("self", "timeout", "deadline", "extra_headers", "extra_query", "prefetch")

ERRORS = {
    "400": "BadRequestError",
    "401": "AuthenticationError",
    "403": "PermissionDeniedError",
    "404": "NotFoundError",
    "409": "ConflictError",
    "422": "UnprocessableEntityError",
    "429": "RateLimitError",
}


def build(contract: Contract, *, package: str | None = None, allow_partial: bool = False) -> model.Client:
    """Decide everything about a package. Raises InputError for what the contract cannot be generated to."""
    check(contract)
    digested = digest(contract.document)
    parsed = parse(contract, digested)
    if parsed.left_out and not allow_partial:
        raise InputError(parsed.left_out)
    return _Builder(contract, digested, parsed).client(package)


class _Builder:
    def __init__(self, contract: Contract, digested: Digest, parsed: Parsed) -> None:
        self.contract = contract
        self.document = contract.document
        self.digest = digested
        self.parsed = parsed
        self.problems: list[Problem] = []
        self.maps = {name: prop for name, prop in parsed.models.items() if _is_map(prop)}
        self.types = Types(self.maps)

    def client(self, package: str | None) -> model.Client:
        info = self.document["info"]
        title = str(info["title"])
        name = names.client_name(title)
        module = names.identifier(package) if package else names.package_name(title)
        security = tuple(schemes(self.document))
        resources = tuple(self._resources())
        env_prefix = names.constant(name)
        classes = tuple(self._class(prop) for class_, prop in self.parsed.models.items() if class_ not in self.maps)
        result = model.Client(
            title=title,
            summary=f"Python client for {title}.",
            description=str(info.get("description") or info.get("summary") or ""),
            version=str(info["version"]),
            name=name,
            package=module,
            distribution=names.distribution_name(module),
            env_prefix=env_prefix,
            constructor_doc=prose.constructor(name, env_prefix, security, _base_url(self.document)),
            client_classes=_client_classes(name, title, resources),
            base_url=_base_url(self.document),
            contract_name="openapi.json" if self.contract.text.lstrip()[:1] == b"{" else "openapi.yaml",
            contract=self.contract.text,
            engine=self.parsed,
            security=security,
            classes=classes,
            enums=tuple(self._enum(ClassName(name, "")) for name in self.parsed.enums),
            resources=resources,
            sample=sample.choose(name, resources, {str(each.name): each for each in classes}),
            notes=tuple(str(problem) for problem in self.parsed.left_out),
        )
        if self.problems:
            raise InputError(self.problems)
        return result

    # Models

    def _class(self, prop: ModelProperty) -> model.Class:
        name = prop.class_info.name
        pointer = self.digest.classes[name]
        schema = at(self.document, pointer)
        members: list[model.Member] = []
        properties = [*(prop.required_properties or []), *(prop.optional_properties or [])]
        order = {wire: number for number, wire in enumerate(_member_order(self.document, schema))}
        properties.sort(key=lambda each: order.get(_wire(each), len(order)))
        for each in properties:
            wire = _wire(each)
            taken = [member.name for member in members]
            own = self._member_schema(schema, wire)
            members.append(
                model.Member(
                    name=_unique(names.identifier(wire), [*taken, *MODEL_NAMES]),
                    wire=wire,
                    type=self.types.of(each),
                    required=each.required,
                    doc=prose.member(self.document, own),
                )
            )
        return model.Class(
            name=name,
            module=names.module_name(name),
            doc=prose.described(schema) or f"The object {name}.",
            pointer=_shown(pointer),
            members=tuple(members),
            imports=imports.of_class(members),
            type_imports=imports.of_models((member.type for member in members), ".", but=name),
        )

    def _member_schema(self, schema: Node, wire: str) -> Node:
        """Find the schema that describes a member, in the object itself or in what it is composed of."""
        own = (schema.get("properties") or {}).get(wire)
        if isinstance(own, dict):
            return own
        for arm in schema.get("allOf") or []:
            found = self._member_schema(follow(self.document, arm).node, wire)
            if found:
                return found
        return {}

    def _enum(self, name: ClassName) -> model.Enum:
        pointer = self.digest.classes[name]
        schema = at(self.document, pointer)
        values = [value for value in schema["enum"] if value is not None]
        words: list[model.Word] = []
        for value in dict.fromkeys(values):
            wanted = names.constant(value) if isinstance(value, str) else names.number_constant(value)
            words.append(model.Word(name=_unique(wanted, [word.name for word in words]), value=value))
        return model.Enum(
            name=name,
            module=names.module_name(name),
            doc=prose.described(schema) or f"The values of {name}.",
            pointer=_shown(pointer),
            base=PythonCode("OpenStrEnum" if isinstance(values[0], str) else "OpenIntEnum"),
            words=tuple(words),
        )

    # Operations

    def _resources(self) -> Iterator[model.Resource]:
        by_tag: dict[str, list[str]] = {}
        for operation_id, source in self.digest.operations.items():
            if operation_id in self.parsed.endpoints:
                tag = (source.operation.get("tags") or ["default"])[0]
                by_tag.setdefault(tag, []).append(operation_id)
        described = {tag["name"]: tag.get("description") for tag in self.document.get("tags") or []}
        taken: list[str] = list(CLIENT_NAMES)
        classes: list[str] = []
        for tag, operation_ids in by_tag.items():
            name = _unique(names.identifier(tag, "tag_"), taken)
            class_name = ClassName(names.unique(names.class_name(tag), [*classes, *RESOURCE_NAMES]), "")
            taken.append(name)
            classes.append(class_name)
            methods = tuple(self._methods(tag, name, operation_ids))
            yield model.Resource(
                name=name,
                doc=described.get(tag) or f"Operations under {tag}.",
                methods=methods,
                classes=(_resource_class(class_name, methods), _async_resource_class(class_name, methods)),
                imports=imports.of_resource(methods),
                type_imports=imports.of_resource_for_types(methods),
            )

    def _methods(self, tag: str, resource: str, operation_ids: list[str]) -> Iterator[model.Method]:
        short = {each: names.method_name(self._spoken(each), tag) for each in operation_ids}
        meets = {name for name in short.values() if list(short.values()).count(name) > 1 or name in METHOD_NAMES}
        taken: list[str] = list(METHOD_NAMES)
        for operation_id in operation_ids:
            wanted = short[operation_id]
            if wanted in meets:
                wanted = names.full_method_name(self._spoken(operation_id))
            name = _unique(wanted, taken)
            taken.append(name)
            yield self._method(operation_id, resource, name)

    def _spoken(self, operation_id: str) -> str:
        return str(self.digest.operations[operation_id].operation.get("operationId") or operation_id)

    def _method(self, operation_id: str, resource: str, name: PythonIdentifier) -> model.Method:
        source = self.digest.operations[operation_id]
        endpoint = self.parsed.endpoints[operation_id]
        arguments = tuple(self._arguments(source, endpoint))
        body = self._body(source, endpoint, [*TAKEN, *(argument.name for argument in arguments)])
        responses = tuple(self._responses(source, endpoint))
        returns = _returned(responses)
        pagination = paging.read(self.contract, source, returns, self._member_type, self.problems)
        return model.Method(
            name=name,
            constant=names.constant(name),
            label=f"{resource}.{name}",
            operation_id=self._spoken(operation_id),
            http_method=source.method.upper(),
            path=source.path,
            doc=prose.operation(source.operation),
            arguments=arguments,
            body=body,
            responses=responses,
            returns=returns,
            returned=prose.returned(source.responses),
            raised=tuple(
                f"{ERRORS[status]}: {prose.response(response.node)}"
                for status, response in source.responses.items()
                if status in ERRORS
            ),
            pagination=pagination,
            security=_security(self.document, source.operation),
            deprecated=bool(source.operation.get("deprecated")),
        )

    def _arguments(self, source: Source, endpoint: Endpoint) -> Iterator[model.Argument]:
        by_key: dict[tuple[str, str], Property] = {
            (_wire(prop), str(location)): prop for location, prop in endpoint.iter_all_parameters()
        }
        spoken = [names.identifier(each.node["name"]) for each in source.parameters]
        taken = list(TAKEN)
        for each, wanted in zip(_path_order(source), spoken, strict=True):
            node = each.node
            prop = by_key.get((node["name"], node["in"]))
            location = node["in"]
            wanted = names.identifier(node["name"])  # noqa: PLW2901
            if spoken.count(wanted) > 1 and location != "path":
                wanted = names.identifier(f"{node['name']} {location}")  # noqa: PLW2901
            name = _unique(wanted, taken)
            taken.append(name)
            yield model.Argument(
                name=name,
                wire=node["name"],
                type=or_plain(self.types.of(prop), self.parsed.enums) if prop is not None else ANY,
                required=bool(node.get("required")) or location == "path",
                doc=prose.parameter(self.document, node),
                location=location,
                example=_example(node),
                options=tuple(_sending(node)),
            )

    def _body(self, source: Source, endpoint: Endpoint, taken: list[str]) -> model.Body | None:
        if source.body is None or not endpoint.bodies:
            return None
        chosen = endpoint.bodies[0]
        media_type = chosen.content_type.get_untrusted_value()
        required = bool(source.body.node.get("required"))
        media = source.body.node["content"][media_type]
        schema = follow(self.document, media.get("schema", {})).node
        prop = self.parsed.models.get(chosen.prop.class_info.name) if isinstance(chosen.prop, ModelProperty) else None
        if prop is not None and not _is_map(prop) and not schema.get("nullable"):
            members: list[model.Argument] = []
            for each in self._class(prop).members:
                name = _unique(each.name, [*taken, *(member.name for member in members)])
                members.append(
                    model.Argument(
                        name=name,
                        wire=each.wire,
                        type=or_plain(each.type, self.parsed.enums),
                        required=each.required and required,
                        doc=each.doc,
                        location="body",
                    )
                )
            return model.Body(media_type, required, tuple(members), None)
        whole = model.Argument(
            name=_unique(names.identifier("body"), taken),
            wire="body",
            type=self.types.of(chosen.prop),
            required=required,
            doc=prose.body(source.body.node),
            location="body",
        )
        return model.Body(media_type, required, (), whole)

    def _responses(self, source: Source, endpoint: Endpoint) -> Iterator[model.Response]:
        parsed = {each.status_code.pattern: each for each in endpoint.responses}
        for status, response in source.responses.items():
            content = response.node.get("content") or {}
            known = parsed.get(status)
            yield model.Response(
                status=status.upper() if status != "default" else status,
                contents=tuple(
                    model.Content(media_type, self._content_type(media_type, media, known.prop if known else None))
                    for media_type, media in content.items()
                ),
            )

    def _content_type(self, media_type: str, media: Node, prop: object) -> model.Type | None:
        kind = media_type.split(";", maxsplit=1)[0].strip().lower()
        if kind == "application/json" or kind.endswith("+json"):
            return self.types.of(prop) if "schema" in media else None
        return TEXT if kind.startswith("text/") else BYTES

    def _member_type(self, type_: model.Type, pointer: Iterable[str]) -> model.Type | None:
        """Follow member names from a class; None where there is no such member."""
        for wire in pointer:
            prop = self.parsed.models.get(type_.annotation.as_unembedded_code())
            every = [*(prop.required_properties or []), *(prop.optional_properties or [])] if prop else []
            found = next((each for each in every if _wire(each) == wire), None)
            if found is None:
                return None
            type_ = self.types.of(found)
        return type_


# Names that are spoken for: by the base of every model, by the client, by a resource, by its modules.
MODEL_NAMES = (
    *("additional_properties", "to_dict", "from_dict", "to_json", "from_json"),
    # An attribute of such a name would be what later annotations of its class refer to.
    *("bool", "bytes", "date", "datetime", "dict", "float", "int", "list", "member", "model", "str"),
)
CLIENT_NAMES = (
    "request",
    "close",
    "aclose",
    "with_options",
    "with_raw_response",
    "base_url",
    "timeout",
    "max_retries",
)
RESOURCE_NAMES = (
    "Page",
    "AsyncPage",
    "AsyncPages",
    "Operation",
    "Parameter",
    "Body",
    "Pagination",
    "RawResponse",
)
METHOD_NAMES = ("with_raw_response",)


def _is_map(prop: ModelProperty) -> bool:
    return not prop.required_properties and not prop.optional_properties


def _example(parameter: Node) -> object:
    """Give the contract's example of a parameter, where it is plain enough to be shown in a call."""
    schema = parameter.get("schema") or {}
    value = parameter.get("example", schema.get("example", next(iter(schema.get("examples") or []), None)))
    return value if isinstance(value, str | int | float) else None


def _sending(parameter: Node) -> Iterator[tuple[PythonIdentifier, object]]:
    """Give how a parameter is sent, as far as it differs from the usual way."""
    usual = "form" if parameter["in"] in {"query", "cookie"} else "simple"
    style = parameter.get("style", usual)
    if style != usual:
        yield names.identifier("style"), style
    if "explode" in parameter and parameter["explode"] != (style == "form"):
        yield names.identifier("explode"), parameter["explode"]
    if parameter.get("allowReserved"):
        yield names.identifier("allow_reserved"), True
    for media_type in parameter.get("content") or {}:
        yield names.identifier("content_type"), media_type
        return


def _wire(prop: Property) -> str:
    return prop.name.get_untrusted_value()


def _unique(wanted: str, taken: Iterable[str]) -> PythonIdentifier:
    used = set(taken)
    candidate, number = str(wanted), 1
    while candidate in used:
        candidate = f"{wanted}_" if number == 1 else f"{wanted}_{number}"
        number += 1
    return str.__new__(PythonIdentifier, candidate)


def _member_order(document: Node, schema: Node) -> list[str]:
    order: list[str] = []
    for arm in schema.get("allOf") or []:
        order += _member_order(document, follow(document, arm).node)
    order += list(schema.get("properties") or {})
    return list(dict.fromkeys(order))


def _path_order(source: Source) -> list[Located]:
    """Sort parameters as a caller meets them: those of the path as the path has them, then the others."""
    in_path = [each for each in source.parameters if each.node["in"] == "path"]
    in_path.sort(key=lambda each: source.path.find("{" + each.node["name"] + "}"))
    return in_path + [each for each in source.parameters if each.node["in"] != "path"]


def _returned(responses: tuple[model.Response, ...]) -> model.Type:
    """Give what a call gives back: one of the types of its success responses."""
    success = [each for each in responses if each.status[0] == "2"]
    success = success or [each for each in responses if each.status == "default"]
    found: list[model.Type] = []
    for response in success:
        found += [content.type or ANY for content in response.contents] or [NOTHING]
    return union_of(found) if found else NOTHING


def _client_classes(
    name: ClassName, title: str, resources: tuple[model.Resource, ...]
) -> tuple[model.ClientClass, ...]:
    def namespaces(number: int) -> tuple[model.Namespace, ...]:
        return tuple(model.Namespace(each.name, each.classes[number].name, each.doc) for each in resources)

    return (
        model.ClientClass(
            name=name,
            base=PythonCode("SyncAPIClient"),
            http_client=PythonCode("Client"),
            doc=f"A client of {title}. Make one, share it between threads, close it (or use `with`).",
            resources=namespaces(0),
        ),
        model.ClientClass(
            name=ClassName(f"Async{name}", ""),
            base=PythonCode("AsyncAPIClient"),
            http_client=PythonCode("AsyncClient"),
            doc=f"An asynchronous client of {title}. Make one, share it between tasks, close it (or use `async with`).",
            resources=namespaces(1),
        ),
    )


def _resource_class(name: ClassName, methods: tuple[model.Method, ...]) -> model.ResourceClass:
    return model.ResourceClass(
        name=name,
        raw_name=ClassName(f"{name}WithRawResponse", ""),
        client=PythonCode("SyncAPIClient"),
        methods=tuple(
            model.Spoken(
                method=method,
                define=PythonCode("def"),
                call=PythonCode("self._client._page" if method.pagination else "self._client._call"),
                returns=_page_of("Page", method),
                raw=PythonCode("as_raw"),
                doc=prose.method(method, "A `Page`: iterating over it walks on through all pages."),
            )
            for method in methods
        ),
    )


def _async_resource_class(name: ClassName, methods: tuple[model.Method, ...]) -> model.ResourceClass:
    return model.ResourceClass(
        name=ClassName(f"Async{name}", ""),
        raw_name=ClassName(f"Async{name}WithRawResponse", ""),
        client=PythonCode("AsyncAPIClient"),
        methods=tuple(
            model.Spoken(
                method=method,
                define=PythonCode("def" if method.pagination else "async def"),
                call=PythonCode("self._client._page" if method.pagination else "await self._client._call"),
                returns=_page_of("AsyncPages", method),
                raw=PythonCode("as_async_raw"),
                doc=prose.method(method, "Pages: `await` gives the first one, `async for` walks all items."),
            )
            for method in methods
        ),
    )


def _page_of(kind: str, method: model.Method) -> PythonCode:
    if method.pagination is None:
        return method.returns.qualified
    return PythonCode(f"{kind}[{method.pagination.item.qualified.as_unembedded_code()}]")


def _security(document: Node, operation: Node) -> tuple[tuple[str, ...], ...]:
    required: list[dict[str, Any]] = operation.get("security", document.get("security")) or []
    return tuple(tuple(alternative) for alternative in required)


def _base_url(document: Node) -> str:
    for server in document.get("servers") or []:
        url = str(server.get("url", ""))
        for name, variable in (server.get("variables") or {}).items():
            url = url.replace("{" + name + "}", str(variable.get("default", "")))
        if url.startswith(("https://", "http://")):
            return url.rstrip("/")
    return ""


def _shown(pointer: Pointer) -> str:
    return "#/" + "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in pointer)
