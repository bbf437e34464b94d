"""Requests for GET /orgs/{org_id}/broadcasts in -> the documented answers; if asked, late, failing, drifted.

Nothing here is random or tells the time: broadcast number 7 is the same in every run, and the same requests
in the same order get the same answers. The limit of 500 requests a minute is left out; --fail-rate has 429s.
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import hashlib
import itertools
import json
import math
import re
import signal
import socket
import string
import struct
import sys
import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Self

# isort: off
import specloop  # noqa: F401 - first, as it tells what to do where the rest cannot be imported
# isort: on

import uvicorn
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from uvicorn.protocols.http.h11_impl import H11Protocol

from specloop.errors import run_main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from starlette.types import Receive, Scope, Send

Item = dict[str, Any]

HOST, PORT, API_KEY = "127.0.0.1", 8765, "sandbox-key"
ORGANISATION = "c"
SUBORGANISATION = "org_7Hq2vKxW9sTn4LbYc8RdZm"  # a quarter as many broadcasts, and other ones

# What openapi.yaml says; a test holds the two together, so that the server need not read YAML.
STATUSES = ("DRAFT", "SCHEDULED", "SENDING", "SENT", "CANCELLED", "FAILED")
ALL, MAX_STATUS_LENGTH, MAX_TAKE = "ALL", 256, 100

MAX_BROADCASTS = 1_000_000
KEPT_REQUESTS = 1000
PATIENCE = 10.0  # seconds the server has to start, and to stop

# ---- what there is ----

# The statuses of ten broadcasts in a row: ten and three share no factor, so every third one has any status.
CYCLE = ("DRAFT", "SCHEDULED", "SENT", "SENDING", "SENT", "CANCELLED", "SENT", "FAILED", "SENT", "SENT")
NEWEST = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
NAMES = ("Spring opening hours", "Soldes d'été ☀️", "新年のお知らせ", "Grüße aus Zürich", '"Hi" & <win>')
CONFIGS: tuple[Item, ...] = ({}, {"subject": "Olá 👋"}, {"buttons": [{"title": "Open", "delay": 1.5}]})
CHANNELS = ("internal", "whatsapp_bot", "telegram_bot", "gmail", "twilio")


@dataclass(frozen=True)
class Broadcasts:
    """The broadcasts of one organisation, newest first; made when asked for, so a million cost no memory."""

    org_id: str
    count: int

    def page(self, status: str, page: int, take: int) -> tuple[int, dict[int, Item]]:
        """Give how many broadcasts have this status, and by number those on one page."""
        places = [place for place, other in enumerate(CYCLE) if status in {ALL, other}]
        turns, rest = divmod(self.count, len(CYCLE))
        total = turns * len(places) + sum(place < rest for place in places)
        first = (page - 1) * take
        steps = (divmod(nth, len(places)) for nth in range(first, min(first + take, total)))
        numbers = (turn * len(CYCLE) + places[step] for turn, step in steps)
        return total, {number: self.broadcast(number) for number in numbers}

    def broadcast(self, number: int) -> Item:
        """Make one broadcast: 23 attributes that agree with its status and with one another."""
        key, status = f"{self.org_id}/{number}", CYCLE[number % len(CYCLE)]
        draw = _digest(key)
        begun = status in {"SENDING", "SENT", "FAILED"}
        planned = status in {"SCHEDULED", "CANCELLED"} or (begun and draw[0] % 2 == 0)
        created = NEWEST - timedelta(hours=number)
        scheduled = created + timedelta(minutes=30) if planned else None
        started = created + timedelta(minutes=30, seconds=draw[1] % 60) if begun else None
        completed = started + timedelta(seconds=60 + draw[2]) if started and status == "SENT" else None
        updated = (completed or started or created) + timedelta(seconds=draw[3], milliseconds=1 + draw[4])

        contacts = 100 + 3 * draw[5]
        recipients = contacts - (draw[6] % 8 if begun else 0)
        sent = {"SENT": recipients, "SENDING": recipients // 2, "FAILED": recipients // 10}.get(status, 0)
        delivered = sent - sent * draw[7] // 2560
        opened = delivered * draw[8] // 256
        error = "The connection to the channel was lost." if status == "FAILED" else None
        segments = _split(contacts, (1, 3, 0)[number % 3])
        templates = _split(recipients, 0 if status == "DRAFT" else (1, 3)[number % 2])
        return {
            "id": _id("bc", key),
            "name": f"{NAMES[number % len(NAMES)]} {number}",
            "status": status,
            "scheduled_at": _time(scheduled),
            "started_at": _time(started),
            "completed_at": _time(completed),
            "contacts_count": contacts,
            "recipients_count": recipients,
            "skipped_count": contacts - recipients,
            "sent_count": sent,
            "failed_count": sent - delivered,
            "delivered_count": delivered,
            "opened_count": opened,
            "played_count": opened * draw[9] // 512,
            "click_count": opened * draw[10] // 256,
            "complained_count": delivered * draw[11] // 25600,
            "unsubscribed_count": delivered * draw[12] // 12800,
            "error_message": error,
            "segments": [
                {
                    "id": _id("seg", f"{key}/{nth}"),
                    "name": f"Regulars {nth + 1}",
                    "contacts_count": share,
                    "created_at": _time(created - timedelta(days=100 + nth)),
                    "updated_at": _time(created - timedelta(days=nth)),
                }
                for nth, share in enumerate(segments)
            ],
            "send_to_all": not segments,
            "templates": [
                {
                    "id": _id("tpl", f"{key}/{nth}"),
                    "broadcast_id": _id("bc", key),
                    "connection_id": _id("con", f"{self.org_id}/{nth}"),
                    "integration_id": CHANNELS[(number + nth) % len(CHANNELS)],
                    "recipients_count": share,
                    "config": CONFIGS[nth],
                    "error": error,
                    "created_at": _time(created),
                    "updated_at": _time(updated),
                }
                for nth, share in enumerate(templates)
            ],
            "created_at": _time(created),
            "updated_at": _time(updated),
        }


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _id(prefix: str, key: str) -> str:
    letters = string.ascii_letters + string.digits
    return f"{prefix}_" + "".join(letters[byte % 62] for byte in _digest(f"{prefix} {key}")[:22])


def _time(moment: datetime | None) -> str | None:
    precision = "milliseconds" if moment and moment.microsecond else "seconds"
    return moment.isoformat(timespec=precision).replace("+00:00", "Z") if moment else None


def _split(total: int, parts: int) -> list[int]:
    return [total // parts + (nth < total % parts) for nth in range(parts)]


# ---- how it drifts ----


@dataclass
class Answer:
    """What a well-formed request is about to get, which a drift may change."""

    asked: str
    items: dict[int, Item]
    headers: dict[str, str]

    def thirds(self) -> Iterator[Item]:
        """Give every third broadcast: those numbered 0 (the newest), 3, 6, ..., on whatever page they are."""
        return (item for number, item in self.items.items() if number % 3 == 0)


def new_member(answer: Answer) -> None:
    """Every third broadcast has a member `is_archived`."""
    for item in answer.thirds():
        item["is_archived"] = False


def new_nested_member(answer: Answer) -> None:
    """Every third broadcast has a member `color` in its segment (these have one)."""
    for item in answer.thirds():
        item["segments"][0]["color"] = "teal"


def new_status(answer: Answer) -> None:
    """Every third broadcast has the `status` PAUSED, whatever status was asked for."""
    for item in answer.thirds():
        item["status"] = "PAUSED"


def null(answer: Answer) -> None:
    """Every third broadcast has null for a `name`."""
    for item in answer.thirds():
        item["name"] = None


def missing_member(answer: Answer) -> None:
    """Every third broadcast has no `played_count`."""
    for item in answer.thirds():
        del item["played_count"]


def renamed_member(answer: Answer) -> None:
    """Every third broadcast has `error` in place of `error_message`."""
    for item in answer.thirds():
        item["error"] = item.pop("error_message")


def changed_type(answer: Answer) -> None:
    """Every third broadcast has a string of digits for a `delivered_count`."""
    for item in answer.thirds():
        item["delivered_count"] = str(item["delivered_count"])


def naive_timestamp(answer: Answer) -> None:
    """Every third broadcast has a `created_at` without offset."""
    for item in answer.thirds():
        item["created_at"] = item["created_at"].removesuffix("Z")


def missing_header(answer: Answer) -> None:
    """Every 200 lacks the header `pagination-count`."""
    del answer.headers["pagination-count"]


def undocumented_status(answer: Answer) -> None:
    """Every request with `status=FAILED` gets a 418; the others are answered as documented."""
    if answer.asked == "FAILED":
        raise HTTPException(418, "undocumented-status was asked for")


# Each kind touches something that no other does, so that they combine.
KINDS: tuple[Callable[[Answer], None], ...] = (
    new_member,
    new_nested_member,
    new_status,
    null,
    missing_member,
    renamed_member,
    changed_type,
    naive_timestamp,
    missing_header,
    undocumented_status,
)
DRIFT = {kind.__name__.replace("_", "-"): kind for kind in KINDS}

# ---- the server ----

PATH = re.compile(r"/orgs/([^/]+)/broadcasts")
PARAMETERS = ("status", "page", "take", "next")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
SECRET_HEADERS = {"authorization", "proxy-authorization", "cookie", "x-api-key"}


class Received(NamedTuple):
    """One request as it came, without the values of headers that hold credentials."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str]


class _Connection(H11Protocol):
    """Lends the application its transport, since ASGI has no message that resets a connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # asyncio does so only for sockets that name their protocol; without it many answers wait for 40 ms.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.app_state = {**self.app_state, "transport": transport}


@dataclass(kw_only=True, eq=False)
class Sandbox:
    """The server and how it is to behave; `with` runs it in a thread."""

    broadcasts: int = 250
    latency: float = 0.0  # seconds
    fail_rate: float = 0.0
    drift: Iterable[str] = ()
    api_key: str = field(default=API_KEY, repr=False)
    port: int = 0  # 0: a free one, which stands here after the start
    seed: int = 0  # another seed, other requests fail
    retry_after: int = 1  # seconds, in a 429
    url: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """Refuse what cannot be, all of it at once."""
        self.drift = tuple(dict.fromkeys(self.drift))
        ranges = (
            ("port", self.port, 65535),
            ("broadcasts", self.broadcasts, MAX_BROADCASTS),
            ("latency in seconds", self.latency, 3600),
            ("fail-rate", self.fail_rate, 1),
        )
        wrong = [f"{name}: {n!r} is not within 0 to {most}" for name, n, most in ranges if not 0 <= n <= most]
        if unknown := ", ".join(repr(kind) for kind in self.drift if kind not in DRIFT):
            wrong.append(f"drift: {unknown} is unknown; choose from {', '.join(DRIFT)}")
        if wrong:
            raise ValueError("; ".join(wrong))
        counts = {ORGANISATION: self.broadcasts, SUBORGANISATION: self.broadcasts // 4}
        self._organisations = {org_id: Broadcasts(org_id, count) for org_id, count in counts.items()}
        self._page = functools.lru_cache(maxsize=64)(self._make_page)
        self._numbers = itertools.count()
        self._requests: deque[Received] = deque(maxlen=KEPT_REQUESTS)

    @property
    def requests(self) -> list[Received]:
        """What came, the last one last, at most `KEPT_REQUESTS` of it."""
        return list(self._requests)

    def __enter__(self) -> Self:
        """Return when requests are answered. `OSError`: the port is not to be had."""
        listener = socket.create_server((HOST, self.port))
        self.port = listener.getsockname()[1]
        self.url = f"http://{HOST}:{self.port}"
        answers = threading.Event()

        async def notify() -> None:
            answers.set()

        config = uvicorn.Config(
            self._serve,
            http=_Connection,
            loop="asyncio",
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            log_level="critical",
            date_header=False,
            callback_notify=notify,  # called before the first request, and then twice a minute
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([listener],), daemon=True)
        self._thread.start()
        if not answers.wait(PATIENCE):
            raise TimeoutError(None, "the server did not start")
        return self

    def __exit__(self, *_: object) -> None:
        """Finish what is being answered (for a second at most), close everything, wait for the thread."""
        self._server.should_exit = True
        self._thread.join(PATIENCE)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        request, number = Request(scope), next(self._numbers)
        query, headers = tuple(request.query_params.multi_items()), dict(request.headers)
        headers |= dict.fromkeys(SECRET_HEADERS & headers.keys(), "[removed]")
        self._requests.append(Received(request.method, scope["path"], query, headers))
        await asyncio.sleep(self.latency)
        try:
            self._fail(number)
            response = self._answer(request)
        except ConnectionResetError:
            await _reset(scope, receive)
            return
        except HTTPException as refusal:
            # The shape of error bodies is open in the API; this one is the sandbox's own.
            response = JSONResponse({"message": refusal.detail}, refusal.status_code, refusal.headers)
        response.headers["x-request-id"] = f"req_{number:08}"
        await response(scope, receive, send)

    def _fail(self, number: int) -> None:
        # Spread evenly: the share is exact, and a rate up to 1/2 never fails a lone caller twice in a row.
        phase = self.seed * 0.618034 % 1
        before, after = (math.floor(count * self.fail_rate + phase) for count in (number, number + 1))
        if after > before:
            limit = HTTPException(429, "too many, it is said", {"Retry-After": str(self.retry_after)})
            crash = HTTPException(500, "broken, it is said")
            raise (limit, crash, ConnectionResetError())[before % 3]

    def _answer(self, request: Request) -> Response:
        if not (match := PATH.fullmatch(request.scope["path"])):
            raise HTTPException(404, "no such route; there is GET /orgs/{org_id}/broadcasts")
        if request.method != "GET":
            raise HTTPException(405, "only GET is documented", {"Allow": "GET"})
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or key != self.api_key:
            raise HTTPException(401, "not the sandbox's key as a bearer", {"WWW-Authenticate": "Bearer"})
        if match[1] not in self._organisations:
            raise HTTPException(404, f"no such organisation; there are {' and '.join(self._organisations)}")
        query = request.query_params
        if any(len(query.getlist(name)) > 1 for name in PARAMETERS):
            raise HTTPException(400, "a parameter is given more than once")
        status = query.get("status", ALL)
        if len(status) > MAX_STATUS_LENGTH or status not in {ALL, *STATUSES}:
            raise HTTPException(400, f"status: one of {ALL}, {', '.join(STATUSES)} was expected")
        page, take = _whole("page", query.get("page", "1")), _whole("take", query.get("take", str(MAX_TAKE)))
        body, headers = self._page(match[1], status, page, min(take, MAX_TAKE))
        return Response(body, headers=headers, media_type="application/json")

    def _make_page(self, org_id: str, status: str, page: int, take: int) -> tuple[bytes, dict[str, str]]:
        total, items = self._organisations[org_id].page(status, page, take)
        headers = {"pagination-count": str(total), "pagination-page": str(page), "pagination-take": str(take)}
        answer = Answer(status, items, headers)
        for kind in self.drift:
            DRIFT[kind](answer)
        return json.dumps(list(items.values()), ensure_ascii=False, separators=(",", ":")).encode(), headers


def _whole(name: str, text: str) -> int:
    # Through float, so that 1e999999999 is refused, not written out. To JSON, 2.0 and 1e2 are whole numbers.
    number = float(text) if NUMBER.fullmatch(text) else math.nan
    if not (number >= 1 and number.is_integer()):
        raise HTTPException(400, f"{name}: a whole number from 1 up was expected")
    return int(number)


async def _reset(scope: Scope, receive: Receive) -> None:
    # With no time to linger, closing sends RST: the caller sees "connection reset by peer", not an end.
    transport = scope["state"]["transport"]
    linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass


# ---- the command ----


def main() -> None:
    """Serve until Ctrl-C or SIGTERM."""
    kinds = "\n".join(f"  {name:<20} {kind.__doc__}" for name, kind in DRIFT.items())
    parser = argparse.ArgumentParser(
        prog="sandbox.py",
        description=f"Serve made-up broadcasts on {HOST} as the documented API would, until Ctrl-C.\n"
        f"Organisations: {ORGANISATION}, and {SUBORGANISATION} with a quarter as many.",
        epilog=f"kinds of drift, which combine (the first of three is the newest broadcast):\n{kinds}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    fails = "share of the requests, 0 to 1, that fail: in turn a 429, a 500, a connection reset"
    add = parser.add_argument
    add("--port", type=int, default=PORT, metavar="N", help="0 for any free one (default: %(default)s)")
    add("--broadcasts", type=int, default=250, metavar="N", help="how many (default: %(default)s)")
    add("--latency", type=float, default=0, metavar="MS", help="milliseconds before each answer (default: 0)")
    add("--fail-rate", type=float, default=0, metavar="P", help=f"{fails} (default: 0)")
    add("--drift", default="", metavar="KIND,...", help="how to leave the documentation (default: not at all)")
    options = vars(parser.parse_args())
    options["latency"] /= 1000
    options["drift"] = [kind.strip() for kind in options["drift"].split(",") if kind.strip()]
    try:
        # Ctrl-C as well: a shell script starts its background commands deaf to it.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler)
        with Sandbox(**options) as sandbox:
            print(f"The sandbox answers at {sandbox.url} until Ctrl-C. For a program that is to use it:")
            print(f"export INVENT_BASE_URL={sandbox.url} INVENT_API_KEY={sandbox.api_key}", flush=True)
            threading.Event().wait()
    except ValueError as error:
        parser.error(str(error))
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0]
        cure = "choose another port with --port N, or --port 0 for a free one"
        parser.exit(2, f"sandbox.py: cannot listen on {HOST}:{options['port']}: {reason}; {cure}\n")
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    run_main(main)
