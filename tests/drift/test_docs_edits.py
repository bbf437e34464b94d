"""Five documentation pages of a made-up API, in one vendor's format: none has a false finding, each edit is found."""

from __future__ import annotations

import json
import re
from collections import defaultdict

import pytest
from support.drift_fixtures import PAGES, run

from specloop.drift import cli as drift
from specloop.drift.sources.docs.page_parser import CHILD_TOGGLE, PAGE_METHODS, SECTIONS, STATUS_LINE, parse_page

SPEC = PAGES / "workshop.yaml"
NAMES = ["create", "update", "cancel", "hours", "parts"]
CHILDREN = {("update", "owner"): 3, ("update", "steps"): 2}
"""How many children follow an attribute of a page that lists them without the name of their parent."""


def text_of(name):
    return (PAGES / f"workshop-{name}.txt").read_text()


def attributes(name):
    """Yield each attribute of a page: its section, its name, and the first and last line of it and of its children."""
    page = parse_page(name, text_of(name))
    begins = sorted([each.line for listed in page.sections.values() for each in listed])
    ends = sorted([*begins, *page.section_lines.values(), len(page.lines) + 1])
    for section, listed in page.sections.items():
        for number, each in enumerate(listed):
            children = sum(other.name.startswith(f"{each.name}.") for other in listed)
            last = listed[number + (children or CHILDREN.get((name, each.name), 0) * (section == "response"))]
            if section != "auth":
                yield (
                    section,
                    each,
                    next(end for end in ends if end > each.line),
                    next(e for e in ends if e > last.line),
                )


def removed(lines, attribute, own, whole):
    # The line `required` of other attributes may be the name of this one, without its type.
    return None if attribute.name == "required" else [*lines[: attribute.line - 1], *lines[whole - 1 :]]


def added(lines, attribute, *_):
    parent, dot, _ = attribute.name.rpartition(".")
    return [*lines[: attribute.line - 1], f"{parent}{dot}added", "string", *lines[attribute.line - 1 :]]


def with_type(change):
    def edit(lines, attribute, *_):
        new = change(lines[attribute.line], attribute)
        return None if new is None else [*lines[: attribute.line], new, *lines[attribute.line + 1 :]]

    return edit


def other_type(stated, attribute):
    start, separator, type_ = stated.rpartition(" · ")
    null = " | null" if attribute.nullable else ""
    return f"{start}{separator}{'number' if 'boolean' in type_ else 'boolean'}{null}"


def other_format(stated, _):
    return stated.replace("date", "time", 1) if "<date" in stated else None


def other_null(stated, attribute):
    return stated.removesuffix(" | null") if attribute.nullable else f"{stated} | null"


def requirement(lines, attribute, own, _):
    flags = range(attribute.line + 1, min(attribute.line + 3, own - 1))
    for at in flags if attribute.required else ():
        if lines[at] == "required":
            return [*lines[:at], *lines[at + 1 :]]
    return [*lines[: attribute.line + 1], "required", *lines[attribute.line + 1 :]]


def enum_value_added(lines, attribute, own, _):
    if not attribute.options:
        return None
    at = attribute.options[0][1] - 1
    return [*lines[:at], "99," if "integer" in attribute.type else "added,", *lines[at:]]


def enum_value_gone(lines, attribute, own, _):
    return [*lines[: (at := attribute.options[0][1] - 1)], *lines[at + 1 :]] if attribute.options else None


def default(lines, attribute, own, _):
    kept = [each for each in lines[attribute.line + 1 : own - 1] if not each.startswith("default:")]
    return [*lines[: attribute.line + 1], "default:7", *kept, *lines[own - 1 :]]


def limit_changed(lines, attribute, own, _):
    if not attribute.limits:
        return None
    at = next(iter(attribute.limits.values()))[1] - 1
    return [*lines[:at], re.sub(r"\d+(?=\D*$)", lambda match: str(int(match[0]) + 1), lines[at]), *lines[at + 1 :]]


def limit_added(lines, attribute, own, _):
    if attribute.limits or not re.search(r"string|\[\]", attribute.type):
        return None
    what = "array" if attribute.type.endswith("[]") else "string"
    at = attribute.line + 1 + attribute.required + (attribute.default is not None)
    return [*lines[:at], f"Maximum {what} length: 77", *lines[at:]]


def description_changed(lines, attribute, own, _):
    if not attribute.description:
        return None
    at = lines.index(attribute.description, attribute.line)
    return [*lines[:at], "Other words of the vendor", *lines[at + 1 :]]


def renamed(lines, attribute, own, _):
    # The line `required` of other attributes may be the name of this one, without its type.
    new = None if attribute.name == "required" else f"{attribute.name}_2"
    return new and [*lines[: attribute.line - 1], new, *lines[attribute.line :]]


def codes_by_page(capsys, files):
    """Run drift.py once for many pages. Yield each finding's page and code."""
    drift.main(["docs", *files, "--spec", str(SPEC), "--format", "sarif"])
    (log,) = json.loads(capsys.readouterr().out)["runs"]
    for each in log["results"]:
        yield re.search(r"\((\S*\.txt):\d+:1\)", each["message"]["text"])[1], each["ruleId"]


# For each kind of edit: the function that edits the lines of a page, and the codes for a parameter and for a property.
EDITS = {
    "removed": (removed, {"documented-parameter-gone"}, {"documented-property-gone"}),
    "added": (added, {"undocumented-parameter"}, {"undocumented-property"}),
    "renamed": (
        renamed,
        {"documented-parameter-gone", "undocumented-parameter"},
        {"documented-property-gone", "undocumented-property"},
    ),
    "type": (with_type(other_type), *[{"type-mismatch"}] * 2),
    "format": (with_type(other_format), *[{"format-mismatch"}] * 2),
    "null": (with_type(other_null), *[{"null-allowed", "null-not-allowed"}] * 2),
    "required": (requirement, *[{"required-differs"}] * 2),
    "enum value added": (enum_value_added, *[{"undocumented-enum-value"}] * 2),
    "enum value gone": (enum_value_gone, *[{"documented-enum-value-gone"}] * 2),
    "default": (default, *[{"default-differs"}] * 2),
    "limit changed": (limit_changed, *[{"limit-differs"}] * 2),
    "limit added": (limit_added, *[{"limit-differs"}] * 2),
    "description": (description_changed, *[{"description-differs"}] * 2),
}


def test_the_pages_are_clean(capsys):
    found = run(capsys, "docs", *(PAGES / f"workshop-{name}.txt" for name in NAMES), spec=SPEC)
    assert (0, [], 5) == (found.status, found.findings, found.examined["pages"])


@pytest.mark.parametrize("kind", EDITS)
def test_each_edit_of_each_attribute_is_found(kind, capsys, tmp_path):
    edit, for_parameter, for_property = EDITS[kind]
    wanted = {}
    for name in NAMES:
        lines = text_of(name).split("\n")
        for section, attribute, own, whole in attributes(name):
            new = edit(lines, attribute, own, whole)
            if new is not None:
                file = tmp_path / f"{name}-{section}-{attribute.name}-{attribute.line}.txt"
                file.write_text("\n".join(new))
                wanted[str(file)] = for_property if section in {"body", "response"} else for_parameter
    found = defaultdict(set)
    for file, code in codes_by_page(capsys, wanted):
        found[file].add(code)
    missed = {file: found[file] for file, codes in wanted.items() if not found[file] or not found[file] <= codes}
    assert {} == missed
    assert len(wanted) >= 4


LOST = {
    "name": lambda lines, attribute: lines[: attribute.line - 1] + lines[attribute.line :],
    "type": lambda lines, attribute: [*lines[: attribute.line], *lines[attribute.line + 1 :]],
    "known type": lambda lines, attribute: [*lines[: attribute.line], "colour", *lines[attribute.line + 1 :]],
    "line break": lambda lines, attribute: [
        *lines[: attribute.line - 1], " ".join(lines[attribute.line - 1 : attribute.line + 1]),
        *lines[attribute.line + 1 :],
    ],
}  # fmt: skip


@pytest.mark.parametrize("what", LOST)
def test_an_attribute_that_lost_its_lines_is_no_finding(what, capsys, tmp_path):
    files = []
    for name in NAMES:
        lines = text_of(name).split("\n")
        for section, attribute, *_ in attributes(name):
            if (what, attribute.name, lines[attribute.line - 2]) == ("name", "required", "required"):
                continue  # The flag above and the name are the same line, so either of them may be lost.
            files.append(tmp_path / f"{name}-{section}-{attribute.name}-{attribute.line}.txt")
            files[-1].write_text("\n".join(LOST[what](lines, attribute)))
    assert [] == list(codes_by_page(capsys, map(str, files)))


@pytest.mark.parametrize("name", NAMES)
def test_a_heading_or_a_button_that_is_lost_is_no_finding(name, capsys, tmp_path):
    lines = text_of(name).split("\n")
    files = []
    for number, line in enumerate(lines):
        if line in SECTIONS or CHILD_TOGGLE.fullmatch(line) or STATUS_LINE.fullmatch(line):
            files.append(tmp_path / f"{name}-{number}.txt")
            files[-1].write_text("\n".join(lines[:number] + lines[number + 1 :]))
    assert [] == list(codes_by_page(capsys, map(str, files)))
    assert len(files) > 3


@pytest.mark.parametrize("name", NAMES)
def test_a_page_that_was_cut_before_its_response_has_no_removal(name, capsys, tmp_path):
    lines = text_of(name).split("\n")
    first = min(parse_page(name, text_of(name)).section_lines.values()) + 3  # The first attribute.
    files = []
    for end in range(first, lines.index("Response") + 2, 2):
        files.append(tmp_path / f"{name}-{end}.txt")
        files[-1].write_text("\n".join(lines[:end]))
    assert [] == list(codes_by_page(capsys, map(str, files)))
    assert len(files) > 5


HEADS = {
    "status": (r"\n20[014]\b(?=( - .*)?\n(application/json)?\n+\w[^\n]*\.\n)", "\n299", "undocumented-status"),
    "media type": (r"(?s)(Response.*)application/json", r"\1text/csv", "undocumented-content-type"),
    "media type of the body": (r"Body\napplication/json", "Body\ntext/csv", "undocumented-content-type"),
    "body": (r"(?s)\nBody\n.*?\nResponse\n", "\nResponse\n", "documented-request-body-gone"),
    "host": (r"api\.workshop\.example", "api.repairs.example", "documented-server-differs"),
    "credentials": (r"Authorization: Bearer <token>", "X-Key: <key>", "documented-authentication-differs"),
    "description of the response": (r"\n(The parts|It is \w+( in)?|The hours are set)\.\n", "\nOther words.\n",
                                    "description-differs"),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_another_method_is_found_and_applied(name, capsys, tmp_path):
    old = next(each for each in text_of(name).split("\n") if each in PAGE_METHODS)
    new = "POST" if name != "create" else "PUT"
    page, spec = tmp_path / "page.txt", tmp_path / "openapi.yaml"
    page.write_text(re.sub(rf"^{old}$", new, text_of(name), count=1, flags=re.MULTILINE))
    spec.write_bytes(SPEC.read_bytes())
    found = run(capsys, "docs", page, "--apply", spec=spec).one()
    assert ("documented-method-differs", old, new) == (found["code"], found["expected"], found["observed"])
    assert [] == run(capsys, "docs", page, spec=spec).findings


def test_a_page_of_a_new_operation_is_no_finding_about_another(capsys, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(text_of("parts").replace("GET\n/", "POST\n/").replace("List parts", "Add a part"))
    found = run(capsys, "docs", page, spec=SPEC)
    assert (2, True) == (found.status, "no operation is POST /parts" in found.error)


@pytest.mark.parametrize("kind", HEADS)
def test_each_edit_of_the_other_lines_is_found(kind, capsys, tmp_path):
    pattern, new, code = HEADS[kind]
    count = 0
    for name in NAMES:
        text = re.sub(pattern, new, text_of(name))
        if text != text_of(name):
            (tmp_path / "page.txt").write_text(text)
            found = run(capsys, "docs", tmp_path / "page.txt", spec=SPEC)
            assert {code} == {each["code"] for each in found.findings}, name
            count += 1
    assert count >= 3
