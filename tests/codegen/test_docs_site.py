"""The site that `make docs` builds: pages from docstrings and documents, without resources from other sites."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from specloop.codegen.docstrings import PAGE_SIZE_NOTE

ROOT = Path(__file__).parents[2]
LOADED = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src")}


class Page(HTMLParser):
    """Parses a page to its text, its headings, and the addresses that a browser loads with the page."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.text = ""
        self.loaded: list[str] = []
        self.feed(file.read_text())
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loaded += [value or "" for name, value in attrs if (tag, name) in LOADED]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "generated"
    shutil.copytree(ROOT / "generated", folder)
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, "No issues found" in done.stdout + done.stderr) == (0, True), done.stdout + done.stderr
    return folder / "site"


def test_every_page_is_there_and_loads_nothing_from_elsewhere(site: Path):
    pages = {file.relative_to(site).as_posix(): Page(file) for file in site.rglob("*.html")}
    expected = {"index", "client", "resources/broadcasts", "models", "errors", "api"}
    assert {f"{name}.html" for name in expected} <= set(pages)
    loaded = [address for page in pages.values() for address in page.loaded]
    assert len(loaded) > len(pages)
    assert [address for address in loaded if re.match(r"(\w+:)?//", address)] == []
    assert "@import" not in "".join(file.read_text() for file in site.rglob("*.css"))


def test_the_search_works_without_a_web_server(site: Path):
    """For a page opened as a file, the index is a script, and a script of ours stands in for the worker."""
    assert "./iframe-worker.js" in Page(site / "index.html").loaded
    assert 'location.protocol === "file:"' in (site / "iframe-worker.js").read_text()
    index = json.loads((site / "search.js").read_text().removeprefix("var __index = ").rstrip().rstrip(";"))
    assert "RateLimitError" in {each["title"] for each in index["items"]}


def test_the_pages_hold_what_the_docstrings_and_the_readme_say(site: Path):
    operations = Page(site / "resources" / "broadcasts.html").text
    assert "List the broadcasts of an organisation." in operations
    assert PAGE_SIZE_NOTE in operations
    assert operations.count("AsyncBroadcasts") >= 1
    headings = re.findall(r'<h3 id="[\w.]*\.(\w+)"', (site / "resources" / "broadcasts.html").read_text())
    assert ["list", "with_raw_response", "with_streaming_response"] * 2 == headings
    assert "take= (int | float, optional): Number of items to take." in Page(site / "api.html").text
    models = Page(site / "models.html").text
    for name in ("Broadcast", "BroadcastTemplate", "Segment", "BroadcastStatus", "delivered_count", "CANCELLED"):
        assert name in models
    assert "RateLimitError" in Page(site / "errors.html").text
    assert "with_options" in Page(site / "client.html").text
    readme = re.findall(r"^```python\n(.*?)^```", (ROOT / "generated/README.md").read_text(), re.DOTALL | re.MULTILINE)
    shown = Page(site / "index.html").text
    assert readme
    assert [block for block in readme if " ".join(block.split()) not in shown] == []
