"""Hostile documents in tests/adversarial: each gives a package that works, or an error with its location and a fix.

For a rejected document, the expected message is in a file of the same name with the suffix .txt. `HOSTILE=write python
-m pytest tests/adversarial/test_documents.py` writes these files again. Very large documents are built by the tests.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from support.commands import run_script
from support.hostile_texts import DOCUMENT, WORDS, is_free, replaced
from support.markdown_code import typed_program
from support.type_checking import type_errors

from specloop.commands.generate import main

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "adversarial"
WRITE = os.environ.get("HOSTILE") == "write"
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if path.suffix in (".yaml", ".json"))
REFUSED = [path for path in DOCUMENTS if path.with_suffix(".txt").exists()]
WORKING = [path for path in DOCUMENTS if path not in REFUSED]

SECONDS = 60
BYTES = 2 << 30


def generate(spec: Path, output: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run generate.py in the folder of a document, with limited time and memory."""
    arguments = ["--spec", spec.name, "--output", output, *options]
    return run_script("generate.py", *arguments, cwd=spec.parent, seconds=SECONDS, memory=BYTES)


def printed(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the lines of stderr, without the progress messages of a slow machine."""
    return [line for line in done.stderr.splitlines() if not re.fullmatch(r".* \.\.\. \(\d+ s so far\)", line)]


# --- documents that work ---

# Python code that is placed in every text of a document. If it ran, it would create a file or end the program.
TOUCH = "__import__('pathlib').Path('canary').touch()"
CODE = (
    f'"""\n{TOUCH}\n"""',
    f'"+{TOUCH}+"',
    f"'+{TOUCH}+'",
    f"\\\n{TOUCH}\n\n    raise SystemExit\n\\",
    f"{{{{ {TOUCH} }}}}{{% raw %}}",
)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generate the packages of all working documents in one folder, each named after its document.

    Their projects are in another folder.
    """
    home = tmp_path_factory.mktemp("hostile")
    for number, code in enumerate(CODE):
        texts = {word: f"{code} {place} {code}" for place, word in enumerate(WORDS) if is_free(word)}
        (home / f"code_{number}.json").write_text(json.dumps(replaced(DOCUMENT, texts)))
    for spec in [*WORKING, *home.glob("code_*.json")]:
        project = home / "projects" / spec.stem
        assert main(["--spec", str(spec), "--output", str(project), "--package-name", spec.stem]) == 0
        (home / "packages").mkdir(exist_ok=True)
        (project / spec.stem).rename(home / "packages" / spec.stem)
    sys.path.insert(0, str(home / "packages"))
    yield home
    sys.path.remove(str(home / "packages"))


def called(packages: Path) -> list[str]:
    return sorted(path.name for path in (packages / "packages").iterdir() if (path / "py.typed").exists())


def test_every_module_imports_without_a_warning_and_nothing_runs(packages):
    folder = packages / "packages"
    code = (
        "import importlib, pkgutil, sys\n"
        "for name in sys.argv[1:]:\n"
        "    package = importlib.import_module(name)\n"
        "    for module in pkgutil.walk_packages(package.__path__, f'{name}.'):\n"
        "        importlib.import_module(module.name)\n"
        "    for each in package.__all__:\n"
        "        assert isinstance(getattr(package, each), (type, str, type(sys), type(package.UNSET))), each\n"
        "    for each in package.models.__all__:\n"
        "        assert isinstance(getattr(package.models, each), type), each\n"
    )
    command = [sys.executable, "-W", "error", "-c", code, *called(packages)]
    before = sorted(path for path in packages.rglob("*") if "__pycache__" not in path.parts)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted(path for path in packages.rglob("*") if "__pycache__" not in path.parts) == before


def test_clients_and_their_namespaces_can_be_made(packages):
    """A namespace named after a tag must not hide an attribute that the client itself needs."""
    code = (
        "import asyncio, importlib, sys\n"
        "for name in sys.argv[1:]:\n"
        "    package = importlib.import_module(name)\n"
        "    settings = importlib.import_module(f'{name}._metadata')\n"
        "    credentials = {each: 'x' for scheme in settings.SECURITY.values() for each in scheme.arguments}\n"
        "    for kind in (settings.CLIENT, f'Async{settings.CLIENT}'):\n"
        "        client = getattr(package, kind)(base_url='https://api.example.com', **credentials)\n"
        "        attributes = vars(type(client)).items()\n"
        "        spaces = [name for name, value in attributes if type(value).__name__ == 'cached_property']\n"
        "        assert spaces\n"
        "        for space in spaces:\n"
        "            assert space == 'webhooks' or getattr(client, space).with_raw_response is not None\n"
        "        client.close() if kind == settings.CLIENT else asyncio.run(client.aclose())\n"
    )
    command = [sys.executable, "-W", "error", "-c", code, *called(packages)]
    done = subprocess.run(command, cwd=packages / "packages", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_types_hold_in_the_packages_their_examples_and_their_readmes(packages, tmp_path_factory):
    usage = packages / "usage"
    usage.mkdir()
    for name in called(packages):
        project = packages / "projects" / name
        (usage / f"readme_{name}.py").write_text(typed_program((project / "README.md").read_text()))
        for example in project.glob("examples/*.py"):
            (usage / f"{example.stem}_{name}.py").write_bytes(example.read_bytes())
    folders = [packages / "packages" / name for name in called(packages)]
    assert "" == type_errors(folders, [*usage.glob("*.py")], packages / "types", tmp_path_factory)


def _models(packages: Path, name: str) -> Any:
    return __import__(f"{name}.models", fromlist=["*"])


def test_an_enum_keeps_its_newlines(packages):
    models = _models(packages, "enum_values_with_newlines")
    values = ["one\ntwo", "one\r\ntwo", "one two", "tab\t", "\0", "\u2028", 'quote"', "back\\slash", "\\", '"""']
    assert [*values, "{{ 7*7 }}", "\u202e"] == [each.value for each in models.Word]
    assert all(models.Word(value).is_known for value in values)


def test_a_const_takes_its_own_value_and_no_other(packages):
    models = _models(packages, "const_values_with_quotes")
    own = {"quote": 'a"b', "apostrophe": "a'b\"c", "backslash": "a\\b", "both": 'a\\"b', "end": "ends in \\"}
    own |= {
        "newline": "a\nb",
        "named": "\\N{BULLET}",
        "template": "{{ 7*7 }}",
        "spoken": " | Unset",
        "yes": True,
        "one": 1,
    }
    assert own == models.Consts.from_dict(own).to_dict()
    seen: list[Any] = []
    package = __import__("const_values_with_quotes")

    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=request.content)

    with package.Shop(
        http_client=httpx2.Client(transport=httpx2.MockTransport(answer)), on_mismatch=seen.append
    ) as shop:
        assert own == shop.things.send(**own).to_dict()
        assert seen == []
        shop.things.send(**{**own, "quote": 'a\\"b'})
        assert ["/quote"] == [each.pointer for each in seen]


def test_operations_whose_names_meet_are_all_called_where_they_are(packages):
    """Each operation calls its own path, although names such as `straße` and `strasse` are equal in upper case."""
    package = __import__("names_equal_after_nfkc")
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.path)
        return httpx2.Response(200, json={} if request.url.path in {"/a", "/b"} else "done")

    with package.Shop(http_client=httpx2.Client(transport=httpx2.MockTransport(answer)), on_mismatch="raise") as shop:
        spaces = [getattr(shop, name) for name in vars(package.Shop) if not name.startswith("_")]
        for space in spaces:
            for name in [name for name in vars(type(space)) if not name.startswith(("_", "with_"))]:
                getattr(space, name)()
    assert ["/a", "/b", "/c", "/d", "/e", "/f"] == sorted(asked)


def test_a_parameter_called_body_stands_beside_the_body(packages):
    package = __import__("parameters_named_like_client_options")
    asked: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(200, json="ok")

    with package.Shop(http_client=httpx2.Client(transport=httpx2.MockTransport(answer))) as shop:
        assert shop.things.send(body="in the body", body_query="in the query", timeout_query="soon", timeout=5) == "ok"
        assert shop.things.create(body_query="in the query", body="a member", self_body="another") == "ok"
    assert [("timeout", "soon"), ("body", "in the query")] == asked[0].url.params.multi_items()
    assert asked[0].content == b"in the body"
    assert json.loads(asked[1].content) == {"body": "a member", "self": "another"}


# --- documents that are rejected ---


@pytest.mark.parametrize("spec", REFUSED, ids=lambda spec: spec.stem)
def test_a_document_that_cannot_be_read_is_refused_with_place_and_cure(spec, tmp_path):
    begin = time.monotonic()
    done = generate(spec, tmp_path / "out")
    assert time.monotonic() - begin < 20
    expected = spec.with_suffix(".txt")
    if WRITE:
        expected.write_text("".join(f"{line}\n" for line in printed(done)))
    assert (done.returncode, done.stdout, printed(done)) == (2, "", expected.read_text().splitlines())
    assert all(re.match(rf"{re.escape(spec.name)}:\d+:\d+: .+; .+", line) for line in printed(done))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["a/b", "..", "", "json", "attrs", "examples", "class", "con", "x" * 300, "a b", "é\0"]
)
def test_a_name_that_no_package_can_have_is_refused(name, tmp_path):
    if "\0" in name:
        name = name.replace("\0", "\n")
    done = generate(FOLDER / "everything.yaml", tmp_path / "out", f"--package-name={name}")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"--package-name:1:1: .*; did you mean .*\?", "".join(printed(done)))
    assert list(tmp_path.iterdir()) == []


# --- large documents ---


TEXT = {"type": "string"}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def document(schema: Any, schemas: Any = None, **more: Any) -> Any:
    content = {"application/json": {"schema": schema}}
    get = {"operationId": "get", "tags": ["x"], "responses": {"200": {"description": "ok", "content": content}}}
    head = {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1.0.0"}}
    return {**head, "paths": {"/a": {"get": get}}, "components": {"schemas": schemas or {}}, **more}


def chain(length: int, link: Callable[[dict[str, str]], Any], end: Any) -> Any:
    return document(ref("A0"), {**{f"A{n}": link(ref(f"A{n + 1}")) for n in range(length)}, f"A{length}": end})


def nested(depth: int, around: Callable[[Any], Any]) -> Any:
    inner: Any = TEXT
    for _ in range(depth):
        inner = around(inner)
    return document(inner)


def thing(**properties: Any) -> Any:
    return {"type": "object", "properties": properties}


LARGE: dict[str, Callable[[], Any]] = {
    "a chain of references": lambda: chain(10_000, lambda link: link, thing(a=TEXT)),
    "a chain of members": lambda: chain(300, lambda link: thing(next=link), thing(a=TEXT)),
    "a chain of allOf": lambda: chain(1_000, lambda link: {"allOf": [link, thing(a=TEXT)]}, thing(b=TEXT)),
    "a long chain of allOf": lambda: chain(10_000, lambda link: {"allOf": [link, thing(a=TEXT)]}, thing(b=TEXT)),
    "a chain of anyOf": lambda: chain(10_000, lambda link: {"anyOf": [link, {"type": "integer"}]}, TEXT),
    "a chain of arrays": lambda: chain(10_000, lambda link: {"type": "array", "items": link}, TEXT),
    "a chain of maps": lambda: chain(10_000, lambda link: {"type": "object", "additionalProperties": link}, TEXT),
    "a tree of allOf": lambda: chain(40, lambda link: {"allOf": [link, link]}, thing(a=TEXT)),
    "a tree of allOf of texts": lambda: chain(40, lambda link: {"allOf": [link, link]}, TEXT),
    "a tree of anyOf": lambda: chain(40, lambda link: {"anyOf": [link, link]}, thing(a=TEXT)),
    "a tree of arrays and maps": lambda: chain(
        40,
        lambda link: {"anyOf": [{"type": "array", "items": link}, {"type": "object", "additionalProperties": link}]},
        TEXT,
    ),
    "unions of one another": lambda: document(
        ref("A0"), {f"A{n}": {"anyOf": [ref(f"A{other}") for other in range(9)]} for n in range(9)}
    ),
    "arrays in arrays": lambda: nested(180, lambda inner: {"type": "array", "items": inner}),
    "members in members": lambda: nested(90, lambda inner: thing(p=inner)),
    "unions in unions": lambda: nested(90, lambda inner: {"anyOf": [inner, {"type": "integer"}]}),
    "negations in negations": lambda: nested(180, lambda inner: {"not": inner}),
    "many words that are alike": lambda: document({"type": "string", "enum": ["?" * n for n in range(1, 1_500)]}),
    "many words": lambda: document({"type": "string", "enum": [f"w{n}" for n in range(50_000)]}),
    "many members": lambda: document(
        {**thing(**{f"p{n}": TEXT for n in range(3_000)}), "required": [f"p{n}" for n in range(3_000)]}
    ),
    "many parameters": lambda: document(
        TEXT,
        paths={"/a": {"get": {"parameters": [{"name": f"p{n}", "in": "query", "schema": TEXT} for n in range(3_000)]}}},
    ),
    "many names": lambda: document(TEXT, {f"A{n}": TEXT for n in range(100_000)}),
    "a long text": lambda: document(
        {**TEXT, "description": '\\"' * 1_000_000},
        info={"title": "Shop", "version": "1", "description": "word " * 2_000_000},
    ),
}


TAKES_LONG = {
    "a chain of maps",
    "a long chain of allOf",
    "a long text",
    "many members",
    "many names",
    "many words",
    "many words that are alike",
}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.large) if name in TAKES_LONG else name for name in LARGE]
)
def test_a_document_that_is_too_much_ends_in_seconds_and_in_bounded_memory(name, tmp_path):
    spec = tmp_path / "large.json"
    spec.write_text(json.dumps(LARGE[name]()))
    done = generate(spec, tmp_path / "out")
    assert "internal error" not in done.stderr
    assert done.returncode in {0, 2}, done.stderr
    if done.returncode:
        assert all(re.match(r"large\.json:\d+:\d+: .+; .+|\.\.\. and ", line) for line in printed(done))
    assert (tmp_path / "out").exists() == (done.returncode == 0)
