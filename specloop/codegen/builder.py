"""A contract in -> the Client that the templates print out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from attrs import evolve
from openapi_python_client.strings import PythonCode, PythonIdentifier

from specloop.codegen import docstrings, ir, models, naming, usage_example, webhooks
from specloop.codegen.auth import is_required, schemes
from specloop.codegen.build_context import Reading
from specloop.codegen.opc_adapter import parse
from specloop.codegen.resources import MODULE_NAMES, resources
from specloop.codegen.schema_digest import digest
from specloop.codegen.type_mapping import Types
from specloop.errors import InputError, Problem
from specloop.openapi import servers
from specloop.openapi.dangling_refs import remove_dangling_refs
from specloop.openapi.document import Document
from specloop.openapi.validation.rules import validate
from specloop.progress import Stage, silent
from specloop.text_format import quote


def build_client(
    contract: Document, *, package: str | None = None, allow_partial: bool = False, stage: Stage = silent
) -> ir.Client:
    """Decide everything about a package. Raises InputError for what the contract cannot be generated to."""
    stage("checking the contract")
    missing = remove_dangling_refs(contract) if allow_partial else []
    validate(contract, slips=not allow_partial)
    stage("writing out its schemas")
    digested = digest(contract.document)
    if digested.refused:
        raise InputError(Problem(contract.place(pointer), message) for pointer, message in digested.refused)
    stage(f"parsing the classes: {len(digested.classes):,}")
    parsed = parse(contract, digested)
    if parsed.left_out and not allow_partial:
        raise InputError(parsed.left_out)
    stage(f"deciding on the operations: {len(digested.operations):,}")
    spoken = models.name_all(digested.names, parsed.enums, MODULE_NAMES)
    maps = {name: prop for name, prop in parsed.models.items() if models.is_map(prop)}
    reading = Reading(contract, digested, parsed, Types(maps, spoken), maps)
    client = _client(reading, package, [*digested.classes, *spoken.plain.values()])
    return evolve(client, left_out=tuple(str(problem) for problem in sorted({*missing, *parsed.left_out})))


def _client(reading: Reading, package: str | None, class_names: list[str]) -> ir.Client:
    document, text = reading.document, _one_file(reading.contract)
    info = document["info"]
    title = str(info["title"])
    name = naming.client_name(title)
    module = _package(package) if package is not None else naming.package_name(title)
    security = tuple(schemes(document))
    spaces = tuple(resources(reading, name, class_names))
    every_class = tuple(models.classes(reading))
    every_enum = tuple(models.enums(reading))
    payloads = tuple(webhooks.payloads(reading))
    mentioned = [*_mentioned(spaces), *(each.type for each in payloads)]
    used = models.in_use((*every_class, *every_enum), reading.digest.components, mentioned)
    env_prefix = naming.env_prefix(name)
    base_url = servers.base_url(document)
    result = ir.Client(
        title=title,
        summary=f"Python client for {title}.",
        description=str(info.get("description") or info.get("summary") or ""),
        version=naming.package_version(str(info["version"])),
        contract_version=str(info["version"]),
        name=name,
        package=module,
        distribution=naming.distribution_name(module),
        env_prefix=env_prefix,
        constructor_doc=docstrings.constructor(name, env_prefix, security, base_url, docstrings.servers(document)),
        base_url=base_url,
        contract_name="openapi.json" if text.lstrip()[:1] == b"{" else "openapi.yaml",
        contract=text,
        engine=reading.parsed,
        security=security,
        classes=tuple(each for each in every_class if each.module in used),
        enums=tuple(each for each in every_enum if each.module in used),
        resources=spaces,
        payloads=payloads,
        sample=usage_example.choose(name, spaces, every_class, every_enum),
        notes=tuple(dict.fromkeys(_notes(reading))),
    )
    if reading.problems:
        raise InputError(reading.problems)
    requires_credentials = is_required(document) or not security
    return evolve(result, client_classes=_client_classes(result, requires_credentials=requires_credentials))


def _notes(reading: Reading) -> Iterator[str]:
    """Tell, with its place, what types cannot say."""
    for note in reading.digest.notes:
        yield str(Problem(reading.contract.place(note.pointer), f"typed {note.text}"))
    licence = reading.document["info"].get("license")
    if isinstance(licence, dict) and "MIT" not in str(licence.get("identifier") or licence.get("name")).split():
        place = reading.contract.place(("info", "license"))
        yield str(Problem(place, "this is the API's; the package is under MIT, as templates/LICENSE.jinja says"))
    version = str(reading.document["info"]["version"])
    if (spoken := naming.package_version(version)) != version:
        place = reading.contract.place(("info", "version"), key=False)
        yield str(
            Problem(place, f"the version of the package is {quote(spoken)}: {quote(version)} is none, to installers")
        )
    for name in reading.types.shortened:
        place = reading.contract.place(reading.digest.classes[name])
        yield str(Problem(place, "typed `Any`, inside: written down, the type of its values would take pages."))


def _package(wanted: str) -> PythonIdentifier:
    """Check the name that was asked for. Raises InputError where Python, or the folder, could not have it."""
    name = naming.module_name(wanted, "api_")
    if name != wanted:
        raise InputError.at("--package-name", f"{quote(wanted)} is no name of a package; did you mean {quote(name)}?")
    if name in sys.stdlib_module_names or name in TAKEN:
        message = f"a package {quote(name)} would hide one that it needs; did you mean {quote(f'{name}_client')}?"
        raise InputError.at("--package-name", message)
    return name


# What the package imports, and the folder beside it.
TAKEN = ("attr", "attrs", "examples", "httpx2", "msgspec")


def _one_file(contract: Document) -> bytes:
    """Give the contract as it is written, or, where it is written in several files, as one that stands alone."""
    if not contract.others:
        return contract.text
    return f"{json.dumps(contract.document, indent=2, ensure_ascii=False)}\n".encode()


def _mentioned(spaces: tuple[ir.Resource, ...]) -> Iterator[ir.Type]:
    """Give the types that methods mention."""
    for space in spaces:
        for method in space.methods:
            yield method.returns
            yield from method.named
            yield from (argument.type for argument in (*method.positional, *method.keyword))
            if method.pagination:
                yield method.pagination.item


def _client_classes(client: ir.Client, *, requires_credentials: bool) -> tuple[ir.ClientClass, ...]:
    def namespaces(number: int) -> tuple[ir.Namespace, ...]:
        return tuple(ir.Namespace(each.name, each.classes[number].name, each.doc) for each in client.resources)

    def credentials(secret: str) -> tuple[ir.Credential, ...]:
        return tuple(
            ir.Credential(
                name=argument,
                annotation=PythonCode(f"str | {secret} | None" if len(each.arguments) == 1 else "str | None"),
                variable=PythonCode(f"{client.env_prefix}_{argument.upper()}"),
            )
            for each in client.security
            for argument in each.arguments
        )

    return (
        ir.ClientClass(
            name=client.name,
            base=PythonCode("SyncAPIClient"),
            http_client=PythonCode("httpx2.Client"),
            doc=f"A client of {client.title}. Make one, share it between threads, close it (or use `with`).",
            credentials=credentials("Callable[[], str]"),
            resources=namespaces(0),
            requires_credentials=requires_credentials,
        ),
        ir.ClientClass(
            name=naming.as_class_name(f"Async{client.name}"),
            base=PythonCode("AsyncAPIClient"),
            http_client=PythonCode("httpx2.AsyncClient"),
            doc=f"An asynchronous client of {client.title}. Make one, share it between tasks, close it (or use "
            "`async with`).",
            credentials=credentials("Callable[[], str | Awaitable[str]]"),
            resources=namespaces(1),
            requires_credentials=requires_credentials,
        ),
    )
