"""Call the API and print the result."""

from invent_client import Invent

with Invent() as invent:
    for broadcast in invent.broadcasts.list("c", status="SENT"):  # fetches every page
        print(broadcast.id, broadcast.name, broadcast.status)
