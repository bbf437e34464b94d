"""Call the API from asynchronous code."""

import asyncio

from invent_client import AsyncInvent


async def main() -> None:
    async with AsyncInvent() as invent:
        page = await invent.broadcasts.list("c")
        print(len(page.items), "of", page.total)
        async for broadcast in invent.broadcasts.list("c", status="SENT"):
            print(broadcast.id, broadcast.name, broadcast.status)


asyncio.run(main())
