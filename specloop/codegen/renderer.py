"""Rendering of the templates: an `ir.Client` becomes the formatted files of a package.

A file that ends in `.jinja` is rendered, and omitted if the result is blank. All other files are copied, except runtime
modules that the package does not need. In a template's path, `package` stands for the import package, and `{client}`
for the distribution. A path with `{model}`, `{enum}` or `{resource}` produces a file for each of these.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, TemplateError

from specloop.codegen import escaping
from specloop.codegen.formatter import format_python
from specloop.codegen.ir import Client
from specloop.errors import InputError, Problem, SourceLocation
from specloop.progress import Stage, silent

TemplateFolders = Path | Sequence[Path]
"""The folder of the built-in templates, or several folders of which it is the first.

A file of a later folder replaces the file with the same path.
"""


def render(
    client: Client, templates: TemplateFolders, beside: Mapping[str, str] | None = None, *, stage: Stage = silent
) -> dict[str, str | bytes]:
    """Render the files of a package. Return the content of each file by path. Raises InputError for invalid templates.

    Args:
        client: The intermediate representation of the package.
        templates: The folder or folders with the templates.
        beside: Further files, such as the changelog, which are added without change.
        stage: A function that receives a description of each step before the step begins.
    """
    stage("rendering the package")
    folders = [templates] if isinstance(templates, Path) else list(templates)
    environment = _environment(folders)
    printed = _RenderedFiles()
    copied: set[str] = set()
    for relative, file in sorted(_template_files(folders).items()):
        if _is_omitted(relative, client):
            continue
        if file.suffix != ".jinja":
            path = _output_path(relative, client)
            printed[path] = file.read_text(encoding="utf-8")
            if file.is_relative_to(folders[0]):
                copied.add(path)  # Plain files of the built-in templates are formatted already, as `make lint` checks.
            continue
        for path, context in _files(relative.removesuffix(".jinja"), client):
            content = _print(environment, relative, file, {"client": client, **context})
            if content.strip():
                printed[path] = content
    python = [path for path in printed if path.endswith(".py") and path not in copied]
    stage(f"formatting the files: {len(python):,}")
    # If core.autocrlf is set, Git converts the contract's line ends at a checkout; the package must not depend on that.
    contract = client.contract.replace(b"\r\n", b"\n")
    files = {**printed, **format_python({path: printed[path] for path in python})}
    return {**files, f"{client.package}/{client.contract_name}": contract, **(beside or {})}


def _template_files(folders: Sequence[Path]) -> dict[str, Path]:
    """Return the template files by path. A file of a later folder replaces the file with the same path."""
    return {
        file.relative_to(folder).as_posix(): file
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and not _is_scratch(file.name)
    }


class _RenderedFiles(dict[str, str]):
    """Rendered files by path. Adding a second file with the same path raises ValueError."""

    def __setitem__(self, path: str, content: str) -> None:
        if path in self:
            raise ValueError(f"two files would be called {path!r}")
        super().__setitem__(path, content)


def _is_scratch(name: str) -> bool:
    """Return whether a file is a temporary file of an editor or a file manager."""
    return name.endswith(("~", ".swp", ".tmp")) or name in {".DS_Store", "Thumbs.db"}


def _environment(folders: Sequence[Path]) -> Environment:
    environment = Environment(  # noqa: S701  Python, TOML and Markdown are escaped by the filters, not as HTML
        loader=FileSystemLoader(list(reversed(folders))),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        finalize=escaping.printable,
        bytecode_cache=_bytecode_cache(),
    )
    environment.filters |= {
        "literal": escaping.literal,
        "docstring": escaping.docstring,
        "toml": escaping.toml,
        "markdown": escaping.markdown,
        "code": escaping.code,
        "shell": escaping.shell,
    }
    return environment


def _bytecode_cache() -> FileSystemBytecodeCache | None:
    """Return a cache of the templates' bytecode in the temporary folder, or None if no folder can be used."""
    # Without a cache, compiling the templates takes a quarter of the time of `generate.py --check`. The compiled code
    # contains results of filters, so the names of the cache's files depend on the source code of the filters.
    filters = zlib.crc32(Path(escaping.__file__).read_bytes())
    try:
        return FileSystemBytecodeCache(pattern=f"specloop-{filters:08x}-%s.cache")
    except (OSError, RuntimeError):
        return None


def _files(path: str, client: Client) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the files that a template produces, each as a pair of path and template variables.

    With `{model}` in `path`, there is one file for each model.
    """
    path = _output_path(path, client).replace("{client}", client.distribution)
    for kind, things in (("model", client.models), ("enum", client.enums)):
        if f"{{{kind}}}" in path:
            for thing in things:
                yield path.replace(f"{{{kind}}}", thing.module), {kind: thing}
            return
    if "{resource}" in path:
        for resource in client.resources:
            yield path.replace("{resource}", resource.name), {"resource": resource}
        return
    yield path, {}


def _is_omitted(path: str, client: Client) -> bool:
    """Return whether a file belongs to a runtime module that the package does not need."""
    folder, _, rest = path.partition("/")
    return folder == "package" and rest.partition("/")[0].partition(".")[0] in client.omitted_modules


def _output_path(path: str, client: Client) -> str:
    first, _, rest = path.partition("/")
    return f"{client.package}/{rest}" if first == "package" else path


def _print(environment: Environment, name: str, file: Path, context: Mapping[str, object]) -> str:
    try:
        return environment.get_template(name).render(context)
    except (
        TemplateError,
        escaping.UnprintableError,
        AttributeError,
        TypeError,
        ValueError,
        RecursionError,
    ) as error:
        line = getattr(error, "lineno", None) or _line(error, name)
        place = SourceLocation(str(file), line)
        raise InputError([Problem(place, f"the template cannot be rendered: {error}")]) from error


def _line(error: BaseException, name: str) -> int:
    """Return the line at which the template `name` raised an error, or 1 if the line is unknown."""
    line, step = 1, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.endswith(name):
            line = step.tb_lineno
        step = step.tb_next
    return line
