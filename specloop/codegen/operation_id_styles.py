"""Styles of operationIds: the patterns by which web frameworks generate operationIds.

FastAPI, for example, generates `read_items_items__item_id__get` for the function `read_items`. If nearly all
operationIds of a document follow a style, the client's methods are named by the part of the operationId that comes
from the name of the function, such as `read_items`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from specloop.codegen.naming import split_words, stems, words_match
from specloop.openapi.operations import Operation

PATH_VERSION = re.compile(r"(?i)v\d+([._-]?\d+)*((alpha|beta)\d*)?|\d{4}-\d{2}-\d{2}|\d+(\.\d+)*")
"""Regex for path segments and tags that are a version: `v1`, `2010-04-01`, `3`."""

NOISE_SEGMENT = re.compile(rf"(?i)apis?|rest|{PATH_VERSION.pattern.removeprefix('(?i)')}")
"""Regex for path segments and tags that name the interface and not a resource: `api` and versions."""

_NOISE_AT_START = re.compile(rf"(?i)^(/({NOISE_SEGMENT.pattern.removeprefix('(?i)')})(?=/))+")

HTTP_VERBS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"})

# fmt: off
VERBS = HTTP_VERBS.union((
    "abort", "accept", "acknowledge", "activate", "add", "advance", "analyze", "apply", "approve", "archive",
    "assign", "attach", "authorize", "ban", "block", "cancel", "capture", "change", "charge", "check", "clear",
    "clone", "close", "commit", "complete", "confirm", "connect", "convert", "copy", "count", "create",
    "deactivate", "deliver", "demote", "deny", "deploy", "describe", "destroy", "detach", "disable",
    "disconnect", "dismiss", "dispatch", "download", "edit", "enable", "enroll", "evaluate", "execute",
    "expire", "export", "fail", "fetch", "finalize", "find", "finish", "flush", "follow", "generate", "grant",
    "hide", "import", "insert", "install", "invalidate", "invite", "invoke", "is", "issue", "join", "kick",
    "kill", "launch", "leave", "link", "list", "load", "lock", "login", "logout", "lookup", "mark", "merge",
    "migrate", "modify", "move", "mute", "notify", "open", "partial", "patch", "pause", "pay", "pin", "ping",
    "poll", "preview", "process", "promote", "publish", "pull", "purge", "push", "query", "quit", "read",
    "reboot", "rebuild", "receive", "refresh", "refund", "regenerate", "register", "reindex", "reject",
    "release", "remove", "rename", "render", "reopen", "replace", "replay", "reply", "request", "rerun",
    "resend", "reset", "resize", "resolve", "restart", "restore", "resume", "retrieve", "retry", "return",
    "review", "revoke", "rollback", "rotate", "run", "save", "scan", "schedule", "search", "select", "send",
    "set", "share", "ship", "show", "simulate", "star", "start", "stop", "stream", "submit", "subscribe",
    "succeed", "summarize", "suspend", "switch", "sync", "terminate", "test", "track", "transfer", "translate",
    "trigger", "unarchive", "unassign", "unban", "unblock", "undo", "unfollow", "unhide", "uninstall", "unlink",
    "unlock", "unmute", "unpin", "unpublish", "unstar", "unsubscribe", "update", "upload", "upsert", "validate",
    "verify", "view", "void", "vote", "wait", "watch", "write",
))
# fmt: on
"""Verbs with which a method's name can begin. A prefix that all operationIds share ends before such a verb."""

PREPOSITIONS = frozenset({"by", "for", "from", "in", "of", "on", "to", "with"})

MAX_EXCEPTIONS_SHARE = 10
"""A style of operationIds applies if at most one in this many operations has a different operationId.

One exception is always allowed.
"""


def holds_for(matches: int, total: int) -> bool:
    """Return whether nearly all operationIds of a document match a style.

    At least two of `total` must match. One mismatch is allowed, or one in ten if this is more.
    """
    return matches > 1 and total - matches <= max(1, total // MAX_EXCEPTIONS_SHARE)


def path_segments(path: str) -> list[str]:
    """Return the segments of a path. `api` and versions are left out, and `{id}:cancel` counts as two segments."""
    segments = re.findall(r"[^/#:{}]*\{[^{}/]*\}[^/#:{}]*|[^/#:{}]+", path.partition("?")[0])
    return [step for step in segments if not NOISE_SEGMENT.fullmatch(step)]


def bare_segment(segment: str) -> str:
    """Return a path segment without a file extension. The segment `Messages.json` becomes `Messages`."""
    return re.sub(r"(?i)\.(json|xml)$", "", segment)


def segment_words(segment: str) -> list[str]:
    """Return the words of a path segment, such as `user` and `id` for `{user_id}`, or `orders` for `Orders.json`."""
    return split_words(bare_segment(segment))


def path_version(path: str) -> str | None:
    """Return the last segment of a path that is a version, such as `v2`, or None if there is none."""
    return next((step for step in reversed(path.split("/")) if step and PATH_VERSION.fullmatch(step)), None)


def is_parameter(segment: str) -> bool:
    """Return whether a path segment contains a parameter."""
    return "{" in segment


def chosen_words(operations: Mapping[str, Operation], resources: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the words that a person chose in each operationId, by the same keys as `operations`.

    For example, the words of FastAPI's `read_items_items__item_id__get` are `read` and `items`. The list is empty if
    there is no operationId, or if nearly all operationIds only repeat method and path.

    Args:
        operations: The operations, by any unique key.
        resources: The name of each operation's resource, by the same keys.
    """
    ids = {key: id_ for key, each in operations.items() if (id_ := each.operation_id)}
    found: dict[str, list[str]] = {key: [] for key in operations}
    stripped = _undo_style(operations, ids)
    if stripped is None:
        handlers = {key: _undo_certain_styles(operations[key], id_) for key, id_ in ids.items()}
        ids |= {key: handler for key, handler in handlers.items() if handler is not None}
        modules = {key: id_ for key, id_ in ids.items() if handlers.get(key) is None}
        stripped = {**ids, **_undo_module_paths(_undo_module_prefix(modules, resources))}
    return found | {key: split_words(text) for key, text in stripped.items()}


def _undo_style(operations: Mapping[str, Operation], ids: Mapping[str, str]) -> dict[str, str] | None:
    for undo in ID_STYLE_UNDOERS:
        stripped = {key: text for key, id_ in ids.items() if (text := undo(operations[key], id_)) is not None}
        is_certain = undo is not _undo_method_and_path or any(operations[key].method in WRITING for key in stripped)
        if holds_for(len(stripped), len(ids)) and is_certain:
            return {**ids, **stripped}
    return None


WRITING = ("post", "put", "patch")
"""HTTP methods that people rarely write in an operationId: they write `getUsers`, but `createUser` for a POST."""


HASH_SUM = re.compile(r"[0-9a-f]{32}")


def _undo_handler_styles(operation: Operation, id_: str) -> str | None:
    return _undo_fastapi(operation, id_) or _undo_nestjs(operation, id_) or _undo_springfox(operation, id_)


def _undo_certain_styles(operation: Operation, id_: str) -> str | None:
    """Return the name of the handler function in an operationId that only a tool can produce, or else None.

    The tools are FastAPI, Springfox and springdoc. For a hash, as swagger-php writes it, the result is "".
    """
    if HASH_SUM.fullmatch(id_):
        return ""
    return _undo_edited_fastapi(operation, id_) or _undo_springfox(operation, id_) or _undo_springdoc(operation, id_)


def _undo_springfox(operation: Operation, id_: str) -> str | None:
    """Return the handler function's name from an operationId of Springfox, or None for other styles.

    In `getUserUsingGET` and in `getUserUsingGET_1`, it is `getUser`.
    """
    match = re.fullmatch(rf"(?P<handler>\w+)Using{operation.method.upper()}(_\d+)?", id_)
    return match["handler"] if match else None


def _undo_springdoc(operation: Operation, id_: str) -> str | None:
    """Return the handler function's name from a numbered operationId of springdoc: `list` for `list_1`.

    Return None for other operationIds, and if no tag of the operation ends in `-controller`, such as `user-controller`.
    """
    match = re.fullmatch(r"(?P<handler>\w*[^\W\d_])_\d+", id_)
    tags = operation.node.get("tags") or []
    return match["handler"] if match and any(str(tag).endswith("-controller") for tag in tags) else None


def _undo_fastapi(operation: Operation, id_: str) -> str | None:
    """Return the handler function's name from an operationId of FastAPI, or None for other styles.

    In `read_items_items__item_id__get`, it is `read_items`: the path and the HTTP method follow. A prefix of the path
    such as `/api/v1`, which a proxy adds, can be missing.
    """
    path = operation.path.partition("?")[0]
    for known in (path, _NOISE_AT_START.sub("", path)):
        handler = id_.removesuffix(re.sub(r"\W", "_", known) + f"_{operation.method}")
        if handler and handler != id_:
            return handler
    return None


def _undo_edited_fastapi(operation: Operation, id_: str) -> str | None:
    """Return the handler function's name from an operationId of FastAPI, or None for other styles.

    The path and the HTTP method may have been edited after the operationId was generated.
    """
    path = operation.path.partition("?")[0]
    handler = _undo_fastapi(operation, id_)
    # For a path with one segment, people choose such operationIds, too. So the handler must repeat a word of the path.
    if handler and "/" not in path.strip("/"):
        return handler if set(_stems(handler)) & set(_stems(path)) else None
    match = re.fullmatch(rf"(?P<id>\w+)_({'|'.join(sorted(HTTP_VERBS))})", id_)
    # In a longer path, the method and all that follows the first parameter may have been edited:
    # `get_run_runs__run_id__stream_get` on `/runs/{run_id}/join` has the handler `get_run`.
    before, parameter, _ = path.partition("}")
    start = re.sub(r"\W", "_", before + parameter)
    if handler or match is None or "/" not in path.strip("/"):
        return handler
    edited = match["id"].partition(start)[0] if parameter else match["id"].removesuffix(start)
    return edited if edited and edited != match["id"] else None


def _stems(text: str) -> list[str]:
    return [stem for word in split_words(text) for stem in stems(word)]


def _undo_nestjs(_: Operation, id_: str) -> str | None:
    """Return the handler function's name from an operationId that begins with a class, or None for other styles.

    In `UsersController_create` (NestJS) and in `UserService_Create` (gRPC Gateway), it is `create`. A namespace can
    precede the class, as in `app.UserController::create`, also in the notation of PHP (Laravel).
    """
    match = re.fullmatch(r"[\w.\\/]*(Controller|Service)([_.#@/]|::)(?P<handler>\w+?)(_v\d+)?", id_)
    return match["handler"] if match else None


def _undo_litestar(operation: Operation, id_: str) -> str | None:
    """Return the handler function's name from an operationId of Litestar, or None for other styles.

    In `NotesNoteIdRead`, it is `Read`: the path precedes it.
    """
    prefix = ""
    for segment in operation.path.split("/"):
        title = segment.strip("{}").partition(":")[0].title()
        if title not in prefix:
            prefix += title
    handler = id_.removeprefix(re.sub(r"[!#$%&'*+\-.^_`|~:]+", "", prefix))
    return handler if handler != id_ and handler[:1].isupper() else None


def _undo_method_and_path(operation: Operation, id_: str) -> str | None:
    """Return "" for an operationId that only repeats method and path, such as `PostChargesChargeCapture`.

    Return None for any other operationId.
    """
    words = split_words(id_)
    is_api_platform = operation.method == "get" and words[-2:] == ["get", "collection"]  # `api_books_get_collection`
    is_flask_restx = words[:1] == [operation.method] and words[-1] == "list"  # `get_book_list`
    if is_api_platform or (is_flask_restx and not is_parameter(operation.path.rstrip("/").rpartition("/")[2])):
        words = words[:-1]
    for verb, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        if verb == [operation.method] and _is_path(operation, rest):
            return ""
    return None


def _is_path(operation: Operation, words: Sequence[str]) -> bool:
    """Return whether `words` are those of the operation's path, in the same order.

    The words of path parameters, of `api` and of versions can be missing.
    """
    positions = {0}
    for segment in filter(None, re.split("[/#]", operation.path)):
        spelled = segment_words(segment)
        forms = [spelled, ["by", *spelled], ["id"], ["by", "id"]] if is_parameter(segment) else [spelled]
        may_be_missing = is_parameter(segment) or NOISE_SEGMENT.fullmatch(segment) is not None
        reached = {
            at + len(form) for at in positions for form in forms if words_match(words[at : at + len(form)], form)
        }
        positions = reached | positions if may_be_missing else reached
    return len(words) in positions


def _undo_module_prefix(ids: Mapping[str, str], resources: Mapping[str, str]) -> dict[str, str]:
    """Remove the prefix that nearly all operationIds share: `main_list_users` becomes `list_users`.

    The prefix is kept if all operations with it belong to the same resource. `ids` maps each operation to its
    operationId, and `resources` maps it to the name of its resource.
    """
    parts = {key: [part or "" for part in _WORD_BREAK.split(id_)] for key, id_ in ids.items()}
    depth = 0
    sharing = list(parts)
    while sharing:
        count = Counter(parts[key][2 * depth].lower() for key in sharing if len(parts[key]) > 2 * depth + 2)
        (word, number), *_ = count.most_common(1) or [("", 0)]
        if not word or word in VERBS or not holds_for(number, len(ids)):
            break
        sharing = [key for key in sharing if len(parts[key]) > 2 * depth + 2 and parts[key][2 * depth].lower() == word]
        depth += 1
    # A prefix of one resource can be its name, such as `users` in `users_list`. Any other prefix is that of a module.
    if depth == 0 or len({resources[key] for key in sharing}) == 1:
        return dict(ids)
    return {**ids, **{key: "".join(parts[key][2 * depth :]) for key in sharing}}


_WORD_BREAK = re.compile(r"([\W_]+)|(?<=[^\W_A-Z])(?=[A-Z])")
"""Regex for what separates two words, as in `list_users`; nothing does in `listUsers`."""

MODULE_WORDS = frozenset({"api", "endpoints", "handlers", "router", "routers", "routes", "views"})
"""Names of modules that hold the handlers of a web application."""


def _undo_module_paths(ids: Mapping[str, str]) -> dict[str, str]:
    """Remove the path of a module from the start of operationIds: `files_api_list_files` becomes `list_files`.

    Nothing is removed unless nearly all operationIds begin with such a path.
    """
    stripped = {key: text for key, id_ in ids.items() if (text := _without_module_path(id_)) is not None}
    return {**ids, **stripped} if holds_for(len(stripped), len(ids)) else dict(ids)


def _without_module_path(id_: str) -> str | None:
    parts = re.findall(r"[^\W_]+|[\W_]+", id_)
    words = [word.lower() for word in parts[::2]]
    # Django-Ninja writes the module `files.api` and the handler `list_files` as `files_api_list_files`.
    first_verb = next((at for at, word in enumerate(words) if word in VERBS), len(words) - 1)
    ends = [at + 1 for at in range(1, first_verb) if words[at] in MODULE_WORDS]
    return "".join(parts[2 * ends[-1] :]) if ends else None


ID_STYLE_UNDOERS: tuple[Callable[[Operation, str], str | None], ...] = (
    _undo_handler_styles,
    _undo_litestar,
    _undo_method_and_path,
)


DOTTED_ID = re.compile(r"(?P<service>\w+)\.(?P<resource>\w+(\.\w+)*)\.(?P<action>\w+)( \(\d+\))?")
"""Regex for operationIds as in the discovery documents of Google: `run.projects.locations.jobs.list`.

The one of a second route ends in a number in Phoenix: `Web.UserController.update (2)`.
"""


def dotted_ids(operations: Mapping[str, Operation]) -> dict[str, tuple[str, list[str]]]:
    """Return the resource and the words of the action for each operationId in Google's style, by key of the operation.

    For `run.projects.jobs.list`, these are `jobs` and `["list"]`. The service, `run`, and words with which nearly all
    resources begin, such as `projects`, are left out. A nested resource has the form `jobs/executions`.

    The result is {} unless nearly all operationIds have this style and the same service.
    """
    found = {key: match for key, each in operations.items() if (match := DOTTED_ID.fullmatch(each.operation_id))}
    services = Counter(match["service"] for match in found.values())
    (service, number), *_ = services.most_common(1) or [("", 0)]
    if not holds_for(number, len(operations)):
        return {}
    paths = {key: match["resource"].split(".") for key, match in found.items() if match["service"] == service}
    prefix = list(iter_shared_prefix([*dict.fromkeys(map(tuple, paths.values()))], is_prefix_allowed=True))
    stated: dict[str, tuple[str, list[str]]] = {}
    for key, path in paths.items():
        is_within = path[: len(prefix)] == prefix[: len(path)]
        resource = (path[len(prefix) :] or path[-1:]) if is_within else path
        stated[key] = "/".join(resource), split_words(found[key]["action"])
    return stated


GROUPED_ID = re.compile(r"(?P<group>[A-Z]\w*[^\W_])_(?P<action>[A-Z][^\W_]*)")
"""Regex for operationIds as AutoRest reads them: `VirtualHubs_ListByResourceGroup`, a group and an action."""


def grouped_ids(operations: Mapping[str, Operation]) -> dict[str, tuple[str, list[str]]]:
    """Split operationIds in AutoRest's style: `VirtualHubs_List` results in `("VirtualHubs", ["list"])`.

    The keys are those of `operations`. Return {} unless nearly all operationIds have this style. Also return {} if
    nearly all begin with a server class, such as `UserService` in `UserService_Create`.
    """
    found = {key: match for key, each in operations.items() if (match := GROUPED_ID.fullmatch(each.operation_id))}
    found = {key: match for key, match in found.items() if not _begins_with_verb(match["group"], match["action"])}
    classes = sum(_undo_nestjs(operations[key], match[0]) is not None for key, match in found.items())
    if not holds_for(len(found), len(operations)) or holds_for(classes, len(operations)):
        return {}
    return {key: (match["group"], split_words(match["action"])) for key, match in found.items()}


def _begins_with_verb(group: str, action: str) -> bool:
    """Return whether an operationId such as `List_Users` begins with a verb and not with a group.

    `group` and `action` are the texts before and after the last `_`.
    """
    # If both texts begin with verbs, the first can be a group whose name only looks like a verb.
    is_verb = split_words(group)[0] in VERBS and split_words(action)[0] not in VERBS
    return is_verb or group.lower() in HTTP_VERBS


def grouped_words(group: str, action: Sequence[str], noun: Sequence[str]) -> list[str]:
    """Return the words of a method's name for an operationId in AutoRest's style, such as `VirtualHubs_ListByRegion`.

    The words of the group are included unless the resource already names the group. In the resource `hubs`, the method
    is `list_by_region`; in a resource `network`, it is `list_virtual_hubs_by_region`.

    Args:
        group: The text before `_`, such as `VirtualHubs`.
        action: The words after `_`, such as `list by region`.
        noun: The words of the resource's name, such as `hubs`.
    """
    words = split_words(group)
    short, long = sorted((words, list(noun)), key=len)
    is_own = all(any(stems(one) & stems(other) for other in long) for one in short)
    length = 3 if action[1:2] == ["or"] else 1
    # An action such as `list virtual hubs` already has an object, so the group is not added.
    has_object = len(action) > length and action[length] not in PREPOSITIONS
    return list(action) if is_own or has_object else [*action[:length], *words, *action[length:]]


def iter_shared_prefix(names: Sequence[Sequence[str]], *, is_prefix_allowed: bool = False) -> Iterator[str]:
    """Yield the words with which nearly all names begin (see `holds_for`): `acme` for `acme orders` and `acme users`.

    Args:
        names: The names, each as a sequence of words.
        is_prefix_allowed: Whether a name may consist of only the shared words, such as `acme`.
    """
    sharing = [list(name) for name in names]
    prefix: list[str] = []
    while True:
        depth = len(prefix)
        count = Counter(name[depth] for name in sharing if len(name) > depth + 1)
        (word, number), *_ = count.most_common(1) or [("", 0)]
        prefix.append(word)
        total = sum(list(name) != prefix for name in names) if is_prefix_allowed else len(names)
        if not word or not holds_for(number, total):
            return
        yield word
        sharing = [name for name in sharing if len(name) > depth + 1 and name[depth] == word]
