"""Test code that uses the client, with a recorded response instead of a network."""

import httpx2

from invent_client import Invent


def respond(request: httpx2.Request) -> httpx2.Response:
    print("request:", request.method, request.url.path)
    return httpx2.Response(200, json=[], headers={"pagination-count": "0"})


invent = Invent(
    api_key="test",
    base_url="https://api.example.com",
    http_client=httpx2.Client(transport=httpx2.MockTransport(respond)),
)
print(list(invent.broadcasts.list("c")))
