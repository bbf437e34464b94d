"""Document in the style of a code host: snake_case, tags with spaces, many path parameters, numbered pages with `Link`.

Ids are integers, owners are login names, and headers state the total number of items of a list. The components also
contain parameters, headers, responses and examples.
"""

from __future__ import annotations

from vendors.parts import (
    DATE,
    FLAG,
    MOMENT,
    TEXT,
    WHOLE,
    Node,
    answer,
    array,
    body,
    grown,
    kebab,
    parameter,
    plural,
    ref,
    snake,
    thing,
    words,
)

LINKED = {"Link": ref("link", "headers"), "X-Total-Count": {"schema": WHOLE}}


def document(size: int) -> Node:
    """Return an OpenAPI document with `size` operations."""
    return grown(
        {
            "openapi": "3.0.3",
            "info": {
                "title": "Forge v3 REST API",
                "version": "1.1.4",
                "license": {"name": "MIT", "url": "https://x.example"},
            },
            "servers": [{"url": "https://{host}/api/v3", "variables": {"host": {"default": "forge.example"}}}],
            "tags": [{"name": "dependency graph", "description": "What is needed by what."}],
            "paths": {},
            "components": {
                "headers": {"link": {"schema": TEXT, "example": '<https://x.example?page=2>; rel="next"'}},
                "parameters": {
                    "owner": parameter("owner", "path", description="The login. Not case-sensitive."),
                    "repo": parameter("repo", "path"),
                    "per-page": parameter("per_page", schema={"type": "integer", "default": 30}),
                    "page": parameter("page", schema={"type": "integer", "default": 1}),
                    "since": parameter("since", schema=MOMENT),
                    "direction": parameter("direction", schema={**words("asc", "desc"), "default": "desc"}),
                },
                "responses": {
                    "not_found": answer(ref("basic-error"), text="Resource not found"),
                    "validation_failed": answer(ref("validation-error"), text="Validation failed"),
                    "accepted": answer({"type": "object"}, text="Accepted"),
                    "no_content": answer(text="A header with no content is returned."),
                },
                "schemas": _shared(),
            },
        },
        _add,
        size,
    )


def _shared() -> Node:
    user = {
        "login": TEXT,
        "id": {"type": "integer", "format": "int64"},
        "node_id": TEXT,
        "avatar_url": {"type": "string", "format": "uri"},
        "gravatar_id": {"type": "string", "nullable": True},
        "type": TEXT,
        "site_admin": FLAG,
        "starred_at": TEXT,
    }
    error = {"message": TEXT, "documentation_url": TEXT, "url": TEXT, "status": TEXT}
    fault = {"resource": TEXT, "field": TEXT, "index": WHOLE, "code": TEXT}
    fault["value"] = {
        "oneOf": [{**TEXT, "nullable": True}, {**WHOLE, "nullable": True}, {**array(TEXT), "nullable": True}]
    }
    return {
        "basic-error": thing(error, title="Basic Error"),
        "validation-error": thing({**error, "errors": array(thing(fault, "code"))}, "message documentation_url"),
        "simple-user": thing(user, "login id node_id avatar_url gravatar_id type site_admin", title="Simple User"),
        "nullable-simple-user": {**thing(user, "login id node_id avatar_url gravatar_id type"), "nullable": True},
        "repository-rule": {
            "oneOf": [ref("rule-creation"), ref("rule-pattern"), ref("rule-checks")],
            "title": "Repository Rule",
        },
        "rule-creation": thing({"type": words("creation")}, "type", title="creation"),
        "rule-pattern": thing(
            {
                "type": words("pattern"),
                "parameters": thing(
                    {"negate": FLAG, "operator": words("starts_with", "regex"), "pattern": TEXT}, "operator pattern"
                ),
            },
            "type",
            title="pattern",
        ),
        "rule-checks": thing(
            {
                "type": words("checks"),
                "parameters": thing({"checks": array(thing({"context": TEXT}, "context"))}, "checks"),
            },
            "type",
            title="checks",
        ),
        "reaction-rollup": thing(
            {"url": TEXT, "total_count": WHOLE, "+1": WHOLE, "-1": WHOLE, "laugh": WHOLE}, "url +1 -1"
        ),
    }


def _add(document: Node, noun: str, number: int) -> None:
    name, slug, many = snake(noun), kebab(noun), plural(kebab(noun))
    tag = plural(noun) if number % 3 else "dependency graph"
    schemas = document["components"]["schemas"]
    schemas[slug] = _object(noun)
    schemas[f"full-{slug}"] = {
        "title": f"Full {noun.title()}",
        "allOf": [ref(slug), thing({"rules": array(ref("repository-rule")), "subscribers_count": WHOLE}, "rules")],
    }
    document["components"]["examples"] = {**document["components"].get("examples", {}), slug: {"value": {"id": 1}}}
    place = [ref("owner", "parameters"), ref("repo", "parameters")]
    identity = parameter(f"{name}_id", "path", {"type": "integer"})
    at = f"/repos/{{owner}}/{{repo}}/{many}"
    failing = {"404": ref("not_found", "responses"), "422": ref("validation_failed", "responses")}

    def operation(verb: str, **more: object) -> Node:
        spoken = {"operationId": f"{many}/{verb}", "summary": f"{verb.capitalize()} {noun}", "tags": [tag]}
        return {**spoken, "externalDocs": {"url": "https://docs.example"}, **more}

    paging = {"style": "page", "parameter": "page", "size-parameter": "per_page", "total": {"header": "X-Total-Count"}}
    filters = [ref(each, "parameters") for each in ("direction", "since", "per-page", "page")]
    document["paths"][at] = {
        "get": operation(
            "list-for-repo",
            parameters=[*place, parameter("labels", description="A list, with commas between."), *filters],
            responses={"200": answer(array(ref(slug)), headers=LINKED), "404": failing["404"]},
            **{"x-pagination": paging},
        ),
        "post": operation(
            "create",
            parameters=place,
            requestBody=body(_input(noun, new=True)),
            responses={"201": answer(ref(f"full-{slug}"), headers={"Location": {"schema": TEXT}}), **failing},
        ),
    }
    document["paths"][f"{at}/{{{name}_id}}"] = {
        "parameters": [*place, identity],
        "get": operation(
            "get", responses={"200": answer(ref(f"full-{slug}")), "304": answer(text="Not modified"), **failing}
        ),
        "patch": operation(
            "update", requestBody=body(_input(noun, new=False), required=False), responses={"200": answer(ref(slug))}
        ),
        "delete": operation("delete", responses={"204": ref("no_content", "responses"), "404": failing["404"]}),
    }
    document["paths"][f"{at}/{{{name}_id}}/reactions/{{reaction}}"] = {
        "parameters": [*place, identity, parameter("reaction", "path", words("+1", "-1", "laugh", "heart"))],
        "put": operation(
            "react",
            responses={
                "200": answer(ref("reaction-rollup")),
                "201": answer(ref("reaction-rollup")),
                "202": ref("accepted", "responses"),
            },
        ),
        "delete": operation("unreact", responses={"204": ref("no_content", "responses")}, deprecated=bool(number % 2)),
    }
    envelope = thing({"total_count": WHOLE, "incomplete_results": FLAG, "items": array(ref(slug))}, "total_count items")
    document["paths"][f"/search/{many}"] = {
        "get": operation(
            "search",
            parameters=[{**parameter("q"), "required": True}, *filters[2:]],
            responses={"200": answer(envelope), "503": answer(thing({"code": TEXT}), text="Service unavailable")},
            **{"x-pagination": {**paging, "items": "/items", "total": {"body": "/total_count"}}},
        )
    }


def _object(noun: str) -> Node:
    members = {
        "id": {"type": "integer", "format": "int64"},
        "node_id": TEXT,
        "number": WHOLE,
        "title": TEXT,
        "body": {"type": "string", "nullable": True},
        "user": ref("nullable-simple-user"),
        "assignees": {**array(ref("simple-user")), "nullable": True},
        "labels": array({"oneOf": [TEXT, thing({"id": WHOLE, "name": TEXT, "default": FLAG})]}),
        "state": {"type": "string", "enum": ["open", "closed"]},
        "state_reason": {"type": "string", "nullable": True, "enum": ["completed", "reopened", None]},
        "reactions": ref("reaction-rollup"),
        "permissions": thing(dict.fromkeys(("admin", "maintain", "push"), FLAG), "admin push"),
        "created_at": MOMENT,
        "closed_at": {**MOMENT, "nullable": True},
        "due_on": {**DATE, "nullable": True},
        "_links": thing({"self": thing({"href": TEXT}, "href"), "html": thing({"href": TEXT}, "href")}, "self"),
    }
    return thing(members, "id node_id number title user labels state created_at closed_at", title=noun.title())


def _input(noun: str, *, new: bool) -> Node:
    title = {"oneOf": [TEXT, WHOLE], "description": f"The title of the {noun}."}
    members = {
        "title": title,
        "body": TEXT,
        "assignee": {"type": "string", "nullable": True},
        "labels": array({"oneOf": [TEXT, thing({"id": WHOLE, "name": TEXT, "color": {**TEXT, "nullable": True}})]}),
        "milestone": {"oneOf": [TEXT, WHOLE], "nullable": True},
        "rules": array(ref("repository-rule")),
    }
    return thing(members, "title" if new else "")
