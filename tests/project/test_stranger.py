"""A user's project outside this repository, from `specloop init` to the installation of its package from an index.

The wheel of the tools is installed in a new environment. Its dependencies are those of the environment that runs the
tests.
"""

from __future__ import annotations

import os
import re
import shutil
import site
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from support.commands import run_script
from support.index_server import CREDENTIALS, index_server

from specloop.release import artifacts

ROOT = Path(__file__).resolve().parents[2]
SHOP = Path(__file__).with_name("shop.yaml")
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Stranger",
    "GIT_AUTHOR_EMAIL": "stranger@example.com",
    "GIT_COMMITTER_NAME": "Stranger",
    "GIT_COMMITTER_EMAIL": "stranger@example.com",
}
VERBS = ("init", "generate", "compare", "drift", "release", "mock", "watch", "sync")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build the wheel of the tools with `pip wheel .`, and return its path."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-P", "-m", "pip", "--disable-pip-version-check", "--quiet"]
    command = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.glob("specloop-*.whl")
    return made


@pytest.fixture(scope="module")
def tools(wheel: Path, tmp_path_factory) -> Path:
    """Install the wheel in a new environment, which uses the test environment's dependencies; return its Python."""
    venv = tmp_path_factory.mktemp("tools") / "venv"
    subprocess.run([sys.executable, "-P", "-m", "venv", "--without-pip", str(venv)], check=True)
    python = venv / "bin" / "python"
    code = "import site; print(site.getsitepackages()[0])"
    packages = Path(subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip())
    pip = [sys.executable, "-P", "-m", "pip", "--python", str(python), "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", "--no-deps", str(wheel)], check=True)
    (packages / "borrowed.pth").write_text("".join(f"{each}\n" for each in site.getsitepackages()))
    return python


@pytest.fixture(scope="module")
def run(tools: Path, tmp_path_factory):
    """Return a function that runs a subcommand of the installed `specloop`."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def verb(*arguments: object, cwd: Path = elsewhere, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | GIT | variables
        return run_script(tools.with_name("specloop"), *arguments, cwd=cwd, env=environment, python=tools)

    return verb


@pytest.fixture(scope="module")
def shop(run, tmp_path_factory) -> Iterator[Path]:
    """Create a git repository, run `specloop init` in it, and commit everything."""
    root = tmp_path_factory.mktemp("shop") / "corner"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch", "main")
    (root / "NOTES.md").write_text("mine\n")
    done = run("init", "--spec", SHOP, cwd=root)
    assert done.returncode == 0, done.stderr
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Begin")
    return root


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=root, env=os.environ | GIT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_wheel_holds_the_tools_the_templates_and_the_schema(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = {path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*") if path.is_file()}
    assert {f"specloop/{path}" for path in templates if "__pycache__" not in path} <= names
    assert {"specloop/project.schema.json", "specloop/commands/project_files/Makefile.jinja"} <= names
    assert {name.split("/")[0] for name in names} == {
        "specloop",
        next(n for n in names if "dist-info" in n).split("/")[0],
    }


def test_the_console_command_lists_its_verbs(run):
    done = run("--help")
    assert done.returncode == 0
    assert all(f"\n  {verb}" in done.stdout for verb in VERBS)
    near = run("genrate")
    assert (2, "specloop: there is no verb 'genrate'; did you mean 'generate'?\n") == (near.returncode, near.stderr)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_runs_from_the_wheel_alone(run, verb: str):
    done = run(verb, "--help")
    assert done.returncode == 0, done.stderr
    assert "usage: specloop" in done.stdout or "usage: make sync" in done.stdout


@pytest.mark.parametrize("verb", ["generate", "compare", "release", "mock"])
def test_without_a_project_a_verb_says_how_to_make_one(run, tmp_path: Path, verb: str):
    done = run(verb, cwd=tmp_path)
    assert (2, "") == (done.returncode, done.stdout)
    assert "`specloop init`" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_document_is_generated_from_anywhere(run, tmp_path: Path):
    done = run("generate", "--spec", SHOP, "--output", "client", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "client" / "corner_shop_client" / "__init__.py").is_file()


@pytest.mark.parametrize(
    ("arguments", "package", "extra"),
    [
        (["mock"], "uvicorn", "mock"),
        (["release", "build"], "hatchling", "release"),
        (["release", "verify", "dist"], "starlette", "mock"),
        (["release", "publish", "--index", "http://127.0.0.1:9"], "twine", "release"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_a_verb_whose_extra_is_missing_says_how_to_get_it(
    tools: Path, shop: Path, arguments: list[str], package: str, extra: str
):
    hide = f"import sys; sys.modules[{package!r}] = None; from importlib import util; find = util.find_spec; "
    hide += f"util.find_spec = lambda name, *more: None if name == {package!r} else find(name, *more); "
    code = f"{hide} sys.argv = ['specloop', *{arguments!r}]; from specloop.console import console; console()"
    done = subprocess.run([tools, "-c", code], cwd=shop, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"{package} is not installed; `pip install 'specloop[{extra}]'`" in done.stderr


def test_init_says_what_it_wrote_and_what_it_left(run, shop: Path, tmp_path: Path):
    again = run("init", "--spec", SHOP, cwd=shop)
    assert again.returncode == 2
    assert "this project already has a contract" in again.stderr
    before = {path: path.read_bytes() for path in shop.rglob("*") if path.is_file() and ".git" not in path.parts}
    again = run("init", cwd=shop)
    assert again.returncode == 0, again.stderr
    assert "left   openapi.yaml: it exists already\n" in again.stdout
    assert "wrote " not in again.stdout  # The Makefile and the tests of the first run count as those of `init`.
    after = {path: path.read_bytes() for path in shop.rglob("*") if path.is_file() and ".git" not in path.parts}
    assert before == after

    # Without a document, `init` creates a project that works.
    starter = run("init", "--title", "Lemonade Stand", cwd=tmp_path)
    assert starter.returncode == 0, starter.stderr
    assert (tmp_path / "generated" / "lemonade_stand_client" / "py.typed").is_file()
    assert run("generate", "--check", cwd=tmp_path).returncode == 0
    (tmp_path / "generated" / "README.md").unlink()
    assert ": run `make generate`" in run("generate", "--check", cwd=tmp_path).stderr
    (tmp_path / "Makefile").unlink()
    assert ": run `specloop generate`" in run("generate", "--check", cwd=tmp_path).stderr


def test_a_new_project_begins_a_history(run, tmp_path: Path):
    """`init` makes a repository with a commit in an empty folder, but commits nothing if the user has files there."""
    new, with_files, without_name = tmp_path / "new", tmp_path / "files", tmp_path / "name"
    for folder in (new, with_files, without_name):
        folder.mkdir()
    (with_files / ".env").write_text("SECRET=1\n")
    done = run("init", cwd=new)
    assert (0, True) == (done.returncode, "wrote  .git (a repository with one commit)\n" in done.stdout)
    assert ("1", "") == (git(new, "rev-list", "--count", "HEAD"), git(new, "status", "--porcelain"))
    assert run("release", cwd=new).returncode == 0

    done = run("init", cwd=with_files)
    assert (0, False) == (done.returncode, (with_files / ".git").exists())
    assert "`git init && git add --all && git commit -m Begin` makes a repository" in done.stderr

    nobody = {**dict.fromkeys(GIT, ""), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "EMAIL": ""}
    done = run("init", cwd=without_name, **nobody)
    assert 0 == done.returncode
    assert "wrote  .git (a repository without a commit)\n" in done.stdout
    assert re.fullmatch(
        r"note: Makefile installs specloop from /.*\.whl, a path on this machine; .*\n"
        r"note: git commit: [^|]+\n"
        r"note: `git add --all && git commit -m Begin` makes the first commit, which compare and release need\n",
        done.stderr,
    )


PAGED = """openapi: 3.1.0
info: {title: Corner Shop, version: 1.0.0}
paths:
  /orders: {get: {operationId: listOrders, parameters: [
    {name: page, in: query, schema: {type: integer}}, {name: per_page, in: query, schema: {type: integer}}],
    responses: {"200": {description: Orders., content: {application/json: {schema: {type: array, items: {}}}}}}}}
"""


def test_init_keeps_files_of_others_and_says_what_they_change(run, tmp_path: Path):
    """Another Makefile and another folder `tests` are kept. A second `init` writes nothing."""
    project = tmp_path / "services" / "shop"
    (project / "tests").mkdir(parents=True)
    (project / "Makefile").write_text("all:\n")
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    (project / "openapi.yaml").write_text(PAGED)
    done = run("init", cwd=project)
    assert (
        "note: openapi.yaml:4:13: paging rule inferred: style page, from "
        "the query parameters page and per_page; " in (done.stderr)
    )
    assert "wrote  specloop.mk\n" in done.stdout
    assert "wrote  tests/specloop/test_client.py\n" in done.stdout
    assert "this is a subfolder of a repository; GitHub reads .github/workflows only at its top" in done.stderr
    assert "wrote " not in run("init", cwd=project).stdout
    (project / "openapi.yaml").write_text(PAGED.replace("1.0.0", "1.1.0"))
    assert ": run `make -f specloop.mk generate`" in run("generate", "--check", cwd=project).stderr


def test_init_in_a_place_that_cannot_be_written_says_so(run, tmp_path: Path):
    (tmp_path / "file").write_text("")
    done = run("init", "--project", str(tmp_path / "file" / "shop"), cwd=tmp_path)
    assert (2, "openapi.yaml:1:1: cannot be written: Not a directory; choose a folder that can be written\n") == (
        done.returncode,
        done.stderr.removeprefix(f"{tmp_path}/file/shop/"),
    )


def test_a_document_that_is_in_the_folder_is_the_contract_where_it_is(run, tmp_path: Path):
    (tmp_path / "api").mkdir()
    shutil.copy(SHOP, tmp_path / "api" / "shop.yaml")
    done = run("init", "--spec", "api/shop.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "openapi.yaml").exists()
    assert 'spec = "api/shop.yaml"\n' in (tmp_path / "pyproject.toml").read_text()
    assert run("generate", "--check", cwd=tmp_path).returncode == 0


def test_a_document_that_cannot_be_used_writes_nothing(run, tmp_path: Path):
    (tmp_path / "bad.yaml").write_text("openapi: 3.1.0\ninfo: {}\npaths: {}\n")
    project = tmp_path / "project"
    project.mkdir()
    done = run("init", "--spec", "../bad.yaml", cwd=project)
    assert (2, []) == (done.returncode, list(project.iterdir()))
    assert "bad.yaml:2:" in done.stderr


def test_a_contract_on_one_line_gets_lines(run, tmp_path: Path):
    """Servers send JSON without line breaks; in one line, every location and every patch would be that line."""
    text = (
        '{"openapi":"3.1.0","info":{"title":"Gr\\u00fc\\u00dfe: \\"a\\"","version":"1.0"},"tags":[],"paths":{"/a":'
        '{"get":{"operationId":"getA","responses":{"200":{"description":"d","content":{"application/json":{"schema":'
        '{"type":"number","maximum":1.50,"multipleOf":1E-2}}}}}}}}}'
    )
    (tmp_path / "api").write_text(text)
    project = tmp_path / "project"
    project.mkdir()
    done = run("init", "--spec", "../api", cwd=project)
    assert done.returncode == 0, done.stderr
    lines = (project / "openapi.json").read_text().splitlines()
    assert lines[:6] == [
        "{",
        '  "openapi": "3.1.0",',
        '  "info": {',
        '    "title": "Gr\\u00fc\\u00dfe: \\"a\\"",',
        '    "version": "1.0"',
        "  },",
    ]
    assert {'  "tags": [],', '                  "maximum": 1.50,'} <= set(lines)
    assert "".join(line.strip().replace('": ', '":') for line in lines) == text


def test_a_title_is_written_as_people_read_it(run, tmp_path: Path):
    done = run("init", "--title", 'Grüße & "Küsse"', cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert '  title: "Grüße & \\"Küsse\\""' in (tmp_path / "openapi.yaml").read_text()


def test_its_workflows_are_safe(shop: Path):
    zizmor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [zizmor, "--offline", "--quiet", ".github"], cwd=shop, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    for script in ("drift-nightly", "drift-propose"):
        text = (shop / ".ci" / script).read_text()
        assert [word for word in ("@KEY@", "@SPEC@", "@OUTPUT@") if word in text] == []
        assert subprocess.run(["bash", "-n", shop / ".ci" / script], check=False).returncode == 0
        # A new project has the same scripts as this repository, which tests/drift/test_nightly.py runs.
        key = re.search(r"the secret (\w+) is not set", text)
        own = (ROOT / ".ci" / script).read_text()
        assert text == (own.replace("INVENT_API_KEY", key[1]) if key else own)


def test_settings_are_checked_and_options_win(run, project: Path):
    settings = project / "pyproject.toml"
    text = settings.read_text()
    settings.write_text(text.replace('output = "generated"', 'outptu = "generated"\ntemplates = 3'))
    done = run("generate", "--check", cwd=project)
    assert done.returncode == 2
    line = text.split("\n").index('output = "generated"') + 1
    assert f"pyproject.toml:{line}:1: `tool.specloop` has no setting 'outptu'; did you mean `output`?" in done.stderr
    assert f"pyproject.toml:{line + 1}:1: `templates` is 3; expected a string" in done.stderr
    settings.write_text(text.replace('output = "generated"', 'output = "other"\npackage-name = "corner"'))
    deep = project / "tests" / "payloads"
    assert run("generate", cwd=deep).returncode == 0
    assert (project / "other" / "corner" / "__init__.py").is_file()
    assert run("generate", "--package-name", "nook", cwd=deep).returncode == 0
    assert (project / "other" / "nook" / "__init__.py").is_file()
    assert not (project / "other" / "corner").exists()
    assert run("generate", "--project", project, "--check").returncode == 1


def test_templates_of_the_project_replace_those_of_the_tools_one_by_one(run, project: Path):
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text().replace("[tool.specloop]\n", '[tool.specloop]\ntemplates = "mine"\n'))
    (project / "mine").mkdir()
    (project / "mine" / "README.md.jinja").write_text("Ours: {{ client.title | markdown }}\n")
    (project / "mine" / "EXTRA.txt").write_text("more\n")
    assert run("generate", cwd=project).returncode == 0
    assert (project / "generated" / "README.md").read_text() == "Ours: Corner Shop\n"
    assert (project / "generated" / "EXTRA.txt").is_file()
    assert (project / "generated" / "api.md").is_file()
    assert run("generate", "--check", cwd=project).returncode == 0


def test_pages_about_the_package_are_links_of_its_metadata(run, project: Path):
    settings = project / "pyproject.toml"
    text = settings.read_text()
    settings.write_text(f'{text}\n[tool.specloop.urls]\nSource = "example.com"\n')
    done = run("generate", cwd=project)
    line = text.count("\n") + 2
    assert f"pyproject.toml:{line}:1: `urls` has 'Source' = 'example.com'; expected a label" in done.stderr
    settings.write_text(f'{text}\n[tool.specloop.urls]\nSource = "https://code.example.com/shop"\n')
    assert run("generate", cwd=project).returncode == 0
    metadata = tomllib.loads((project / "generated" / "pyproject.toml").read_text())["project"]
    assert metadata["urls"] == {"Source": "https://code.example.com/shop"}
    assert "- Source: https://code.example.com/shop" in (project / "generated" / "README.md").read_text()


@pytest.fixture
def project(shop: Path, tmp_path: Path) -> Path:
    """A copy of the user's project that one test may change."""
    return Path(shutil.copytree(shop, tmp_path / "corner", symlinks=True))


@pytest.fixture
def make(project: Path, tools: Path):
    """Return a function that runs a make target with an environment as `make setup` would create it."""
    lock = "specloop-requirements.txt"
    shutil.copy(project / lock, tools.parent.parent / lock)
    before = git(ROOT, "rev-parse", "HEAD"), git(ROOT, "tag")

    def target(*arguments: str, **variables: str) -> str:
        done = subprocess.run(
            ["make", "--no-print-directory", f"VENV={tools.parent.parent}", *arguments],
            cwd=project,
            env=os.environ | GIT | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Error 1" not in done.stdout + done.stderr
        return done.stdout + done.stderr

    yield target
    # The repository of the tools must not change.
    assert before == (git(ROOT, "rev-parse", "HEAD"), git(ROOT, "tag"))


def test_every_target_works_at_once(make):
    assert "2 passed" in make("test")
    assert "up to date" in make("generate")
    assert "up to date" in make("check")
    assert "No drift" in make("drift", "ARGS=payload tests/payloads/listProducts.json --operation listProducts")
    assert "every documented response can be generated and is valid" in make("mock", "ARGS=--check")
    compared = make("compare")
    assert "note: nothing is released yet, so this compares with the contract of the last commit\n" in compared
    assert "callers of the client notice nothing" in compared


def test_the_lock_has_every_dependency_of_the_package_on_every_platform(shop: Path):
    """mypy reads the whole package, including the modules whose dependencies are optional."""
    metadata = tomllib.loads((shop / "generated" / "pyproject.toml").read_text())["project"]
    extras = metadata["optional-dependencies"]
    assert {"otel", "testing", "webhooks"} <= extras.keys()
    locked = set(re.findall(r"^([\w.-]+)==\S+ \\$", (shop / "specloop-requirements.txt").read_text(), re.MULTILINE))
    wanted = {Requirement(each).name for extra in [metadata["dependencies"], *extras.values()] for each in extra}
    assert wanted - locked == set()


def test_the_lock_has_every_tool_of_the_makefile(shop: Path):
    modules = set(re.findall(r"(?:\$\(PY\)|\$\(abspath \$\(PY\)\)\"?) -m (\w+)", (shop / "Makefile").read_text()))
    assert {"specloop", "mypy", "pytest", "zensical", "pre_commit"} <= modules
    locked = set(re.findall(r"^([\w.-]+)==\S+ \\$", (shop / "specloop-requirements.txt").read_text(), re.MULTILINE))
    assert {module.replace("_", "-") for module in modules} - locked == {"specloop"}


def test_docs_are_built_in_a_folder_with_spaces(tools: Path, shop: Path, tmp_path: Path):
    project = Path(shutil.copytree(shop, tmp_path / "Corner Shöp", symlinks=True))
    shutil.copy(project / "specloop-requirements.txt", tools.parent.parent)
    (project / ".venv").symlink_to(tools.parent.parent)
    done = subprocess.run(
        ["make", "docs"], cwd=project, env=os.environ | GIT, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (project / "build" / "docs" / "site" / "index.html").is_file()


def test_a_release_is_made_and_verified(make, project: Path):
    released = make("release", "ARGS=--yes")
    assert "and tagged it v1.0.0" in released
    verified = r"calls 14 operations sync and async, walks \d+ items of 2 lists; its examples type-check"
    assert len(re.findall(verified, released)) == 2
    assert git(project, "tag") == "v1.0.0"
    assert git(project, "status", "--porcelain") == ""
    assert (project / "dist" / "corner_shop_client-1.0.0-py3-none-any.whl").is_file()
    assert (project / "NOTES.md").read_text() == "mine\n"


def test_what_is_published_can_be_installed_and_compared_with(make, run, project: Path, tmp_path: Path):
    assert run("release", "apply", "--yes", cwd=project).returncode == 0
    assert "refused: nothing has changed for callers since 1.0.0" in make("release", "ARGS=--yes")
    assert "callers of the client notice nothing" in make("compare")
    assert run("release", "build", cwd=project).returncode == 0
    artifacts.write_verification_record(artifacts.find_distributions([project / "dist"]))
    with index_server(tmp_path) as index:
        assert "published corner-shop-client 1.0.0" in make("publish", f"INDEX={index.url}", **CREDENTIALS)
        pip = {"PIP_INDEX_URL": f"{index.url}/simple/", "PIP_NO_CACHE_DIR": "1", "PIP_CONFIG_FILE": os.devnull}
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(tmp_path / "site")]
        subprocess.run([*install, "corner-shop-client"], env=os.environ | pip, check=True)
        assert (tmp_path / "site" / "corner_shop_client" / "openapi.yaml").is_file()
        contract = (project / "openapi.yaml").read_text()
        (project / "openapi.yaml").write_text(contract.replace("operationId: cancelOrder", "operationId: stopOrder"))
        for old in ("pypi:corner-shop-client==1.0.0", "dist/corner_shop_client-1.0.0-py3-none-any.whl"):
            compared = run("compare", old, cwd=project, **pip)
            assert compared.returncode == 1, compared.stderr
            assert "major" in compared.stdout.splitlines()[0]
        unknown = run("compare", "pypi:corner-shop-client==9.9.9", cwd=project, **pip)
        assert (2, "") == (unknown.returncode, unknown.stdout)
        assert "pypi:corner-shop-client==9.9.9:1:1: pip cannot download it: " in unknown.stderr


@pytest.mark.large
def test_everything_works_in_an_environment_of_its_own(run, wheel: Path, tmp_path: Path):
    """All steps work in an environment in which `make setup` installs the locked packages and the tools' wheel."""
    project = tmp_path / "corner"
    project.mkdir()
    git(project, "init", "--quiet", "--initial-branch", "main")
    assert run("init", "--spec", SHOP, cwd=project).returncode == 0
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "Begin")
    for target in (["test"], ["release", "ARGS=--yes"], ["compare"]):
        done = subprocess.run(
            ["make", "--no-print-directory", f"PYTHON={sys.executable}", f"SPECLOOP_SOURCE={wheel}", *target],
            cwd=project,
            env=os.environ | GIT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert git(project, "tag") == "v1.0.0"
    assert git(project, "status", "--porcelain") == ""
