"""The mock's own endpoints below /__mock__/, for example an HTML page and the logged requests."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from starlette.responses import HTMLResponse, JSONResponse, Response

from specloop.mock.application import MockApplication
from specloop.mock.page import build_page
from specloop.mock.request_checks import IncomingRequest
from specloop.mock.webhook_sender import WebhookError, send_webhook
from specloop.openapi.servers import is_loopback

TOKEN_LIFETIME_S = 3600
PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:"
)


async def answer_control(application: MockApplication, request: IncomingRequest, path: str) -> Response:
    """Answer a request to one of the mock's own endpoints, such as the endpoint for the logged requests.

    The response is 403 for a request from another machine or website, and 404 for an unknown endpoint. `path` is the
    part of the request's path after `/__mock__/`.
    """
    if not _is_local(request):
        return JSONResponse({"message": "expected a request from this machine and from this page"}, 403)
    name, _, rest = path.partition("/")
    if (request.method, name) == ("POST", "webhooks"):
        return await _send(application, request, unquote(rest))
    if (answer := ANSWERS.get((request.method, path))) is not None:
        return answer(application)
    known = ", ".join(f"{method} {each or '(the page)'}" for method, each in ANSWERS)
    expected = f"expected one of {known}, POST webhooks/NAME?url=http://localhost:..."
    return JSONResponse({"message": f"{request.method} {path} is not served below /__mock__/; {expected}"}, 404)


async def _send(application: MockApplication, request: IncomingRequest, name: str) -> Response:
    url = next((unquote(raw) for each, raw in request.pairs if each == "url"), "")
    try:
        return JSONResponse(await send_webhook(application, name, url, request.body))
    except WebhookError as error:
        return JSONResponse({"message": str(error)}, error.status)


def _page(application: MockApplication) -> Response:
    return HTMLResponse(build_page(application), headers={"Content-Security-Policy": PAGE_POLICY})


def _requests(application: MockApplication) -> Response:
    return JSONResponse([vars(each) for each in application.received])


def _document(application: MockApplication) -> Response:
    return JSONResponse((application.document.written or application.document).data)


def _reset(application: MockApplication) -> Response:
    application.reset()
    return Response(status_code=204)


def token_response(application: MockApplication) -> Response:
    """Return a response with an access token, like an OAuth 2.0 token endpoint (RFC 6749, 5.1)."""
    token = {"access_token": application.settings.api_key, "token_type": "Bearer", "expires_in": TOKEN_LIFETIME_S}
    return JSONResponse(token, headers={"Cache-Control": "no-store"})


def _is_local(request: IncomingRequest) -> bool:
    """Return whether the Host header names this machine, and the Origin header, if it was sent, names the mock.

    This prevents attacks by DNS rebinding.
    """
    host = request.headers.get("host", "")
    origin = request.headers.get("origin")
    return is_loopback(urlsplit(f"//{host}").hostname) and origin in {None, f"http://{host}"}


ANSWERS: dict[tuple[str, str], Callable[[MockApplication], Response]] = {
    ("GET", ""): _page,
    ("GET", "requests"): _requests,
    ("GET", "openapi.json"): _document,
    ("POST", "reset"): _reset,
    ("POST", "token"): token_response,
}
"""Mapping from method and path below /__mock__/ to the function that returns the endpoint's response."""
