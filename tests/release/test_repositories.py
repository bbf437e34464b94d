"""Releases in unusual repositories: git variables and hostile texts of a contract neither mislead nor break them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from support.workshop import GIT, ROOT, Workshop, workshop

from specloop.release.git import Repository

SHOP = """openapi: 3.1.0
info: {title: Shop, version: 1.2.0}
servers: [{url: "https://shop.example"}]
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      tags: [orders]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        "200":
          description: The order.
          content:
            application/json:
              schema:
                type: object
                properties: {id: {type: string}}
"""


@pytest.fixture
def project(tmp_path) -> Workshop:
    """A copy of the project in which version 0.1.0 is released."""
    return workshop(tmp_path, released=True)


def describe(project: Workshop, text: str = "Which organisation") -> None:
    project.edit("openapi.yaml", "description: The ID of the org\n", f"description: {text}\n")


def test_what_the_old_contract_refers_to_is_read_at_its_tag(project: Workshop):
    text = project.read("openapi.yaml")
    start = text.index("    Segment:\n")
    end = text.index("    BroadcastTemplate:\n")
    (project.root / "schemas").mkdir()
    body = "".join(line[6:] for line in text[start:end].splitlines(keepends=True)[1:])
    project.write("schemas/segment.yaml", body)
    project.write("openapi.yaml", f"{text[:start]}    Segment:\n      $ref: schemas/segment.yaml\n{text[end:]}")
    describe(project)
    project.commit()
    project.apply()

    project.edit("schemas/segment.yaml", "contacts_count:\n    type: number\n", "contacts_count:\n    type: string\n")
    describe_again = project.read("openapi.yaml").replace(
        "description: Which organisation\n", "description: Which one\n"
    )
    project.write("openapi.yaml", describe_again)
    project.commit()
    plan = project.plan()
    assert ("major", ()) == (plan.bump, plan.blockers)
    assert any("Segment.contacts_count" in reason.text for reason in plan.reasons)
    assert "Segment.contacts_count" in project.run("compare.py").stdout


def test_signatures_that_git_shows_are_not_read_as_answers(project: Workshop, tmp_path):
    key, signers = tmp_path / "key", tmp_path / "signers"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    signers.write_text(f"tester@example.com {key.with_suffix('.pub').read_text()}")
    settings = {
        "gpg.format": "ssh",
        "user.signingkey": str(key),
        "commit.gpgsign": "true",
        "gpg.ssh.allowedSignersFile": str(signers),
        "log.showSignature": "true",
        "column.ui": "always",
        "color.ui": "always",
    }
    for name, value in settings.items():
        project.git("config", name, value)
    describe(project)
    project.commit()
    applied = project.release("apply", "--yes")
    assert applied.returncode == 0, applied.stderr
    built = project.release("build")
    assert (0, 2) == (built.returncode, len(built.stdout.splitlines())), built.stderr
    commit = project.git("-c", "log.showSignature=false", "rev-parse", "--short=12", "HEAD")
    project.git("tag", "--delete", "v0.1.0", "v0.1.1")
    assert f"`git tag v0.1.1 {commit}`" in project.plan().remarks[0]


def test_variables_of_git_do_not_lead_to_another_repository(project: Workshop, tmp_path):
    """Hooks of git run with these environment variables."""
    other = tmp_path / "other"
    subprocess.run(["git", "init", "--quiet", str(other)], check=True)
    elsewhere = {"GIT_DIR": str(other / ".git"), "GIT_WORK_TREE": str(other), "GIT_INDEX_FILE": str(other / "index")}
    describe(project)
    project.commit()
    done = project.release("apply", "--yes", **elsewhere)
    assert done.returncode == 0, done.stderr
    assert project.git("tag").split() == ["v0.1.0", "v0.1.1"]
    assert project.git("status", "--porcelain") == ""
    assert project.run("compare.py", **elsewhere).returncode == 0


def test_another_project_is_released_where_it_is(tmp_path):
    """The tools are in another repository, which is not changed."""
    shop, tools = Workshop(tmp_path / "shop"), Workshop(ROOT)
    shop.root.mkdir()
    before = tools.git("rev-parse", "HEAD"), tools.git("tag")
    shop.write("openapi.yaml", SHOP)
    shop.git("init", "--quiet", "--initial-branch", "main")
    shop.git("commit", "--quiet", "--allow-empty", "--message", "Begin")
    generated = shop.run(str(ROOT / "generate.py"))
    assert generated.returncode == 0, generated.stderr
    shop.git("add", "--all")
    shop.git("commit", "--quiet", "--message", "Generate")
    applied = shop.run(str(ROOT / "release.py"), "apply", "--yes")
    assert applied.returncode == 0, applied.stderr
    assert shop.git("tag") == "v1.2.0"
    assert "- `orders." in shop.read("CHANGELOG.md")
    built = shop.run(str(ROOT / "release.py"), "build")
    assert built.returncode == 0, built.stderr
    assert (shop.root / "dist" / "shop_client-1.2.0-py3-none-any.whl").is_file()
    assert before == (tools.git("rev-parse", "HEAD"), tools.git("tag"))
    (shop.root / "deep").mkdir()
    planned = subprocess.run(
        [sys.executable, str(ROOT / "release.py")], cwd=shop.root / "deep", capture_output=True, text=True, check=False
    )
    assert "Released so far: 1.2.0" in planned.stdout


def test_the_settings_of_a_project_below_the_top_of_a_repository_hold_for_all_commands(tmp_path):
    """The contract refers to a folder beside the project's, and has an invalid parameter, which is left out."""
    outer, shop = Workshop(tmp_path), Workshop(tmp_path / "shop")
    for folder in ("shop", "common"):
        (tmp_path / folder).mkdir()
    outer.git("init", "--quiet", "--initial-branch", "main")
    outer.write("common/id.yaml", "{type: string}\n")
    shop.write("pyproject.toml", '[tool.specloop]\nrefs-in = ["../common"]\nallow-partial = true\n')
    invalid = '        - {name: "a b", in: header, schema: {type: string}}\n      responses:\n'
    referring = SHOP.replace("{id: {type: string}}", "{id: {$ref: ../common/id.yaml}}")
    shop.write("openapi.yaml", referring.replace("      responses:\n", invalid))
    shop.commit()
    shop.apply()
    built = shop.run(str(ROOT / "release.py"), "build")
    assert built.returncode == 0, built.stderr
    shop.write("order.json", '{"id": "1"}')
    examined = [shop.run(str(ROOT / "drift.py"), "payload", "order.json", "--operation", "getOrder")]
    outer.write("common/id.yaml", "{type: integer}\n")
    examined.append(shop.run(str(ROOT / "drift.py"), "payload", "order.json", "--operation", "getOrder", "--matrix"))
    assert [0, 1] == [each.returncode for each in examined], examined
    assert "none" in examined[1].stdout  # The finding hits no released client.
    for old in ("v1.2.0:shop/openapi.yaml", "v1.2.0:./openapi.yaml", None):
        each = shop.run(str(ROOT / "compare.py"), *([old, "openapi.yaml"] if old else []))
        assert each.stdout.startswith("major: "), each
        assert "../common/id.yaml:1:2: received-type-changed" in each.stdout


def test_the_released_package_of_a_subfolder_is_found(tmp_path):
    project = workshop(tmp_path)
    outer = Workshop(tmp_path)
    shutil.rmtree(project.root / ".git")
    outer.git("init", "--quiet", "--initial-branch", "main")
    outer.commit("All", generate=False)
    released = Repository(project.root).folder("HEAD", "generated")
    assert (project.root / "generated/README.md").read_bytes() == released["README.md"]


def test_a_source_archive_says_what_to_compare_with(project: Workshop, tmp_path):
    """A source archive has no git history, even if its folder is inside another repository."""
    archive = Workshop(tmp_path / "outer" / "archive")
    archive.root.mkdir(parents=True)
    subprocess.run(
        f"git archive HEAD | tar -x -C '{archive.root}'", shell=True, cwd=project.root, env=os.environ | GIT, check=True
    )
    hint = "pass the contract to compare with: compare.py pypi:invent-client"
    done = archive.run("compare.py")
    assert (2, True) == (done.returncode, f"; run this in a clone with commits, or {hint}\n" in done.stderr)
    outer = Workshop(tmp_path / "outer")
    outer.git("init", "--quiet")
    outer.git("commit", "--quiet", "--allow-empty", "--message", "Begin")
    outer.git("tag", "v7.0.0")
    done = archive.run("compare.py")
    assert done.returncode == 2
    assert (
        f"openapi.yaml:1:1: is in no commit of this repository, so there is no released contract; {hint}" in done.stderr
    )
    assert archive.run("generate.py", "--check").returncode == 0


def test_without_a_project_there_is_a_cure(tmp_path):
    for script in ("generate.py", "compare.py", "release.py"):
        done = Workshop(tmp_path).run(str(ROOT / script))
        assert (2, "") == (done.returncode, done.stdout)
        assert (
            "there is no project in this folder, or in a folder above it; make one with `specloop init`" in done.stderr
        )


BREAKS = ["\\r", "\\u2028", "\\x0b", "\\x1c", "\\x85", "\\e[31m", "\\u202e", "\\n## [9.9.9] - 2026-01-01\\n"]


def test_the_text_of_a_contract_is_one_clean_line_everywhere(project: Workshop):
    members = "".join(
        f'        c{number}:\n          type: string\n          description: "how {control}## [8.8.8] it is shown"\n'
        for number, control in enumerate(BREAKS)
    )
    project.edit(
        "openapi.yaml",
        "      description: A group of contacts that a broadcast goes to.\n      type: object\n      properties:\n",
        "      description: A group of contacts that a broadcast goes to.\n      type: object\n      properties:\n"
        + members,
    )
    project.commit()
    applied = project.release("apply", "--yes")
    assert applied.returncode == 0, applied.stderr
    written = project.read("CHANGELOG.md"), project.git("tag", "--list", "--format=%(contents)"), applied.stdout
    for text in written:
        assert [each for each in text if not (each.isprintable() or each == "\n")] == []
        assert "\n## [8.8.8]" not in text
        assert "\n## [9.9.9]" not in text
    # The next release works as usual.
    project.edit("openapi.yaml", "description: The ID of the org\n", "description: Which organisation\n")
    project.commit()
    assert ("0.2.1", ()) == (str(project.plan().next), project.plan().blockers)


@pytest.mark.parametrize("before", ["", None])
def test_a_first_release_needs_no_changelog(tmp_path, before: str | None):
    project = workshop(tmp_path)
    (project.root / "CHANGELOG.md").unlink()
    if before is not None:
        project.write("CHANGELOG.md", before)
    project.commit()
    planned = project.release("plan")
    assert planned.returncode == 0, planned.stderr
    assert project.release("apply", "--yes").returncode == 0
    assert project.read("CHANGELOG.md").startswith("# Changelog\n\n## [Unreleased]\n\n## [0.1.0] - ")
    assert project.run("generate.py", "--check").returncode == 0


def test_a_changelog_that_is_a_link_is_not_written_through(project: Workshop, tmp_path):
    target = tmp_path / "elsewhere.md"
    shutil.move(project.root / "CHANGELOG.md", target)
    (project.root / "CHANGELOG.md").symlink_to(target)
    before = target.read_text()
    describe(project)
    project.commit()
    done = project.release("apply", "--yes")
    assert done.returncode == 1
    assert (
        "CHANGELOG.md:1:1: this is a symbolic link, and a release writes "
        "to this file; replace the link with a file" in done.stderr
    )
    assert target.read_text() == before


def test_a_clone_with_converted_line_ends_is_not_stale(project: Workshop, tmp_path):
    """The clone has CRLF line ends, as with Git for Windows, and no .gitattributes."""
    (project.root / ".gitattributes").unlink()
    project.commit()
    copy = Workshop(tmp_path / "copy")
    project.git("-c", "core.autocrlf=true", "clone", "--quiet", project.root.as_uri(), str(copy.root))
    copy.git("config", "core.autocrlf", "true")
    assert "\r\n" in copy.root.joinpath("openapi.yaml").read_bytes().decode()
    assert copy.run("generate.py", "--check").returncode == 0
    assert ["nothing has changed for callers since 0.1.0; there is nothing to release"] == [
        str(each) for each in copy.plan().blockers
    ]
    crlf = copy.read("openapi.yaml").replace("description: The ID of the org\n", "description: Which organisation\n")
    (copy.root / "openapi.yaml").write_bytes(crlf.replace("\n", "\r\n").encode())
    copy.commit()
    assert copy.release("apply", "--yes").returncode == 0
    for path in ("openapi.yaml", "CHANGELOG.md", "generated/CHANGELOG.md", "generated/invent_client/openapi.yaml"):
        assert (
            b"\r"
            not in subprocess.run(
                ["git", "cat-file", "blob", f"HEAD:{path}"], cwd=copy.root, capture_output=True, check=True
            ).stdout
        ), path


def test_a_command_that_is_printed_can_be_pasted(project: Workshop):
    project.git("switch", "--quiet", "--create", "side")
    project.git("symbolic-ref", "HEAD", "refs/heads/a;touch$IFS-pwned")
    project.git("update-ref", "HEAD", "side")
    project.git("remote", "add", "origin", "https://code.example/acme/client.git")
    describe(project)
    project.commit()
    applied = project.apply()
    assert "'a;touch$IFS-pwned'" in applied.push


def test_git_that_is_missing_is_told(project: Workshop):
    done = project.release("plan", PATH="/nowhere")
    assert (2, "git: there is no such command; install git\n") == (done.returncode, done.stderr)
