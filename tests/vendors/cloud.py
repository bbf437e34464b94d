"""Document in the style of a cloud provider: PascalCase, operationIds with a namespace, `api-version` on every call.

Long-running operations respond 202 with the URL of their status. Error bodies have an envelope, media types are the
vendor's own JSON types, and operations have many headers. Lists use offsets, and also state the URL of the next page.
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
    cycle,
    grown,
    parameter,
    pascal,
    plural,
    ref,
    thing,
    words,
)

OWN = "application/vnd.nimbus.v2+json"


def document(size: int) -> Node:
    """Return an OpenAPI document with `size` operations."""
    return grown(
        {
            "openapi": "3.0.1",
            "info": {"title": "NimbusManagementClient", "version": "2026-01-01-preview"},
            "servers": [{"url": "https://management.nimbus.example"}],
            "security": [{"nimbus_auth": ["user_impersonation"]}],
            "paths": {},
            "components": {
                "securitySchemes": {
                    "nimbus_auth": {
                        "type": "oauth2",
                        "flows": {
                            "implicit": {
                                "authorizationUrl": "https://login.example",
                                "scopes": {"user_impersonation": "As a user"},
                            }
                        },
                    }
                },
                "parameters": {
                    "ApiVersion": {
                        **parameter("api-version", schema={"type": "string", "minLength": 1}),
                        "required": True,
                    },
                    "SubscriptionId": parameter("subscriptionId", "path", UUID),
                    "ResourceGroupName": parameter(
                        "resourceGroupName", "path", {"type": "string", "minLength": 1, "maxLength": 90}
                    ),
                    "IfMatch": parameter("If-Match", "header"),
                    "ClientRequestId": parameter("x-ms-client-request-id", "header", UUID),
                },
                "schemas": _shared(),
            },
        },
        _add,
        size,
    )


def _shared() -> Node:
    return {
        "ErrorResponse": thing({"Error": ref("ErrorDetail")}),
        "ErrorDetail": thing(
            {
                "Code": {**TEXT, "readOnly": True},
                "Message": {**TEXT, "readOnly": True},
                "Details": {**array(ref("ErrorDetail")), "readOnly": True},
                "AdditionalInfo": array(thing({"Type": TEXT, "Info": {"type": "object"}})),
            }
        ),
        "Resource": thing(
            {"Id": {**TEXT, "readOnly": True}, "Name": {**TEXT, "readOnly": True}, "Type": {**TEXT, "readOnly": True}},
            description="Common fields.",
            **{"x-ms-azure-resource": True},
        ),
        "TrackedResource": {
            "allOf": [
                ref("Resource"),
                thing({"Tags": {"type": "object", "additionalProperties": TEXT}, "Location": TEXT}, "Location"),
            ],
            "description": "A resource that has a place.",
        },
        "SystemData": thing({"CreatedBy": TEXT, "CreatedByType": ref("CreatedByType"), "CreatedAt": MOMENT}),
        "CreatedByType": words("User", "Application", "ManagedIdentity", "Key"),
        "ProvisioningState": {
            "type": "string",
            "readOnly": True,
            "enum": ["Succeeded", "Failed", "Canceled", "In progress"],
        },
        "OperationStatus": thing(
            {"Name": TEXT, "Status": TEXT, "PercentComplete": {"type": "number", "minimum": 0, "maximum": 100}},
            "Status",
        ),
        "Sku": thing(
            {
                "Name": TEXT,
                "Tier": words("Free", "Basic", "Standard", "P1", "P-1"),
                "Capacity": {**WHOLE, "format": "int32"},
            },
            "Name",
        ),
    }


def _add(document: Node, noun: str, number: int) -> None:
    name, many = pascal(noun), plural(pascal(noun))
    schemas = document["components"]["schemas"]
    kind = f"{name}Resource" if number % 4 else name  # Names of components must be unique.
    if kind in schemas:
        kind = f"{name}Entity"
    schemas[f"{name}Properties"] = _properties(name)
    schemas[kind] = {
        "allOf": [ref("TrackedResource")],
        **thing(
            {
                "Properties": ref(f"{name}Properties"),
                "Sku": ref("Sku"),
                "SystemData": {"readOnly": True, "allOf": [ref("SystemData")]},
                "ETag": TEXT,
            }
        ),
        "description": f"One {noun}.",
    }
    schemas[f"{name}ListResult"] = thing(
        {
            "Value": array(ref(kind)),
            "NextLink": {"type": "string", "format": "uri", "nullable": True},
            "Count": {**WHOLE, "format": "int64"},
        },
        "Value",
    )
    shared = [
        ref(each, "parameters") for each in ("ApiVersion", "SubscriptionId", "ResourceGroupName", "ClientRequestId")
    ]
    identity = parameter(
        f"{noun.split(maxsplit=1)[0]}Name", "path", {"type": "string", "pattern": "^[a-z]+$", "example": "main"}
    )
    group = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}"
    at = f"{group}/providers/Nimbus.{cycle(number, 'Compute', 'Storage', 'Web')}/{many}"
    one = f"{at}/{{{identity['name']}}}"
    slash = cycle(number, "_", ".", "/")

    def operation(verb: str, *own: Node, status: Node, **more: object) -> Node:
        failing = {
            "default": answer(
                ref("ErrorResponse"), text="What went wrong.", headers={"x-ms-error-code": {"schema": TEXT}}
            )
        }
        return {
            "tags": [many],
            "operationId": f"{many}{slash}{verb}",
            "parameters": [*shared, *own],
            "responses": {**status, **failing},
            "x-ms-long-running-operation": "202" in status,
            **more,
        }

    later = answer(text="Accepted", headers={"Location": {"schema": TEXT}, "Retry-After": {"schema": WHOLE}})
    match = ref("IfMatch", "parameters")
    document["paths"][at] = {
        "get": operation(
            "List",
            parameter("$skip", schema=WHOLE),
            parameter("$top", schema=WHOLE),
            parameter("$filter"),
            parameter("$orderby", schema=array(TEXT), explode=False),
            status={"200": answer(ref(f"{name}ListResult"), OWN)},
            **{
                "x-pagination": {
                    "style": "offset",
                    "parameter": "$skip",
                    "size-parameter": "$top",
                    "items": "/Value",
                    "total": {"body": "/Count"},
                }
            },
        )
    }
    document["paths"][one] = {
        "get": operation("Get", identity, status={"200": answer(ref(kind), OWN)}),
        "head": operation("CheckExistence", identity, status={"204": answer(text="It is there.")}),
        "put": operation(
            "CreateOrUpdate",
            identity,
            match,
            requestBody=body(ref(kind), OWN),
            status={"200": answer(ref(kind), OWN), "201": answer(ref(kind), OWN), "202": later},
        ),
        "patch": operation(
            "Update",
            identity,
            match,
            requestBody=body(ref(f"{name}Properties")),
            status={"200": answer(ref(kind), OWN), "202": later},
        ),
        "delete": operation("Delete", identity, match, status={"200": answer(), "202": later, "204": answer()}),
    }
    document["paths"][f"{one}/listKeys"] = {
        "post": operation(
            "ListKeys",
            identity,
            status={
                "200": answer({"type": "object", "additionalProperties": {"type": "string", "format": "password"}})
            },
        )
    }
    document["paths"][f"{one}/operationResults/{{operationId}}"] = {
        "get": operation(
            "GetResult",
            identity,
            parameter("operationId", "path"),
            status={"200": answer(ref("OperationStatus")), "202": answer(ref("OperationStatus"))},
        )
    }


def _properties(name: str) -> Node:
    members = {
        "ProvisioningState": {"allOf": [ref("ProvisioningState")], "readOnly": True},
        "DisplayName": TEXT,
        "Enabled": {**FLAG, "default": True},
        "VCPUsAvailable": {**WHOLE, "minimum": 0},
        "IPAddresses": array({"type": "string", "format": "ipv4"}),
        "PublicNetworkAccess": words("Enabled", "Disabled", "SecuredByPerimeter"),
        "NetworkProfile": thing({"Subnets": array(thing({"Id": TEXT, "AddressPrefix": TEXT}, "Id"))}),
        "AdminPassword": {**TEXT, "writeOnly": True},
        f"{name}Version": TEXT,
        "Parent": ref(f"{name}Properties"),
        "Schedule": thing({"Start": MOMENT, "Every": {"type": "string", "format": "duration"}}, "Start"),
        "Metadata": {"type": "object", "additionalProperties": array(TEXT)},
    }
    return thing(members, "DisplayName")
