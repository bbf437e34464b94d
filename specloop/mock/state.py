"""Resources that the mock stores. Each collection begins with resources from the document's response examples."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from specloop.mock.operation_plans import OperationPlan, OperationPlanner, resource_schema, success_schema
from specloop.mock.reply import get_in
from specloop.mock.representations import Representer
from specloop.mock.response_parts import ResponseParts, success_code
from specloop.mock.store import Collection, Store
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved
from specloop.openapi.operations import content_of
from specloop.openapi.schema_set import SchemaSet


@dataclass(frozen=True)
class MockState:
    """The stored resources of a mock, with the schemas and plans by which the mock creates resources."""

    requests: SchemaSet
    responses: SchemaSet
    planner: OperationPlanner
    parts: ResponseParts
    representer: Representer
    store: Store
    items: int

    def collection(self, template: str, path: str, plan: OperationPlan) -> Collection:
        """Return the stored collection at `path`. Create it with its first resources if it does not exist yet.

        Args:
            template: The path template of the collection, such as `/users/{id}/orders`.
            path: The path in a request, such as `/users/1/orders`.
            plan: The OperationPlan of an operation on the collection or on one of its items.
        """
        if path not in self.store.collections:
            reading = self.reading_plan(template)
            holder = reading if reading is not None and reading.collection == template else plan
            item_schema = self._item_schema(template, holder)
            identify = functools.partial(self.representer.identifier, holder, item_schema, path)
            shown = dict(self._example_resources(template))
            self.store.collections[path] = Collection(path, identify, self.items, shown)
        return self.store.collections[path]

    def reading_plan(self, template: str) -> OperationPlan | None:
        """Return the OperationPlan of the GET operation for one item of a collection, such as `GET /things/{id}`.

        Return None if there is no such operation. `template` is the collection's path template, such as `/things`.
        """
        route = self.planner.item_route(template)
        return self.planner.plan(route) if route else None

    def _item_schema(self, template: str, plan: OperationPlan) -> JsonPointer | None:
        listing = self.planner.list_of(template)
        if listing is not None and listing.rule is not None:
            return listing.rule.item_schema
        pointer = success_schema(self.responses, plan.route.operation)
        return resource_schema(self.responses, pointer)[1] if pointer else None

    def _example_resources(self, template: str) -> Iterator[tuple[str, JsonObject]]:
        """Yield the identifier and properties of each resource in the documented examples of a collection or its items.

        `template` is the collection's path template, such as `/things`.
        """
        for plan in (self.reading_plan(template), self.planner.list_of(template)):
            if plan is None or not plan.identity:
                continue
            response = plan.route.operation.responses.get(success_code(plan.route.operation, plan.role))
            for media in content_of(self.responses.root, response).values() if response else ():
                for example in self.parts.examples(media):
                    for item in self._items_of(plan, media, example):
                        if isinstance(item, dict) and isinstance(item.get(plan.identity), str | int):
                            yield str(item[plan.identity]), item

    def _items_of(self, plan: OperationPlan, media: Resolved, example: Any) -> list[Any]:
        if plan.rule is not None:
            items = get_in(example, plan.rule.items)
            return items if isinstance(items, list) else []
        wrapper = resource_schema(self.responses, (*media.pointer, "schema"))[0] if "schema" in media.node else ""
        return [example.get(wrapper) if wrapper and isinstance(example, dict) else example]
