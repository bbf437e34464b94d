"""Calls as their users would write them: read by mypy, never run. A mistake in a nested dict is a type error."""

from __future__ import annotations

from json_bodies_client import Shop

shop = Shop()
shop.orders.create(customer="c", secret="s", lines=[{"sku": "a", "count": 1}], address={"street": "x", "class": "y"})
shop.orders.create(customer="c", secret="s", lines=[], address={"citty": "x"})  # type: ignore[arg-type]
shop.orders.create(customer="c", secret="s", lines=[{"sku": 1}])  # type: ignore[list-item]
shop.orders.create(customer="c", secret="s", lines=[{"count": 1}])  # type: ignore[list-item]
