"""The HTML report: one page that loads no other resources, escapes all text, and is accessible."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from support.compare_rows import PETS, api

from specloop.commands import compare
from specloop.errors import SourceLocation
from specloop.report import Drift, Report, Table, drift_report, format_report

VOID = {"meta", "meter"}
HOSTILE = "</pre><script>alert(1)</script>\u202e"


class Page(HTMLParser):
    """Parses a page to its elements and texts; fails on tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open in ([], ["html"])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.elements if name == tag)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.chdir(tmp_path)
    old = api({**PETS, "description": HOSTILE})
    new = api({**PETS, "deprecated": True, "description": f"{HOSTILE} x"})
    for name, document in (("old", old), ("new", new)):
        Path(f"{name}.json").write_text(json.dumps(document, indent=1))
    assert compare.main(["old.json", "new.json", "--format", "html"]) == 1
    return capsys.readouterr().out


def test_it_loads_nothing_and_runs_nothing(page: str):
    found = Page(page)
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in found.elements}
    assert not re.search(r"url\(|@import|\bon\w+=", page)
    (policy,) = (each["content"] for each in found.all("meta") if "http-equiv" in each)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_it_says_the_verdict_and_shows_the_lines_of_the_contract(page: str):
    found = Page(page)
    text = "".join(found.texts)
    assert "minor: pets.list() is deprecated" in text
    assert '"deprecated": true' in text
    # Each line is a block, so a line break between lines would be shown as an empty line.
    assert not any("\n" in each for each in re.findall("<pre.*?</pre>", page, re.DOTALL))
    assert "alert(1)" in text
    assert "\u202e" not in page
    assert [each["class"] for each in found.all("article")] == ["warning", "note"]


def test_assistive_technology_finds_its_way(page: str):
    found = Page(page)
    assert next(found.all("html"))["lang"] == "en"
    headings = [tag for tag, _ in found.elements if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == "h1"
    assert headings.count("h1") == 1
    assert all(int(b[1]) - int(a[1]) <= 1 for a, b in pairwise(headings))
    # Elements that may scroll can be focused by keyboard, and have an accessible name.
    assert all(each.get("tabindex") == "0" and each.get("aria-label") for each in found.all("pre"))
    labels = [attributes["aria-label"] for _, attributes in found.elements if attributes.get("role") == "region"]
    assert len(labels) == len({*labels})
    assert len(list(found.all("main"))) == 1
    assert next(each for each in found.all("meta") if each.get("name") == "viewport")


def test_text_has_enough_contrast_in_both_colour_schemes(page: str):
    """The contrast ratio is at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    schemes = re.findall(r":root \{(.*?)\}", page, re.DOTALL)
    assert len(schemes) == 2
    for scheme in schemes:
        colours = dict(re.findall(r"--([\w-]+): (#\w{6})", scheme))
        for text, ground in (
            *(("text", each) for each in ("page", "soft", "mark")),
            *(("muted", each) for each in ("page", "soft", "mark")),
            ("add", "add-page"),
            ("del", "del-page"),
        ):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(luminance(each) for each in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_drift_has_shares_as_bars_and_its_patch():
    patch = "--- a/openapi.yaml\n+++ b/openapi.yaml\n@@ -1 +1 @@\n-old\n+new\n"
    found = Drift("undocumented-property", "warning", SourceLocation("api.yaml", 1, 1), "a is new", count=3, of=4)
    full = Drift("null-not-allowed", "error", SourceLocation("api.yaml", 1, 1), "b", patch=patch)
    page = Page(format_report(drift_report({}, [found, full], headline="Drift: 2 findings"), "html"))
    (meter,) = page.all("meter")
    assert (meter["value"], meter["max"], meter["aria-label"]) == ("3", "4", "3 of 4")
    assert [each["class"] for each in page.all("span") if each.get("class") in {"add", "del"}] == ["del", "add"]


@pytest.mark.parametrize(("format_", "cell"), [("html", "<td>a|b</td>"), ("markdown", "a\\|b"), ("text", "  a|b")])
def test_tables_are_printed(format_: str, cell: str):
    table = Table("Releases", ("Version", "Wire"), [("1.0.0", "a|b")])
    report = Report("compare", "none", {}, {"changes": []}, tables=[table])
    assert cell in format_report(report, format_)
