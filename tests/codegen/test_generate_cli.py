"""The command generate.py: its files, its messages, and that no file is lost if it fails."""

from __future__ import annotations

import http.server
import importlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import yaml
from support.commands import run_script

from specloop.commands import watch

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT / "openapi.yaml"
VERSION = yaml.safe_load(CONTRACT.read_text())["info"]["version"]


def generate(*arguments: object, cwd: Path = ROOT, env: dict[str, str] | None = None):
    """Run the command generate.py in a process of its own; with variables in one that begins with them."""
    if env is None:
        return run_script("generate.py", *arguments, cwd=cwd)
    command = [sys.executable, str(ROOT / "generate.py"), *map(str, arguments)]
    environment = {**os.environ, **env}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=60, check=False)


def tree(folder: Path) -> dict[str, bytes]:
    """Return the content of all files in a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """A copy of the project, without the tools, that a test may change."""
    for name in ("openapi.yaml", "CHANGELOG.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "generated", tmp_path / "generated", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def in_workshop(workshop: Path, *arguments: object, **variables: str):
    return run_script("generate.py", *arguments, cwd=workshop, env={**os.environ, **variables})


def edit(contract: Path, old: str, new: str) -> None:
    text = contract.read_text()
    assert text.count(old) >= 1, old
    contract.write_text(text.replace(old, new, 1))


# --- output ---


def test_what_is_committed_is_what_would_be_generated():
    result = generate("--check")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "generated is up to date\n")


def test_two_runs_in_two_places_are_byte_identical(tmp_path: Path):
    first, second = tmp_path / "one" / "out", tmp_path / "two" / "deeper" / "out"
    first.parent.mkdir()
    second.parent.mkdir(parents=True)
    other = tmp_path / "elsewhere.yaml"
    shutil.copy(CONTRACT, other)
    shutil.copy(ROOT / "CHANGELOG.md", tmp_path)
    assert generate("--output", first, env={"PYTHONHASHSEED": "1", "TZ": "UTC"}).returncode == 0
    run = generate("--spec", other, "--output", second, cwd=tmp_path, env={"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"})
    assert run.returncode == 0, run.stderr
    assert tree(first) == tree(second) == tree(ROOT / "generated")


def test_nothing_of_the_machine_is_in_the_output():
    for path, content in tree(ROOT / "generated").items():
        assert str(ROOT).encode() not in content, path


def test_a_second_run_touches_nothing(workshop: Path):
    before = {path: path.stat().st_mtime_ns for path in (workshop / "generated").rglob("*")}
    result = in_workshop(workshop)
    assert result.returncode == 0
    assert "up to date" in result.stderr
    assert before == {path: path.stat().st_mtime_ns for path in (workshop / "generated").rglob("*")}


def test_the_package_can_be_named(tmp_path: Path):
    assert generate("--output", tmp_path / "out", "--package-name", "other_client").returncode == 0
    files = tree(tmp_path / "out")
    assert "other_client/__init__.py" in files
    assert b'name = "other-client"' in files["pyproject.toml"]
    assert b"invent_client" not in b"".join(files.values())


def test_a_spec_can_come_from_a_url(tmp_path: Path):
    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, directory=str(ROOT), **options)

        def log_message(self, *arguments):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}/openapi.yaml"
        result = generate("--spec", url, "--output", tmp_path / "out")
        missing = generate("--spec", f"{url}.none", "--output", tmp_path / "none")
        server.shutdown()
    assert result.returncode == 0, result.stderr
    # The changelog is read from the contract's folder, which does not exist for a URL.
    differ = {path for path, text in tree(ROOT / "generated").items() if tree(tmp_path / "out").get(path) != text}
    assert differ == {".generated", "CHANGELOG.md"}
    assert missing.returncode == 2
    assert missing.stderr.startswith(f"{url}.none:1:1: the server responds with 404")


# --- stale output ---


def test_stale_has_three_faces(workshop: Path):
    package = workshop / "generated" / "invent_client"
    edit(workshop / "openapi.yaml", "    Segment:\n", "    OldSegment:\n")
    edit(workshop / "openapi.yaml", "schemas/Segment", "schemas/OldSegment")
    assert in_workshop(workshop).returncode == 0
    (package / "helpers.py").write_text("mine = True\n")
    (workshop / "generated" / "NOTES.md").write_text("mine\n")
    edit(workshop / "openapi.yaml", "    OldSegment:\n", "    Segment:\n")
    edit(workshop / "openapi.yaml", "schemas/OldSegment", "schemas/Segment")
    (package / "py.typed").unlink()
    result = in_workshop(workshop, "--check")
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    assert "generated/invent_client/models/old_segment.py: leftover" in lines
    assert "generated/invent_client/models/segment.py: missing" in lines
    assert "generated/invent_client/models/broadcast.py: changed" in lines
    assert "generated/invent_client/py.typed: missing" in lines
    assert ", yours: 2: run `generate.py`" in result.stderr
    assert in_workshop(workshop).stderr.endswith(" files, yours: 2\n")
    # What is not generated is still there, and counted.
    mine = {"NOTES.md": b"mine\n", "invent_client/helpers.py": b"mine = True\n"}
    assert tree(workshop / "generated") == {**tree(ROOT / "generated"), **mine}
    assert in_workshop(workshop, "--check").stderr == "generated is up to date, yours: 2\n"


def test_an_edited_file_is_not_overwritten_in_silence(workshop: Path):
    model = workshop / "generated" / "invent_client" / "models" / "segment.py"
    model.write_text("edited = True\n")
    refused = in_workshop(workshop)
    assert (2, "edited = True\n") == (refused.returncode, model.read_text())
    assert "generated/invent_client/models/segment.py:1:1: was edited by hand" in refused.stderr
    assert "move the change into a template or another file, or replace it with --overwrite" in refused.stderr
    assert in_workshop(workshop, "--overwrite").returncode == 0
    assert tree(workshop / "generated") == tree(ROOT / "generated")


def test_a_pipe_or_a_device_is_no_contract(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.yaml")
    for spec in (tmp_path / "pipe.yaml", Path("/dev/zero"), Path("/dev/null")):
        done = generate("--spec", spec, "--output", tmp_path / "out")
        assert (2, "") == (done.returncode, done.stdout)
        assert f"{spec}:1:1: is not a plain file; expected the path or the URL of an OpenAPI document" in done.stderr


@pytest.mark.parametrize("variable", ["CI", "GITHUB_ACTIONS", "TF_BUILD"])
def test_the_text_of_a_contract_gives_no_commands_to_a_ci(workshop: Path, variable: str):
    edit(
        workshop / "openapi.yaml",
        "  description: ",
        "  description: |-\n    ::add-mask::x\n    ##[error]y\n    z\n  x-old: ",
    )
    named = in_workshop(workshop, "--diff", **{variable: "true"})
    plain = in_workshop(workshop, "--diff", CI="", GITHUB_ACTIONS="", TF_BUILD="")
    assert (1, 1) == (named.returncode, plain.returncode)
    assert any(line.lstrip("+ ").startswith("::add-mask::") for line in plain.stdout.splitlines())
    lines = [line.strip() for line in named.stdout.splitlines()]
    assert [line for line in lines if line.startswith("::") or "##[" in line] == []
    assert named.stdout.replace("\N{ZERO WIDTH SPACE}", "") == plain.stdout


def test_an_option_that_is_given_twice_is_refused(workshop: Path):
    for option in ("--spec", "--output", "--package-name"):
        done = in_workshop(workshop, option, "a", option, "b")
        assert (2, True) == (done.returncode, f"argument {option}: is passed twice" in done.stderr)


def test_a_check_writes_nothing(workshop: Path):
    edit(workshop / "openapi.yaml", f"version: {VERSION}", "version: 99.0.0")
    before = tree(workshop / "generated")
    assert in_workshop(workshop, "--check").returncode == 1
    assert in_workshop(workshop, "--diff").returncode == 1
    assert tree(workshop / "generated") == before


def test_a_diff_shows_the_lines_a_reader_expects(workshop: Path):
    edit(
        workshop / "openapi.yaml",
        "        name:\n          type: string\n        status:",
        "        name:\n          type: [string, 'null']\n        status:",
    )
    result = in_workshop(workshop, "--diff")
    changed = [line for line in result.stdout.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert result.returncode == 1
    assert changed == [
        "-- `name` (`str`)",
        "+- `name` (`str | None`)",
        "-    name: str",
        "+    name: str | None",
        "-          type: string",
        "+          type: [string, 'null']",
    ]


def test_no_difference_is_no_diff():
    result = generate("--diff")
    assert (result.returncode, result.stdout) == (0, "")


# --- changes of the contract ---


def run_python(workshop: Path, code: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(workshop / "generated")}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_new_attribute_appears_in_the_model(workshop: Path):
    edit(
        workshop / "openapi.yaml",
        "        updated_at:\n          type: string\n          format: date-time\n\n    BroadcastStatus:",
        "        updated_at:\n          type: string\n          format: date-time\n"
        "        color:\n          description: How it is shown.\n          type: string\n"
        "          enum: [RED, BLUE]\n\n"
        "    BroadcastStatus:",
    )
    assert in_workshop(workshop).returncode == 0
    source = (workshop / "generated" / "invent_client" / "models" / "broadcast.py").read_text()
    assert '    color: BroadcastColor | Unset = UNSET\n    """How it is shown."""\n' in source
    assert run_python(workshop, "from invent_client import BroadcastColor; print(*BroadcastColor)") == "RED BLUE"


def test_a_new_enum_value_appears_in_the_enum_and_in_the_argument(workshop: Path):
    edit(workshop / "openapi.yaml", "        - ALL\n", "        - ALL\n        - ARCHIVED\n")
    assert in_workshop(workshop).returncode == 0
    code = "from invent_client import BroadcastStatusFilter as F; print(F.ARCHIVED.is_known, len(F))"
    assert run_python(workshop, code) == "True 8"
    source = (workshop / "generated" / "invent_client" / "models" / "broadcast_status_filter.py").read_text()
    assert source.count('"ARCHIVED"') == 2


def test_a_new_operation_is_a_new_method(workshop: Path):
    document = yaml.safe_load(CONTRACT.read_text())
    document["paths"]["/orgs/{org_id}/broadcasts/{broadcast_id}"] = {
        "get": {
            "operationId": "getBroadcast",
            "tags": ["broadcasts"],
            "parameters": [
                {"$ref": "#/components/parameters/OrgId"},
                {"name": "broadcast_id", "in": "path", "required": True, "schema": {"type": "string"}},
            ],
            "responses": {
                "200": {
                    "description": "It.",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Broadcast"}}},
                }
            },
        }
    }
    (workshop / "openapi.yaml").write_text(yaml.safe_dump(document, sort_keys=False))
    result = in_workshop(workshop)
    assert result.returncode == 0, result.stderr
    code = (
        "from inspect import iscoroutinefunction, signature\n"
        "from invent_client.resources.broadcasts import AsyncBroadcasts, Broadcasts\n"
        "print(list(signature(Broadcasts.retrieve).parameters)[:3], iscoroutinefunction(AsyncBroadcasts.retrieve))"
    )
    assert run_python(workshop, code) == "['self', 'org_id', 'broadcast_id'] True"


def test_a_description_changes_its_docstring_alone(workshop: Path):
    edit(workshop / "openapi.yaml", "description: The ID of the org\n", "description: Which organisation\n")
    result = in_workshop(workshop, "--diff")
    changed = {line for line in result.stdout.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")}
    assert changed == {
        "-- `org_id` (`str`, required): The ID of the org.",
        "+- `org_id` (`str`, required): Which organisation.",
        "-            org_id: The ID of the org.",
        "+            org_id: Which organisation.",
        "-      description: The ID of the org",
        "+      description: Which organisation",
    }


# --- errors ---

BROKEN = [
    # the old and new text of an edit of the contract, the location of the error, and its message
    ("openapi: 3.1.0", "openapi: [", "9:8", "not valid YAML"),
    ("openapi: 3.1.0", 'swagger: "2.0"', "6:10", "this is Swagger '2.0'; convert it"),
    ("openapi: 3.1.0", "hello: world", "6:1", "expected an OpenAPI document"),
    (
        f"  version: {VERSION}",
        f"  version: {VERSION}\n  version: 99.0.0",
        "12:3",
        "is defined twice, first at openapi.yaml:11:3",
    ),
    ("#/components/schemas/Segment", "#/components/schemas/Segmnt", "281:19", "did you mean '#/components/sch"),
    ("          type: boolean", "          type: bool", "283:17", "did you mean 'boolean'?"),
]


@pytest.mark.parametrize(
    ("old", "new", "place", "said"), BROKEN, ids=[new.split("\n")[-1].strip() for _, new, _, _ in BROKEN]
)
def test_a_broken_contract_is_told_with_its_place_and_changes_nothing(
    workshop: Path, old: str, new: str, place: str, said: str
):
    edit(workshop / "openapi.yaml", old, new)
    before = tree(workshop)
    result = in_workshop(workshop)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.startswith("openapi.yaml:")
    assert f"openapi.yaml:{place}" in result.stderr
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert tree(workshop) == before


def test_two_operations_with_one_operation_id_are_both_named(workshop: Path):
    document = yaml.safe_load(CONTRACT.read_text())
    document["paths"]["/other"] = {"get": {"operationId": "listBroadcasts", "responses": {"200": {"description": "."}}}}
    (workshop / "openapi.yaml").write_text(yaml.safe_dump(document, sort_keys=False))
    result = in_workshop(workshop)
    assert result.returncode == 0
    assert "the operationId 'listBroadcasts' is defined twice" in result.stderr
    code = "".join(path.read_text() for path in (workshop / "generated").glob("*/resources/*.py"))
    assert "def list(" in code
    assert "class Other:" in code


def test_all_errors_come_at_once(workshop: Path):
    contract = workshop / "openapi.yaml"
    edit(contract, "#/components/schemas/Segment", "#/components/schemas/Segmnt")
    edit(contract, "          type: boolean", "          type: bool")
    lines = in_workshop(workshop).stderr.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("openapi.yaml:") for line in lines)


@pytest.mark.parametrize("name", ["nothing.yaml", "folder", "empty.yaml", "list.yaml", "text.yaml"])
def test_a_source_that_is_no_document_is_refused(tmp_path: Path, name: str):
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.yaml").write_text("")
    (tmp_path / "list.yaml").write_text("- 1\n")
    (tmp_path / "text.yaml").write_bytes(b"\xff\xfe\xfa\x00")
    result = generate("--spec", name, "--output", "out", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith(f"{name}:1:1: ")
    assert not (tmp_path / "out").exists()


def test_an_unreachable_url_is_refused(tmp_path: Path):
    result = generate("--spec", "http://127.0.0.1:9/openapi.yaml", "--output", tmp_path / "out")
    assert result.returncode == 2
    assert result.stderr.startswith("http://127.0.0.1:9/openapi.yaml:1:1: cannot be fetched")


@pytest.mark.parametrize(
    ("template", "broken", "line", "said"),
    [
        ("templates/README.md.jinja", "{% if %}", ":1:1", "Expected an expression"),
        ("templates/README.md.jinja", "\n\n{{ client.nothing }}", ":3:1", "nothing"),
        ("templates/README.md.jinja", "\n{{ client.title }}", ":2:1", "without a filter"),
        ("templates/package/_metadata.py.jinja", "def", "templates:1:1", "not Python"),
    ],
)
def test_a_broken_template_is_told_with_its_line(workshop: Path, template: str, broken: str, line: str, said: str):
    shutil.copytree(ROOT / "templates", workshop / "templates")
    shutil.copy(ROOT / "pyproject.toml", workshop)
    (workshop / template).write_text(broken)
    before = tree(workshop / "generated")
    result = in_workshop(workshop)
    assert result.returncode == 2
    assert line in result.stderr
    assert said in result.stderr
    assert tree(workshop / "generated") == before


def test_an_output_that_is_not_ours_is_not_replaced(tmp_path: Path):
    precious = tmp_path / "home" / "diary.txt"
    precious.parent.mkdir()
    precious.write_text("dear diary")
    result = generate("--output", precious.parent)
    assert result.returncode == 2
    assert precious.read_text() == "dear diary"
    assert tree(precious.parent) == {"diary.txt": b"dear diary"}


def test_an_output_below_a_file_is_refused(tmp_path: Path):
    (tmp_path / "file").write_text("")
    result = generate("--output", tmp_path / "file" / "out")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("arguments", [["--nope"], ["--check", "--diff"], ["--spec"]])
def test_a_wrong_command_line_is_told(arguments: list[str]):
    result = generate(*arguments)
    assert result.returncode == 2
    assert "usage:" in result.stderr


def test_help_names_every_option_and_the_exit_status():
    text = generate("--help").stdout
    for word in ("--spec", "--output", "--package-name", "--check", "--diff", "--allow-partial", "Exit status"):
        assert word in text


# --- make watch ---


def test_a_save_regenerates_and_a_broken_one_is_survived(workshop: Path):
    """The contract is saved by renaming, as editors do; then saved with a syntax error; then saved correctly."""
    contract, model = workshop / "openapi.yaml", workshop / "generated/invent_client/models/segment.py"
    whole = contract.read_text()

    def save(text: str) -> None:
        fresh = contract.with_suffix(".new")
        fresh.write_text(text)
        fresh.rename(contract)

    command = [sys.executable, "-u", str(ROOT / "specloop" / "__main__.py"), "watch"]
    ignored = signal.signal(signal.SIGINT, signal.default_int_handler)  # A background process may ignore the signal.
    with subprocess.Popen(
        command, cwd=workshop, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as watcher:
        signal.signal(signal.SIGINT, ignored)
        assert watcher.stdout is not None
        try:
            wait_for(watcher.stdout, "Watching")
            save(whole.replace("A group of contacts", "Some contacts"))
            wait_for(watcher.stdout, "Watching")
            assert "Some contacts" in model.read_text()
            save("openapi: [")
            wait_for(watcher.stdout, "not valid YAML")
            save(whole.replace("A group of contacts", "Other contacts"))
            wait_for(watcher.stdout, "Watching")
            assert "Other contacts" in model.read_text()
            watcher.send_signal(signal.SIGINT)
            assert watcher.wait(10) == 0
        finally:
            watcher.kill()


def test_ctrl_c_while_the_package_is_generated_ends_the_command(workshop: Path, monkeypatch, capsys):
    (workshop / "pyproject.toml").write_text("[tool.specloop]\n")
    outcomes = iter([KeyboardInterrupt, SystemExit])  # A second run would fail the test.
    monkeypatch.setattr(watch.watchfiles, "watch", lambda *_folders, **_options: iter([set()]))

    def generated(_options: list[str]) -> int:
        raise next(outcomes)

    monkeypatch.setattr(watch.generate, "main", generated)
    assert watch.main(["--project", str(workshop)]) == 0
    assert capsys.readouterr().out == "\n"


def wait_for(lines, word: str) -> None:
    """Read lines until a line contains the word; without such a line, the timeout of faulthandler ends the test."""
    for line in lines:
        if word in line:
            return
    pytest.fail(f"no line says {word!r}")


def test_a_sample_of_a_pattern_with_open_ranges_is_short(tmp_path: Path):
    shapes = {"type": "string", "pattern": r"^[0-9]+(,[0-9]+)*$"}
    names = {"type": "string", "pattern": "^[a-z]+$", "minLength": 60}
    parameters = [
        {"name": name, "in": "query", "required": True, "schema": schema}
        for name, schema in {"shape": shapes, "text": names}.items()
    ]
    get = {"operationId": "getThing", "parameters": parameters, "responses": {"204": {"description": "x"}}}
    document = {"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": {"/things": {"get": get}}}
    (tmp_path / "openapi.yaml").write_text(yaml.safe_dump(document))
    done = generate("--spec", tmp_path / "openapi.yaml", "--output", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    sample = re.search(r'shape="([^"]*)", text="([^"]*)"', (tmp_path / "out" / "api.md").read_text("utf-8"))
    assert sample is not None
    assert re.fullmatch(shapes["pattern"], sample[1])
    assert len(sample[1]) < 200
    assert re.fullmatch("[a-z]{60,100}", sample[2])
    sys.path.insert(0, str(tmp_path / "out"))
    example = importlib.import_module("a_client._example_values").example
    assert len(example(shapes)) < 200
    assert re.fullmatch("[a-z]{60,100}", example(names))


def test_a_body_of_any_media_type_with_properties_is_sent_as_json(tmp_path: Path):
    properties = {"name": {"const": "Rex"}, "kind": {"type": "string", "enum": ["dog", "cat"]}}
    schema = {"type": "object", "properties": properties, "required": ["kind"]}
    media = {"text/csv": {"schema": {"type": "string"}}, "*/*": {"schema": schema}}
    for content in ({"*/*": media["*/*"]}, media):
        post = {"operationId": "addPet", "requestBody": {"content": content, "required": True}}
        post["responses"] = {"204": {"description": "x"}}
        document = {"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": {"/pets": {"post": post}}}
        (tmp_path / "openapi.yaml").write_text(yaml.safe_dump(document))
        done = generate("--spec", tmp_path / "openapi.yaml", "--output", tmp_path / "out", "--overwrite")
        assert done.returncode == 0, done.stderr
        assert 'kind="dog"' in (tmp_path / "out" / "api.md").read_text("utf-8")
        module = (tmp_path / "out" / "a_client" / "resources" / "pets.py").read_text("utf-8")
        assert 'Body("application/json", required=True' in module
