"""Downloads to files: constant memory, atomic writes, resumption, and verification of digests."""

from __future__ import annotations

import asyncio
import base64
import gc
import gzip
import hashlib
import importlib
import random
import subprocess
import sys
import threading
import time
import tracemalloc
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import pytest
from support.api_server import CLOSE, in_turn, reply

BODY = random.Random(1).randbytes(1_000_003)


def names(folder):
    return sorted(each.name for each in folder.iterdir())


def head(length: int, status: int = 200, **headers: str) -> bytes:
    lines = {"Content-Type": "application/octet-stream", "Content-Length": str(length), **headers}
    text = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} OK\r\n{text}\r\n".encode()


def serve_ranges(received, body=BODY, **headers):
    """Respond like a file server: with the whole body, or with the requested range."""
    headers = {"ETag": '"v1"', "Accept-Ranges": "bytes", **headers}
    asked = received.headers.get("range")
    if asked is None or received.headers.get("if-range") != '"v1"':
        return [head(len(body), **headers), body]
    start = int(asked.removeprefix("bytes=").removesuffix("-"))
    span = {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}
    return [head(len(body) - start, 206, **headers, **span), body[start:]]


def download(media, server, path, **options):
    settings = {key: options.pop(key) for key in ("max_retries", "max_response_bytes") if key in options}

    def sync(client):
        with client.files.with_streaming_response.download("f") as response:
            return response.write_to(path, **options)

    async def run(client):
        async with await client.files.with_streaming_response.download("f") as response:
            return await response.write_to(path, **options)

    return media.call(sync, run, base_url=server.url, **settings)


def test_a_body_is_written_to_a_file_beyond_the_limit_of_bodies(media, serve, tmp_path):
    server = serve(serve_ranges)
    seen = []
    target = tmp_path / "file.bin"
    found = download(media, server, target, max_response_bytes=1000, progress=lambda *each: seen.append(each))
    assert found == target
    assert target.read_bytes() == BODY
    assert seen[-1] == (len(BODY), len(BODY))
    assert names(tmp_path) == ["file.bin"]


def test_a_bar_is_drawn_with_rich_and_its_absence_is_told(media, serve, tmp_path, capsys, monkeypatch):
    server = serve(serve_ranges)
    download(media, server, tmp_path / "file.bin", progress=True)
    assert "file.bin" in capsys.readouterr().out
    monkeypatch.setitem(sys.modules, "rich.progress", None)
    with pytest.raises(ImportError, match=r'pip install "media-client\[rich\]"'):
        download(media, server, tmp_path / "other.bin", progress=True)
    assert names(tmp_path) == ["file.bin"]


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("\ufeffä\nb€".encode(), "utf-8"),
        ("ä\nb€".encode("utf-16"), "utf-16"),
        ("ä\nb€".encode("utf-16-le"), "utf-16le"),
    ],
)
def test_lines_are_those_of_the_text_in_its_charset(media, serve, text, charset):
    first = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset={charset}\r\nContent-Length: {len(text)}\r\n\r\n"
    server = serve(
        lambda _: [first.encode(), *[step for at in range(len(text)) for step in (text[at : at + 1], 0.005)]]
    )

    def sync(client):
        with client.files.with_streaming_response.download("f") as response:
            return list(response.iter_lines())

    async def run(client):
        async with await client.files.with_streaming_response.download("f") as response:
            return [each async for each in response.iter_lines()]

    assert media.call(sync, run, base_url=server.url) == ["ä", "b€"]


def test_bytes_lines_and_parse(media, serve):
    text = "a\r\nb\nü\rlast".encode("latin-1")
    server = serve(reply(content=text, content_type="text/plain; charset=latin-1"))

    def sync(client):
        get = client.files.with_streaming_response.download
        with get("f") as one, get("f") as two, get("f") as three:
            return b"".join(one.iter_bytes()), list(two.iter_lines()), three.parse(), three.status_code

    async def run(client):
        get = client.files.with_streaming_response.download
        async with await get("f") as one, await get("f") as two, await get("f") as three:
            return (
                b"".join([each async for each in one.iter_bytes()]),
                [each async for each in two.iter_lines()],
                await three.parse(),
                three.status_code,
            )

    assert media.call(sync, run, base_url=server.url) == (text, ["a", "b", "ü", "last"], text, 200)


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="report.pdf"', "report.pdf"),
        ("attachment; filename=report.pdf", "report.pdf"),
        ("attachment; filename = annual report.pdf ; size=3", "annual report.pdf"),
        ("attachment; filename=\"x.txt\"; filename*=UTF-8''%e2%82%ac%20rates.txt", "€ rates.txt"),
        ("attachment; filename*=iso-8859-1'en'%A3.txt; filename=x", "£.txt"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ("attachment; filename*=UTF-8''..%2F..%5Cevil.exe", "evil.exe"),
        ('attachment; filename="a\\"b.txt"', 'a"b.txt'),
        ('attachment; filename=".."', None),
        ('attachment; filename="C:evil.exe"', "C_evil.exe"),
        ('attachment; filename="nul.txt"', "_nul.txt"),
        ('attachment; comment="a; filename=b"; filename=c', "c"),
        ("attachment; filename*=UTF-8''" + "%C3%BC" * 200, "ü" * 127),
        ("inline", None),
        (None, None),
    ],
)
def test_the_file_name_is_never_a_path(media, serve, disposition, name):
    server = serve(reply(content=b"x", headers={} if disposition is None else {"Content-Disposition": disposition}))

    def sync(client):
        with client.files.with_streaming_response.download("f") as response:
            return response.filename

    async def run(client):
        async with await client.files.with_streaming_response.download("f") as response:
            return response.filename

    assert media.call(sync, run, base_url=server.url) == name


def test_a_download_that_breaks_asks_for_the_rest(media, serve, tmp_path, quick):
    def script(received):
        steps = serve_ranges(received)
        if len(server.requests) < 3:
            steps[1] = steps[1][:300_000]
            steps.append(CLOSE)
        return steps

    server = serve(script)
    assert download(media, server, tmp_path / "f").read_bytes() == BODY
    assert [each.headers.get("range") for each in server.requests] == [None, "bytes=300000-", "bytes=600000-"]


def serve_unknown_length(received, *, is_length_told):
    """Respond like a server that does not state the length of the body, and cut the first body off at its end."""
    headers = {"ETag": '"v1"', "Accept-Ranges": "bytes"}
    if "range" in received.headers:
        told = {"Content-Range": f"bytes */{len(BODY)}"} if is_length_told else {}
        return reply(None, 416, headers | told, content=b"")
    lines = "".join(f"{name}: {value}\r\n" for name, value in (headers | {"Transfer-Encoding": "chunked"}).items())
    return [f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode(), b"%x\r\n%s\r\n" % (len(BODY), BODY)]


@pytest.mark.parametrize("is_length_told", [True, False])
def test_a_download_that_breaks_after_its_last_byte_is_complete_or_starts_again(
    media, serve, tmp_path, quick, is_length_told
):
    def script(received):
        steps = serve_unknown_length(received, is_length_told=is_length_told)
        is_whole = len(server.requests) > 1 and isinstance(steps, list)
        return steps if isinstance(steps, bytes) else [*steps, b"0\r\n\r\n" if is_whole else CLOSE]

    server = serve(script)
    assert download(media, server, tmp_path / "f").read_bytes() == BODY
    ranges = [None, f"bytes={len(BODY)}-"]
    assert [each.headers.get("range") for each in server.requests] == (ranges if is_length_told else [*ranges, None])
    assert names(tmp_path) == ["f"]


def test_a_download_that_always_breaks_after_its_last_byte_starts_again_once(media, serve, tmp_path, quick):
    def script(received):
        steps = serve_unknown_length(received, is_length_told=False)
        return steps if isinstance(steps, bytes) else [*steps, CLOSE]

    server = serve(script)
    with pytest.raises(media.package.APIStatusError, match="416"):
        download(media, server, tmp_path / "f")
    assert len(server.requests) == 4


def test_a_length_that_contradicts_the_first_response_is_not_the_end(media, serve, tmp_path, quick):
    cut = [head(len(BODY), ETag='"v1"', Accept_Ranges="bytes"), BODY[:300_000], CLOSE]
    lie = reply(None, 416, {"Content-Range": "bytes */300000"}, content=b"")
    server = serve(in_turn(cut, lie, [head(len(BODY)), BODY]))
    assert download(media, server, tmp_path / "f").read_bytes() == BODY
    assert [each.headers.get("range") for each in server.requests] == [None, "bytes=300000-", None]


def test_a_range_without_end_is_refused(media, serve, tmp_path, quick):
    cut = [head(len(BODY), ETag='"v1"', Accept_Ranges="bytes"), BODY[:300_000], CLOSE]
    span = f"Content-Range: bytes 300000-{len(BODY) - 1}/{len(BODY)}\r\n".encode()
    endless = b"HTTP/1.1 206 Partial Content\r\nTransfer-Encoding: chunked\r\n%s\r\n" % span
    server = serve(in_turn(cut, [endless, *[b"%x\r\n%s\r\n" % (len(BODY), BODY)] * 200]))
    with pytest.raises(media.package.ResponseValidationError, match="not the requested range"):
        download(media, server, tmp_path / "f")
    assert sum(each.stat().st_size for each in tmp_path.iterdir()) < 10 * len(BODY)


def test_a_request_that_is_not_idempotent_is_not_sent_again_for_a_partial_file(media, serve, tmp_path):
    server = serve([head(len(BODY), ETag='"v1"', Accept_Ranges="bytes"), BODY[:300_000], CLOSE])

    def sync(client):
        with client.feeds.with_streaming_response.create_chat(text="a") as response:
            response.write_to(tmp_path / "f")

    async def run(client):
        async with await client.feeds.with_streaming_response.create_chat(text="a") as response:
            await response.write_to(tmp_path / "f")

    for count in (1, 2):
        with pytest.raises(media.package.APIConnectionError, match="while the body was read"):
            media.call(sync, run, base_url=server.url)
        assert len(server.requests) == count
        assert names(tmp_path) == []


def test_closing_the_client_in_the_middle_of_a_download_says_so(media, serve, tmp_path):
    server = serve([head(len(BODY)), BODY[:300_000], 15])
    failure = pytest.raises(
        media.package.MediaError, match=r"^This client was closed during a call: GET /files/{name} "
    )

    def sync(client):
        with client.files.with_streaming_response.download("f") as response, failure:
            response.write_to(tmp_path / "f", progress=lambda *_: client.close())

    async def run(client):
        async def close_soon():
            await anyio.sleep(0.1)
            await client.aclose()

        async with anyio.create_task_group() as tasks, await client.files.with_streaming_response.download("f") as got:
            tasks.start_soon(close_soon)
            with failure:
                await got.write_to(tmp_path / "f")

    media.call(sync, run, base_url=server.url)
    assert names(tmp_path) == []


def test_a_download_that_changed_meanwhile_starts_again(media, serve, tmp_path, quick):
    other = BODY[::-1]
    whole = [head(len(other), ETag='"v2"', Accept_Ranges="bytes"), other]
    server = serve(in_turn([head(len(BODY), ETag='"v1"', Accept_Ranges="bytes"), BODY[:300_000], CLOSE], whole))
    assert download(media, server, tmp_path / "f").read_bytes() == other
    assert server.requests[1].headers["if-range"] == '"v1"'


FIRST_THIRD = [head(len(BODY), ETag='"v1"', Accept_Ranges="bytes"), BODY[:300_000], CLOSE]


def rest(start: int, end: int, total: int = len(BODY), tag: str = '"v1"') -> list:
    """Return the response with the bytes of BODY from `start` to before `end`."""
    span = {"Content-Range": f"bytes {start}-{end - 1}/{total}"}
    return [head(end - start, 206, ETag=tag, Accept_Ranges="bytes", **span), BODY[start:end]]


def test_a_range_that_is_shorter_than_the_request_is_not_the_end(media, serve, tmp_path, quick):
    server = serve(in_turn(FIRST_THIRD, rest(300_000, 400_000), rest(400_000, len(BODY))))
    assert download(media, server, tmp_path / "f").read_bytes() == BODY
    assert [each.headers.get("range") for each in server.requests] == [None, "bytes=300000-", "bytes=400000-"]


@pytest.mark.parametrize(
    "other", [{"tag": '"v2"'}, {"total": 2 * len(BODY)}], ids=["another entity tag", "another length"]
)
def test_a_range_of_a_file_that_has_changed_is_refused(media, serve, tmp_path, other, quick):
    server = serve(in_turn(FIRST_THIRD, rest(300_000, len(BODY), **other)))
    with pytest.raises(media.package.ResponseValidationError, match="the file on the server has changed"):
        download(media, server, tmp_path / "f")
    assert not (tmp_path / "f").exists()


def test_a_changed_file_has_its_own_length_digest_and_entity_tag(media, serve, tmp_path, quick):
    def described(body: bytes, tag: str) -> bytes:
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        return head(len(body), ETag=tag, Accept_Ranges="bytes", Content_Digest=f"sha-256=:{digest}:")

    other = BODY[::-1][:500_000]
    span = {"Content-Range": f"bytes 200000-{len(other) - 1}/{len(other)}", "ETag": '"v2"'}
    server = serve(
        in_turn(
            [described(BODY, '"v1"'), BODY[:300_000], CLOSE],
            [described(other, '"v2"'), other[:200_000], CLOSE],
            [head(len(other) - 200_000, 206, **span), other[200_000:]],
        )
    )
    seen = []
    found = download(media, server, tmp_path / "f", progress=lambda *each: seen.append(each))
    assert found.read_bytes() == other
    assert seen[-1] == (len(other), len(other))
    assert [each.headers.get("if-range") for each in server.requests] == [None, '"v1"', '"v2"']
    assert names(tmp_path) == ["f"]


@pytest.mark.parametrize("right", [True, False])
def test_the_digest_of_a_compressed_body_is_that_of_the_compressed_bytes(media, serve, tmp_path, right):
    packed = gzip.compress(BODY)
    digest = base64.b64encode(hashlib.sha256(packed if right else BODY).digest()).decode()
    server = serve([head(len(packed), Content_Encoding="gzip", Content_Digest=f"sha-256=:{digest}:"), packed])
    if right:
        assert download(media, server, tmp_path / "f").read_bytes() == BODY
    else:
        with pytest.raises(media.package.ResponseValidationError, match="digest"):
            download(media, server, tmp_path / "f")
        assert names(tmp_path) == []


@pytest.mark.parametrize("headers", [{}, {"ETag": '"v1"', "Accept_Ranges": "bytes"}], ids=["whole", "resumable"])
def test_downloads_to_one_path_at_the_same_time_do_not_mix(media_package, serve, tmp_path, headers):
    def script(_):
        drops = [step for at in range(0, len(BODY), 100_000) for step in (BODY[at : at + 100_000], 0.01)]
        return [head(len(BODY), **headers), *drops]

    server = serve(script)

    def use(number: int) -> Path:
        time.sleep(0.02 * number)
        with client.files.with_streaming_response.download("f") as response:
            return response.write_to(tmp_path / "f")

    with media_package.Media(base_url=server.url) as client, ThreadPoolExecutor(4) as pool:
        assert [each.read_bytes() == BODY for each in pool.map(use, range(4))] == [True] * 4
    assert names(tmp_path) == ["f"]


@pytest.mark.parametrize("seconds", [0.0, 1.0], ids=["fast", "slow"])
def test_slow_writes_of_an_async_download_do_not_block_the_event_loop(
    media_package, serve, tmp_path, monkeypatch, seconds
):
    module = importlib.import_module(f"{media_package.__name__}._download")
    write, threads = module.Download.write, []

    def timed(self, chunks):
        threads.append(threading.current_thread() is threading.main_thread())
        write(self, chunks)
        self.write_seconds = seconds

    monkeypatch.setattr(module.Download, "write", timed)
    server = serve(serve_ranges)

    async def main():
        async with (
            media_package.AsyncMedia(base_url=server.url) as client,
            await client.files.with_streaming_response.download("f") as response,
        ):
            return await response.write_to(tmp_path / "f")

    assert anyio.run(main).read_bytes() == BODY
    first, *others = threads  # The duration of the first write is unknown, so it is not done in the event loop.
    assert not first
    assert others
    assert set(others) == {seconds == 0}


def test_a_download_goes_on_with_an_entity_tag_of_any_characters(media, serve, tmp_path, quick):
    def script(received):
        if "range" not in received.headers:
            return [head(len(BODY), ETag='"é"', Accept_Ranges="bytes"), BODY[:600_000], CLOSE]
        start = int(received.headers["range"].removeprefix("bytes=").removesuffix("-"))
        span = f"bytes {start}-{len(BODY) - 1}/{len(BODY)}"
        return [head(len(BODY) - start, 206, ETag='"é"', Content_Range=span), BODY[start:]]

    server = serve(script)
    assert download(media, server, tmp_path / "f").read_bytes() == BODY
    assert server.requests[1].headers["if-range"].encode("latin-1").decode() == '"é"'


def test_progress_of_a_slow_download_is_reported_while_it_arrives(media, serve, tmp_path):
    drops = [step for _ in range(10) for step in (b"x" * 100, 0.05)]
    server = serve(lambda _: [head(1000), *drops])
    seen = []
    download(media, server, tmp_path / "f", progress=lambda done, total: seen.append((done, total)))
    assert len(seen) > 2
    assert seen[-1] == (1000, 1000)


def test_a_download_that_is_cancelled_while_its_file_is_opened_closes_the_file(
    media_package, serve, tmp_path, monkeypatch
):
    module = importlib.import_module(f"{media_package.__name__}._download")
    open_file, opening, opened = module._open_file, threading.Event(), threading.Event()

    def slow(path):
        opening.set()
        time.sleep(0.2)
        try:
            return open_file(path)
        finally:
            opened.set()

    monkeypatch.setattr(module, "_open_file", slow)
    server = serve(serve_ranges)

    async def main():
        async with media_package.AsyncMedia(base_url=server.url) as client:

            async def use():
                async with await client.files.with_streaming_response.download("f") as response:
                    await response.write_to(tmp_path / "f")

            task = asyncio.create_task(use())
            await asyncio.to_thread(opening.wait, 30)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            del task
            await asyncio.to_thread(opened.wait, 30)

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        asyncio.run(main())
        gc.collect()
    assert [str(each.message) for each in caught] == []


def test_a_file_may_have_any_type_where_the_contract_leaves_the_media_type_empty(media, serve):
    server = serve([head(len(BODY), **{"Content-Type": "text/x-python"}), BODY])

    async def run(client):
        return await client.files.read_original("f")

    found = media.call(lambda client: client.files.read_original("f"), run, base_url=server.url, on_mismatch="raise")
    assert found == BODY


@pytest.mark.parametrize("status", [302, 304])
def test_a_response_without_body_does_not_replace_a_file(media, serve, tmp_path, status):
    server = serve(b"HTTP/1.1 %d X\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n" % status)
    (tmp_path / "f").write_bytes(BODY)
    name = "preview" if status == 302 else "download"

    def sync(client):
        with getattr(client.files.with_streaming_response, name)("f") as response:
            response.write_to(tmp_path / "f")

    async def run(client):
        async with await getattr(client.files.with_streaming_response, name)("f") as response:
            await response.write_to(tmp_path / "f")

    with pytest.raises(media.package.MediaError, match=f"status {status} has no body to write"):
        media.call(sync, run, base_url=server.url)
    assert (tmp_path / "f").read_bytes() == BODY


def test_a_name_of_the_longest_possible_length_is_written(media, serve, tmp_path):
    server = serve(serve_ranges)
    target = tmp_path / ("語" * 85)
    assert download(media, server, target).read_bytes() == BODY


def test_a_body_is_read_once_and_stays_after_read(media, serve, tmp_path):
    server = serve([b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", BODY, CLOSE])

    def sync(client):
        get = client.files.with_streaming_response.download
        with get("f") as kept:
            assert kept.read() == BODY == b"".join(kept.iter_bytes()) == b"".join(kept.iter_bytes())
            assert kept.write_to(tmp_path / "f").read_bytes() == BODY
        with get("f") as response:
            assert b"".join(response.iter_bytes()) == BODY
            for again in (response.iter_bytes, response.iter_lines):
                with pytest.raises(media.package.MediaError, match="already read"):
                    list(again())
            with pytest.raises(media.package.MediaError, match="already read"):
                response.write_to(tmp_path / "g")
            with pytest.raises(media.package.MediaError, match="already read"):
                response.read()

    async def run(client):
        get = client.files.with_streaming_response.download
        async with await get("f") as kept:
            assert await kept.read() == BODY
            assert b"".join([each async for each in kept.iter_bytes()]) == BODY
            assert b"".join([each async for each in kept.iter_bytes()]) == BODY
            assert (await kept.write_to(tmp_path / "f")).read_bytes() == BODY
        async with await get("f") as response:
            assert b"".join([each async for each in response.iter_bytes()]) == BODY
            for again in (response.iter_bytes, response.iter_lines):
                with pytest.raises(media.package.MediaError, match="already read"):
                    [each async for each in again()]
            with pytest.raises(media.package.MediaError, match="already read"):
                await response.write_to(tmp_path / "g")
            with pytest.raises(media.package.MediaError, match="already read"):
                await response.read()

    media.call(sync, run, base_url=server.url)
    assert names(tmp_path) == ["f"]


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"v1"', "Accept_Ranges": "bytes"}, {"ETag": '"v1"'}])
def test_a_download_that_cannot_resume_raises_and_leaves_nothing(media, serve, tmp_path, headers, quick):
    server = serve([head(len(BODY), **headers), BODY[:300_000], CLOSE])
    with pytest.raises(media.package.APIConnectionError):
        download(media, server, tmp_path / "f")
    assert names(tmp_path) == []


def test_resuming_is_bounded_and_what_came_stays_for_the_next_call(media, serve, tmp_path, quick):
    def script(received):
        steps = serve_ranges(received)
        return [steps[0], steps[1][:10], CLOSE] if server.broken else steps

    server = serve(script)
    server.broken = True
    with pytest.raises(media.package.APIConnectionError):
        download(media, server, tmp_path / "f", max_retries=2)
    assert len(server.requests) == 3
    assert len(names(tmp_path)) == 1
    server.broken = False
    assert download(media, server, tmp_path / "f").read_bytes() == BODY
    assert server.requests[-1].headers["range"] == "bytes=30-"
    assert names(tmp_path) == ["f"]


@pytest.mark.parametrize("name", ["Content-Digest", "Repr-Digest", "Content-MD5"])
@pytest.mark.parametrize("right", [True, False])
def test_the_digest_is_checked(media, serve, tmp_path, name, right):
    body = BODY if right else BODY[:-1] + b"\0"
    if name == "Content-MD5":
        value = base64.b64encode(hashlib.md5(BODY).digest()).decode()
    else:
        value = f"sha-256=:{base64.b64encode(hashlib.sha256(BODY).digest()).decode()}:"
    server = serve(lambda received: serve_ranges(received, body, **{name: value}))
    if right:
        assert download(media, server, tmp_path / "f").read_bytes() == BODY
    else:
        with pytest.raises(media.package.ResponseValidationError, match="digest"):
            download(media, server, tmp_path / "f")
        assert names(tmp_path) == []


def test_memory_stays_flat(media, serve, tmp_path):
    size = 64 * 1024 * 1024
    piece = bytes(1024 * 1024)
    server = serve(lambda _: [head(size), *[piece] * 64])
    tracemalloc.start()
    try:
        download(media, server, tmp_path / "f")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tmp_path / "f").stat().st_size == size
    assert peak < 16 * 1024 * 1024


def test_a_part_is_given_as_it_is_and_resumed_within_its_range(media, serve, tmp_path, quick):
    def script(received):
        first, last = received.headers["range"].removeprefix("bytes=").split("-")
        part = BODY[int(first) : int(last) + 1]
        span = {"Content-Range": f"bytes {first}-{last}/{len(BODY)}", "ETag": '"v1"', "Accept-Ranges": "bytes"}
        piece = [part[:100], CLOSE] if len(part) > 600 else [part]
        return [head(len(part), 206, Repr_Digest="sha-256=:AAAA:", **span), *piece]

    def sync(client):
        with client.files.with_streaming_response.download("f", range="bytes=500-1199") as response:
            return client.files.download("f", range="bytes=0-3"), response.write_to(tmp_path / "part")

    async def run(client):
        async with await client.files.with_streaming_response.download("f", range="bytes=500-1199") as response:
            return await client.files.download("f", range="bytes=0-3"), await response.write_to(tmp_path / "part")

    server = serve(script)
    assert media.call(sync, run, base_url=server.url) == (BODY[:4], tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == BODY[500:1200]
    assert [each.headers["range"] for each in server.requests] == ["bytes=500-1199", "bytes=0-3", "bytes=600-1199"]


@pytest.mark.parametrize(
    ("span", "part", "is_right"),
    [
        (None, "bytes 500-1199/5000", False),
        (None, "bytes 0-699/5000", False),
        (None, "bytes 0-699/*", False),
        (None, "", False),
        (None, "bytes 0-699/700", True),
        ("bytes=500-1199", "bytes 0-699/5000", False),
        ("bytes=500-1199", "bytes 500-1199/*", True),
        ("bytes=-700", "bytes 4300-4999/5000", True),
    ],
)
def test_a_part_that_was_not_requested_is_no_file(media, serve, tmp_path, *, span, part, is_right):
    def sync(client):
        with client.files.with_streaming_response.download("f", **options) as response:
            return response.write_to(tmp_path / "f")

    async def run(client):
        async with await client.files.with_streaming_response.download("f", **options) as response:
            return await response.write_to(tmp_path / "f")

    options = {} if span is None else {"range": span}
    server = serve(lambda _: [head(700, 206, **({"Content-Range": part} if part else {})), BODY[:700]])
    if is_right:
        assert media.call(sync, run, base_url=server.url).read_bytes() == BODY[:700]
    else:
        with pytest.raises(media.package.ResponseValidationError, match="not requested"):
            media.call(sync, run, base_url=server.url)
        assert names(tmp_path) == []


def test_a_documented_304_and_redirect_are_results_of_every_kind_of_call(media, serve):
    head_only = b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n'
    moved = b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 5\r\n\r\nmoved"
    server = serve(lambda received: moved if received.path.endswith("preview") else head_only)

    def sync(client):
        raw = client.files.with_raw_response.download("f", if_none_match='"v1"')
        with client.files.with_streaming_response.download("f", if_none_match='"v1"') as streamed:
            parsed = streamed.status_code, streamed.parse()
        with client.files.with_streaming_response.preview("f") as streamed:
            preview = streamed.parse()
        plain = client.files.download("f", if_none_match='"v1"'), client.files.preview("f")
        return plain, (raw.status_code, raw.headers["etag"], raw.parse()), parsed, preview

    async def run(client):
        raw = await client.files.with_raw_response.download("f", if_none_match='"v1"')
        async with await client.files.with_streaming_response.download("f", if_none_match='"v1"') as streamed:
            parsed = streamed.status_code, await streamed.parse()
        async with await client.files.with_streaming_response.preview("f") as streamed:
            preview = await streamed.parse()
        plain = await client.files.download("f", if_none_match='"v1"'), await client.files.preview("f")
        return plain, (raw.status_code, raw.headers["etag"], raw.parse()), parsed, preview

    redirect = media.package.Redirect(location="/elsewhere", status_code=302)
    found = media.call(sync, run, base_url=server.url)
    assert found == ((None, redirect), (304, '"v1"', None), (304, None), redirect)


def test_a_small_body_that_unpacks_to_a_huge_one_is_read_in_flat_memory(media, serve, tmp_path):
    size = 32 * 1024 * 1024
    bomb = gzip.compress(bytes(size))
    server = serve([head(len(bomb), Content_Encoding="gzip"), bomb])
    tracemalloc.start()
    try:
        download(media, server, tmp_path / "f", max_response_bytes=1000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tmp_path / "f").stat().st_size == size
    assert peak < 8 * 1024 * 1024


def test_a_folder_is_refused_before_anything_is_written(media, serve, tmp_path):
    server = serve(serve_ranges)
    with pytest.raises(IsADirectoryError):
        download(media, server, tmp_path)
    assert names(tmp_path) == []


DOWNLOAD = """
import sys
folder, url, path = sys.argv[1:]
sys.path.insert(0, folder)
import media_client
with media_client.Media(base_url=url) as client, client.files.with_streaming_response.download("f") as response:
    response.write_to(path)
"""


def test_a_kill_at_every_tenth_leaves_no_half_file_and_resumes_to_the_same_hash(media_package, serve, tmp_path):
    digest = f"sha-256=:{base64.b64encode(hashlib.sha256(BODY).digest()).decode()}:"
    tenth = len(BODY) // 10

    def script(received):
        first, body = serve_ranges(received, Content_Digest=digest)
        # If the server hangs, it sends a tenth of the body, and then waits until the process is killed.
        return [first, body[:tenth], 30] if server.hangs else [first, body]

    server = serve(script)
    server.hangs = True
    target = tmp_path / "f"
    command = [sys.executable, "-c", DOWNLOAD, str(Path(media_package.__file__).parents[1]), server.url, str(target)]
    for _ in range(9):
        before = sum(each.stat().st_size for each in tmp_path.iterdir())
        with subprocess.Popen(command) as process:
            end = time.monotonic() + 20
            # The buffer of the process may still hold the last few kilobytes.
            while sum(each.stat().st_size for each in tmp_path.iterdir()) < before + tenth - 10_000:
                assert time.monotonic() < end
                time.sleep(0.01)
            process.kill()
        assert not target.exists()
    server.hangs = False
    subprocess.run(command, check=True)
    assert hashlib.sha256(target.read_bytes()).digest() == hashlib.sha256(BODY).digest()
    assert names(tmp_path) == ["f"]
