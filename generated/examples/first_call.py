"""Call the API and print what comes."""

from invent_client import Invent

with Invent() as invent:
    for broadcast in invent.broadcasts.list("c", status="SENT"):  # walks every page
        print(broadcast.id, broadcast.name, broadcast.status)
