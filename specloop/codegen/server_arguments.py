"""The constructor arguments that choose a server, built from the Server Objects of a document.

The default server is in `openapi/servers`.
"""

from __future__ import annotations

from collections.abc import Iterable

from openapi_python_client.strings import PythonIdentifier

from specloop.codegen import ir, naming
from specloop.codegen.auth import CLIENT_SETTINGS
from specloop.openapi.json_pointer import JsonObject
from specloop.openapi.servers import is_base_url, server_name, server_url

SERVER_ARGUMENT = "server"


def build_servers(document: JsonObject, credentials: Iterable[str]) -> tuple[ir.Server, ...]:
    """Build an `ir.Server` for each absolute server URL, or return () if the client needs no argument for servers.

    It needs one if at least two servers have names (see `server_name`), or if a URL contains a variable. Each variable
    becomes an argument of the client's constructor.

    Args:
        document: The OpenAPI document.
        credentials: The constructor arguments for credentials, whose names the variables cannot have.
    """
    taken = [*CLIENT_SETTINGS, SERVER_ARGUMENT, *credentials]
    arguments: dict[str, PythonIdentifier] = {}
    found: dict[str, ir.Server] = {}
    for node in document.get("servers") or []:
        if not is_base_url(server_url(node)):
            continue
        variables = []
        for name, variable in (node.get("variables") or {}).items():
            if name not in arguments:
                plain = naming.identifier(str(name))
                wanted = naming.identifier(f"server {name}") if plain in taken else plain
                arguments[name] = naming.unique_identifier(wanted, [*taken, *arguments.values()])
            variables.append(
                ir.ServerVariable(
                    name=str(name),
                    argument=arguments[name],
                    default=str(variable.get("default", "")),
                    values=tuple(map(str, variable.get("enum") or ())),
                    doc=str(variable.get("description") or ""),
                )
            )
        name = server_name(node)
        url = str(node["url"]).rstrip("/")
        server = ir.Server(name, f"https:{url}" if url.startswith("//") else url, tuple(variables))
        found.setdefault(name or ("" if not found else server.url), server)
    servers = tuple(found.values())
    has_choice = sum(bool(each.name) for each in servers) > 1 or any(each.variables for each in servers)
    return servers if has_choice else ()
