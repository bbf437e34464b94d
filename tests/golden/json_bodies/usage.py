"""Calls with JSON bodies, checked by mypy and never run: a mistake in a nested dict must be a type error."""

from __future__ import annotations

from json_bodies_client import Shop

shop = Shop()
shop.orders.create(customer="c", secret="s", lines=[{"sku": "a", "count": 1}], address={"street": "x", "class": "y"})
shop.orders.create(customer="c", secret="s", lines=[], address={"citty": "x"})  # type: ignore[arg-type]
shop.orders.create(customer="c", secret="s", lines=[{"sku": 1}])  # type: ignore[list-item]
shop.orders.create(customer="c", secret="s", lines=[{"count": 1}])  # type: ignore[list-item]
