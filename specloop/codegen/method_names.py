"""Candidates for the name of a client method, built from an operation's operationId, HTTP method and path.

The module `resource_names` chooses the first candidate that is unique among the methods of a resource.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from specloop.codegen.naming import is_plural, singular, split_words, stems, words_match
from specloop.codegen.operation_id_styles import (
    HTTP_VERBS,
    NOISE_SEGMENT,
    PREPOSITIONS,
    VERBS,
    is_parameter,
    path_segments,
    path_version,
    segment_words,
)
from specloop.openapi.json_pointer import JsonObject, resolve_ref
from specloop.openapi.media_types import order_by_preference
from specloop.openapi.operations import Operation, content_of

ITEM_ACTIONS = {"get": "retrieve", "post": "update", "put": "replace", "patch": "update"}
COLLECTION_ACTIONS = {"post": "create", "put": "replace", "patch": "update"}


def candidates(document: JsonObject, operation: Operation, noun: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    """Yield candidate names of a method, from the shortest to the most specific.

    Args:
        document: The document that holds the operation.
        operation: The operation.
        noun: The words of the name of the operation's resource, such as `["thread", "runs"]`.
        words: The words of the operationId if a person chose it; empty if a tool derived it from method and path.
    """
    words = _replace_http_method(operation, _drop_api_prefix(operation, words))
    named = _drop_http_method(operation, noun, words)
    bare = _drop_by_parameter(operation, named)
    # In `users`, only the noun precedes the parameter of `users_by_id`.
    short = _drop_noun(operation, noun, named if words_match(bare, noun) else bare) if named else ()
    is_noun = len(named) < len(words) and short and short[0] not in VERBS and _names_resource(operation, noun)
    if not short or is_noun or (len(short) == 1 and short[0] in HTTP_VERBS):
        short = _path_action(document, operation, noun, words)
    yield "_".join(_verb_first(operation, noun, short))
    if words:
        yield "_".join(_drop_leading_noun(operation, noun, words))
        yield "_".join(words)
        yield "_".join([*words, *_missing_words(_below_resource(operation, noun), words)])
        yield "_".join([*words, *_by_parameter(operation)])
    else:
        if operation.method == "patch":  # It is possible that a `POST` on the same path has the name `update`.
            yield "partial_update"
        yield "_".join(_path_action(document, operation, (), ()))
        yield "_".join([*_path_action(document, operation, noun, ()), *_by_parameter(operation)])
    if version := path_version(operation.path):
        yield "_".join([*(words or _path_action(document, operation, noun, ())), version.replace(".", "_")])
    if words:
        yield "_".join([*words, *_missing_words(path_segments(operation.path), words)])
    yield "_".join(split_words(operation.label))


def _replace_http_method(operation: Operation, words: Sequence[str]) -> Sequence[str]:
    """Replace an HTTP method at the start of an operationId by a verb: `patch_flag` becomes `update_flag`.

    If another verb follows, only drop the HTTP method: `post_send_mail` becomes `send_mail`.
    """
    method = operation.method
    action = COLLECTION_ACTIONS.get(method)
    if action is None or len(words) < len((method, "noun")) or words[0] != method:
        return words
    if len(words) > len((method, "verb")) and words[1] in VERBS:
        return words[1:]
    names = [segment_words(step) for step in path_segments(operation.path) if not is_parameter(step)]
    ends = [[word for name in names[at:] for word in name] for at in range(len(names))]
    # `post` and `put` can be verbs: `post_message` on `/chat` stays. On `/messages`, it becomes `create_message`.
    is_said = method == "patch" or any(words_match(words[1:], end) for end in ends)
    return [action, *words[1:]] if is_said else words


def _missing_words(segments: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return the words of path segments, without path parameters, that are missing from a method name's `words`.

    A word is not missing if the name has its singular or plural.
    """
    found = [word for step in segments if not is_parameter(step) for word in segment_words(step)]
    return [word for word in found if not any(stems(word) & stems(each) for each in words)]


def _by_parameter(operation: Operation) -> list[str]:
    """Return `by` and the words of the last path parameter, such as `["by", "id"]`, or [] if there is none."""
    parameters = [step for step in path_segments(operation.path) if is_parameter(step)]
    return ["by", *segment_words(parameters[-1])] if parameters else []


def _drop_api_prefix(operation: Operation, words: Sequence[str]) -> Sequence[str]:
    """Drop words such as `api` and `v1` with which both an operationId and its path begin."""
    # Django REST framework writes `api_v1_tasks_list` for the path `/api/v1/tasks/`.
    for step in operation.path.strip("/").split("/"):
        start = segment_words(step)
        if not NOISE_SEGMENT.fullmatch(step) or len(words) <= len(start) or list(words[: len(start)]) != start:
            break
        words = words[len(start) :]
    return words


def _drop_by_parameter(operation: Operation, words: Sequence[str]) -> Sequence[str]:
    """Drop `by_id` or `by_PARAMETER` from the end of a method name if the path ends with `{PARAMETER}`."""
    last = operation.path.rstrip("/").rpartition("/")[2]
    if is_parameter(last):
        for name in (["id"], split_words(last)):
            if len(words) > len(name) + 1 and list(words[-len(name) - 1 :]) == ["by", *name]:
                return words[: -len(name) - 1]
    return words


def _drop_noun(operation: Operation, noun: Sequence[str], words: Sequence[str]) -> Sequence[str]:
    """Drop the resource's name from the end or start of a method name: in `orders`, `list_orders` becomes `list`.

    `noun` holds the words of the resource's name, and `words` the words of the method name.
    """
    for part in _endings(noun):
        rest = words[: -len(part)]
        # After a lone verb, the last words of the noun are enough: `create_run` of `thread_runs` becomes `create`.
        is_own = len(part) == len(noun) or (len(rest) == 1 and rest[0] in VERBS and not words_match(words, noun))
        if rest and is_own and words_match(words[-len(part) :], part):
            # A noun that ends a phrase stays, as in `list_repos_for_authenticated_user` of the resource `user`.
            is_phrase = any(word in PREPOSITIONS and before not in VERBS for before, word in pairwise(rest[:-1]))
            words = words if is_phrase else _drop_dangling(rest)
            break
    return _drop_leading_noun(operation, noun, words)


def _endings(noun: Sequence[str]) -> list[Sequence[str]]:
    """Return the words of a noun, then without the first one, and so on: `thread_runs` gives `thread_runs`, `runs`."""
    return [noun[start:] for start in range(len(noun))]


def _drop_leading_noun(operation: Operation, noun: Sequence[str], words: Sequence[str]) -> Sequence[str]:
    """Drop the resource's name from the start of a method name: in `orders`, `orders_list` becomes `list`.

    `noun` holds the words of the resource's name, and `words` the words of the method name.
    """
    # `post_message` of `posts` and `tag_resource` of `tags` begin with a verb.
    is_tagging = operation.method == "post" and words[0] == "tag" and words[1:2] and words[1] not in VERBS
    for part in _endings(noun):
        length = len(part)
        is_verb = length == 1 and (words[0] == operation.method or is_tagging)
        # Before a verb, the last words of the noun are enough: `run_create` of `thread_runs` becomes `create`.
        is_own = length == len(noun) or (len(words) > length and words[length] in VERBS)
        if len(words) > length and words_match(words[:length], part) and is_own and not is_verb:
            return words[length:]
    return words


def _drop_http_method(operation: Operation, noun: Sequence[str], words: Sequence[str]) -> Sequence[str]:
    """Drop the HTTP method from the end of a method name: `count_tokens_post` becomes `count_tokens`.

    Keep the word if it is probably a noun, as in `create_post`, or if it occurs in the path, as in `/posts`.
    `noun` holds the words of the resource's name, and `words` the words of the method name.
    """
    method = operation.method
    spelled = [*noun, *(word for step in path_segments(operation.path) for word in segment_words(step))]
    is_noun = any(stems(method) & stems(word) for word in spelled)
    is_own = bool(noun) and len(words) > len(noun) + 1 and words_match(words[-len(noun) - 1 : -1], noun)
    # In `create_post`, the method is the object of another verb.
    is_object = words[:1] and words[0] in VERBS and not is_own
    if len(words) < len(("a", method)) + 1 or words[-1] != method or is_object or is_noun:
        return words
    return words[:-1]


PARTIAL_UPDATE = ["partial", "update"]


def _verb_first(operation: Operation, noun: Sequence[str], words: Sequence[str]) -> Sequence[str]:
    """Move a verb from the end of a method name to the start: `comments_list` becomes `list_comments`.

    `noun` holds the words of the resource's name, and `words` the words of the method name.
    """
    length = 2 if list(words[-2:]) == PARTIAL_UPDATE else 1
    nouns, verb = words[:-length], list(words[-length:])
    rest = _below_resource(operation, noun)
    steps = [segment_words(step) for step in rest if not is_parameter(step)]
    if not nouns or verb[0] not in VERBS or not steps:
        return words
    if steps[-1] == verb:
        steps = steps[:-1]
    if not steps or not words_match(nouns, [word for step in steps for word in step]):
        return words
    *owners, last = steps
    owned = [singular(word) for owner in owners for word in owner]
    # Django REST framework appends `create` to the name of an action: `close_create` becomes `close`.
    if verb == ["create"] and last[0] in VERBS:
        return [*last, *owned]
    # For a single item, the noun becomes singular: `comments_retrieve` becomes `retrieve_comment`.
    is_one = verb == ["create"] or any(is_parameter(step) for step in rest[rest.index(_find_segment(rest, last)) + 1 :])
    return [*verb, *owned, *([*last[:-1], singular(last[-1])] if is_one else last)]


def _find_segment(segments: Sequence[str], words: Sequence[str]) -> str:
    """Return the last of the path segments that consists of `words`: `line-items` for `["line", "items"]`.

    One of the segments must consist of them.
    """
    return next(step for step in reversed(segments) if not is_parameter(step) and segment_words(step) == words)


ARTICLES = frozenset({"a", "an", "the"})


def _drop_dangling(words: Sequence[str]) -> Sequence[str]:
    """Drop an article or a preposition from the end of a name: `retrieve_a` becomes `retrieve`.

    Keep the preposition of a name of two words, such as `check_in`.
    """
    if words[-1] in ARTICLES and len(words) > 1:
        return words[:-1]
    return words[:-1] if words[-1] in PREPOSITIONS and len(words) > len(("check", "in")) else words


def _path_action(document: JsonObject, operation: Operation, noun: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return the words of a method name that is derived from the HTTP method and the path.

    In the resource `posts`, `POST /posts` becomes `create`, and `POST /posts/{id}/publish` becomes `publish`.
    `noun` holds the words of the resource's name, and `words` the words of the operationId.
    """
    method = operation.method.lower()
    rest = _drop_key_segments(_below_resource(operation, noun, is_first=not words))
    nouns = [segment_words(step) for step in rest if not is_parameter(step)]
    nouns = [each for each in nouns if each]
    is_item = is_parameter(rest[-1]) if rest else operation.path.rstrip("/").endswith("}")
    verb = (ITEM_ACTIONS if is_item else COLLECTION_ACTIONS).get(method, method)
    if method == "get" and not is_item:
        verb = "list" if _returns_collection(document, operation, words) else "retrieve"
    if method == "get" and nouns and nouns[-1] in LIST_SEGMENTS:
        nouns, verb = nouns[:-1], verb if is_item else "list"
    elif method == "get" and nouns and nouns[-1][:1] == [method]:
        nouns = [*nouns[:-1], *filter(None, [nouns[-1][1:]])]
    if not nouns:
        return [verb]
    *owners, last = nouns
    owned = [singular(word) for owner in owners for word in owner]
    is_verb = last[0] in (READING_VERBS if method == "get" else VERBS)
    is_action = is_verb or (_is_action(method, last) and (bool(words) or _names_resource(operation, noun)))
    if is_verb and method == "post" if is_item else is_action:
        return [*last, *owned]
    if method == "get" and not is_item:
        return [verb, *owned, *last]
    one = [*last[:-1], singular(last[-1])] if is_item or method == "post" else last
    return [verb, *owned, *one]


READING_VERBS = VERBS & {
    *(
        "check",
        "count",
        "download",
        "export",
        "find",
        "lookup",
        "preview",
        "query",
        "read",
        "render",
        "search",
        "validate",
    ),
    *("verify",),
}


def _names_resource(operation: Operation, noun: Sequence[str]) -> bool:
    """Return whether the operation's path contains a word of the resource's name, `noun`, or `noun` is empty."""
    return not noun or any(_shares_word(step, noun) for step in path_segments(operation.path) if not is_parameter(step))


def _shares_word(segment: str, noun: Sequence[str]) -> bool:
    """Return whether a path segment shares a word with `noun`, a resource's name, and does not start with a verb."""
    words = segment_words(segment)
    return words[:1] != [] and words[0] not in VERBS and any(stems(a) & stems(b) for a in words for b in noun)


KEY_WORDS = frozenset({"code", "email", "hash", "id", "key", "name", "slug", "tag", "username", "uuid"})
"""Words for properties by which an item is found, as in `/variables/name/{name}`."""


def _drop_key_segments(segments: Sequence[str]) -> list[str]:
    """Return path segments without those that name the parameter after them, such as `id` in `/users/id/{id}`."""
    keys = {at for at, (step, then) in enumerate(pairwise(segments)) if step in KEY_WORDS and then == f"{{{step}}}"}
    return [step for at, step in enumerate(segments) if at not in keys]


LIST_SEGMENTS = (["list"], ["all"])
"""The words of path segments that say what a GET does, as in `/users/list`."""


def _is_action(method: str, words: Sequence[str]) -> bool:
    """Return whether the HTTP method is POST and the last path segment, `words`, is not plural, as in `publish`."""
    return method == "post" and not is_plural(words[-1])


def _below_resource(operation: Operation, noun: Sequence[str], *, is_first: bool = False) -> list[str]:
    """Return the path segments after the resource's name: `["{id}"]` for `/orders/{id}` and the noun `["orders"]`.

    If no segments match `noun`, the last segment that is not a parameter counts as the resource's name. With
    `is_first`, it is the last segment that shares a word with `noun`, or else the first segment that is not a
    parameter.
    """
    segments = path_segments(operation.path)
    if not noun:
        return segments
    names = [at for at, step in enumerate(segments) if not is_parameter(step)]
    for at in names:
        for end in range(at + 1, len(segments) + 1):
            if is_parameter(segments[end - 1]):
                break
            if words_match([word for step in segments[at:end] for word in segment_words(step)], noun):
                return segments[end:]
    # For example, `epochs` shares a word with `cardano_epochs`.
    sharing = [at for at in names if _shares_word(segments[at], noun)]
    if sharing and is_first:
        return segments[sharing[-1] + 1 :]
    if not names:
        return segments
    resource = names[0 if is_first else -1]
    # A segment that begins with a verb names no resource, so it is part of the result.
    named = segment_words(segments[resource])
    return segments[resource + (named[:1] == [] or named[0] not in VERBS) :]


ITEM_PROPERTIES = frozenset({"data", "items", "results", "records", "entries", "values", "list", "content", "objects"})
"""Properties that conventionally hold the items of a collection."""


def _returns_collection(document: JsonObject, operation: Operation, words: Sequence[str]) -> bool:
    """Return whether a GET operation probably returns a collection and not a single object.

    `words` holds the words of the operationId. It is empty if a tool made the operationId from method and path.
    """
    body = _success_schema(document, operation)
    names = [step for step in path_segments(operation.path) if not is_parameter(step)]
    said = (*words[-1:], *(segment_words(names[-1])[-1:] if names else ()))
    says_plural = any(is_plural(word) for word in said)
    if body is None:
        return says_plural
    if body.get("type") == "array" or "items" in body or operation.node.get("x-pagination"):
        return True
    arrays = {name for name, each in _properties(document, body) if _is_array(document, each)}
    says_singular = bool(words) and not is_plural(words[-1])  # With a singular noun, `getProject` is not a list.
    return bool(arrays) and (says_plural or bool(arrays & ITEM_PROPERTIES)) and not says_singular


def _success_schema(document: JsonObject, operation: Operation) -> JsonObject | None:
    for status, response in operation.responses.items():
        if status.startswith("2"):
            content = content_of(document, response)
            for media_type in order_by_preference(content):
                found = resolve_ref(document, content[media_type].node.get("schema")).node
                return found if isinstance(found, dict) else None
    return None


def _properties(document: JsonObject, schema: JsonObject) -> Iterator[tuple[str, Any]]:
    yield from (schema.get("properties") or {}).items()
    for part in schema.get("allOf") or []:
        node = resolve_ref(document, part).node
        if isinstance(node, dict):
            yield from (node.get("properties") or {}).items()


def _is_array(document: JsonObject, schema: Any) -> bool:
    node = resolve_ref(document, schema).node
    return isinstance(node, dict) and (node.get("type") in ("array", ["array", "null"]) or "items" in node)
