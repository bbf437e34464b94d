"""Handling of one valid request by the mock: reading or changing stored resources, and building the response."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote

from specloop.mock import contents
from specloop.mock.operation_plans import (
    ITEM_SEGMENT,
    WRAPPER_NAMES,
    OperationPlan,
    Role,
    known_values,
    resource_schema,
    success_schema,
    without_slash,
)
from specloop.mock.page_writer import PageWriter
from specloop.mock.pagination import PageRule, select_page
from specloop.mock.reply import Reply, ResponseTarget, get_in, put_fitting, put_in
from specloop.mock.request_checks import CheckedRequest, HttpError, IncomingRequest
from specloop.mock.router import PARAMETER, Match
from specloop.mock.state import MockState
from specloop.mock.store import REMOVED, Collection, StoredBody, StoredResource, merge
from specloop.openapi.json_pointer import JsonObject, JsonPointer, parse_pointer
from specloop.openapi.media_types import essence, is_json, is_stream
from specloop.openapi.operations import Operation, content_of

CONTROL_ADDRESS = "/__mock__/"
LAST_MODIFIED = "Mon, 02 Nov 2026 09:00:00 GMT"
MAX_SHOWN_VALUES = 5
MAX_QUOTED_CHARS_OF_PATH = 80
MERGE_PATCH = "application/merge-patch+json"


class MockExchange:
    """Handler of one valid request. It reads or changes the stored resources, and builds the response."""

    def __init__(  # noqa: PLR0913 - the parts of an exchange
        self,
        state: MockState,
        match: Match,
        request: IncomingRequest,
        checked: CheckedRequest,
        target: ResponseTarget,
        *,
        url: str,
        wanted: str,
    ) -> None:
        """Prepare the exchange of a request and its response.

        Args:
            state: The stored resources of the mock.
            match: The route of the operation, with the raw values of the path parameters.
            request: The received request.
            checked: The decoded parameters and body of the request.
            target: The documented response and media type to send.
            url: The URL of the mock.
            wanted: The name of the example that the caller requested; "" if the caller requested no example.
        """
        self.state = state
        self.schemas = state.responses
        self.plan: OperationPlan = state.planner.plan(match.route)
        self.match = match
        self.operation: Operation = match.route.operation
        self.request = request
        self.checked = checked
        self.target = target
        self.url = url
        self.wanted = wanted
        self.values = {name: unquote(raw) for name, raw in match.values.items()}
        self.reply = Reply(target.status, headers=state.parts.headers(target.response), operation=self.operation)

    def run(self) -> Reply:
        """Apply the request to the stored resources, and return the response.

        Raises HttpError for an error response.
        """
        self._check_existence()
        if self.plan.role is Role.LIST and self.plan.rule is not None:
            self._list(self.plan.rule)
        elif self.plan.role is Role.CREATE:
            self._create()
        elif self.plan.role is Role.ACTION:
            self._act()
        else:
            self._on_one(self.plan.role)
        self._end_polling()
        self._finish()
        return self.reply

    # ---- existence ----

    def _collection(self, template: str) -> Collection:
        return self.state.collection(template, self._concrete(template), self.plan)

    def _concrete(self, template: str) -> str:
        return PARAMETER.sub(lambda found: quote(self.values.get(found[1], ""), safe=""), template)

    def _check_existence(self) -> None:
        """Raise HttpError if an identifier in the path belongs to a deleted resource, or to no resource.

        If the operation documents 404 and examples of the path parameter, only these examples and listed identifiers
        exist.
        """
        segments = without_slash(self.match.route.template).split("/")
        for place, segment in enumerate(segments):
            found = ITEM_SEGMENT.fullmatch(segment)
            if not found:
                continue
            is_last = place == len(segments) - 1
            if is_last and self.plan.role is Role.REPLACE:
                continue
            template, value = "/".join(segments[:place]) + (found[2] or ""), self.values.get(found[1], "")
            collection = self.state.store.collections.get(self._concrete(template))
            if collection is not None and collection.is_gone(value):
                self._refuse_deleted(f"{self._concrete(template)}/{value}", may_repeat=is_last)
            # The mock generates a resource for any identifier. But if the document has example values of the parameter,
            # and the operation documents 404, other identifiers exist only if a list of the mock has them.
            known = known_values(self.schemas, self.operation, found[1])
            if known and value not in known and "404" in self.operation.responses:
                listed = self._collection(template) if self.state.reading_plan(template) else None
                if listed is None or not listed.has(value):
                    shown = ", ".join(known[:MAX_SHOWN_VALUES])
                    message = (
                        f"path {found[1]!r} is {value[:MAX_QUOTED_CHARS_OF_PATH]!r}, which "
                        f"does not exist; existing values are {shown}"
                    )
                    raise HttpError(HTTPStatus.NOT_FOUND, message)

    def _refuse_deleted(self, path: str, *, may_repeat: bool) -> None:
        """Raise HttpError because the resource at `path` was deleted: 404, or 410 if 410 but not 404 is documented.

        If `may_repeat` is true, accept a DELETE instead if its operation documents none of 404, 410, 4XX and `default`.
        """
        responses = self.operation.responses.keys()
        # DELETE is idempotent, so a repeated DELETE of the same resource can succeed.
        if may_repeat and self.plan.role is Role.DELETE and not responses & {"404", "410", "4XX", "4xx", "default"}:
            return
        is_gone = "410" in responses and "404" not in responses
        status = HTTPStatus.GONE if is_gone else HTTPStatus.NOT_FOUND
        raise HttpError(status, f"path {path[:MAX_QUOTED_CHARS_OF_PATH]} was deleted")

    # ---- lists ----

    def _list(self, rule: PageRule) -> None:
        pointer = self.target.schema
        media_type = contents.concrete(self.target.media_type, "", is_structured=True)
        if pointer is None or not _is_json_body(media_type):
            self._fill()
            return
        collection = self._collection(self.plan.collection)
        ids = [*collection.ids()]
        if filters := self._filters(rule):
            ids = [each for each in ids if _matches(self._item(collection, each, rule.item_schema), filters)]
        position = self.checked.query(rule.parameter)
        # A next URL that the mock made may have a page parameter that the document lacks, so raw parameters are
        # searched.
        if position is None:
            position = next((raw for name, raw in self.request.pairs if name == rule.parameter), None)
        if rule.body_parameter and isinstance(self.checked.body, dict):
            position = get_in(self.checked.body, rule.body_parameter)
        page = select_page(rule, position, self.checked.query(rule.size_parameter), ids)
        items = [self._item(collection, each, rule.item_schema) for each in ids[page.start : page.start + page.size]]
        self.reply.media_type, self.reply.schema, self.reply.item_steps = media_type, pointer, rule.items
        self.reply.item_start = page.start
        writer = PageWriter(rule, page, self.request, self.url)
        self.reply.value = items
        if rule.items:
            self.reply.value = put_in(self.state.representer.make(pointer, len(ids)), rule.items, items)
            writer.write_body(self.reply.value, self.schemas, pointer)
        writer.write_headers(self.reply)

    def _item(self, collection: Collection, identifier: str, pointer: JsonPointer) -> Any:
        return self.state.representer.represent(pointer, collection.get(identifier), self.plan.identity)

    def _filters(self, rule: PageRule) -> dict[str, list[Any]]:
        """Return the property values by which the query filters a list: `?color=red` gives `{"color": ["red"]}`.

        The query parameters for pagination, which `rule` names, are not filters.
        """
        properties = self.schemas.properties(self.schemas.at(rule.item_schema))
        filters: dict[str, list[Any]] = {}
        for (where, name), wanted in self.checked.values.items():
            if where != "query" or name in rule.parameters or name not in properties or isinstance(wanted, dict):
                continue
            options = wanted if isinstance(wanted, list) else [wanted]
            allowed = self.schemas.flatten(properties[name]).get("enum")
            # If the enum of the property does not have the parameter's value, such as ALL, the value matches every
            # resource.
            if not isinstance(allowed, list) or any(each in allowed for each in options):
                filters[name] = options
        return filters

    # ---- single resources ----

    def _create(self) -> None:
        collection, sent, identity = self._collection(self.plan.collection), self._sent_properties(), self.plan.identity
        given = sent.get(identity) if identity else None
        is_usable = isinstance(given, str | int) and not isinstance(given, bool) and given != ""
        identifier = str(given) if is_usable else None
        if identifier is not None and collection.has(identifier) and "409" in self.operation.responses:
            raise HttpError(HTTPStatus.CONFLICT, f"body /{identity}: {identifier!r} exists already")
        try:
            resource = collection.create(identifier)
        except LookupError as error:
            raise HttpError(HTTPStatus.CONFLICT, str(error)) from None
        resource.overrides = self._stored_properties(sent)
        self._respond_with(resource)
        location = self.state.planner.item_route(self.plan.collection)
        if "location" in self.reply.headers and location is not None:
            self.values |= {self.plan.parameter: resource.id}
            self.reply.headers["location"] = f"{self.url}{self._concrete(location.template)}"

    def _on_one(self, role: Role) -> None:
        collection = self._collection(self.plan.collection) if self.plan.collection else None
        resource = self._resource(collection)
        if collection is None and resource.is_deleted and role is not Role.REPLACE:
            self._refuse_deleted(self.request.raw_path, may_repeat=True)
        if role is Role.UPDATE:
            self._update(resource)
        elif role is Role.REPLACE:
            resource = self._replace(collection, resource)
        elif role is Role.DELETE:
            resource.is_deleted = True
            self.state.store.bodies.pop(self.request.raw_path, None)
        if collection is not None and role is not Role.READ:
            collection.keep(resource)
        if role in {Role.UPDATE, Role.REPLACE}:
            self._store_body()
        self._respond_with(resource)

    def _resource(self, collection: Collection | None) -> StoredResource:
        if collection is None:
            return self.state.store.singleton(self.request.raw_path)
        return collection.get(self.values.get(self.plan.parameter, ""))

    def _update(self, resource: StoredResource) -> None:
        current = self._represent_in_full(resource)
        for name, value in self._sent_properties().items():
            if value is None and self.checked.media_type == MERGE_PATCH:
                resource.overrides[name] = REMOVED
            else:
                resource.overrides[name] = merge(resource.overrides.get(name, get_in(current, (name,))), value)

    def _replace(self, collection: Collection | None, resource: StoredResource) -> StoredResource:
        changes = self._stored_properties(self._sent_properties())
        if collection is not None and not collection.has(resource.id):
            resource = collection.create(resource.id)
        resource.overrides, resource.is_deleted = changes, False
        return resource

    def _represent_in_full(self, resource: StoredResource) -> Any:
        route = self.state.planner.item_route(self.plan.collection) if self.plan.collection else None
        pointer = success_schema(self.schemas, (route or self.match.route).operation) or self.target.schema
        if pointer is None:
            return {}
        inner = resource_schema(self.schemas, pointer)[1]
        return self.state.representer.represent(inner, resource, self.plan.identity)

    def _act(self) -> None:
        """Handle an action: POST `/things/{id}/cancel` changes the resource `/things/{id}`.

        It sets the properties in the request body. Without such a resource, they appear only in the response.
        """
        self._store_body()
        sent = self._sent_properties()
        owner = self._action_target()
        if owner is None:
            key = zlib.crc32(self.request.raw_path.encode())
            self._respond_with(StoredResource("", key, overrides=sent))
            return
        self.plan, resource = owner
        if self.request.method != "GET":
            resource.overrides |= sent
            self._collection(self.plan.collection).keep(resource)
        self._respond_with(resource)

    def _action_target(self) -> tuple[OperationPlan, StoredResource] | None:
        """Return the plan of GET `/things/{id}` and this resource, for an action such as POST `/things/{id}/cancel`.

        Return None if there is no such GET operation, or if its response has another schema than the action's.
        """
        head = without_slash(self.match.route.template).rpartition("/")[0]
        routes = self.state.planner.routes
        route = next((each for each in routes if (without_slash(each.template), each.method) == (head, "GET")), None)
        plan = self.state.planner.plan(route) if route else None
        theirs = success_schema(self.schemas, route.operation) if route else None
        if plan is None or plan.role is not Role.READ or not plan.collection or not theirs or not self.target.schema:
            return None
        both = [self.schemas.at(resource_schema(self.schemas, each)[1]) for each in (theirs, self.target.schema)]
        if self.schemas.resolve(both[0]) is not self.schemas.resolve(both[1]):
            return None
        return plan, self._collection(plan.collection).get(self.values.get(plan.parameter, ""))

    # ---- the request body ----

    def _sent_properties(self) -> JsonObject:
        """Return the properties in the request body, without those that are readOnly."""
        body, schema = self._unwrapped_body()
        return self.state.requests.without_read_only(body, schema)

    def _unwrapped_body(self) -> tuple[JsonObject, Any]:
        """Return the resource in the request body, and its schema.

        In `{"thing": {...}}`, the resource is the inner object.

        The resource is {} if the body is not an object.
        """
        body, schema = self.checked.body, self._body_schema()
        if not isinstance(body, dict):
            return {}, schema
        if len(body) == 1:
            ((name, inner),) = body.items()
            pointer = self.target.schema
            wrapper = resource_schema(self.schemas, pointer)[0] if pointer else ""
            if isinstance(inner, dict) and name in {wrapper, *WRAPPER_NAMES}:
                return inner, self.state.requests.property(schema, name)
        return body, schema

    def _body_schema(self) -> Any:
        if self.operation.body is None:
            return {}
        for media_type, media in content_of(self.schemas.root, self.operation.body).items():
            if essence(media_type) == self.checked.media_type:
                return self.state.requests.at((*media.pointer, "schema")) or {}
        return {}

    def _stored_properties(self, sent: JsonObject) -> JsonObject:
        """Return the properties to store for a resource that a request creates or replaces.

        A writable property missing in `sent` gets its default or else REMOVED, which means that responses omit it.
        """
        requests, found = self.state.requests, dict(sent)
        for name, child in requests.properties(self._unwrapped_body()[1]).items():
            flat = requests.flatten(child)
            if name not in found and flat.get("readOnly") is not True and name != self.plan.identity:
                # Responses omit a property with the value REMOVED, instead of containing a generated value.
                found[name] = flat["default"] if flat.get("default") is not None else REMOVED
        return found

    def _store_body(self) -> None:
        if isinstance(self.checked.body, bytes) and self.checked.media_type:
            media_type = self.request.headers.get("content-type", "")
            self.state.store.bodies[self.request.raw_path] = StoredBody(media_type, self.checked.body)

    # ---- the response ----

    def _respond_with(self, resource: StoredResource) -> None:
        """Make a stored resource the body of the response.

        If the documented body cannot be a JSON object, use an example or a generated value instead.
        """
        pointer = self.target.schema
        media_type = contents.concrete(self.target.media_type, "", is_structured=True)
        if (
            pointer is None
            or not _is_json_body(media_type)
            or "object" not in self.schemas.types(self.schemas.at(pointer))
        ):
            self._fill()
            return
        wrapper, inner = resource_schema(self.schemas, pointer)
        example = self._base_example(resource)
        base = get_in(example, (wrapper,)) if wrapper else example
        shown = self.state.representer.represent(inner, resource, self.plan.identity, base)
        if wrapper:
            whole = example if isinstance(example, dict) else self.state.representer.make(pointer, resource.number)
            shown = {**whole, wrapper: shown} if isinstance(whole, dict) else whole
        self.reply.value, self.reply.schema, self.reply.media_type = shown, pointer, media_type

    def _base_example(self, resource: StoredResource) -> Any:
        """Return the response example whose values replace generated ones.

        Return None if all values are to be generated.
        """
        examples = self.state.parts.examples(self.target.media, self.wanted)
        collection = self.plan.collection
        if not examples or self.wanted or not collection:
            return examples[0] if examples else None
        # With the example, the values of a listed resource would differ from those in the list.
        is_listed = self._collection(collection).has(resource.id) and self.state.planner.list_of(collection)
        return None if is_listed else examples[0]

    def _fill(self) -> None:
        self.state.parts.fill(self.reply, self.target, self.request.raw_path, self.wanted)
        stored = self.state.store.bodies.get(self.request.raw_path)
        if stored is not None and self.request.method == "GET" and self.reply.is_bytes:
            self.reply.content = stored.content
            self.reply.media_type = contents.concrete(self.target.media_type, stored.media_type)

    def _end_polling(self) -> None:
        """Set the status that clients poll (`x-poll`) to a value that ends polling, unless it has such a value."""
        poll, pointer = self.operation.node.get("x-poll"), self.reply.schema
        if poll is None or pointer is None:
            return
        steps = parse_pointer(poll["status"])
        if get_in(self.reply.value, steps) not in poll["until"]:
            put_fitting(self.reply.value, steps, poll["until"][0], self.schemas.validator(pointer).is_valid)

    def _finish(self) -> None:
        """Set headers such as ETag, which depend on the complete response, and handle If-None-Match and Range."""
        headers, reply = self.reply.headers, self.reply
        if HTTPStatus.MULTIPLE_CHOICES <= reply.status < HTTPStatus.BAD_REQUEST:
            headers["location"] = f"{self.url}{CONTROL_ADDRESS}"
        if "allow" in headers:
            same_path = (each for each in self.state.planner.routes if each.template == self.match.route.template)
            headers["allow"] = ", ".join(each.method for each in same_path)
        if "content-disposition" in headers:
            name = contents.filename(self.request.raw_path, reply.media_type)
            headers["content-disposition"] = f'attachment; filename="{name}"'
        if "last-modified" in headers:
            headers["last-modified"] = LAST_MODIFIED
        if "etag" in headers:
            headers["etag"] = f'"{hashlib.sha256(reply.encode()).hexdigest()[:16]}"'
            if "304" in self.operation.responses and headers["etag"] in self.request.headers.get("if-none-match", ""):
                self.reply = Reply(HTTPStatus.NOT_MODIFIED, {"etag": headers["etag"]}, operation=self.operation)
        self._cut_range()

    def _cut_range(self) -> None:
        """Cut the body to the requested byte range if the operation documents 206 (RFC 9110, 14).

        Raises HttpError if the range is not satisfiable.
        """
        wanted = re.fullmatch(r"bytes=(\d{1,12})-(\d{0,12})", self.request.headers.get("range", ""))
        if not wanted or "206" not in self.operation.responses or not self.reply.is_bytes:
            return
        size = len(self.reply.content)
        start, end = int(wanted[1]), min(int(wanted[2] or size), size - 1)
        if start >= size or start > end:
            message = f"header Range begins at byte {start}, but the body has {size} bytes"
            raise HttpError(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, message)
        self.reply.status = HTTPStatus.PARTIAL_CONTENT
        documented = self.operation.responses["206"]
        self.reply.headers |= self.state.parts.headers(documented)
        content = content_of(self.schemas.root, documented)
        if contents.negotiate(self.reply.media_type, [*content]) is None and content:
            self.reply.media_type = contents.concrete(next(iter(content)), self.reply.media_type)
        self.reply.headers["content-range"] = f"bytes {start}-{end}/{size}"
        self.reply.content = self.reply.content[start : end + 1]


def _is_json_body(media_type: str) -> bool:
    """Return whether a media type is JSON, but not a stream of JSON items such as `application/stream+json`."""
    return is_json(media_type) and not is_stream(media_type)


def _matches(item: Any, filters: Mapping[str, list[Any]]) -> bool:
    """Return whether a list item has one of the allowed values for each property in `filters`."""
    for name, options in filters.items():
        value = get_in(item, (name,))
        values = value if isinstance(value, list) else [value]
        if not isinstance(value, dict) and not any(each in options for each in values):
            return False
    return True
