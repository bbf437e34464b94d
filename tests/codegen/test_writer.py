"""Writing of generated files: all or none are written, also after a kill, and files of the user are never changed."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import random
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloop.codegen import writer
from specloop.codegen.writer import MANIFEST_NAME, STAGE_NAME, Stale, diff, stale, user_files, write
from specloop.errors import InputError

ROOT = Path(__file__).parents[2]
TREE = {
    "README.md": "# Read me\n",
    "package/__init__.py": "",
    "package/models/one.py": "one = 1\n",
    "package/data.bin": b"\x00\xff",
}
TREE_BYTES = {path: text if isinstance(text, bytes) else text.encode() for path, text in TREE.items()}
CURE = "move the change into a template or another file, or replace it with --overwrite"


@pytest.fixture
def place(tmp_path):
    return tmp_path / "out"


def content(directory):
    """Return the content of everything in a directory, by path, including links and empty directories."""
    return {str(path.relative_to(directory)): kind(path) for path in sorted(directory.rglob("*"))}


def kind(path):
    if path.is_symlink():
        return path.readlink()
    return "directory" if path.is_dir() else path.read_bytes() if path.is_file() else "no plain file"


def files(directory):
    return {path: text for path, text in content(directory).items() if text != "directory" and path != MANIFEST_NAME}


def refusal(directory, tree=TREE, **options):
    with pytest.raises(InputError) as caught:
        write(directory, tree, **options)
    return str(caught.value).replace(f"{directory}/", "").removeprefix(f"{directory}:1:1: ")


# --- writing ---


def test_what_is_written_is_the_tree_and_its_manifest(place):
    assert write(place, TREE)
    assert files(place) == TREE_BYTES
    listed = (place / MANIFEST_NAME).read_text().splitlines()[1:]
    assert [line.split("  ")[1] for line in listed] == sorted(TREE)
    done = subprocess.run(["sha256sum", "--check", "--quiet", MANIFEST_NAME], cwd=place, check=False)
    assert done.returncode == 0
    assert write(place, {"other.py": "é\n"})
    assert files(place) == {"other.py": "é\n".encode()}
    assert not (place / "package").exists()


def test_a_tree_that_is_there_already_is_not_touched(place):
    write(place, TREE)
    (place / "package/__pycache__").mkdir()
    (place / "package/__pycache__/one.pyc").touch()
    before = [(path, path.stat().st_ino, path.stat().st_mtime_ns) for path in [place, *place.rglob("*")]]
    assert not write(place, TREE)
    assert before == [(path, path.stat().st_ino, path.stat().st_mtime_ns) for path in [place, *place.rglob("*")]]


def test_only_what_differs_is_replaced(place):
    write(place, TREE)
    before = (place / "package/data.bin").stat().st_ino
    write(place, {**TREE, "README.md": "Other\n"})
    assert before == (place / "package/data.bin").stat().st_ino


@pytest.mark.parametrize(("umask", "file", "folder"), [(0o022, 0o644, 0o755), (0o077, 0o600, 0o700), (0, 0o644, 0o755)])
def test_permissions_are_the_usual_ones(place, umask, file, folder):
    old = os.umask(umask)
    try:
        write(place, TREE)
    finally:
        os.umask(old)
    modes = {stat.S_IMODE(path.stat().st_mode): path.is_dir() for path in [place, *place.rglob("*")]}
    assert {file: False, folder: True} == modes


def test_the_directories_above_are_made(tmp_path):
    write(tmp_path / "a/b/c", TREE)
    assert [] == stale(tmp_path / "a/b/c", TREE)


def test_a_relative_path_is_one_from_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write("out", TREE)
    assert [] == stale(tmp_path / "out", TREE)


@pytest.mark.parametrize("name", [".git/HEAD", ".gitignore", "package/__pycache__/one.pyc", ".ruff_cache/CACHEDIR.TAG"])
def test_a_directory_that_is_as_good_as_empty_is_written_to(place, name):
    if name.startswith("package"):
        name = "__pycache__/one.pyc"
    (place / name).parent.mkdir(parents=True)
    (place / name).touch()
    assert write(place, TREE)
    assert (place / name).exists()


@pytest.mark.parametrize(
    "paths",
    [
        ["/a"],
        ["../a"],
        ["a/../b"],
        ["./a"],
        ["a//b"],
        ["a/"],
        [""],
        ["a\\b"],
        ["a\0b"],
        ["a\nb"],
        ["a", "A"],
        ["a/x", "A/y"],
        ["stra\N{LATIN SMALL LETTER SHARP S}e", "STRASSE"],
        ["\N{LATIN SMALL LETTER E WITH ACUTE}", "e\N{COMBINING ACUTE ACCENT}"],
        ["a", "a/b"],
        ["a", "A/b"],
    ],
    ids=itertools.count(),
)
def test_a_path_that_could_leave_the_directory_or_meet_another_is_a_bug(place, paths):
    tree = dict.fromkeys(paths, "x")
    for function in (write, stale, diff):
        with pytest.raises(ValueError, match=r"plain relative path|if case is ignored|both a file and a directory"):
            function(place, tree)
    assert not place.exists()


def test_nobody_else_writes_the_manifest(place):
    with pytest.raises(ValueError, match=r"\.generated"):
        write(place, {MANIFEST_NAME: ""})


# --- reporting stale files ---


def test_stale_has_three_faces_and_lists_them_by_path(place):
    assert [Stale(path, "missing") for path in sorted(TREE)] == stale(place, TREE)
    write(place, {**TREE, "package/models/two.py": "two\n"})
    write(place, {**TREE, "package/models/two.py": "two\n"})
    (place / "README.md").write_text("# Read me, too\n")
    (place / "package/__init__.py").unlink()
    assert [
        Stale("README.md", "changed"),
        Stale("package/__init__.py", "missing"),
        Stale("package/models/two.py", "leftover"),
    ] == stale(place, TREE)
    assert "changed: README.md" == str(stale(place, TREE)[0])
    write(place, TREE, overwrite=True)
    assert [] == stale(place, TREE)


def test_the_diff_is_a_patch_in_a_fixed_order(place):
    write(place, {**TREE, "package/models/two.py": "two = 2\n"})
    (place / "README.md").write_text("# Read me\nMore.")
    (place / "package/__init__.py").unlink()
    (place / "package/data.bin").write_bytes(b"\0")
    assert """\
diff --git a/README.md b/README.md
--- a/README.md
+++ b/README.md
@@ -1,2 +1 @@
 # Read me
-More.
\\ No newline at end of file
diff --git a/package/__init__.py b/package/__init__.py
new file mode 100644
diff --git a/package/data.bin b/package/data.bin
Binary files a/package/data.bin and b/package/data.bin differ
diff --git a/package/models/two.py b/package/models/two.py
deleted file mode 100644
--- a/package/models/two.py
+++ /dev/null
@@ -1 +0,0 @@
-two = 2
""" == diff(place, TREE)


texts = st.text(st.sampled_from("ab\n\r\x0c\u2028é +-@\\"), max_size=12)
trees = st.dictionaries(st.sampled_from(["a", "b", "c d/e", "c d/f", "é"]), texts)


@given(trees, trees)
def test_applying_the_diff_makes_the_directory_the_tree(tmp_path_factory, old, new):
    place = tmp_path_factory.mktemp("diff") / "out"
    write(place, old)
    patch = diff(place, new)
    if patch:
        command = ["git", "apply", "--whitespace=nowarn", "--unsafe-paths", "-"]
        subprocess.run(command, cwd=place, input=patch.encode(), check=True, env={**os.environ, "GIT_DIR": "/nowhere"})
    assert [] == [entry for entry in stale(place, new) if entry.path != MANIFEST_NAME]


# --- files of the user ---


def test_what_is_not_in_the_manifest_is_never_touched(place):
    write(place, TREE)
    for path in ("NOTES.md", "package/helpers.py", "tests/test_it.py", ".env", "nested/.git/HEAD", "nested/mine.py"):
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text("mine")
    os.mkfifo(place / "pipe")
    (place / "link").symlink_to("/nowhere")
    assert [] == stale(place, TREE)
    assert [
        ".env",
        "NOTES.md",
        "link",
        "nested/mine.py",
        "package/helpers.py",
        "pipe",
        "tests/test_it.py",
    ] == user_files(place, TREE)
    write(place, {"other.py": "1\n"})
    assert (place / "package/helpers.py").read_text() == "mine"
    assert {path for path, text in content(place).items() if text == b"mine"} == {
        ".env",
        "NOTES.md",
        "nested/.git/HEAD",
        "nested/mine.py",
        "package/helpers.py",
        "tests/test_it.py",
    }
    assert (place / "other.py").exists()


def test_caches_builds_and_repositories_are_not_counted(place):
    write(place, TREE)
    for path in (
        "package/__pycache__/one.cpython-311.pyc",
        "package/.mypy_cache/3.11/x.json",
        ".ruff_cache/x",
        "package.egg-info/PKG-INFO",
        "dist/package.whl",
        "build/lib/x.py",
        ".venv/bin/python",
        ".git/HEAD",
    ):
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).touch()
    assert [] == user_files(place, TREE)


def test_a_generated_file_that_was_edited_is_not_overwritten_in_silence(place):
    old = {**TREE, "old.py": "old = 1\n"}
    write(place, old)
    (place / "README.md").write_text("# Mine\n")
    (place / "old.py").write_text("old = 2\n")
    before = content(place)
    new = {**TREE, "README.md": "# New\n"}
    said = "was edited by hand, and would be overwritten"
    assert f"README.md:1:1: {said}; {CURE}\nold.py:1:1: {said}; {CURE}" == refusal(place, new)
    assert before == content(place)
    assert write(place, new, overwrite=True)
    assert files(place)["README.md"] == b"# New\n"
    assert "old.py" not in files(place)


def test_a_generated_file_that_was_deleted_is_written_again(place):
    write(place, TREE)
    (place / "README.md").unlink()
    assert write(place, TREE)
    assert [] == stale(place, TREE)


def test_an_edit_that_makes_a_file_what_it_becomes_is_no_obstacle(place):
    write(place, TREE)
    (place / "README.md").write_text("# New\n")
    assert write(place, {**TREE, "README.md": "# New\n"})


def test_line_ends_that_git_has_converted_are_no_edit(place):
    write(place, TREE)
    (place / "README.md").write_bytes(b"# Read me\r\n")
    (place / MANIFEST_NAME).write_bytes((place / MANIFEST_NAME).read_bytes().replace(b"\n", b"\r\n"))
    assert [Stale("README.md", "changed")] == stale(place, TREE)
    assert write(place, TREE)
    assert [] == stale(place, TREE)


def test_a_file_of_the_user_where_a_generated_one_goes_is_not_overwritten(place):
    write(place, TREE)
    (place / "package/two.py").write_text("mine")
    new = {**TREE, "package/two.py": "ours"}
    said = f"package/two.py:1:1: is your file, and a generated file would replace it; {CURE}"
    assert said == refusal(place, new)
    assert write(place, new, overwrite=True)
    assert (place / "package/two.py").read_text() == "ours"


def test_a_directory_with_files_and_no_manifest_is_refused(place, capsys):
    place.mkdir()
    (place / "thesis.tex").write_text("ten years of work")
    (place / "README.md").write_text("# Mine\n")
    message = (
        "this directory has files that were not generated; choose an empty or a new directory, or allow generated files"
        " to replace existing ones with --adopt"
    )
    assert message == refusal(place)
    with pytest.raises(InputError, match="not generated"):
        stale(place, TREE)
    # A file with the manifest's name but without a manifest's content does not allow overwriting.
    for text in ("", "Everything in this folder is written by generate.py.", f"{hashlib.sha256().hexdigest()}  ../x\n"):
        (place / MANIFEST_NAME).write_text(text)
        assert refusal(place).startswith(f"{MANIFEST_NAME} is not a manifest of generated files; ")
    (place / MANIFEST_NAME).unlink()
    (place / MANIFEST_NAME).symlink_to("thesis.tex")
    assert refusal(place).startswith(f"{MANIFEST_NAME} is not a manifest")
    (place / MANIFEST_NAME).unlink()
    before = content(place)
    assert write(place, TREE, adopt=True)
    assert f"replaced: {place}/README.md\n" == capsys.readouterr().err
    assert before["thesis.tex"] == content(place)["thesis.tex"]
    assert files(place)["README.md"] == b"# Read me\n"


@pytest.mark.parametrize(
    ("obstacle", "said"),
    [
        ("link", "README.md:1:1: a generated file cannot be written here: a link; move or remove it"),
        ("directory", "README.md:1:1: a generated file cannot be written here: a directory; move or remove it"),
        ("pipe", "README.md:1:1: a generated file cannot be written here: not a plain file; move or remove it"),
        (
            "link above",
            "package/__init__.py:1:1: a generated file cannot be written here: package is a link; move or remove it",
        ),
        (
            "file above",
            "package/__init__.py:1:1: a generated file cannot be written here: package is a file; move or remove it",
        ),
    ],
)
def test_links_are_not_followed_and_nothing_is_moved_out_of_the_way(place, tmp_path, obstacle, said):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "README.md").write_text("outside")
    write(place, {"other.py": ""})
    readme, package = place / "README.md", place / "package"
    if obstacle == "link":
        readme.symlink_to(outside / "README.md")
    elif obstacle == "directory":
        readme.mkdir()
    elif obstacle == "pipe":
        os.mkfifo(readme)
    elif obstacle == "link above":
        package.symlink_to(outside)
    else:
        package.write_text("mine")
    before = content(tmp_path)
    for overwrite in (False, True):
        assert said == refusal(place, TREE, overwrite=overwrite)
    assert before == content(tmp_path)


def test_a_file_may_become_a_directory_and_a_directory_a_file(place):
    write(place, {"a": "1", "b/c.py": "2"})
    (place / "b/__pycache__").mkdir()
    (place / "b/__pycache__/c.cpython-311.pyc").touch()
    assert write(place, {"a/x.py": "1", "b": "2"})
    assert files(place) == {"a/x.py": b"1", "b": b"2"}


def test_the_directory_one_is_in_is_written_to(place, monkeypatch):
    write(place, TREE)
    monkeypatch.chdir(place / "package")
    assert write("..", {**TREE, "README.md": "x"})
    assert Path("__init__.py").exists()


# --- paths that cannot be written ---


@pytest.mark.parametrize(
    ("made", "path", "message"),
    [
        ("file", "x", "this is a file; expected a directory, or a path that does not exist yet"),
        ("file", "x/out", "cannot be written: File exists; a file is in the way; choose another path"),
        ("file", "x/y/out", "cannot be written: Not a directory; a file is in the way; choose another path"),
        ("link", "x", "this is a symbolic link; name the directory that it points to"),
        ("dangling", "x", "this is a symbolic link; name the directory that it points to"),
        ("nothing", "/", "this is the root directory; choose a directory below it"),
        ("nothing", "x" * 300, "cannot be written: File name too long; choose a shorter name"),
    ],
    ids=itertools.count(),
)  # fmt: skip
def test_what_cannot_be_a_directory_of_ours_is_refused_with_a_cure(tmp_path, made, path, message):
    (tmp_path / "real").mkdir()
    if made == "file":
        (tmp_path / "x").write_text("mine")
    elif made != "nothing":
        (tmp_path / "x").symlink_to("real" if made == "link" else "nowhere")
    before = content(tmp_path)
    assert message == refusal(tmp_path / path)
    assert before == content(tmp_path)


def test_a_link_above_the_directory_is_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    write(tmp_path / "link/out", TREE)
    assert [] == stale(tmp_path / "real/out", TREE)


def test_where_nothing_can_be_written_there_is_an_error():
    assert refusal(Path("/proc/out")).startswith("cannot be written: ")


def python(program, *arguments):
    return [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{program}", *map(str, arguments)]


def test_a_full_disk_leaves_the_old_tree(place):
    write(place, TREE)
    program = """
import resource
from specloop.codegen import writer as output
from specloop.errors import run_main
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
run_main(lambda: output.write(sys.argv[1], {"a": "x" * 500, "b": "x" * 5000}))
"""
    done = subprocess.run(python(program, place), capture_output=True, text=True, check=False)
    message = "cannot be written: File too large; raise the limit on the size of files"
    assert (2, f"{place}:1:1: {message}\n", "") == (done.returncode, done.stderr, done.stdout)
    assert [] == stale(place, TREE)
    assert not (place / STAGE_NAME).exists()


def test_a_failed_first_write_leaves_nothing(tmp_path, monkeypatch):
    def failing(file, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writer, "_create", failing)
    assert "No space left on device; free some space" in refusal(tmp_path / "a/b/out")
    assert {} == content(tmp_path)


@pytest.mark.parametrize("at", range(1, 8))
def test_a_replacement_that_fails_is_undone(place, monkeypatch, at):
    old = {"a": "1", "b": "1", "gone/x.py": "1", "same": "1"}
    new = {"a": "2", "b": "2", "new/y.py": "2", "same": "1"}
    write(place, old)
    before = content(place)
    count = at
    replace, unlink = Path.replace, Path.unlink

    def counting(function):
        def counted(path, *arguments, **options):
            nonlocal count
            if "journal" not in path.name:
                count -= 1
                if count == 0:
                    raise KeyboardInterrupt
            return function(path, *arguments, **options)

        return counted

    monkeypatch.setattr(Path, "replace", counting(replace))
    monkeypatch.setattr(Path, "unlink", counting(unlink))
    interrupted = False
    try:
        write(place, new)
    except KeyboardInterrupt:
        interrupted = True
    assert content(place) == before if interrupted else stale(place, new) == []
    assert interrupted == (at <= 5)


# --- kills ---

ONE = {"which": "one", **{f"package/one_{i}/module.py": f"one = {i}\n" * 50 for i in range(60)}}
TWO = {"which": "two", **{f"package/two_{i}.py": f"two = {i}\n" * 50 for i in range(60)}}
WRITER = """
import json
from pathlib import Path
from specloop.codegen import writer as output
place, trees = sys.argv[1:]
one, two = json.loads(Path(trees).read_text())
print("ready", flush=True)
while True:
    output.write(place, one)
    output.write(place, two)
"""


@pytest.fixture(scope="module")
def trees(tmp_path_factory):
    """Write the two trees to a file for another process, which is faster than importing this module there."""
    path = tmp_path_factory.mktemp("trees") / "trees.json"
    path.write_text(json.dumps([ONE, TWO]))
    return path


def test_a_kill_at_any_moment_is_completed_by_the_next_run(place, trees):
    moments = random.Random(7)
    write(place, ONE)
    (place / "mine.txt").write_text("mine")
    found = set()
    for _ in range(12):
        with subprocess.Popen(python(WRITER, place, trees), stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(moments.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
        one, two = stale(place, ONE), stale(place, TWO)
        assert [] in (one, two)
        found.add("one" if not one else "two")
        other = TWO if not one else ONE
        assert write(place, other)
        assert [] == stale(place, other)
        assert (place / "mine.txt").read_text() == "mine"
        assert not (place / STAGE_NAME).exists()
    assert {"one", "two"} == found


KILLED = """
import json, os, signal
from pathlib import Path
from specloop.codegen import writer as output
count = int(sys.argv[2])
def counting(function):
    def counted(path, *arguments, **options):
        global count
        count -= 1
        if count == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(path, *arguments, **options)
    return counted
for name in ("replace", "rename", "unlink", "rmdir"):
    setattr(Path, name, counting(getattr(Path, name)))
output.write(sys.argv[1], {"a": "2", "b": "2", "new/y.py": "2"})
"""


@pytest.mark.parametrize("kill_at", range(1, 14))
def test_a_kill_at_each_step_is_completed_by_the_next_run(place, kill_at):
    old, new = {"a": "1", "b": "1", "gone/x.py": "1"}, {"a": "2", "b": "2", "new/y.py": "2"}
    write(place, old)
    done = subprocess.run(python(KILLED, place, kill_at), check=False)
    assert done.returncode in {-signal.SIGKILL, 0}
    assert [] in (stale(place, old), stale(place, new))
    assert (kill_at > 1) == (stale(place, new) == [])
    assert files(place) == {path: text.encode() for path, text in (new if kill_at > 1 else old).items()}


def test_what_was_edited_after_a_kill_is_left_alone(place):
    write(place, {"a": "1", "b": "1", "gone/x.py": "1"})
    subprocess.run(python(KILLED, place, 3), check=False)
    (place / "b").write_text("mine")
    assert {entry.path for entry in stale(place, {"a": "2", "b": "2", "new/y.py": "2"})} == {"b"}
    assert (place / "b").read_text() == "mine"


def test_writers_and_readers_take_turns(place, trees):
    """Concurrent readers always see a complete tree, and concurrent writers do not remove each other's files."""
    write(place, ONE)
    with contextlib.ExitStack() as stack:
        for _ in range(2):
            other = stack.enter_context(subprocess.Popen(python(WRITER, place, trees), stdout=subprocess.PIPE))
            stack.callback(other.kill)
            other.stdout.readline()
        with ThreadPoolExecutor(4) as pool:
            written = pool.map(lambda tree: write(place, tree), [ONE, TWO] * 4)
            lines = pool.map(lambda _: diff(place, ONE).count("\n+one = "), range(4))
        assert {0, 60 * 50} >= set(lines)
        assert {True, False} >= set(written)


def test_another_run_is_not_waited_for_for_ever(place, monkeypatch):
    monkeypatch.setattr(writer, "LOCK_TIMEOUT_S", 0.1)
    with writer._lock_directory(place):
        message = "another run has been writing for 0.1 seconds; wait for it, or end it"
        assert message == refusal(place)


def test_without_locks_a_write_still_works(place, monkeypatch):
    def no_locks(handle, operation):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", no_locks)
    assert write(place, TREE)
    assert [] == stale(place, TREE)
