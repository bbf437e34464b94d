"""Parser for the text of documentation pages, in which each name, type or other token is on a line of its own.

A page has these parts, shown here with several tokens per line:

    GET  /  orgs  /  {org_id}  ...       the method, and the path split at its slashes
    List things                          the title
    curl --request GET --url ...         an example call, with the URL and the credentials
    [ {...} ]                            an example of the response; an example of the request may precede it
    Query Parameters / Body / Response   parameters or properties: name, type, `required`, description, limits

Lines that the parser does not understand are reported in the notes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from specloop.errors import InputError, Problem, SourceLocation

PAGE_METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}
SECTIONS = {
    "Authorizations": "auth",
    "Path Parameters": "path",
    "Query Parameters": "query",
    "Headers": "header",
    "Header Parameters": "header",
    "Cookies": "cookie",
    "Body": "body",
    "Response": "response",
}
IGNORED_LINE = re.compile(
    r"Skip to main content|Copy|Ask AI|Try it|cURL|Python|JavaScript|PHP|Go|Java|Ruby|Examples?|\d{3}|⌘\S*",
    re.IGNORECASE,
)
"""A pattern for lines of a page that state nothing about the API, such as the labels of buttons."""
CHILD_TOGGLE = re.compile(r"(show|hide) child attributes", re.IGNORECASE)
FOOTER = "Was this page helpful?"

_BASE_TYPE = r"(?:string|number|integer|boolean|object|array|file|any|null|map)(?:<[\w.:/-]+>)?|enum<\w+>"
VARIANT_SEPARATOR = " · "
ATTRIBUTE_TYPE = re.compile(
    rf"(?:[^·]{{1,80}}{VARIANT_SEPARATOR})?(?:{_BASE_TYPE})(?:\[\])*(?: \| (?:{_BASE_TYPE})(?:\[\])*)*"
)
"""A pattern for the type of an attribute. For a union, the page shows one variant: its title precedes the type."""
ATTRIBUTE_NAME = re.compile(r"[A-Za-z_$@][\w.$@\[\]-]*")
STATUS_LINE = re.compile(r"(\d{3}|\dXX|default)(?: - ([\w.+*-]+/[\w.+*-]+))?")
MEDIA_TYPE = re.compile(r"[\w.+*-]+/[\w.+*-]+")
MEDIA_TYPE_OF_BODY = re.compile(r"(?:application|multipart|text)/[\w.+*-]+")
EXPECTED_PAGE = (
    "expected the text of a page of a documentation site, one token per line, or its Markdown with an `openapi` fence "
    "(the page's address and .md); other Markdown, such as tables, is not read"
)

_NUMBER_GROUP = r"(-?\d+(?:\.\d+)?)"
CONSTRAINT_LINES = (
    (re.compile(rf"Maximum string length: {_NUMBER_GROUP}"), ("maxLength",)),
    (re.compile(rf"Minimum string length: {_NUMBER_GROUP}"), ("minLength",)),
    (re.compile(rf"Required string length: {_NUMBER_GROUP} - {_NUMBER_GROUP}"), ("minLength", "maxLength")),
    (re.compile(rf"Required string length: {_NUMBER_GROUP}"), ("minLength maxLength",)),
    (re.compile(rf"Maximum array length: {_NUMBER_GROUP}"), ("maxItems",)),
    (re.compile(rf"Minimum array length: {_NUMBER_GROUP}"), ("minItems",)),
    (re.compile(rf"Required array length: {_NUMBER_GROUP} - {_NUMBER_GROUP}"), ("minItems", "maxItems")),
    (re.compile(rf"Required array length: {_NUMBER_GROUP}"), ("minItems maxItems",)),
    (re.compile(rf"Required range: {_NUMBER_GROUP} <= x <= {_NUMBER_GROUP}"), ("minimum", "maximum")),
    (re.compile(rf"Required range: {_NUMBER_GROUP} < x < {_NUMBER_GROUP}"), ("exclusiveMinimum", "exclusiveMaximum")),
    (re.compile(rf"Required range: {_NUMBER_GROUP} <= x < {_NUMBER_GROUP}"), ("minimum", "exclusiveMaximum")),
    (re.compile(rf"Required range: {_NUMBER_GROUP} < x <= {_NUMBER_GROUP}"), ("exclusiveMinimum", "maximum")),
    (re.compile(rf"Required range: x >= {_NUMBER_GROUP}"), ("minimum",)),
    (re.compile(rf"Required range: x <= {_NUMBER_GROUP}"), ("maximum",)),
    (re.compile(rf"Required range: x > {_NUMBER_GROUP}"), ("exclusiveMinimum",)),
    (re.compile(rf"Required range: x < {_NUMBER_GROUP}"), ("exclusiveMaximum",)),
)
CONSTRAINT_LINE = re.compile(
    r"(Maximum|Minimum|Required) (string length|array length|range|properties)\b.*|Pattern: .*"
)
OPTIONS_LINE = "Available options:"


@dataclass
class Attribute:
    """A parameter or property that a page lists, with its type, flags, description and limits."""

    name: str
    """The name of the parameter or property; empty if the page lacks the name."""
    line: int
    type: str
    required: bool = False
    default: str | None = None
    description: str = ""
    options: list[tuple[str, int]] = field(default_factory=list)
    limits: dict[str, tuple[int | float, int]] = field(default_factory=dict)

    variant: str = ""
    """The title of the union variant that the page shows, such as `Option 1`; empty if the type is no union.

    The type, options and limits of the attribute are those of this variant.
    """
    may_be_option: bool = False
    """Whether the name may instead be the last option of the attribute above. The page then lacks this name."""
    is_list_cut: bool = False
    """Whether the list of options ends in a comma, so that the page lacks the last ones."""
    may_be_flag: bool = False
    """Whether the name `required` may instead be the flag of the attribute above. The page then lacks this name."""
    is_unfolded: bool = False
    """Whether this attribute is an object, and the page lists the object's properties directly after the attribute."""

    @property
    def nullable(self) -> bool:
        """Whether the type includes null."""
        return "null" in self.type.split(" | ")


@dataclass
class Page:
    """A parsed documentation page about one operation."""

    file: str
    method: str = ""
    path: str = ""
    line: int = 1
    """The line number of the HTTP method."""
    title: str = ""
    url: str = ""
    url_line: int = 1
    credential_headers: list[tuple[str, int]] = field(default_factory=list)
    """The names of credential headers in the example call, with line numbers; `authorization` includes the scheme."""
    examples: list[tuple[Any, int]] = field(default_factory=list)
    """The JSON examples of the page, each with its line number."""
    has_broken_example: bool = False
    """Whether an example lacks a line, so that it was not read."""
    sections: dict[str, list[Attribute]] = field(default_factory=dict)
    section_lines: dict[str, int] = field(default_factory=dict)
    status: str = ""
    response_description: tuple[str, int] | None = None
    """The description of the response, with its line number."""
    media_type: str = ""
    body_media_type: str = ""
    unread: list[int] = field(default_factory=list)
    """The line numbers of the lines that the parser did not understand."""
    undetermined: list[int] = field(default_factory=list)
    """The line numbers of those `unread` lines that may belong to an attribute which the parser missed."""
    lines: list[str] = field(default_factory=list)
    is_cut: bool = False
    """Whether the page was probably cut when it was saved: it has neither a response nor the footer."""

    def may_have_missed(self, section: str, name: str, descriptions: Mapping[str, str]) -> bool:
        """Return whether the page may list the parameter or property `name`, although the parser did not find it.

        This is possible if the section is incomplete, has lines that were not understood, or contains the name. It is
        also possible if the section has the contract's description of it, outside of the properties that were found or
        in another one. `descriptions` has the contract's descriptions by name.
        """
        begin = self.section_lines.get(section, 0)
        is_empty = section in {"body", "response"} and not self.sections.get(section)
        is_last = begin == max(self.section_lines.values(), default=0)
        if (begin and is_empty) or (self.is_cut and (is_last or not begin)):
            return True
        if not begin and any(ATTRIBUTE_TYPE.fullmatch(self.lines[number - 1]) for number in self.unread):
            return True
        end = min((each for each in self.section_lines.values() if each > begin), default=len(self.lines) + 1)
        if any(begin < line < end for line in self.undetermined):
            return True
        if (description := descriptions.get(name)) and begin:
            owned = sum(
                each.description == description and descriptions.get(each.name, description) == description
                for each in self.sections.get(section, ())
            )
            if self.lines[begin : end - 1].count(description) > owned:
                return True
        return bool(begin) and any(line.split(maxsplit=1)[:1] == [name] for line in self.lines[begin : end - 1])

    def settle_flags(self, section: str, names: Container[str], required: Container[str]) -> list[Attribute]:
        """Decide whether ambiguous lines `required` are flags or names, and return the attributes of the section.

        Such a line is either a flag of the preceding parameter or property, or the name of the next one. After a flag,
        the page lacks the next name, which becomes "".

        Args:
            section: The section of the page, such as `query`.
            names: The names of all parameters or properties that the contract has for this section.
            required: The names of those that the contract requires.
        """
        listed = self.sections.get(section, [])
        certain = {each.name for each in listed if not each.may_be_flag}
        for above, each in pairwise(listed):
            is_flag = above.name.rpartition(".")[2] in required and (each.name not in names or each.name in certain)
            if each.may_be_flag and is_flag:
                self.undetermined.append(each.line)
                above.required, each.name, each.may_be_flag = True, "", False
        return listed

    def place(self, line: int) -> SourceLocation:
        """Return the file and line number of a line in the page, for errors and findings."""
        return SourceLocation(self.file, line)


def parse_page(file: str, text: str) -> Page:
    """Parse the text of a documentation page. Raises InputError if the page lists no parameters or properties."""
    lines = [line.strip().replace("\u200b", "") for line in text.splitlines()]
    has_footer = FOOTER in lines
    lines = lines[: lines.index(FOOTER)] if has_footer else lines
    _restore_response_heading(lines)
    page = Page(file, lines=lines)
    start = _read_head(page, lines)
    _read_sections(page, lines, start)
    attributes = [(each.line, listed) for listed in page.sections.values() for each in listed]
    if not attributes:
        raise _collapsed_page_error(page)
    page.is_cut = not has_footer and "response" not in page.sections
    if page.is_cut:  # The lines of the last attribute may be incomplete.
        line, listed = max(attributes, key=lambda each: each[0])
        del listed[-1]
        page.unread.append(line)
        page.undetermined.append(line)
    return page


def _restore_response_heading(lines: list[str]) -> None:
    """Insert a missing heading `Response` in the blank line above a line such as `200 - application/json`."""
    if "Response" not in lines:
        for number in range(1, len(lines)):
            if not lines[number - 1] and (found := STATUS_LINE.fullmatch(lines[number])) and found[2]:
                lines[number - 1] = "Response"
                return


def _collapsed_page_error(page: Page) -> InputError:
    what = "this page has no attribute with a type, so it cannot be compared; its text may be collapsed or cut"
    return InputError([Problem(page.place(page.line), f"{what}; {EXPECTED_PAGE}")])


# --- the part before the sections ---


def _read_head(page: Page, lines: list[str]) -> int:
    """Read the lines before the first section into `page`, and return the index of the line of this section.

    Raises InputError if there is no method with a path.
    """
    begin = next((at for at, line in enumerate(lines) if line in PAGE_METHODS and _path(lines, at + 1)[0]), None)
    if begin is None:
        if any(line.startswith(tuple(SECTIONS)) or re.match("|".join(PAGE_METHODS) + "/", line) for line in lines):
            raise _collapsed_page_error(page)
        what = "neither a method and a path, line by line, nor a fence with an OpenAPI document"
        raise InputError.at(page.file, f"the page has {what}; {EXPECTED_PAGE}")
    page.method, page.line = lines[begin], begin + 1
    page.path, at = _path(lines, begin + 1)
    end = next((number for number in range(at, len(lines)) if _is_section(lines, number)), len(lines))
    example_end = -1
    while at < end:
        line = lines[at]
        if line.startswith("curl "):
            at = _read_curl(page, lines, at, end)
        elif line in {"[", "{", "[]", "{}"} or line.startswith(('{"', '[{"')):
            at = example_end = _read_example(page, lines, at, end)
        elif line.rstrip(",") in {"]", "}"} and page.examples and not any(lines[example_end:at]):
            page.unread.append(page.examples.pop()[1])  # The example lacks a line, so only a part of it was read.
            page.has_broken_example = True
            at += 1
        else:
            if line and not page.title and not IGNORED_LINE.fullmatch(line):
                page.title = line
            elif line and not IGNORED_LINE.fullmatch(line):
                page.unread.append(at + 1)
            at += 1
    return end


def _path(lines: list[str], at: int) -> tuple[str, int]:
    """Join the lines of a path from index `at`: the lines `/`, `orgs`, `/`, `{org_id}` -> `/orgs/{org_id}`.

    Return the path, and the index of the line after it.
    """
    while at < len(lines) and not lines[at]:
        at += 1
    if at < len(lines) and re.fullmatch(r"(/[^/\s]+)+/?", lines[at]):
        return lines[at], at + 1
    path = ""
    while at + 1 < len(lines) and lines[at] == "/":
        if not re.fullmatch(r"[^/\s]+", lines[at + 1]):
            break
        path, at = f"{path}/{lines[at + 1]}", at + 2
    return path, at


def _read_curl(page: Page, lines: list[str], at: int, end: int) -> int:
    """Add the URL and the credential headers of a curl command to the page. Return the index of the line after it."""
    begin, call = at, []
    while at < end:
        call.append(lines[at].removesuffix("\\"))
        at += 1
        # A curl command continues on the next line after a backslash, and inside an open quotation mark.
        if not lines[at - 1].endswith("\\") and " ".join(call).count("'") % 2 == 0:
            break
    for number, line in enumerate(call, start=begin + 1):
        if (found := re.search(r"(?:--url |\s|^)['\"]?(https?://[^\s'\"]+)", line)) and not page.url:
            page.url, page.url_line = found[1], number
        if found := re.search(r"--header ['\"]([\w-]+): ?(\w*)", line):
            name, scheme = found[1].lower(), found[2].lower()
            if name == "authorization":
                page.credential_headers.append((f"authorization {scheme}".strip(), number))
            elif re.search(r"key|token|secret|auth", name):
                page.credential_headers.append((name, number))
    return at


def _read_example(page: Page, lines: list[str], at: int, end: int) -> int:
    """Add the JSON example at index `at` to the page's examples, and return the index of the line after it.

    Invalid JSON is recorded as unread.
    """
    text = "\n".join(lines[at:end])
    try:
        value, length = json.JSONDecoder().raw_decode(text)
    except ValueError:
        page.unread.append(at + 1)
        page.has_broken_example = True
        depth = 0
        for number in range(at, end):
            line = lines[number]
            depth += line.count("[") + line.count("{") - line.count("]") - line.count("}")
            if depth <= 0 or not line:
                return number + 1
        return end
    page.examples.append((value, at + 1))
    return at + text.count("\n", 0, length) + 1


# --- the sections ---


def _is_section(lines: list[str], at: int) -> bool:
    """Return whether a line is the heading of a section, such as `Body`, and not the name of an attribute."""
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return lines[at] in SECTIONS and (" " in lines[at] or not ATTRIBUTE_TYPE.fullmatch(following))


def _read_sections(page: Page, lines: list[str], at: int) -> None:
    section = ""
    while at < len(lines):
        if _is_section(lines, at):
            section = SECTIONS[lines[at]]
            page.sections.setdefault(section, [])
            page.section_lines[section] = at + 1
            at += 1
            continue
        end = next((number for number in range(at, len(lines)) if _is_section(lines, number)), len(lines))
        if section:
            at = _read_preamble(page, section, lines, at, end)
            reader = _Section(page, lines, at, end)
            page.sections[section] += reader.attributes()
        at = end


def _read_preamble(page: Page, section: str, lines: list[str], at: int, end: int) -> int:
    """Return the index at which the first parameter or property of a section begins.

    If a media type, a status or the response's description precedes it, store this in `page`.
    """
    while at < end and not _begins_attribute(lines, at, end):
        line = lines[at]
        status, media_type = STATUS_LINE.fullmatch(line), MEDIA_TYPE.fullmatch(line)
        if section == "response" and status:
            page.status, page.media_type = status[1], status[2] or page.media_type
        elif section == "response" and media_type:
            page.media_type = line
        elif section == "body" and media_type:
            page.body_media_type = line
        elif section == "response" and not page.response_description and _is_paragraph(lines, at, end):
            page.response_description = line, at + 1
        elif line and not media_type:
            page.unread.append(at + 1)
            page.undetermined.append(at + 1)
        at += 1
    return at


def _is_paragraph(lines: list[str], at: int, end: int) -> bool:
    """Return whether `lines[at]` is a description: one line between blank lines that cannot be the name of a property.

    `end` is the index after the last line of the section.
    """
    is_alone = not lines[at - 1] and (at + 1 == end or not lines[at + 1])
    return bool(lines[at]) and is_alone and not ATTRIBUTE_NAME.fullmatch(lines[at])


def _begins_attribute(lines: list[str], at: int, end: int) -> bool:
    named = at + 1 < end and bool(ATTRIBUTE_NAME.fullmatch(lines[at]) and ATTRIBUTE_TYPE.fullmatch(lines[at + 1]))
    return named or (
        bool(ATTRIBUTE_TYPE.fullmatch(lines[at])) and (at + 1 >= end or not ATTRIBUTE_TYPE.fullmatch(lines[at + 1]))
    )


class _Section:
    def __init__(self, page: Page, lines: list[str], at: int, end: int) -> None:
        self.page = page
        self.lines = lines
        self.at = at
        self.end = end
        self.option_at = -1
        """The index of the last line that can be the last option of an attribute or the name of the next one."""
        self.flag_at = -1
        """The index of the last line `required` that can be a flag of one attribute or the name of the next one."""

    def attributes(self) -> Iterator[Attribute]:
        while self.at < self.end:
            if not self.lines[self.at]:
                self.at += 1
            elif self._is_name():
                yield self._attribute(self.lines[self.at], 1)
            elif ATTRIBUTE_TYPE.fullmatch(self.lines[self.at]):
                self.page.undetermined.append(self.at + 1)
                yield self._attribute("", 0)
            else:
                self.page.unread.append(self.at + 1)
                self.page.undetermined.append(self.at + 1)
                self.at += 1

    def _is_name(self) -> bool:
        lines, at = self.lines, self.at
        if not (at + 1 < self.end and ATTRIBUTE_NAME.fullmatch(lines[at]) and ATTRIBUTE_TYPE.fullmatch(lines[at + 1])):
            return False
        # In the lines `required`, `string`, `string`, `required` is a flag, and the first `string` is a name.
        return not (lines[at] == "required" and at + 2 < self.end and ATTRIBUTE_TYPE.fullmatch(lines[at + 2]))

    def _attribute(self, name: str, ahead: int) -> Attribute:
        variant, _, type_ = self.lines[self.at + ahead].rpartition(VARIANT_SEPARATOR)
        attribute = Attribute(name, self.at + 1, type_, variant=variant, may_be_flag=self.at == self.flag_at)
        attribute.may_be_option = self.at == self.option_at
        self.at += ahead + 1
        self._read_flags(attribute)
        words: list[str] = []
        words_end = self.at  # The index after the last line of the description; the end of the section after that.
        while not self._is_at_next_attribute():
            line = self.lines[self.at]
            if line == OPTIONS_LINE and not attribute.options:
                self._read_enum(attribute)
                words_end = self.end
                continue
            if line in {"Example:", "Examples:"}:
                self.at += 1  # The example value is on the next line.
            elif CONSTRAINT_LINE.fullmatch(line):
                self._limit(attribute, line)
                words_end = self.end
            elif CHILD_TOGGLE.fullmatch(line):
                attribute.is_unfolded = attribute.is_unfolded or line.lower().startswith("hide")
                words_end = self.end
            elif line and line == attribute.variant:
                self._skip_variants()
            elif MEDIA_TYPE_OF_BODY.fullmatch(line):  # The heading above it is lost.
                self._skip_to_next_attribute()
                break
            elif line and ((words and words_end == self.at) or (words_end < self.end and self._begins_description())):
                words.append(line)
                words_end = self.at + 1
            elif line:
                self._skip_to_next_attribute()
                break
            self.at += 1
        attribute.description = " ".join(words)
        return attribute

    def _is_at_next_attribute(self) -> bool:
        """Return whether the current line begins an attribute, or the section has ended."""
        return self.at >= self.end or self._is_name() or bool(ATTRIBUTE_TYPE.fullmatch(self.lines[self.at]))

    def _skip_variants(self) -> None:
        """Skip the titles of a union's variants, one per line up to the next blank line."""
        while self.at < self.end and self.lines[self.at]:
            self.page.unread.append(self.at + 1)
            self.at += 1

    def _skip_to_next_attribute(self) -> None:
        """Skip the lines before the next parameter or property, and record their numbers as not understood."""
        while not self._is_at_next_attribute():
            if self.lines[self.at] and not CHILD_TOGGLE.fullmatch(self.lines[self.at]):
                self.page.unread.append(self.at + 1)
                self.page.undetermined.append(self.at + 1)
            self.at += 1

    def _begins_description(self) -> bool:
        """Return whether the current line begins a description, and is not the name of an attribute."""
        line, following = self.lines[self.at], self.lines[self.at + 1] if self.at + 1 < self.end else ""
        name, _, type_ = line.partition(" ")
        is_word = line == name and not following
        # A description such as `Page number` begins with a capital letter.
        if ATTRIBUTE_NAME.fullmatch(name) and not name.istitle() and (is_word or ATTRIBUTE_TYPE.fullmatch(type_)):
            return False
        named = ATTRIBUTE_NAME.fullmatch(line) and following and not CONSTRAINT_LINE.fullmatch(following)
        return not self.lines[self.at - 1] and (not named or following == OPTIONS_LINE)

    def _read_flags(self, attribute: Attribute) -> None:
        while self.at < self.end and not self._is_name() and self._flag(attribute, self.lines[self.at]):
            self.at += 1
        if not attribute.required and self.at < self.end and self.lines[self.at] == "required":
            self.flag_at = self.at

    def _flag(self, attribute: Attribute, line: str) -> bool:
        if line == "required" and not attribute.required:
            attribute.required = True
        elif line.startswith("default:"):
            attribute.default = line.removeprefix("default:").strip()
        elif line in {"deprecated", "read-only", "write-only"}:
            self.page.unread.append(self.at + 1)
        elif line not in {"header", "query", "path", "cookie"}:
            return False
        return True

    def _read_enum(self, attribute: Attribute) -> None:
        """Read the enum values of a parameter or property, one per line, into `attribute.options`.

        If the last value ends in a comma, further values are missing, and `attribute.is_list_cut` becomes True.
        """
        self.at += 1
        while self.at < self.end and self.lines[self.at]:
            line = self.lines[self.at]
            if attribute.options and self._ends_enum(attribute, line):
                break
            attribute.options.append((line.removesuffix(",").strip('`"'), self.at + 1))
            self.at += 1
            if not line.endswith(","):
                return
        attribute.is_list_cut = bool(attribute.options)

    def _ends_enum(self, attribute: Attribute, line: str) -> bool:
        """Return whether a line ends an enum, because it is a type, a constraint or the name of the next property."""
        if self._is_name():
            self.option_at = self.at
            self.page.undetermined.append(self.at + 1)
            return True
        has_types = any(ATTRIBUTE_TYPE.fullmatch(word) for word, _ in attribute.options)
        is_type = ATTRIBUTE_TYPE.fullmatch(line) is not None and not has_types
        return is_type or CONSTRAINT_LINE.fullmatch(line) is not None

    def _limit(self, attribute: Attribute, line: str) -> None:
        for pattern, names in CONSTRAINT_LINES:
            if found := pattern.fullmatch(line):
                for given, keywords in zip(found.groups(), names, strict=True):
                    number = float(given) if "." in given else int(given)
                    attribute.limits.update(dict.fromkeys(keywords.split(), (number, self.at + 1)))
                return
        self.page.unread.append(self.at + 1)


def split_url(url: str) -> tuple[str, str]:
    """Return the lower-case host and the path of a URL."""
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), parts.path
