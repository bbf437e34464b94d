"""The project of a command: a folder with a contract, and the table `[tool.specloop]` in its pyproject.toml."""

from __future__ import annotations

import json
import os
import re
import shlex
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from specloop.arguments import tool_command
from specloop.errors import InputError, Problem, SourceLocation
from specloop.openapi.released_names import RELEASED_NAMES_FILE
from specloop.openapi.retrieval import is_url
from specloop.text_format import closest, quote

SETTINGS_FILE = "pyproject.toml"
CONTRACT_NAMES = ("openapi.yaml", "openapi.yml", "openapi.json")
CHANGELOG_NAME = "CHANGELOG.md"
LOCK_NAMES = ("specloop-requirements.txt", "requirements.txt")
"""The names that a project's lock file may have: the name that `specloop init` uses, and the usual name."""
TABLE = "tool.specloop"
MAKEFILES = {"specloop.mk": "make -f specloop.mk", "Makefile": "make"}
"""The makefiles that `specloop init` may write, each with the command that uses it."""

_TYPE_NAMES = {
    "string": (str, "a string"),
    "boolean": (bool, "true or false"),
    "array": (list, "a list of strings"),
    "object": (dict, "a table of labels and URLs"),
}

MAX_LABEL_CHARS = 32
"""The largest number of characters in a link's label; package indexes reject longer labels."""


@dataclass(frozen=True)
class Project:
    """A project: the path of a folder with a contract, and the settings in the folder's pyproject.toml."""

    root: Path
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def spec(self) -> str:
        """The location of the contract (the OpenAPI specification): a URL, or a path relative to the current folder."""
        spec: str = self.settings.get("spec") or self._usual_contract()
        return spec if is_url(spec) else self.shown(spec)

    @property
    def contract_name(self) -> str:
        """The path of the contract, relative to the project's folder, such as `openapi.yaml`.

        Raises InputError if the contract is a URL.
        """
        spec: str = self.settings.get("spec") or self._usual_contract()
        if is_url(spec):
            message = "the contract of this project is a URL; keep a copy in the project and name it in `spec`"
            raise InputError.at(spec, message)
        return Path(os.path.normpath(spec)).as_posix()

    @property
    def output_name(self) -> str:
        """The folder for the generated package, as a path relative to the project's folder."""
        return Path(os.path.normpath(self.settings.get("output", "generated"))).as_posix()

    @property
    def output(self) -> Path:
        """The folder for the generated package, as a path relative to the current folder."""
        return Path(self.shown(self.output_name))

    @property
    def package_name(self) -> str | None:
        """The name of the generated import package; None if the settings do not state it."""
        return self.settings.get("package-name")

    @property
    def overlays(self) -> tuple[str, ...]:
        """The paths or URLs of the overlays, in the order in which they are applied to the contract."""
        return tuple(each if is_url(each) else self.shown(each) for each in self.settings.get("overlays", ()))

    @property
    def urls(self) -> dict[str, str]:
        """The links that the package index shows for the generated package: a mapping from label to URL."""
        return dict(self.settings.get("urls", {}))

    @property
    def reference_folders(self) -> tuple[Path, ...]:
        """Further folders whose files a `$ref` in the contract may refer to.

        The contract's own folder is always allowed.
        """
        return tuple(self.root / each for each in self.settings.get("refs-in", ()))

    @property
    def allows_remote_refs(self) -> bool:
        """Whether a `$ref` in the contract may lead to a document on another machine."""
        return bool(self.settings.get("allow-remote-refs", False))

    @property
    def allows_partial(self) -> bool:
        """Whether invalid objects of the contract are left out, instead of causing an error."""
        return bool(self.settings.get("allow-partial", False))

    @property
    def templates(self) -> tuple[Path, ...]:
        """The folders of templates: the built-in folder and, if the settings name one, the project's own.

        A file in the project's folder replaces the built-in file with the same path.
        """
        own = self.settings.get("templates")
        folders = (tool_templates(), self.root / own) if own else (tool_templates(),)
        if own and not folders[-1].is_dir():
            raise InputError.at(self.shown(own), "is not a folder; expected the templates that `templates` names")
        return folders

    @property
    def changelog(self) -> Path:
        """The path of the project's changelog, in the project's folder."""
        return self.root / CHANGELOG_NAME

    @property
    def released_names(self) -> Path:
        """The file that lists the Python names of the last release, as a path relative to the current folder."""
        return Path(self.shown(RELEASED_NAMES_FILE))

    def step_command(self, target: str, *words: str) -> str:
        """Return the command of a step for a message, such as `make generate`.

        If no makefile of the project has this target, return the command of specloop with the arguments `words`, which
        are `target` by default: `specloop generate`.
        """
        for name, make in MAKEFILES.items():
            makefile = self.root / name
            if makefile.is_file() and f"\n{target}:" in makefile.read_text(encoding="utf-8", errors="replace"):
                return f"{make} {target}"
        return tool_command(*(words or (target,)))

    def shown(self, path: str | Path) -> str:
        """Return a path as text, relative to the current folder or absolute.

        It is relative if the current folder is in the project or contains `path`. `path` itself is absolute, or
        relative to the project's folder.
        """
        absolute = Path(os.path.normpath(self.root / path))
        here = Path.cwd()
        if here == self.root or self.root in here.parents or here in absolute.parents:
            return os.path.relpath(absolute, here)
        return str(absolute)

    def _usual_contract(self) -> str:
        return next((name for name in CONTRACT_NAMES if (self.root / name).is_file()), CONTRACT_NAMES[0])


def tool_templates() -> Path:
    """Return the folder of built-in templates: in the installed package, or beside `specloop/` in a source checkout."""
    inside = Path(__file__).parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "templates"


def find_project(folder: str | Path | None = None) -> Project:
    """Return the project in `folder`. By default, search the current folder and the folders above it.

    Raises InputError if no project is found.
    """
    if folder is not None:
        project = read_project(Path(folder))
        if project is None:
            raise InputError.at(folder, f"this is not a project: it has no contract; {_fix(folder)}")
        return project
    project = search_project()
    if project is None:
        raise InputError.at(Path.cwd(), f"there is no project in this folder, or in a folder above it; {_fix(None)}")
    return project


def search_project() -> Project | None:
    """Return the nearest project: in the current folder or in a folder above it, up to the root of the repository.

    Return None if none of these folders is a project.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if project := read_project(folder):
            return project
        if (folder / ".git").exists():
            break
    return None


def read_project(folder: Path) -> Project | None:
    """Read the project in a folder. Return None if the folder has neither settings nor a contract.

    Raises InputError if the settings are not valid.
    """
    root = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would replace the name that the user typed
    settings = _read_settings(root)
    if settings is None and not any((root / name).is_file() for name in CONTRACT_NAMES):
        return None
    return Project(root, settings or {})


@cache
def _schema() -> dict[str, dict[str, Any]]:
    schema = json.loads(Path(__file__).with_suffix(".schema.json").read_text("utf-8"))
    properties: dict[str, dict[str, Any]] = schema["properties"]
    return properties


def _read_settings(root: Path) -> dict[str, Any] | None:
    """Read the table `[tool.specloop]` of a folder's pyproject.toml.

    Return None if there is no such file or table. Raises InputError if the file or a setting is not valid.
    """
    file = root / SETTINGS_FILE
    try:
        text = file.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError.at(file, f"cannot be read: {error}; expected a TOML file in UTF-8") from None
    if "specloop" not in text:
        return None
    try:
        tool = tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError as error:
        raise InputError.at(file, f"is not valid TOML: {error}; correct it") from None
    table = tool.get("specloop") if isinstance(tool, dict) else None
    if table is None:
        return None
    shown = Project(root).shown(SETTINGS_FILE)
    if not isinstance(table, dict):
        raise InputError.at(shown, f"`{TABLE}` is not a table; expected `[{TABLE}]` and one setting a line")
    problems = [problem for key, value in table.items() if (problem := _problem(key, value, shown, text))]
    if problems:
        raise InputError(problems)
    return table


def _problem(key: str, value: object, shown: str, text: str) -> Problem | None:
    schema = _schema()
    place = SourceLocation(shown, _line(text, key), 1)
    if key not in schema:
        near = closest(key, schema)
        hint = f"did you mean `{near}`?" if near else f"expected one of {', '.join(schema)}"
        return Problem(place, f"`{TABLE}` has no setting {quote(key)}; {hint}")
    kind, wanted = _TYPE_NAMES[schema[key]["type"]]
    is_right = isinstance(value, kind) and (not isinstance(value, list) or all(isinstance(each, str) for each in value))
    if not is_right or value == "":
        return Problem(place, f"`{key}` is {value!r}; expected {wanted}{' that is not empty' if value == '' else ''}")
    if isinstance(value, dict):
        return next(
            (_link_problem(label, url, place) for label, url in value.items() if not _is_link(label, url)), None
        )
    return None


def _is_link(label: str, url: object) -> bool:
    is_address = isinstance(url, str) and url.startswith(("https://", "http://"))
    return is_address and 0 < len(label) <= MAX_LABEL_CHARS and label.isprintable()


def _link_problem(label: str, url: object, place: SourceLocation) -> Problem:
    wanted = f"expected a label of 1 to {MAX_LABEL_CHARS} characters and a URL that begins with https://"
    return Problem(place, f"`urls` has {quote(label)} = {url!r}; {wanted}")


def _line(text: str, key: str) -> int:
    """Return the line number of the setting `key` in the text of a pyproject.toml, from 1.

    If there is no such setting, return the line of the heading `[tool.specloop]`, or 1 if there is no such heading.
    """
    start = re.search(rf"^\s*\[\s*{re.escape(TABLE)}\s*\]", text, re.MULTILINE)
    written = re.compile(
        rf"""^\s*(?:\[\s*{re.escape(TABLE)}\s*\.\s*)?["']?{re.escape(key)}["']?\s*[].=]""", re.MULTILINE
    )
    found = written.search(text, start.end() if start else 0)
    offset = found.end() if found else start.start() if start else 0
    return text.count("\n", 0, offset) + 1


def _fix(folder: str | Path | None) -> str:
    where = f" --project {shlex.quote(str(folder))}" if folder is not None else ""
    return f"make one with `specloop init{where}`, or name the contract with --spec where a command takes it"
