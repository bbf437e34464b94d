"""Writing a tree: whole or not at all, whatever happens; and telling how a directory differs from one."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import random
import shutil
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
from specloop.codegen.writer import MARKER, Stale, diff, stale, write
from specloop.errors import InputError

ROOT = Path(__file__).parents[2]
TREE = {
    MARKER: "",
    "README.md": "# Read me\n",
    "package/__init__.py": "",
    "package/models/one.py": "one = 1\n",
    "package/data.bin": b"\x00\xff",
}


@pytest.fixture
def place(tmp_path):
    return tmp_path / "out"


@pytest.fixture(params=["exchange", "renames"])
def swap(request, monkeypatch):
    """Both ways to swap: where the file system can, and where it cannot."""
    if request.param == "renames":
        monkeypatch.setattr(writer, "_exchange", lambda one, other: False)


def content(directory):
    """All that is on disk, links and empty directories too."""
    return {str(path.relative_to(directory)): kind(path) for path in sorted(directory.rglob("*"))}


def kind(path):
    return path.readlink() if path.is_symlink() else "directory" if path.is_dir() else path.read_bytes()


def beside(place):
    return sorted(path.name for path in place.parent.iterdir())


def refusal(directory, tree=TREE):
    with pytest.raises(InputError) as caught:
        write(directory, tree)
    return str(caught.value).removeprefix(f"{directory}:1:1: ")


# --- writing ---


@pytest.mark.usefixtures("swap")
def test_what_is_written_is_the_tree_and_nothing_else(place):
    assert write(place, TREE)
    assert {
        MARKER: b"",
        "README.md": b"# Read me\n",
        "package": "directory",
        "package/__init__.py": b"",
        "package/data.bin": b"\x00\xff",
        "package/models": "directory",
        "package/models/one.py": b"one = 1\n",
    } == content(place)
    changed = {MARKER: "", "other.py": "é\n"}
    assert write(place, changed)
    assert {MARKER: b"", "other.py": "é\n".encode()} == content(place)
    assert ["out"] == beside(place)


@pytest.mark.usefixtures("swap")
def test_a_tree_that_is_there_already_is_not_touched(place):
    write(place, TREE)
    (place / "package/__pycache__").mkdir()
    (place / "package/__pycache__/one.pyc").touch()
    before = [(path, path.stat().st_ino, path.stat().st_mtime_ns) for path in [place, *place.rglob("*")]]
    assert not write(place, TREE)
    assert before == [(path, path.stat().st_ino, path.stat().st_mtime_ns) for path in [place, *place.rglob("*")]]


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


def test_an_empty_directory_may_become_ours_and_one_with_caches_only(place):
    (place / "package/__pycache__").mkdir(parents=True)
    (place / "package/__pycache__/one.pyc").touch()
    (place / ".ruff_cache").mkdir()
    (place / ".ruff_cache/CACHEDIR.TAG").touch()
    assert write(place, TREE)
    assert "package/__pycache__" not in content(place)


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
    tree = {MARKER: "", **dict.fromkeys(paths, "x")}
    for function in (write, stale, diff):
        with pytest.raises(ValueError, match=r"plain relative path|case does not count|both a file and a directory"):
            function(place, tree)
    assert not place.exists()


def test_a_tree_without_the_marker_is_a_bug(place):
    with pytest.raises(ValueError, match=r"\.generated"):
        write(place, {"a": ""})


# --- telling what differs ---


def test_stale_has_three_faces_and_lists_them_by_path(place):
    assert [Stale(path, "missing") for path in sorted(TREE)] == stale(place, TREE)
    write(place, TREE)
    assert [] == stale(place, TREE)
    (place / "README.md").write_text("# Read me\r\n", newline="")
    (place / "package/__init__.py").unlink()
    (place / "package/models/two.py").touch()
    (place / "empty/inside").mkdir(parents=True)
    assert [
        Stale("README.md", "changed"),
        Stale("empty/inside/", "leftover"),
        Stale("package/__init__.py", "missing"),
        Stale("package/models/two.py", "leftover"),
    ] == stale(place, TREE)
    assert "changed: README.md" == str(stale(place, TREE)[0])
    write(place, TREE)
    assert [] == stale(place, TREE)


def test_what_tools_leave_behind_is_not_a_difference(place):
    write(place, TREE)
    for path in (
        "package/__pycache__/one.cpython-311.pyc",
        "package/old.pyc",
        "package/.mypy_cache/3.11/x.json",
        ".ruff_cache/x",
        ".pytest_cache/x",
        "package.egg-info/PKG-INFO",
        "dist/package.whl",
        "build/lib/x.py",
        ".git/HEAD",
    ):
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).touch()
    assert [] == stale(place, TREE)
    assert "" == diff(place, TREE)
    for path in ("package/dist/x", "package/build/x"):
        (place / path).parent.mkdir()
        (place / path).touch()
    (place / "gone/__pycache__").mkdir(parents=True)
    assert ["gone/", "package/build/x", "package/dist/x"] == [entry.path for entry in stale(place, TREE)]


def test_what_bears_an_ignored_name_is_compared_if_it_is_in_the_tree(place):
    tree = {**TREE, "build/one.py": "1\n", "dist": "2\n"}
    write(place, tree)
    (place / "build/one.py").write_text("")
    (place / "build/two.py").write_text("")
    assert [Stale("build/one.py", "changed"), Stale("build/two.py", "leftover")] == stale(place, tree)


@pytest.mark.usefixtures("swap")
def test_what_is_no_plain_file_is_a_difference_and_is_mended(place):
    write(place, TREE)
    (place / "README.md").unlink()
    (place / "README.md").symlink_to("package/__init__.py")
    (place / "package/__init__.py").unlink()
    (place / "package/__init__.py").mkdir()
    (place / "package/__init__.py/inside").touch()
    shutil.rmtree(place / "package/models")
    (place / "package/models").symlink_to(place.parent)
    os.mkfifo(place / "pipe")
    assert [
        Stale("README.md", "changed"),
        Stale("package/__init__.py", "changed"),
        Stale("package/models", "leftover"),
        Stale("package/models/one.py", "missing"),
        Stale("pipe", "leftover"),
    ] == stale(place, TREE)
    patch = diff(place, TREE)
    assert "Not a plain file: a/README.md\n" in patch
    assert "Not a plain file: a/pipe\n" in patch
    write(place, TREE)
    assert [] == stale(place, TREE)


def test_the_diff_is_a_patch_in_a_fixed_order(place):
    write(place, TREE)
    (place / "README.md").write_text("# Read me\nMore.")
    (place / "package/__init__.py").unlink()
    (place / "package/data.bin").write_bytes(b"\0")
    (place / "package/models/two.py").write_text("two = 2\n")
    (place / "empty").mkdir()
    assert """\
diff --git a/README.md b/README.md
--- a/README.md
+++ b/README.md
@@ -1,2 +1 @@
 # Read me
-More.
\\ No newline at end of file
Not a plain file: a/empty/
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
    write(place, {MARKER: "", **old})
    new = {MARKER: "", **new}
    patch = diff(place, new)
    if patch:
        command = ["git", "apply", "--whitespace=nowarn", "--unsafe-paths", "-"]
        subprocess.run(command, cwd=place, input=patch.encode(), check=True, env={**os.environ, "GIT_DIR": "/nowhere"})
    assert [] == [entry for entry in stale(place, new) if not entry.path.endswith("/")]


def test_names_on_disk_cannot_move_the_cursor_nor_fail_to_print(place):
    write(place, TREE)
    (place / "a\x1b[2Jb").touch()
    Path(os.fsdecode(os.fsencode(place) + b"/\xff")).touch()
    assert [r"leftover: a\x1b[2Jb", r"leftover: \udcff"] == [str(entry) for entry in stale(place, TREE)]
    assert diff(place, TREE).replace("\n", "").isprintable()


# --- what is refused ---


def test_files_that_were_not_generated_are_never_replaced(place):
    place.mkdir()
    (place / "thesis.tex").write_text("ten years of work")
    message = "this holds files that were not generated; give an empty or a new directory"
    assert message == refusal(place)
    (place / MARKER).mkdir()
    assert message == refusal(place)
    (place / MARKER).rmdir()
    (place / MARKER).symlink_to("thesis.tex")
    assert message == refusal(place)
    assert "ten years of work" == (place / "thesis.tex").read_text()
    with pytest.raises(InputError, match="not generated"):
        stale(place, TREE)


@pytest.mark.parametrize("name", [".git", ".hg", ".svn", "dist/mine", "build/mine"])
def test_what_is_ignored_elsewhere_counts_as_somebodys_here(place, name):
    (place / name).parent.mkdir(parents=True)
    (place / name).touch()
    assert refusal(place).startswith("this holds files that were not generated;")


def test_a_repository_is_never_replaced(place):
    write(place, TREE)
    (place / ".git").mkdir()
    assert not write(place, TREE)
    assert "this holds '.git', which would be lost; give a directory below it" == refusal(place, {MARKER: ""})
    assert (place / ".git").is_dir()


def test_the_directory_one_is_in_is_never_replaced(place, monkeypatch):
    write(place, TREE)
    message = ".:1:1: this is replaced, and you are inside; run this from outside"
    monkeypatch.chdir(place)
    assert message == refusal(".", {MARKER: ""}).replace("this", ".:1:1: this", 1)
    assert not write(".", TREE)
    monkeypatch.chdir(place / "package")
    assert "this is replaced, and you are inside; run this from outside" == refusal(place, {MARKER: ""})
    assert [] == stale(place, TREE)


@pytest.mark.parametrize(
    ("made", "path", "message"),
    [
        ("file", "x", "this is a file; expected a directory, or a path not taken yet"),
        ("file", "x/out", "cannot be written: File exists; a file is in the way; give another path"),
        ("file", "x/y/out", "cannot be written: Not a directory; a file is in the way; give another path"),
        ("link", "x", "this is a symbolic link; give the directory it leads to"),
        ("dangling", "x", "this is a symbolic link; give the directory it leads to"),
        ("nothing", "/", "this is the root of all files; give a directory below it"),
        ("nothing", "x" * 300, "cannot be written: File name too long; give a shorter name"),
        ("nothing", "x" * 250, "cannot be written: File name too long; give a shorter name"),
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


@pytest.mark.usefixtures("swap")
def test_a_directory_that_may_not_be_written_is_an_error_and_stays(place, monkeypatch):
    write(place, TREE)
    monkeypatch.setattr(Path, "mkdir", refused(Path.mkdir, of=".out.new-", code=30))
    message = "cannot be written: Read-only file system; give a directory that can be written"
    assert message == refusal(place, {MARKER: ""})
    assert [] == stale(place, TREE)


def refused(function, *, of, code):
    def wrapper(path, *arguments, **options):
        if str(of) in str(path):
            raise OSError(code, os.strerror(code))
        return function(path, *arguments, **options)

    return wrapper


@pytest.mark.parametrize("fails_at", ["out", ".out.new-"])
def test_a_rename_that_fails_leaves_the_old_tree(place, monkeypatch, fails_at):
    write(place, TREE)
    monkeypatch.setattr(writer, "_exchange", lambda one, other: False)
    rename = Path.rename

    def failing(path, target):
        if path.name.startswith(fails_at) and not target.name.startswith(".out.new-"):
            raise OSError(18, "Invalid cross-device link")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    assert refusal(place, {MARKER: ""}).startswith("cannot be written: Invalid cross-device link; ")
    assert [] == stale(place, TREE)
    assert ["out"] == beside(place)


def python(program, *arguments):
    return [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{program}", *map(str, arguments)]


@pytest.mark.parametrize("swap_by", ["exchange", "renames"])
def test_a_full_disk_leaves_the_old_tree(place, swap_by):
    write(place, TREE)
    program = f"""
import resource
from specloop.codegen import writer as output
from specloop.errors import run_main
if {swap_by!r} == "renames":
    output._exchange = lambda one, other: False
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
run_main(lambda: output.write(sys.argv[1], {{output.MARKER: "", "a": "x" * 500, "b": "x" * 5000}}))
"""
    done = subprocess.run(python(program, place), capture_output=True, text=True, check=False)
    message = "cannot be written: File too large; raise the limit on the size of files"
    assert (2, f"{place}:1:1: {message}\n", "") == (done.returncode, done.stderr, done.stdout)
    assert [] == stale(place, TREE)
    assert ["out"] == beside(place)


# --- kills ---

ONE = {MARKER: "one", **{f"package/one_{i}/module.py": f"one = {i}\n" * 50 for i in range(60)}}
TWO = {MARKER: "two", **{f"package/two_{i}.py": f"two = {i}\n" * 50 for i in range(60)}}
WRITER = """
import json
from pathlib import Path
from specloop.codegen import writer as output
place, way, trees = sys.argv[1:]
one, two = json.loads(Path(trees).read_text())
if way == "renames":
    output._exchange = lambda one, other: False
print("ready", flush=True)
while True:
    output.write(place, one)
    output.write(place, two)
"""


@pytest.fixture(scope="module")
def trees(tmp_path_factory):
    """The two trees, for another process: importing this file would take it longer than to write them."""
    path = tmp_path_factory.mktemp("trees") / "trees.json"
    path.write_text(json.dumps([ONE, TWO]))
    return path


@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_a_kill_at_any_moment_leaves_the_old_tree_or_the_new(place, trees, way, monkeypatch):
    if way == "renames":
        monkeypatch.setattr(writer, "_exchange", lambda one, other: False)
    moments = random.Random(7)
    write(place, ONE)
    found = set()
    for _ in range(25):
        with subprocess.Popen(python(WRITER, place, way, trees), stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(moments.uniform(0, 0.03))
            process.send_signal(signal.SIGKILL)
        if way == "exchange":
            assert place.is_dir()  # at once; between two renames the next run has to put it back
        one, two = stale(place, ONE), stale(place, TWO)
        assert [] in (one, two)
        found.add("one" if not one else "two")
        other = TWO if not one else ONE
        assert write(place, other)
        assert [] == stale(place, other)
        assert ["out"] == beside(place)
    assert {"one", "two"} == found


@pytest.mark.parametrize("kill_at", [1, 2, 3])
@pytest.mark.parametrize("next_run", ["stale", "diff", "write"])
def test_a_kill_at_each_rename_is_mended_by_the_next_run(place, trees, kill_at, next_run):
    """Before the first, before the second, and after the second of the two renames, and whatever comes next."""
    write(place, ONE)
    program = """
import json, os, signal
from pathlib import Path
from specloop.codegen import writer as output
output._exchange = lambda one, other: False
rename, count = Path.rename, int(sys.argv[2])
def counting(path, target):
    global count
    count -= 1
    if count == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(path, target)
Path.rename = counting
output.write(sys.argv[1], json.loads(Path(sys.argv[3]).read_text())[1])
"""
    done = subprocess.run(python(program, place, kill_at, trees), check=False)
    assert -signal.SIGKILL == done.returncode
    assert (kill_at != 2) == place.exists()
    expected, other = (TWO, ONE) if kill_at == 3 else (ONE, TWO)
    if next_run == "stale":
        assert [] == stale(place, expected)
    elif next_run == "diff":
        assert "" == diff(place, expected)
    assert write(place, other)
    assert [] == stale(place, other)
    assert ["out"] == beside(place)


def test_half_an_old_tree_is_never_restored(place):
    """A run killed while it removes an old tree leaves a name that nothing restores."""
    write(place, ONE)
    half = place.with_name(".out.new-01234567")
    half.mkdir()
    (half / MARKER).touch()
    shutil.rmtree(place)
    assert {"missing"} == {entry.kind for entry in stale(place, ONE)}
    assert half.exists()
    write(place, ONE)
    assert not half.exists()


def test_only_our_own_leftovers_are_removed(place):
    for name in (".out.new-", ".out.new-mine", ".out.newer", ".other.new-01234567", ".out.old", "out.new-01234567"):
        place.with_name(name).mkdir()
    before = beside(place)
    write(place, ONE)
    write(place, TWO)
    assert sorted([*before, "out"]) == beside(place)


def test_writers_and_readers_take_turns(place, trees):
    """Whoever comes, and however many, sees a whole tree, and nobody removes what another is building."""
    write(place, ONE)
    with contextlib.ExitStack() as stack:
        for way in ("exchange", "renames"):
            other = stack.enter_context(subprocess.Popen(python(WRITER, place, way, trees), stdout=subprocess.PIPE))
            stack.callback(other.kill)
            other.stdout.readline()
        with ThreadPoolExecutor() as pool:
            written = pool.map(lambda tree: write(place, tree), [ONE, TWO] * 10)
            lines = pool.map(lambda _: diff(place, ONE).count("\n+one"), range(10))
        assert {0, 60 * 50 + 1} >= set(lines)
        assert {True, False} >= set(written)


def test_another_run_is_not_waited_for_for_ever(place, monkeypatch):
    monkeypatch.setattr(writer, "PATIENCE", 0.1)
    with writer._turn(place):
        message = "another run has been at work for 0.1 seconds; wait for it, or end it"
        assert message == refusal(place)


def test_without_locks_a_write_still_works_but_removes_nothing(place, monkeypatch):
    def no_locks(handle, operation):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", no_locks)
    other = place.with_name(".out.new-01234567")
    other.mkdir()
    assert write(place, TREE)
    assert [] == stale(place, TREE)
    assert other.is_dir()


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="there is no /dev/shm")
def test_the_exchange_is_used_where_there_is_one(monkeypatch):
    calls = []
    exchange = writer._exchange
    monkeypatch.setattr(writer, "_exchange", lambda one, other: calls.append(exchange(one, other)) or calls[-1])
    place = Path("/dev/shm") / f"test-output-{os.getpid()}/out"
    try:
        write(place, ONE)
        write(place, TWO)
        assert [] == stale(place, TWO)
    finally:
        shutil.rmtree(place.parent)
    assert [True] == calls
