"""Downloads of documents: they are limited in time and size, whatever a server sends."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from support.drift_fixtures import run

from specloop.errors import InputError
from specloop.openapi import retrieval
from specloop.openapi.loader import load_document

HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"


@contextmanager
def serving(respond: Callable[[socket.socket], None]) -> Iterator[str]:
    """Run a server that calls `respond` with the socket of each connection; yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    try:
                        respond(connection)
                    except OSError:
                        continue

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/openapi.yaml"


def drip_headers(connection: socket.socket) -> None:
    connection.sendall(HEAD)
    while True:
        connection.sendall(b"X-More: 1\r\n")
        time.sleep(0.05)


def send_compressed_nothing(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Encoding: gzip\r\n\r\n")
    compressor = zlib.compressobj(wbits=31)
    while True:
        connection.sendall(compressor.compress(b"") + compressor.flush(zlib.Z_FULL_FLUSH))
        time.sleep(0.01)


@pytest.mark.parametrize("respond", [drip_headers, send_compressed_nothing])
@pytest.mark.parametrize("source", ["docs", "upstream"])
def test_a_source_without_end_is_given_up(capsys, monkeypatch, respond, source):
    monkeypatch.setattr(retrieval, "DOWNLOAD_TIMEOUT_S", 0.5)
    with serving(respond) as url:
        found = run(capsys, source, url)
    assert found.status == 2
    assert "takes longer than 0.5 seconds" in found.error


def test_a_compressed_document_is_read():
    body = gzip.compress(b"openapi: 3.1.0\n")
    with serving(lambda c: c.sendall(HEAD + b"Content-Encoding: gzip\r\n\r\n" + body)) as url:
        assert load_document(url).data == {"openapi": "3.1.0"}


def test_a_document_that_is_compressed_several_times_is_refused():
    body = gzip.compress(gzip.compress(b"openapi: 3.1.0\n"))
    with (
        serving(lambda c: c.sendall(HEAD + b"Content-Encoding: gzip, gzip\r\n\r\n" + body)) as url,
        pytest.raises(InputError, match="Content-Encoding 'gzip, gzip'; gzip was accepted"),
    ):
        load_document(url)


def test_a_compressed_document_is_read_up_to_the_limit(monkeypatch):
    monkeypatch.setattr(retrieval, "MAX_DOCUMENT_BYTES", 1 << 20)
    monkeypatch.setattr("specloop.openapi.yaml_composer.MAX_DOCUMENT_BYTES", 1 << 20)
    body = gzip.compress(bytes(50_000_000))
    with (
        serving(lambda c: c.sendall(HEAD + b"Content-Encoding: gzip\r\n\r\n" + body)) as url,
        pytest.raises(InputError, match="larger than 1 MiB"),
    ):
        load_document(url)
