"""The command line of `init`, which creates a project in the current folder.

Files that exist already are listed and not changed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import sys
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, distribution, version
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from specloop.arguments import CommandParser
from specloop.codegen import writer
from specloop.codegen.builder import build_client
from specloop.codegen.generation import GenerateOptions, generate, load_project_contract
from specloop.codegen.ir import Client
from specloop.commands.stainless import StainlessConverter
from specloop.errors import MAX_PRINTED_PROBLEMS, InputError, Problem
from specloop.files import write_atomically
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document
from specloop.openapi.media_types import is_json
from specloop.openapi.normalize import normalize
from specloop.openapi.operations import content_of, iter_operations
from specloop.openapi.retrieval import is_url, read_bytes
from specloop.openapi.schema_set import SchemaSet
from specloop.openapi.values import ValueMaker
from specloop.openapi.yaml_composer import compose
from specloop.openapi.yaml_parser import decode, is_json_text
from specloop.project import CHANGELOG_NAME, CONTRACT_NAMES, SETTINGS_FILE, TABLE, Project, read_project
from specloop.release.git import Repository
from specloop.release.subprocesses import ToolError

PROJECT_FILES = Path(__file__).with_name("project_files")
LOCK = "specloop-requirements.txt"
PROJECT_OUTPUT = "generated"
OVERLAY = "overlay.yaml"
STAINLESS_FILE = "a stainless.yml"
DEFAULT_TITLE = "Example"
JSON_SUFFIXES = (".json",)
WORKFLOWS = ".github/workflows"

INIT_MARKS = {"Makefile": b"$(PY) -m specloop", "tests/test_client.py": b"import check_operations"}
"""A text in each of these files of a project that `init` created; other files rarely contain it."""

PINNED_ACTIONS = {
    "checkout": "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    "python": "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0",
    "upload": "actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1",
    "download": "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1",
    "attest": "astral-sh/attest-action@f589a42a7efb6fe400b4f400de60b4bc90390027 # v0.0.6",
}


def main(arguments: list[str] | None = None) -> int:
    """Write the missing files of a project, and generate its package. Print which files are written or kept."""
    options = _parser().parse_args(arguments)
    root = Path(os.path.abspath(options.project or "."))  # noqa: PTH100 - the path as the user typed it
    initializer = _Initializer(root)
    initializer.read_contract(options.spec, options.title)
    if options.config is not None:
        initializer.convert_configuration(options.config)
    initializer.write_files()
    initializer.begin_history()
    for path in initializer.written:
        print(f"wrote  {path}")
    for path, reason in initializer.left:
        print(f"left   {path}: {reason}")
    for note in initializer.notes:
        print(note, file=sys.stderr)
    make = initializer.make
    print(f"\nNext: `{make} test`, then edit {initializer.spec} and `{make} generate`; `{make}` lists the rest.")
    return 0


@dataclass
class _Initializer:
    root: Path
    spec: str = CONTRACT_NAMES[0]
    written: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    overlays: list[str] = field(default_factory=list)
    notes: list[Problem | str] = field(default_factory=list)
    sources: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Record which files the folder contains before `init` writes any file."""
        self._existing = {each.name for each in self.root.iterdir()} if self.root.is_dir() else set[str]()

    @property
    def make(self) -> str:
        """The command that runs make: `make`, or `make -f specloop.mk` if the user has another Makefile."""
        return "make" if self._makefile == "Makefile" else f"make -f {self._makefile}"

    def read_contract(self, source: str | None, title: str | None) -> None:
        """Read the contract of the project: the existing one, a copy of `source`, or a starter with the given title.

        Raises InputError if the contract cannot be used.
        """
        existing = next((name for name in CONTRACT_NAMES if (self.root / name).exists()), None)
        settings = read_project(self.root) if (self.root / SETTINGS_FILE).exists() else None
        self._has_settings = settings is not None and bool(settings.settings)
        if self._has_settings and settings is not None:
            existing = settings.contract_name if (self.root / settings.contract_name).exists() else existing
        if existing is not None:
            if source is not None and not self._is_same(source, existing):
                message = f"this project already has a contract; remove it, or omit --spec to use {existing}"
                raise InputError.at(self.root / existing, message)
            self.spec = existing
            self.left.append((existing, _THERE))
            self._use(load_document(str(self.root / existing)))
            return
        inside = self._path_inside(source)
        if source is not None and inside is not None and not (self.root / SETTINGS_FILE).exists():
            self._use(load_document(source))
            self.spec = inside
            self.left.append((inside, "it is already in the project"))
            return
        if source is None:
            text = self._render("openapi.yaml.jinja", title=title or DEFAULT_TITLE).encode()
            self._use(load_document(self.spec, text=text))
        else:
            text = read_bytes(source)
            self._use(load_document(source, text=text))
            if self._refers_elsewhere(text, source):
                message = (
                    "this document refers to other files; copy all of them into the project, then run `specloop init`"
                )
                raise InputError.at(source, message)
            is_json_source = source.lower().split("?")[0].endswith(JSON_SUFFIXES) or text.lstrip()[:1] == b"{"
            self.spec = CONTRACT_NAMES[2 if is_json_source else 0]
            text = _with_lines(text, source)
        self.sources[self.spec] = text

    def _use(self, contract: Document) -> None:
        """Store a parsed contract in `self._contract`.

        Raises InputError if no client can be generated from the contract.
        """
        build_client(contract)
        self._contract = contract

    def _path_inside(self, source: str | None) -> str | None:
        """Return the path of the file `source` relative to the project's folder; None if it is not in this folder."""
        if source is None or is_url(source) or not Path(source).is_file():
            return None
        path, root = Path(source).resolve(), self.root.resolve()
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else None

    def _is_same(self, source: str, existing: str) -> bool:
        return not is_url(source) and Path(source).resolve() == (self.root / existing).resolve()

    def _refers_elsewhere(self, text: bytes, source: str) -> bool:
        folder = None if is_url(source) else Path(source).resolve().parent
        if folder == self.root.resolve():
            return False
        return re.search(rb"""["']?\$ref["']?\s*:\s*["']?[^#\s"'{}\[\]]+""", text) is not None

    def convert_configuration(self, config: str) -> None:
        """Convert the configuration file of the SDK generator Stainless at `config` to the project's OpenAPI overlay.

        Raises InputError if the file is invalid.
        """
        names = compose(config, read_bytes(config, STAINLESS_FILE), STAINLESS_FILE)
        converter = StainlessConverter(names, self._contract)
        overlay = converter.convert()
        self.notes += converter.notes
        self.sources[OVERLAY] = yaml.safe_dump(overlay, sort_keys=False, allow_unicode=True, width=100).encode()
        self.overlays = [OVERLAY]

    def write_files(self) -> None:
        """Write all missing files of the project, and generate the package."""
        for path, content in self.sources.items():
            self._write(path, content)
        project = Project(self.root, {"spec": self.spec, "output": PROJECT_OUTPUT, "overlays": self.overlays})
        self._makefile = "specloop.mk" if self._is_taken("Makefile") else "Makefile"
        self._tests = "tests/specloop" if self._is_taken("tests/test_client.py") else "tests"
        document = load_project_contract(project)
        client, _ = generate(GenerateOptions.from_project(project))
        self.notes += [f"note: {each}" for each in client.notes[:MAX_PRINTED_PROBLEMS]]
        if len(client.notes) > MAX_PRINTED_PROBLEMS:
            self.notes.append(f"... and {len(client.notes) - MAX_PRINTED_PROBLEMS} more notes")
        values = self._values(client)
        for path, template in self._files().items():
            self._write(path, self._render(template, **values).encode())
        for name in ("drift-nightly", "drift-propose"):
            script = (PROJECT_FILES / name).read_text("utf-8").replace("@KEY@", values["key"])
            script = script.replace("@SPEC@", shlex.quote(self.spec)).replace("@OUTPUT@", PROJECT_OUTPUT)
            self._write(f".ci/{name}", script.encode(), executable=True)
        self._write(LOCK, (PROJECT_FILES / "requirements.txt").read_bytes())
        if self._has_settings is False and (SETTINGS_FILE, _THERE) in self.left:
            self.left.remove((SETTINGS_FILE, _THERE))
            hint = f"it exists already; without `[{TABLE}]` in it, spec is {self.spec} and output is {PROJECT_OUTPUT}"
            if self.overlays:
                hint += f"; write overlays = {json.dumps(self.overlays)} there"
            self.left.append((SETTINGS_FILE, hint))
        if self._makefile in self.written and Path(values["source"]).is_absolute():
            self.notes.append(
                f"note: {self._makefile} installs specloop from {values['source']}, a path on this machine; for CI, "
                "set SPECLOOP_SOURCE there to a version or a URL that pip can install"
            )
        self._write_payload(document)
        project = read_project(self.root) or project
        _, tree = generate(GenerateOptions.from_project(project))
        folder = self.root / project.output_name
        is_new = not folder.exists()
        writer.write(folder, tree)
        self.written += [f"{project.output_name}/ ({len(tree)} files)"] if is_new else []

    def _is_taken(self, path: str) -> bool:
        """Return whether `path` or its first folder, such as `tests` for `tests/a.py`, exists already.

        Return False if `path` is a file that an earlier `init` wrote.
        """
        file = self.root / path
        exists = os.path.lexists(self.root / path.partition("/")[0])
        return exists and not (file.is_file() and INIT_MARKS[path] in file.read_bytes())

    def begin_history(self) -> None:
        """Create a git repository with one commit.

        Create none if the folder is already in a repository, or had other files before `init`. Add a note to
        `self.notes` if the user has to do something.
        """
        repository = Repository(self.root)
        by_hand = "`git init && git add --all && git commit -m Begin` makes a repository"
        try:
            if repository.is_inside_work_tree:
                prefix = repository.text("rev-parse", "--show-prefix").rstrip("/")
                if prefix and any(path.startswith(WORKFLOWS) for path in self.written):
                    self.notes.append(
                        f"note: this is a subfolder of a repository; GitHub reads {WORKFLOWS} only at its top, so move "
                        f"the files there, and add `working-directory: {prefix}` to their jobs"
                    )
                return
            if self._existing - {self.spec}:
                self.notes.append(
                    f"note: {by_hand}, which compare and release need; the commit would also contain your other files"
                )
                return
            repository = Repository.create(self.root)
        except ToolError as error:
            self.notes.append(f"note: {error}\nnote: {by_hand}, which compare and release need")
            return
        try:
            repository.commit_all("Begin")
            self.written.append(".git (a repository with one commit)")
        except ToolError as error:
            self.written.append(".git (a repository without a commit)")
            by_hand = "`git add --all && git commit -m Begin` makes the first commit"
            self.notes.append(
                f"note: {str(error).partition(' | ')[0]}\nnote: {by_hand}, which compare and release need"
            )

    def _files(self) -> dict[str, str]:
        return {
            SETTINGS_FILE: "pyproject.toml.jinja",
            self._makefile: "Makefile.jinja",
            "README.md": "README.md.jinja",
            CHANGELOG_NAME: "CHANGELOG.md.jinja",
            ".gitignore": "gitignore.jinja",
            ".gitattributes": "gitattributes.jinja",
            ".pre-commit-config.yaml": "pre-commit-config.yaml.jinja",
            f"{self._tests}/test_client.py": "test_client.py.jinja",
            ".github/workflows/ci.yml": "ci.yml.jinja",
            ".github/workflows/drift.yml": "drift.yml.jinja",
            ".github/workflows/publish.yml": "publish.yml.jinja",
        }

    def _values(self, client: Client) -> dict[str, Any]:
        credentials = [each.variable.as_unembedded_code() for each in client.credentials]
        return {
            "title": client.title,
            "spec": self.spec,
            "overlays": self.overlays,
            "spec_pattern": re.escape(self.spec),
            "output": PROJECT_OUTPUT,
            "tests": self._tests,
            "lock": LOCK,
            "makefile": self._makefile,
            "make": self.make,
            "source": tool_source(),
            "version": _tool_version(),
            "key": credentials[0] if credentials else "API_KEY",
            "actions": PINNED_ACTIONS,
            "name": "CI",
            "group": "ci",
        }

    def _write_payload(self, document: Document) -> None:
        """Write an example of an API response, generated from the contract, to the tests' folder `payloads`."""
        document = normalize(document)
        maker = ValueMaker(SchemaSet(document, "response"))
        for operation in iter_operations(document.data):
            found = operation.response(200)
            name = operation.node.get("operationId")
            if operation.http_method != "GET" or found is None or not isinstance(name, str):
                continue
            for media_type, media in content_of(document.data, found[1]).items():
                if is_json(media_type) and "schema" in media.node and re.fullmatch(r"[\w.-]+", name):
                    value = maker.make((*media.pointer, "schema"), 0)
                    text = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
                    self._write(f"{self._tests}/payloads/{name}.json", text.encode())
                    return

    def _write(self, path: str, content: bytes, *, executable: bool = False) -> None:
        file = self.root / path
        if os.path.lexists(file):
            self.left.append((path, _THERE))
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(file, content)
            if executable:
                file.chmod(0o755)
        except OSError as error:
            raise InputError.at(
                file, f"cannot be written: {error.strerror}; choose a folder that can be written"
            ) from None
        self.written.append(path)

    def _render(self, template: str, **values: Any) -> str:
        environment = Environment(  # noqa: S701 - none of these files is HTML
            loader=FileSystemLoader(PROJECT_FILES), undefined=StrictUndefined, keep_trailing_newline=True
        )
        environment.filters["tojson"] = _quoted  # Jinja's filter escapes characters for HTML.
        return environment.get_template(template).render(values)


_THERE = "it exists already"


def _with_lines(content: bytes, source: str) -> bytes:
    """Break a JSON text that is on one line into indented lines. Return any other text unchanged.

    `source` is the path or URL of the text, for error messages.
    """
    # So locations in the contract have useful line numbers, and people can review patches. Numbers and escapes are kept
    # as they are written.
    text = decode(content, source).strip()
    if "\n" in text or "\r" in text or not is_json_text(text):
        return content
    depth, parts = 0, list[str]()
    for previous, piece in pairwise(["", *_JSON_TOKEN.findall(text)]):
        opens, closes = previous in {"{", "["}, piece in {"}", "]"}
        depth += opens - closes
        if previous == "," or opens != closes:
            parts.append("\n" + "  " * depth)
        parts.append(": " if piece == ":" else piece)
    return "".join([*parts, "\n"]).encode()


_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def _quoted(value: Any) -> str:
    """Return a value as JSON text for a YAML or TOML file.

    Non-ASCII characters are escaped only if the text contains a character that is not printable.
    """
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)


def tool_source() -> str:
    """Return the argument with which pip installs this copy of specloop.

    It is `specloop==VERSION`, or the path or URL from which the copy was installed.
    """
    try:
        origin = json.loads(distribution("specloop").read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        return str(Path(__file__).resolve().parents[2])
    url = str(origin.get("url", ""))
    return url.removeprefix("file://") if url.startswith("file://") else url or f"specloop=={version('specloop')}"


def _tool_version() -> str:
    try:
        return version("specloop")
    except PackageNotFoundError:
        return "0.1.0"


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        description="Create a project here: a contract, its settings, a Makefile, tests, workflows, the package.",
        epilog="Nothing is overwritten. Exit status: 0 done; 2 the contract cannot be used.",
    )
    parser.add_argument("--spec", metavar="PATH|URL", help="the contract to copy (default: a small starter)")
    parser.add_argument("--title", metavar="T", help="the name of the API, for the starter")
    parser.add_argument(
        "--from",
        dest="config",
        metavar="stainless.yml",
        help="a Stainless configuration; its names, paging rules and servers become overlay.yaml",
    )
    parser.add_argument("--project", metavar="DIR", help="the folder of the project (default: the current one)")
    return parser
