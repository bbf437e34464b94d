"""Uploads of files as bodies and as multipart parts: constant memory, sizes, retries and progress."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import threading
import tracemalloc
from pathlib import Path

import anyio
import pytest
from support.api_server import CLOSE, in_turn, reply

CONTENT = os.urandom(300_000)


def accept(received):
    return reply(status=204, content=b"") if received.method == "PUT" else reply({"size": 1}, status=201)


def put(media, server, value, **options):
    settings = {"max_retries": options.pop("max_retries")} if "max_retries" in options else {}

    def sync(client):
        return client.files.replace("f", body=value() if callable(value) else value, **options)

    async def run(client):
        return await client.files.replace("f", body=value() if callable(value) else value, **options)

    return media.call(sync, run, base_url=server.url, **settings)


def post(media, server, *, progress=None, **fields):
    def given():
        return {name: value() if callable(value) else value for name, value in fields.items()}

    def sync(client):
        return client.files.upload(**given(), progress=progress)

    async def run(client):
        return await client.files.upload(**given(), progress=progress)

    return media.call(sync, run, base_url=server.url)


def parts_of(received):
    """Return the header lines and the content of each part of a multipart request."""
    boundary = received.headers["content-type"].partition("boundary=")[2].encode()
    assert received.body.endswith(b"--" + boundary + b"--\r\n")
    pieces = received.body.split(b"--" + boundary + b"\r\n")[1:]
    pieces[-1] = pieces[-1].removesuffix(b"--" + boundary + b"--\r\n")
    found = [piece.removesuffix(b"\r\n").split(b"\r\n\r\n", 1) for piece in pieces]
    return [(lines.decode().split("\r\n"), content) for lines, content in found]


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "data.bin"
    file.write_bytes(CONTENT)
    return file


def generator():
    yield from (CONTENT[at : at + 50_000] for at in range(0, len(CONTENT), 50_000))


def test_a_path_and_a_file_are_sent_with_their_length(media, serve, path):
    server = serve(reply(status=204, content=b""))
    put(media, server, path)
    with path.open("rb") as file:
        file.seek(100_000)
        put(media, server, file)
    put(media, server, lambda: io.BytesIO(CONTENT))
    assert [each.body for each in server.requests] == [CONTENT, CONTENT[100_000:], CONTENT]
    assert [each.headers.get("content-length") for each in server.requests] == ["300000", "200000", "300000"]


def test_an_iterable_is_sent_in_chunks(media, serve):
    server = serve(reply(status=204, content=b""))
    put(media, server, generator)
    assert server.requests[0].body == CONTENT
    assert server.requests[0].headers["transfer-encoding"] == "chunked"
    assert "content-length" not in server.requests[0].headers


def test_a_file_is_read_again_from_where_it_stood_when_the_request_is_repeated(media, serve, path, quick):
    server = serve(in_turn(reply(status=503), reply(status=503), reply(status=204, content=b"")))
    with path.open("rb") as file:
        file.seek(1000)
        put(media, server, file)
    assert [each.body for each in server.requests] == [CONTENT[1000:]] * 3


def test_what_cannot_be_read_again_is_sent_once_and_the_error_says_so(media, serve, quick):
    server = serve(reply(status=503))
    with pytest.raises(media.package.InternalServerError, match="not retried: the request body cannot be read again"):
        put(media, server, generator)
    assert len(server.requests) == 1


def test_parts_are_files_paths_and_iterables(media, serve, path):
    server = serve(reply({"size": 1}, status=201))
    post(media, server, title="a", file=path, images=lambda: (CONTENT, io.BytesIO(b"x")))
    post(media, server, file=generator)
    first, second = map(parts_of, server.requests)
    assert [content for _, content in first] == [b"a", CONTENT, CONTENT, b"x"]
    assert 'filename="data.bin"' in first[1][0][0]
    assert server.requests[0].headers["content-length"] == str(len(server.requests[0].body))
    assert second[0][1] == CONTENT
    assert server.requests[1].headers["transfer-encoding"] == "chunked"


@pytest.mark.parametrize(
    ("name", "file", "cover"),
    [
        ("a.jpg", "image/jpeg", "image/jpeg"),
        ("a.gif", "image/gif", "image/gif"),
        ("a.bin", "application/octet-stream", "image/png"),
        ("a", "application/octet-stream", "image/png"),
    ],
)
@pytest.mark.parametrize("given", ["path", "open file", "tuple"])
def test_the_name_of_a_file_gives_its_type_however_the_file_is_given(
    media, serve, tmp_path, *, name, file, cover, given
):
    server = serve(reply({"size": 1}, status=201))
    path = tmp_path / name
    path.write_bytes(b"x")
    with path.open("rb") as opened:
        value = {"path": path, "open file": opened, "tuple": (name, b"x")}[given]
        post(media, server, file=value, cover=value)
    found = [lines for lines, _ in parts_of(server.requests[0])]
    assert [lines[1] for lines in found] == [f"Content-Type: {file}", f"Content-Type: {cover}"]
    assert all(f'filename="{name}"' in lines[0] for lines in found)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"file": "photo.jpg"}, r"file: str cannot be sent as a file; expected pathlib.Path"),
        ({"file": b"", "images": ["a.png"]}, "images: str cannot be sent as a file"),
        ({"file": b"", "images": "a.png"}, "images: expected a list or another sequence, got str"),
        ({"file": 5}, "file: int cannot be sent as a file; expected bytes"),
        ({"file": {"name": "x"}}, "file: dict cannot be sent as a file"),
        ({"file": ("name",)}, "file: tuple cannot be sent as a file"),
        ({"file": [1, 2]}, "file: An upload yields int; expected bytes"),
    ],
)
def test_what_is_no_file_is_refused_with_the_name_of_its_argument(media, serve, fields, message):
    server = serve(reply({"size": 1}, status=201))
    with pytest.raises(TypeError, match=f"^{message}"):
        post(media, server, **fields)
    assert server.connections == 0


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"a": 1}, "body: dict cannot be sent as bytes; expected bytes, text, a path, a file or an iterable$"),
        (("n.txt", b""), "body: this body has no file name; pass the content instead of a tuple"),
        ([b"", 3], "body: An upload yields int; expected bytes$"),
    ],
)
def test_what_is_no_body_is_refused_with_the_name_of_the_argument(media, serve, value, message):
    server = serve(accept)
    with pytest.raises(TypeError, match=f"^{message}"):
        put(media, server, value)
    assert server.connections == 0


def test_chunks_in_a_list_are_one_file_which_is_sent_again_with_its_length(media, serve, quick):
    chunks = [CONTENT[:1000], CONTENT[1000:]]
    server = serve(in_turn(reply(status=503, headers={"Retry-After": "0"}), reply({"size": 1}, status=201)))
    post(media, server, file=lambda: chunks)
    assert [[content for _, content in parts_of(each)] for each in server.requests] == [[CONTENT], [CONTENT]]
    assert server.requests[1].headers["content-length"] == str(len(server.requests[1].body))


def test_a_part_with_headers_needs_no_media_type(media, serve):
    server = serve(accept)
    post(media, server, file=("a.png", b"x", None, {"X-Sum": "1"}), cover=("a", b"y", None))
    (file, _), (cover, _) = parts_of(server.requests[0])
    assert file[1:] == ["Content-Type: image/png", "X-Sum: 1"]
    assert cover[1:] == ["Content-Type: image/png"]


def test_the_media_type_of_a_part_has_its_documented_parameters(media, serve):
    server = serve(accept)
    post(media, server, file=b"x", about={"number": 1})
    lines, content = parts_of(server.requests[0])[1]
    assert lines[1:] == ["Content-Type: application/json; charset=utf-8"]
    assert content == b'{"number":1}'


def test_the_media_type_of_a_part_cannot_add_headers(media, serve):
    server = serve(accept)
    with pytest.raises(ValueError, match="cannot be sent as a header"):
        post(media, server, file=lambda: ("a", b"x", "text/plain\r\nX-Other: 1"))
    assert server.connections == 0


@pytest.mark.parametrize("use", ["raw", "part"])
def test_of_a_file_that_grows_its_first_size_is_sent(media, serve, path, use):
    def append(sent, _):
        if sent < 100_000:
            with path.open("ab") as file:
                file.write(b"more")

    server = serve(accept)
    if use == "raw":
        put(media, server, path, progress=append)
        assert server.requests[0].body == CONTENT
    else:
        post(media, server, file=path, progress=append)
        assert parts_of(server.requests[0])[0][1] == CONTENT


def test_a_file_of_the_kernel_has_content_although_its_size_is_0(media, serve):
    server = serve(accept)
    put(media, server, Path("/proc/version"))
    assert server.requests[0].body == Path("/proc/version").read_bytes()


def test_an_empty_file_has_a_length(media, serve, path):
    path.write_bytes(b"")
    server = serve(accept)
    put(media, server, path)
    assert (server.requests[0].body, server.requests[0].headers["content-length"]) == (b"", "0")


def test_a_file_that_shrinks_is_the_callers_error(media, serve, path):
    def empty(sent, _):
        if sent < 100_000:
            path.write_bytes(b"")

    server = serve(accept)
    with pytest.raises(OSError, match="became shorter while it was sent"):
        put(media, server, path, progress=empty)
    assert server.connections <= 1


def test_an_error_of_a_source_is_raised_unchanged(media, serve):
    def broken():
        yield CONTENT
        raise FileNotFoundError("the disk is gone")

    server = serve(accept)
    with pytest.raises(FileNotFoundError, match="the disk is gone"):
        put(media, server, broken)
    assert server.connections <= 1


@pytest.mark.parametrize("use", ["raw", "part"])
def test_an_async_source_needs_the_async_client(media, serve, path, use):
    async def chunks():
        for chunk in generator():
            yield chunk

    server = serve(accept)
    send = (lambda: put(media, server, chunks)) if use == "raw" else (lambda: post(media, server, file=chunks))
    if media.name == "sync":
        with pytest.raises(TypeError, match="async client"):
            send()
        assert server.requests == []
    else:
        send()
        assert CONTENT in server.requests[0].body


@pytest.mark.parametrize("end", [CLOSE, 30], ids=["reset", "stalled"])
@pytest.mark.parametrize("source", [bytes, iter], ids=["bytes", "iterable"])
def test_a_response_to_half_an_upload_is_the_error(media, serve, source, end):
    server = serve(lambda _: [reply({"message": "at most 1 MB"}, status=413), end])
    server.ignores_bodies = True
    content = CONTENT * 50
    with pytest.raises(media.package.APIStatusError, match=r"413 .*at most 1 MB"):
        put(media, server, content if source is bytes else lambda: iter([content]), timeout=1, max_retries=0)


async def endless():
    while True:
        await anyio.sleep(0.01)
        yield b"x" * 1000


def pipe():
    reader, writer = os.pipe()

    def write():
        with os.fdopen(writer, "wb") as file, contextlib.suppress(OSError):
            while True:
                file.write(CONTENT)

    threading.Thread(target=write, daemon=True).start()
    return os.fdopen(reader, "rb")


@pytest.mark.parametrize("source", [endless, pipe])
@pytest.mark.parametrize("use", ["raw", "part"])
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_cancelling_an_upload_closes_what_it_reads_and_its_connection(
    media_package, serve, recwarn, *, backend, use, source
):
    server = serve(accept)

    async def main():
        async with media_package.AsyncMedia(base_url=server.url) as client:
            content = source()
            with anyio.move_on_after(0.2):
                await (client.files.replace("f", body=content) if use == "raw" else client.files.upload(file=content))
            if source is pipe:
                content.close()
            for _ in range(100):
                if server.open == 0:
                    return True
                await anyio.sleep(0.01)
            return False

    assert anyio.run(main, backend=backend)
    gc.collect()
    assert [str(each.message) for each in recwarn.list] == []


def test_an_async_file_is_sent(media_package, serve, path):
    server = serve(reply(status=204, content=b""))

    async def main():
        async with media_package.AsyncMedia(base_url=server.url) as client, await anyio.open_file(path, "rb") as file:
            await client.files.replace("f", body=file)

    anyio.run(main)
    anyio.run(main, backend="trio")
    assert [each.body for each in server.requests] == [CONTENT] * 2


@pytest.mark.parametrize("wrong", [object(), {"a": 1}])
def test_what_is_no_source_is_a_type_error_before_anything_is_sent(media, serve, wrong):
    server = serve(reply({"size": 1}, status=201))
    with pytest.raises(TypeError):
        put(media, server, wrong)
    assert server.requests == []


def test_a_file_that_is_missing_raises_before_anything_is_sent(media, serve, tmp_path):
    server = serve(reply(status=204, content=b""))
    with pytest.raises(FileNotFoundError):
        put(media, server, tmp_path / "missing")
    assert server.requests == []


def test_progress_of_content_in_memory_is_reported(media, serve):
    server = serve(accept)
    seen = []
    put(media, server, CONTENT, progress=lambda *each: seen.append(each))
    assert seen[0] == (65_536, len(CONTENT))
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert server.requests[0].body == CONTENT


def test_progress_that_is_no_function_is_refused(media, serve, path):
    server = serve(accept)
    with pytest.raises(TypeError, match="progress is True; expected a function"):
        put(media, server, path, progress=True)
    assert server.connections == 0


def test_a_name_is_not_sent_as_content(media, serve):
    server = serve(accept)
    with pytest.raises(TypeError, match="pass the content instead of a tuple"):
        put(media, server, ("name", CONTENT))
    assert server.requests == []


def test_progress_is_reported(media, serve, path):
    server = serve(accept)
    seen = []
    put(media, server, path, progress=lambda *each: seen.append(each))
    assert seen[-1] == (300_000, 300_000)
    assert len(seen) > 2
    seen.clear()
    post(media, server, file=path, progress=lambda *each: seen.append(each))
    assert seen[-1][0] == seen[-1][1] == len(server.requests[1].body)


@pytest.mark.parametrize("use", ["raw", "part"])
def test_memory_stays_flat(media, serve, tmp_path, use):
    size = 32 * 1024 * 1024
    big = tmp_path / "big"
    with big.open("wb") as file:
        file.truncate(size)

    server = serve(accept)
    server.discards_bodies = True
    tracemalloc.start()
    try:
        put(media, server, big) if use == "raw" else post(media, server, file=big)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert server.requests[0].size >= size
    assert peak < 8 * 1024 * 1024
