"""Construction of an `ir.Client` from an OpenAPI document.

An `ir.Client` is the intermediate representation (IR) of a package, from which the templates print its files.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Container, Iterator, Mapping

from attrs import evolve
from openapi_python_client.strings import PythonCode, PythonIdentifier

from specloop.codegen import docstrings, enums, extensions, ir, models, naming, usage_example, webhooks
from specloop.codegen.auth import build_security
from specloop.codegen.build_context import BuildContext
from specloop.codegen.call_samples import SampleWriter
from specloop.codegen.class_names import former_class_names
from specloop.codegen.opc_adapter import parse_schemas
from specloop.codegen.operation_calls import ArgumentMaker
from specloop.codegen.renames import keep_old_names, kept_names
from specloop.codegen.resource_names import RESOURCE_MODULE_NAMES
from specloop.codegen.resources import build_resources
from specloop.codegen.schema_inliner import inline_schemas
from specloop.codegen.server_arguments import build_servers
from specloop.codegen.type_mapping import TypeMapper
from specloop.errors import InputError, Problem
from specloop.openapi import servers
from specloop.openapi.document import Document
from specloop.openapi.index import DocumentError
from specloop.openapi.json_pointer import JsonObject, Resolved, iter_objects, resolve_ref
from specloop.openapi.normalize import normalize, source_pointer
from specloop.openapi.schema import SchemaNormalizer, schemas_of
from specloop.openapi.schema_facts import has_flag
from specloop.openapi.schema_keywords import COMBINING_KEYWORDS
from specloop.openapi.validation import omit, validate
from specloop.progress import Stage, silent
from specloop.text_format import quote

DEPENDENCY_NAMES = ("attr", "attrs", "examples", "httpx2", "msgspec")
"""Names of packages that every generated package imports; a generated package cannot have one of these names."""

MAX_OMITTED_SCHEMAS = 20
"""The largest number of schemas that are omitted because their `$ref`s cannot be resolved to a finite type.

The whole document is processed again after each omission, so the number is limited.
"""


def build_client(
    document: Document,
    *,
    package: str | None = None,
    urls: Mapping[str, str] | None = None,
    stage: Stage = silent,
) -> ir.Client:
    """Build the intermediate representation of a package. Raises InputError if no package can be generated.

    Args:
        document: The OpenAPI document. If its `allows_partial` is true, objects that cannot be generated are omitted
            instead of raising an error.
        package: The name of the import package; None to derive it from the title of the API.
        urls: The URL of each page about the package, by label.
        stage: A function that receives a description of each step before the step begins.
    """
    stage("validating the document")
    found = validate(document)
    is_partial = document.allows_partial
    keep_old_names(document)
    stage("inlining its schemas")
    written, document = document, normalize(document)
    inlined = inline_schemas(document)
    while inlined.refused:
        errors = [DocumentError(source_pointer(document, pointer), message) for pointer, message in inlined.refused]
        problems = omit(written, errors) if is_partial and len(found.omitted) < MAX_OMITTED_SCHEMAS else None
        if problems is None:
            raise InputError(Problem(written.place(error.pointer), error.message) for error in errors)
        found.omitted += problems
        document = normalize(written)
        inlined = inline_schemas(document)
    stage(f"parsing the classes: {len(inlined.classes):,}")
    parsed = parse_schemas(document, inlined)
    if parsed.omitted and not is_partial:
        raise InputError(parsed.omitted)
    stage(f"building the operations: {len(inlined.operations):,}")
    names = models.name_models(inlined.classes, parsed.models, parsed.enums, RESOURCE_MODULE_NAMES)
    open_models = {name for name, each in inlined.properties.items() if each.is_open}
    types = TypeMapper(parsed.models, names, open_models, inlined.open_types)
    context = BuildContext(document, inlined, parsed, types)
    client = _build_client(context, package, [*inlined.classes, *names.literals.values(), *names.dicts.values()])
    if context.problems and not is_partial:
        raise InputError(context.problems)
    return evolve(
        client,
        links=tuple(_links(document.data, urls or {})),
        omitted=tuple(map(str, sorted({*found.omitted, *parsed.omitted, *context.problems}))),
        notes=tuple(dict.fromkeys([*map(str, found.notes), *client.notes])),
    )


def _build_client(context: BuildContext, package: str | None, class_names: list[str]) -> ir.Client:
    document, text = context.document, bundled_text(context.contract)
    info = document["info"]
    title = str(info["title"])
    name = naming.client_name(title)
    module = _validate_package_name(package) if package is not None else naming.package_name(title)
    security = tuple(build_security(document))
    env_prefix = naming.env_prefix(name)
    samples = SampleWriter(ArgumentMaker(context.contract, is_minimal=True), security, env_prefix)
    resources = tuple(build_resources(context, name, class_names, samples))
    every_model = tuple(models.build_models(context))
    every_enum = tuple(enums.build_enums(context))
    payloads = tuple(webhooks.build_webhook_payloads(context))
    mentioned = [*_types_in_methods(resources), *(each.type for each in payloads)]
    used = models.modules_in_use((*every_model, *every_enum), context.inlined.components, mentioned)
    base_url = servers.base_url(document)
    choices = build_servers(document, [each for one in security for each in one.every_argument])
    has_limits = extensions.has_rate_limits(document, context.inlined.operations.values())
    client = ir.Client(
        title=title,
        summary=f"Python client for {title}.",
        description=str(info.get("description") or info.get("summary") or ""),
        version=naming.package_version(str(info["version"])),
        contract_version=str(info["version"]),
        name=name,
        package=module,
        distribution=naming.distribution_name(module),
        env_prefix=env_prefix,
        constructor_doc=docstrings.format_constructor(
            name,
            env_prefix,
            security,
            docstrings.AddressTexts(base_url, docstrings.describe_servers(document), choices),
            [docstrings.describe_rate_limit(extensions.rate_limit(document))] if has_limits else (),
        ),
        missing_address=docstrings.describe_missing_address(document),
        servers=choices,
        has_limits=has_limits,
        rate_limit=extensions.rate_limit(document),
        base_url=base_url,
        base_path=servers.base_path(document),
        contract_name="openapi.json" if text.lstrip()[:1] == b"{" else "openapi.yaml",
        contract=text,
        security=security,
        secret_names=tuple(sorted(_secret_names(context.contract))),
        models=tuple(each for each in every_model if each.module in used),
        former_classes=tuple(_former_classes(context, used)),
        enums=tuple(each for each in every_enum if each.module in used),
        resources=resources,
        webhook_payloads=payloads,
        usage_example=usage_example.build_usage_example(name, resources, every_model, every_enum),
        notes=tuple(dict.fromkeys(_notes(context))),
    )
    return evolve(client, client_classes=_client_classes(client))


def _secret_names(contract: Document) -> set[str]:
    """Return the JSON names of properties and parameters whose values are secrets, such as passwords.

    A name is secret if a schema for it has `format: password`. A property's name is also secret if every schema for it
    is `writeOnly` and at least one allows any text.
    """
    document, schemas = contract.data, schemas_of(contract)
    properties = [
        (str(name), schema)
        for node in iter_objects(document)
        if isinstance(node.get("properties"), dict)
        for name, schema in node["properties"].items()
    ]
    received = {name for name, schema in properties if not has_flag(document, schema, "writeOnly")}
    found = {name for name, schema in properties if _is_password(document, schema)}
    found |= {name for name, schema in properties if name not in received and _allows_free_text(schemas, schema)}
    return found | {
        str(node["name"])
        for node in iter_objects(document)
        if node.keys() >= {"in", "name", "schema"} and _is_password(document, node["schema"])
    }


def _is_password(document: JsonObject, schema: object) -> bool:
    """Return whether a schema, or a subschema of its `allOf`, `anyOf` or `oneOf`, has `format: password`."""
    unread, seen = [schema], set[int]()
    while unread:
        node = resolve_ref(document, unread.pop()).node
        if not isinstance(node, dict) or id(node) in seen:
            continue
        if node.get("format") == "password":
            return True
        seen.add(id(node))
        unread += [each for keyword in COMBINING_KEYWORDS for each in node.get(keyword) or ()]
    return False


def _allows_free_text(schemas: SchemaNormalizer, schema: object) -> bool:
    """Return whether a schema allows strings without restricting them by `enum`, `const` or `format`."""
    variants = schemas.variants(Resolved(schema, ()))
    return any(each.kind == "string" and each.values is None and each.format is None for each in variants)


def _former_classes(context: BuildContext, modules: Container[str]) -> Iterator[ir.FormerClass]:
    """Yield the old and the new name of each renamed class that is part of the package.

    `modules` contains the names of the package's modules for models and enums.
    """
    for old, new in former_class_names(context.inlined.former, context.inlined.definitions).items():
        if naming.module_name(new) in modules:
            yield ir.FormerClass(naming.as_class_name(old), naming.as_class_name(new))


def _links(document: JsonObject, urls: Mapping[str, str]) -> Iterator[ir.Link]:
    """Yield a link for each page in `urls`, a dict from label to URL.

    The URL in the document's `externalDocs` gets the label `Documentation`, unless `urls` has this label.
    """
    yield from (ir.Link(label, url) for label, url in urls.items())
    docs = document.get("externalDocs")
    url = str(docs.get("url", "")) if isinstance(docs, dict) else ""
    if url.startswith(("https://", "http://")) and not any(label.lower() == "documentation" for label in urls):
        yield ir.Link("Documentation", url)


def _notes(context: BuildContext) -> Iterator[str]:
    """Yield a message to the user for each part of the document that the package ignores or implements differently."""
    yield from map(str, context.notes)
    for pointer, reason in extensions.iter_unused(context.document):
        message = f"the extension {pointer[-1]} {reason}: it is ignored"
        yield str(Problem(context.contract.place(pointer), message))
    for note in context.inlined.notes:
        yield str(Problem(context.contract.place(note.pointer), f"typed {note.text}"))
    licence = context.document["info"].get("license")
    if isinstance(licence, dict) and "MIT" not in str(licence.get("identifier") or licence.get("name")).split():
        place = context.contract.place(("info", "license"))
        yield str(
            Problem(place, "this is the licence of the API; the package has the MIT licence of templates/LICENSE.jinja")
        )
    version = str(context.document["info"]["version"])
    if (package_version := naming.package_version(version)) != version:
        place = context.contract.place(("info", "version"), key=False)
        message = (
            f"the version of the package is {quote(package_version)}, because "
            f"{quote(version)} is not a version in the normal form of Python packages"
        )
        yield str(Problem(place, message))
    for name in context.types.shortened:
        place = context.contract.place(context.inlined.classes[name])
        yield str(Problem(place, "typed `Any` for inner values: the full type would be pages long."))


def _validate_package_name(wanted: str) -> PythonIdentifier:
    """Check the value of --package-name, and return it.

    Raises InputError if the name is invalid, or if it is the name of a dependency or of a module in the standard
    library.
    """
    name = naming.module_name(wanted, "api_")
    if name != wanted:
        raise InputError.at(
            "--package-name", f"{quote(wanted)} is not a valid package name; did you mean {quote(name)}?"
        )
    if name in sys.stdlib_module_names or name in DEPENDENCY_NAMES:
        message = (
            f"a package {quote(name)} would hide a package that it depends on; did you mean {quote(f'{name}_client')}?"
        )
        raise InputError.at("--package-name", message)
    return name


def bundled_text(document: Document) -> bytes:
    """Return the copy of the OpenAPI document that the generated package contains.

    It is the text of the contract file if nothing was merged into this document. If overlays, other files or old names
    were merged into it, or references were replaced by JSON Pointers, which the package reads, the result is JSON.
    """
    written = document.written or document
    is_changed = document.others or document.overlays or document.has_rewritten_refs
    if not is_changed and not kept_names(written):
        return document.text
    return f"{json.dumps(written.data, indent=2, ensure_ascii=False)}\n".encode()


def _types_in_methods(resources: tuple[ir.Resource, ...]) -> Iterator[ir.Type]:
    """Yield the Python types that the resources' methods use, in signatures or at run time. Types can be repeated."""
    for resource in resources:
        for method in resource.methods:
            yield method.returns
            yield from method.runtime_types
            yield from (argument.type for argument in method.every_argument)
            if method.pagination:
                yield method.pagination.item


def _client_classes(client: ir.Client) -> tuple[ir.ClientClass, ...]:
    def resources(number: int) -> tuple[ir.ResourceAttribute, ...]:
        return tuple(
            ir.ResourceAttribute(each.name, each.classes[number].name, each.doc, each.former_name)
            for each in client.resources
        )

    def credentials(secret: str) -> Iterator[ir.CredentialArgument]:
        for each in client.security:
            needed = each.grant.needed_arguments if each.grant else ()
            annotation = PythonCode(
                f"str | {secret} | Unset | None" if len(each.arguments) == 1 else "str | Unset | None"
            )
            for name in each.arguments:
                variable = PythonCode(f"{client.env_prefix}_{name.upper()}")
                yield ir.CredentialArgument(name, annotation, variable, PythonCode("UNSET"), is_exported=not needed)
            for name in each.grant.arguments if each.grant else ():
                variable = PythonCode(f"{client.env_prefix}_{name.upper()}")
                yield ir.CredentialArgument(
                    name,
                    PythonCode("str | None"),
                    variable,
                    PythonCode("None"),
                    is_main=False,
                    is_exported=name in needed,
                )

    return (
        ir.ClientClass(
            name=client.name,
            base=PythonCode("SyncAPIClient"),
            http_client=PythonCode("httpx2.Client"),
            doc=f"A client of {client.title}. Threads may share it. Close it, or use it in a `with` statement.",
            credentials=tuple(credentials("Callable[[], str]")),
            resources=resources(0),
        ),
        ir.ClientClass(
            name=naming.as_class_name(f"Async{client.name}"),
            base=PythonCode("AsyncAPIClient"),
            http_client=PythonCode("httpx2.AsyncClient"),
            doc=f"An asynchronous client of {client.title}. Tasks may share it. Close it, or use it in an "
            "`async with` statement.",
            credentials=tuple(credentials("Callable[[], str | Awaitable[str]]")),
            resources=resources(1),
        ),
    )
