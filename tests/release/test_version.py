"""The version in `info.version`: it is raised by semantic versioning, and all other bytes of the contract stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloop.errors import InputError
from specloop.openapi.loader import load_document
from specloop.release.version import Version, version_of, with_version

numbers = st.integers(min_value=0, max_value=10**9 - 1)
versions = st.builds(Version, numbers, numbers, numbers)

BUMPS = [
    # released version, bump, next version
    ("0.1.0", "none", "0.1.0"),
    ("0.1.0", "patch", "0.1.1"),
    ("0.1.9", "patch", "0.1.10"),
    ("0.1.1", "minor", "0.2.0"),
    ("0.1.1", "major", "0.2.0"),  # Before 1.0, a major bump raises the minor version.
    ("1.4.2", "patch", "1.4.3"),
    ("1.4.2", "minor", "1.5.0"),
    ("1.4.2", "major", "2.0.0"),
]


@pytest.mark.parametrize(("released", "bump", "after"), BUMPS)
def test_a_bump_raises_the_version(released: str, bump, after: str):
    version = Version.parse(released)
    assert version is not None
    assert after == str(version.after(bump))


NO_VERSIONS = ["1", "1.0", "1.0.0.0", "1.0.0rc1", "01.0.0", "v1.0.0", "1.0.0\n", "", "1.0.-1", "١.٠.٠"]


@pytest.mark.parametrize("text", NO_VERSIONS)
def test_a_version_is_three_numbers(text: str):
    assert Version.parse(text) is None


@given(versions)
def test_a_version_is_read_as_it_is_written(version: Version):
    assert version == Version.parse(str(version))


@given(versions, st.sampled_from(["patch", "minor", "major"]))
def test_a_bump_is_always_forward(version: Version, bump):
    assert version.after(bump) > version


EDITS = [
    # a document with version 0.1.0, and the same document with 0.2.0
    (b"openapi: 3.1.0\ninfo:\n  version: 0.1.0\n", b"openapi: 3.1.0\ninfo:\n  version: 0.2.0\n"),
    (b"info:\n  title: 0.1.0\n  version:   '0.1.0'  # 0.1\n", b"info:\n  title: 0.1.0\n  version:   '0.2.0'  # 0.1\n"),
    (b'info: {version: "0.1.0", title: t}', b'info: {version: "0.2.0", title: t}'),
    (b'{"info": {"version": "0.1.0"}}', b'{"info": {"version": "0.2.0"}}'),
    (b"# \xc3\xa9\r\ninfo:\r\n  version: 0.1.0\r\n\r\n", b"# \xc3\xa9\r\ninfo:\r\n  version: 0.2.0\r\n\r\n"),
    (b"\xef\xbb\xbfinfo:\n  version: 0.1.0", b"\xef\xbb\xbfinfo:\n  version: 0.2.0"),
    (
        b"a: &a {version: 3}\ninfo:\n  <<: *a\n  version: 0.1.0\n",
        b"a: &a {version: 3}\ninfo:\n  <<: *a\n  version: 0.2.0\n",
    ),
]


@pytest.mark.parametrize(("before", "after"), EDITS)
def test_nothing_but_the_version_is_edited(before: bytes, after: bytes):
    assert after == with_version(load_document("openapi.yaml", text=before), Version(0, 2, 0))


NO_VERSION = [
    (b"info: {title: t}", "openapi.yaml:1:7: the version is None"),
    (b"info:\n  version: 1.0\n", "openapi.yaml:2:12: the version is 1.0; a release needs three numbers"),
    (b"info:\n  version: 0.1.0rc1\n", "openapi.yaml:2:12: the version is '0.1.0rc1'"),
    (b"info: []\n", "openapi.yaml:1:7: the version is None"),
]


@pytest.mark.parametrize(("text", "said"), NO_VERSION)
def test_what_is_no_version_is_told_with_its_place(text: bytes, said: str):
    with pytest.raises(InputError) as output:
        version_of(load_document("openapi.yaml", text=text))
    assert said in str(output.value)


HIDDEN = [
    b'info:\n  version: "0.1\\x2e0"\n',
    b"info:\n  version: >-\n    0.1.0\n",
    b"info:\n  version: &v 0.1.0\nx-version: *v\n",
    b"x-version: &v 0.1.0\ninfo:\n  version: *v\n",
    b"x-info: &i {version: 0.1.0}\ninfo: *i\n",
    "info:\n  version: 0.1.0\n".encode("utf-16"),
]


@pytest.mark.parametrize("text", HIDDEN)
def test_a_version_that_cannot_be_edited_alone_is_refused(text: bytes):
    contract = load_document("openapi.yaml", text=text)
    assert str(version_of(contract)) == "0.1.0"
    with pytest.raises(InputError):
        with_version(contract, Version(0, 2, 0))
