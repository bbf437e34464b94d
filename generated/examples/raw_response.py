"""Read a raw response: status, headers, and the decoded result."""

from invent_client import Invent

with Invent() as invent:
    raw = invent.broadcasts.with_raw_response.list("c")
    print(raw.status_code, raw.headers.get("content-type"), raw.request_id, raw.retries)
    print(raw.parse())
