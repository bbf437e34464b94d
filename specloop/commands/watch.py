"""The command line of `watch`, which generates the package after every save of a source file, until Ctrl-C.

The source files are the contract, other YAML and JSON files in its folder, the templates, the changelog and
pyproject.toml.
"""

from __future__ import annotations

import sys
from pathlib import Path

import watchfiles

from specloop.commands import generate
from specloop.errors import EXIT_INTERRUPTED, InputError, exit_status
from specloop.openapi.retrieval import is_url
from specloop.project import CHANGELOG_NAME, SETTINGS_FILE, Project, find_project

CONTRACT_SUFFIXES = (".yaml", ".yml", ".json")


def main(arguments: list[str] | None = None) -> int:
    """Generate the package now, and after every save of the contract, a template or another source file.

    If generating fails, print the error and wait for the next save.
    """
    options = sys.argv[1:] if arguments is None else arguments
    parsed = generate.build_parser().parse_args(options)
    project = find_project(parsed.project)
    if is_url(parsed.spec or project.spec):
        raise InputError.at(parsed.spec or project.spec, "a URL cannot be watched; keep a copy, and watch that")
    watched = _Watched(project, Path(parsed.spec or project.spec).resolve(), parsed.templates)
    try:
        while True:
            watched.follow(options)
    except KeyboardInterrupt:
        print()
        return 0


class _Watched:
    """A file watcher that generates the package when a source file is saved.

    It watches the folders of the project, the contract and the templates.
    """

    def __init__(self, project: Project, contract: Path, templates: Path | None) -> None:
        self.root = project.root.resolve()
        self.contract = contract
        self.output = (project.root / project.output_name).resolve()
        self.templates = [folder.resolve() for folder in (project.templates if templates is None else (templates,))]

    def follow(self, options: list[str]) -> None:
        """Generate the package now and after every save. Return when the set of watched folders changes.

        `options` are the command-line options of `generate`.
        """
        folders, begun = self._folders(), False
        # watchfiles also yields after a timeout without changes. So the first run starts when watching has begun, and
        # no save during that run is missed.
        for changes in watchfiles.watch(
            *folders,
            recursive=False,
            watch_filter=self._is_relevant,
            raise_interrupt=True,
            rust_timeout=200,
            yield_on_timeout=True,
        ):
            if begun and changes and folders != self._folders():
                return
            if changes or not begun:
                self._generate(options)
            begun = True

    def _folders(self) -> set[Path]:
        # A watch of a file ends if an editor replaces the file on saving, so folders are watched. The watch of a folder
        # is not recursive, because the project folder may contain .venv.
        below = {path for folder in self.templates for path in folder.rglob("*") if path.is_dir()}
        return {self.root, self.contract.parent, *self.templates, *below}

    def _is_relevant(self, _change: watchfiles.Change, path: str) -> bool:
        file = Path(path).resolve()
        if self.output in file.parents:
            return False
        if any(folder in file.parents for folder in self.templates):
            return True
        beside = file.parent == self.contract.parent and file.suffix in CONTRACT_SUFFIXES
        return beside or file in {self.root / CHANGELOG_NAME, self.root / SETTINGS_FILE}

    def _generate(self, options: list[str]) -> None:
        status = exit_status(lambda: generate.main(options))
        if status == EXIT_INTERRUPTED:
            raise KeyboardInterrupt  # Ctrl-C while the package is generated ends the command, too.
        if status == 0:
            print("Watching the contract and its templates; press Ctrl-C to stop.", flush=True)
