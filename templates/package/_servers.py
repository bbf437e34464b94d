"""Choice of one of the contract's servers by constructor arguments of the client."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Server", "Variable", "choose_address"]


class Variable(NamedTuple):
    """A variable in the URL of a server.

    Attributes:
        name: The name of the variable in the URL template.
        argument: The client's constructor argument for the value.
        default: The value that is used if the caller passes no value.
        values: The allowed values; empty if any value is allowed.
    """

    name: str
    argument: str
    default: str
    values: tuple[str, ...]


class Server(NamedTuple):
    """A server of the contract: its name ("" if it has none), its URL with variables in braces, and its variables."""

    name: str
    url: str
    variables: tuple[Variable, ...]


def choose_address(
    servers: Sequence[Server], name: str | None, given: Mapping[str, str | None], base_url: str | None
) -> tuple[str, str, dict[str, str]]:
    """Choose a server of the contract, and replace the variables in its URL by their values.

    Args:
        servers: The servers of the contract.
        name: The name of a server; None for the first server that has the variables in `given`.
        given: The values of variables by constructor argument. None means that the caller did not pass the argument, so
            that the variable has its default value.
        base_url: The base URL that the caller passed; None if the caller passed none.

    Returns:
        The base URL, the name of the server, and the values of the variables by name.

    Raises:
        ValueError: The server is unknown, lacks a variable or does not allow a value; or `base_url` is also passed.
        TypeError: A value is not a string.
    """
    values = {argument: value for argument, value in given.items() if value is not None}
    for argument, value in values.items():
        if not isinstance(value, str):
            raise TypeError(f"{argument} must be a string, not {type(value).__name__}")
    arguments = " and ".join([*(["server"] if name is not None else []), *values])
    if base_url is not None:
        raise ValueError(f"base_url and {arguments} are both passed; expected only one of them")
    fitting = (each for each in servers if values.keys() <= {variable.argument for variable in each.variables})
    found = next((each for each in fitting if name is None or each.name == name), None)
    if found is None and name is not None and all(each.name != name for each in servers):
        known = ", ".join(repr(each.name) for each in servers if each.name)
        raise ValueError(f"server is {name!r}; expected one of {known}")
    if found is None and name is not None:
        known_arguments = {variable.argument for each in servers if each.name == name for variable in each.variables}
        unknown = " and ".join(argument for argument in values if argument not in known_arguments)
        raise ValueError(f"the server {name!r} has no variable {unknown}")
    if found is None:
        raise ValueError(f"no server has the variables {arguments}")
    url, chosen = found.url, {}
    for variable in found.variables:
        value = values.get(variable.argument, variable.default)
        if variable.values and value not in variable.values:
            raise ValueError(f"{variable.argument} is {value!r}; expected one of {', '.join(variable.values)}")
        is_given = variable.argument in values  # A default of the contract may be a path, or empty.
        if is_given and not variable.values and not value.replace(".", "").replace("-", "").replace("_", "").isalnum():
            raise ValueError(f"{variable.argument} is {value!r}; expected letters, digits, dots and hyphens")
        url = url.replace(f"{{{variable.name}}}", value)
        chosen[variable.name] = value
    return url, found.name, chosen
