"""Generation of a project's client package: load the contract, build the IR, render the templates.

The IR, or intermediate representation, is the set of Python objects from which the templates print the package.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from specloop.codegen.builder import build_client
from specloop.codegen.ir import Client
from specloop.codegen.renderer import TemplateFolders, render
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document, with_released_names
from specloop.openapi.retrieval import Retriever, is_url, retriever_for
from specloop.progress import Stage, silent
from specloop.project import CHANGELOG_NAME, Project


@dataclass(frozen=True)
class GenerateOptions:
    """The options that decide the content of a generated package."""

    spec: str
    templates: TemplateFolders
    package_name: str | None = None
    allows_partial: bool = False
    allows_remote_refs: bool = False
    reference_folders: tuple[Path, ...] = ()
    overlays: tuple[str, ...] = ()
    changelog: Path | None = None
    urls: tuple[tuple[str, str], ...] = ()
    released_names: Path | None = None

    @classmethod
    def from_project(cls, project: Project) -> GenerateOptions:
        """Build the options from the settings of a project. The settings are in its pyproject.toml."""
        return cls(
            spec=project.spec,
            templates=project.templates,
            package_name=project.package_name,
            allows_partial=project.allows_partial,
            allows_remote_refs=project.allows_remote_refs,
            reference_folders=project.reference_folders,
            overlays=project.overlays,
            changelog=project.changelog,
            urls=tuple(project.urls.items()),
            released_names=project.released_names,
        )

    @property
    def retriever(self) -> Retriever:
        """The retriever that reads the contract and the documents to which the contract refers."""
        return retriever_for(self.spec, remote=self.allows_remote_refs, folders=self.reference_folders)

    def load(self, text: bytes | None = None, version: str = "") -> Document:
        """Load the contract, and attach the Python names of the last release, which are used to recognize renames.

        The names come from the file `released_names`, if it exists. Raises InputError.

        Args:
            text: The bytes to read in place of the contract's file; None to read the file.
            version: The version of the next release; "" for the version in the contract. For a new major version, names
                that were already outdated in the last release are dropped.
        """
        contract = load_document(self.spec, text=text, retriever=self.retriever, overlays=self.overlays)
        contract = replace(contract, allows_partial=self.allows_partial)
        path = self.released_names
        if path is None or not path.is_file():
            return contract
        return with_released_names(contract, str(path), path.read_bytes(), version)


def load_project_contract(
    project: Project, *, text: bytes | None = None, overlays: Sequence[str] = (), version: str = ""
) -> Document:
    """Load the contract of a project, with the project's overlays and then the given ones. Raises InputError.

    Args:
        project: The project.
        text: The bytes to read in place of the contract's file; None to read the file.
        overlays: The paths or URLs of further overlays.
        version: The version of the next release; "" for the version in the contract.
    """
    options = GenerateOptions.from_project(project)
    return replace(options, overlays=(*options.overlays, *overlays)).load(text, version)


def generate(options: GenerateOptions, *, stage: Stage = silent) -> tuple[Client, dict[str, bytes]]:
    """Load a contract and generate its package. Return its intermediate representation and its files by path.

    `stage` receives a description of each step before the step begins. Raises InputError if no package can be
    generated.
    """
    stage(f"reading {options.spec}")
    contract = options.load()
    client = build_client(
        contract,
        package=options.package_name,
        urls=dict(options.urls),
        stage=stage,
    )
    return client, render_package(client, options.templates, read_changelog(options.changelog), stage=stage)


def build_project_client(project: Project, contract: Document) -> Client:
    """Build the intermediate representation of a client from its contract. Raises InputError for invalid contracts."""
    return build_client(contract, package=project.package_name, urls=project.urls)


def render_package(
    client: Client, templates: TemplateFolders, changelog: str | None, *, stage: Stage = silent
) -> dict[str, bytes]:
    """Render the files of a package. Return the content of each file by path.

    Args:
        client: The intermediate representation of the package.
        templates: The folders with the templates.
        changelog: The text of the file CHANGELOG.md; None to omit the file.
        stage: A function that receives a description of each step before the step begins.
    """
    beside: Mapping[str, str] = {CHANGELOG_NAME: changelog} if changelog else {}
    files = render(client, templates, beside, stage=stage)
    return {path: content.encode() if isinstance(content, str) else content for path, content in files.items()}


def read_changelog(path: Path | None) -> str | None:
    """Read a changelog. Return None if `path` is None or no such file exists. Raises InputError for other errors."""
    if path is None or not path.is_file():
        return None
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError.at(path, f"cannot be read: {error}; expected a text in UTF-8") from None


def changelog_beside(spec: str) -> Path | None:
    """Return the path of CHANGELOG.md in the folder of the contract file `spec`, or None if `spec` is a URL.

    The path is returned even if there is no file CHANGELOG.md.
    """
    return None if is_url(spec) else Path(spec).parent / CHANGELOG_NAME
