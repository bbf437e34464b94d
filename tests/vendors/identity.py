"""Document in the style of an identity provider: several security schemes, and schemas that extend other schemas.

Schemas extend others with `allOf` and have a discriminator, with or without a mapping. A group may contain groups.
"""

from __future__ import annotations

from vendors.parts import (
    FLAG,
    MOMENT,
    TEXT,
    UUID,
    WHOLE,
    Node,
    answer,
    array,
    body,
    camel,
    cycle,
    grown,
    parameter,
    pascal,
    plural,
    ref,
    thing,
    words,
)


def document(size: int) -> Node:
    """Return an OpenAPI document with `size` operations."""
    flows = {"clientCredentials": {"tokenUrl": "/oauth2/token", "scopes": {"read": "Look", "write": "Change"}}}
    return grown(
        {
            "openapi": "3.0.3",
            "info": {"title": "Doorman Identity", "version": "2026.3"},
            "servers": [{"url": "//id.doorman.example/api"}],
            "security": [{"oauth": ["read"]}, {"basic": []}, {"ssws": [], "tenant": []}],
            "paths": {
                "/.well-known/openid-configuration": {
                    "get": {
                        "operationId": "getConfiguration",
                        "security": [],
                        "responses": {"200": answer({"type": "object"})},
                    }
                },
                "/oauth2/token": {
                    "post": {
                        "operationId": "token",
                        "security": [{"basic": []}],
                        "requestBody": body(
                            thing(
                                {
                                    "grant_type": words("client_credentials", "refresh_token"),
                                    "scope": TEXT,
                                    "assertion": TEXT,
                                },
                                "grant_type",
                            ),
                            "application/x-www-form-urlencoded",
                        ),
                        "responses": {
                            "200": answer(thing({"access_token": TEXT, "expires_in": WHOLE}, "access_token"))
                        },
                    }
                },
            },
            "components": {
                "securitySchemes": {
                    "oauth": {"type": "oauth2", "flows": flows},
                    "basic": {"type": "http", "scheme": "basic"},
                    "ssws": {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
                    "tenant": {"type": "apiKey", "in": "cookie", "name": "tenant"},
                },
                "schemas": _shared(),
            },
        },
        _add,
        size,
    )


def _shared() -> Node:
    def kind_of(base: str, members: Node, required: str = "", **more: object) -> Node:
        return {"allOf": [ref(base), thing(members, required)], **more}

    return {
        "Error": thing({"errorCode": TEXT, "errorSummary": TEXT, "errorCauses": array(ref("Error"))}, "errorCode"),
        # Schemas with a discriminator that has a mapping
        "Principal": {
            **thing(
                {"kind": TEXT, "id": {**UUID, "readOnly": True}, "status": words("ACTIVE", "STAGED", "DEPROVISIONED")},
                "kind id",
            ),
            "discriminator": {
                "propertyName": "kind",
                "mapping": {
                    "person": "#/components/schemas/Person",
                    "machine": "#/components/schemas/MachineAccount",
                    "group": "#/components/schemas/GroupOfPrincipals",
                },
            },
        },
        "Person": kind_of(
            "Principal", {"displayName": TEXT, "email": {"type": "string", "format": "email"}}, "displayName"
        ),
        "MachineAccount": kind_of("Principal", {"ownerId": {**UUID, "nullable": True}, "lastUsed": MOMENT}, "ownerId"),
        "GroupOfPrincipals": kind_of(
            "Principal",
            {"members": array(ref("Principal")), "parent": {"allOf": [ref("GroupOfPrincipals")], "nullable": True}},
            "members",
        ),
        # Without a mapping, the discriminator value is the name of the component.
        "Factor": {
            **thing({"factorType": TEXT, "enrolled": FLAG}, "factorType"),
            "discriminator": {"propertyName": "factorType"},
        },
        "SmsFactor": kind_of("Factor", {"phoneNumber": TEXT}, "phoneNumber"),
        "TotpFactor": kind_of(
            "Factor", {"secret": {**TEXT, "writeOnly": True}, "digits": {**WHOLE, "default": 6}}, "digits"
        ),
        "Rule": {"oneOf": [ref("AllowRule"), ref("DenyRule")]},  # Different properties identify the variants.
        "AllowRule": thing(
            {"allow": array(TEXT), "unless": {"allOf": [ref("Rule")], "nullable": True}},
            "allow",
            additionalProperties=False,
        ),
        "DenyRule": thing({"deny": array(TEXT), "reason": TEXT}, "deny", additionalProperties=False),
        "Links": {
            "type": "object",
            "additionalProperties": thing({"href": TEXT, "hints": thing({"allow": array(TEXT)})}, "href"),
        },
    }


def _add(document: Node, noun: str, number: int) -> None:
    kind, many = pascal(noun), plural(camel(noun))
    schemas = document["components"]["schemas"]
    if kind in schemas:
        return
    base = cycle(number, "Principal", "Factor", "")
    own = thing(
        {
            "profile": {"type": "object", "additionalProperties": {"nullable": True}},
            "owner": ref("Principal"),
            "factors": array(ref("Factor")),
            "rules": array(ref("Rule")),
            "_links": {"allOf": [ref("Links")], "readOnly": True},
            "created": {**MOMENT, "readOnly": True},
            "credentials": thing(
                {"password": thing({"value": {**TEXT, "writeOnly": True}}), "provider": words("OKAY", "LDAP")}
            ),
            "type": words("A", "a", "B_1", "B-1"),
        },
        "profile owner created",
    )
    schemas[kind] = {"allOf": [ref("WithId"), own], "description": f"One {noun}; beside {base or 'nothing'}."}
    schemas.setdefault(
        "WithId", thing({"id": {**UUID, "readOnly": True}, "externalId": {**TEXT, "nullable": True}}, "id")
    )
    failing = {
        "403": answer(ref("Error"), text="Not you."),
        "404": answer(ref("Error"), text="Not here."),
        "5XX": answer(ref("Error")),
    }
    identity = parameter("id", "path", UUID)

    def operation(verb: str, **more: object) -> Node:
        return {"operationId": f"{verb}{kind}", "tags": [kind, "all"], **more}

    document["paths"][f"/{many}"] = {
        "get": operation(
            "list",
            parameters=[parameter("after"), parameter("limit", schema=WHOLE), parameter("q", deprecated=True)],
            responses={
                "200": answer(thing({"data": array(ref(kind)), "after": {**TEXT, "nullable": True}}, "data")),
                **failing,
            },
            **{
                "x-pagination": {
                    "style": "cursor",
                    "parameter": "after",
                    "size-parameter": "limit",
                    "items": "/data",
                    "next": {"body": "/after"},
                }
            },
        ),
        "post": operation(
            "create",
            security=[{"oauth": ["write"]}],
            requestBody=body(ref(kind)),
            responses={"201": answer(ref(kind)), **failing},
        ),
    }
    document["paths"][f"/{many}/{{id}}"] = {
        "parameters": [identity],
        "get": operation("get", responses={"200": answer(ref(kind)), **failing}),
        "put": operation("replace", requestBody=body(ref(kind)), responses={"200": answer(ref(kind)), **failing}),
        "delete": operation("deactivate", responses={"204": answer(), "202": answer(ref("Principal")), **failing}),
    }
    document["paths"][f"/{many}/{{id}}/principals/{{principalId}}"] = {
        "parameters": [identity, parameter("principalId", "path", UUID)],
        "put": operation(
            "assignPrincipalTo",
            requestBody=body(ref("Principal")),
            responses={"200": answer(ref("Principal")), **failing},
        ),
        "get": operation(
            "getPrincipalOf",
            responses={
                "200": answer(
                    {
                        "oneOf": [ref("Person"), ref("MachineAccount"), ref("GroupOfPrincipals")],
                        "discriminator": schemas["Principal"]["discriminator"],
                    }
                ),
                **failing,
            },
        ),
    }
    if number % 2:
        document["paths"][f"/{many}/{{id}}/factors"] = {
            "parameters": [identity],
            "get": operation("listFactorsOf", responses={"200": answer(array(ref("Factor"))), **failing}),
            "post": operation(
                "enrolFactorOf",
                requestBody=body(ref("Factor")),
                responses={"200": answer(ref("SmsFactor")), "201": answer(ref("Factor")), **failing},
            ),
        }
