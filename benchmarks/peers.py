"""Models that a programmer would write by hand for each variant of the contract, with msgspec and with pydantic.

These models detect the same mismatches as the client: unknown and missing properties, nulls, wrong types, unknown enum
values.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType
from pydantic import AwareDatetime, BaseModel, ConfigDict, Discriminator, create_model
from pydantic.alias_generators import to_camel

Number = int | float
ABSENT: Any = None  # pydantic does not validate defaults: the property may be missing, but not null


class Status(StrEnum):
    """The status of a broadcast."""

    DRAFT = "DRAFT"
    SCHEDULED = "SCHEDULED"
    SENDING = "SENDING"
    SENT = "SENT"
    CANCELLED = "CANCELLED"
    FAILED = "FAILED"


# --- msgspec, the lower bound of the decoding time ---


class Segment(Struct, forbid_unknown_fields=True):
    """A segment: a group of contacts."""

    id: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    contacts_count: Number | UnsetType = UNSET
    created_at: datetime | UnsetType = UNSET
    updated_at: datetime | UnsetType = UNSET


class Template(Struct, forbid_unknown_fields=True):
    """A template: the message that is sent over one connection."""

    id: str | UnsetType = UNSET
    broadcast_id: str | UnsetType = UNSET
    connection_id: str | UnsetType = UNSET
    integration_id: str | UnsetType = UNSET
    recipients_count: Number | UnsetType = UNSET
    config: dict[str, Any] | UnsetType = UNSET
    error: str | UnsetType | None = UNSET
    created_at: datetime | UnsetType = UNSET
    updated_at: datetime | UnsetType = UNSET


class Thread(Template):
    """A template with replies, which are templates, too."""

    replies: list[Thread] | UnsetType = UNSET


class Broadcast(Struct, forbid_unknown_fields=True):
    """A broadcast: a message to many contacts."""

    id: str
    name: str
    status: Status
    scheduled_at: datetime | None
    started_at: datetime | None
    completed_at: datetime | None
    contacts_count: Number
    recipients_count: Number
    skipped_count: Number
    sent_count: Number
    failed_count: Number
    delivered_count: Number
    opened_count: Number
    played_count: Number
    click_count: Number
    complained_count: Number
    unsubscribed_count: Number
    error_message: str | None
    segments: list[Segment]
    send_to_all: bool
    templates: list[Template]
    created_at: datetime
    updated_at: datetime


class Text(Struct, forbid_unknown_fields=True, tag_field="kind", tag="text"):
    """A text, as one part of a message."""

    text: str


class Image(Struct, forbid_unknown_fields=True, tag_field="kind", tag="image"):
    """An image, as one part of a message."""

    url: str
    size: Number


class Group(Struct, forbid_unknown_fields=True, tag_field="kind", tag="group"):
    """A group, as one part of a message; the group contains further parts."""

    parts: list[Text | Image | Group]


def struct(variant: str) -> type[Struct]:
    """Return the msgspec Struct for a broadcast in the variant with this name."""
    if variant == "optional":
        return _derived(Broadcast, optional=True)
    if variant == "camel":
        nested = {"segments": list[_derived(Segment, camel=True)], "templates": list[_derived(Template, camel=True)]}
        return _derived(Broadcast, nested, camel=True)
    if variant in {"union", "fit"}:
        with_parts = _derived(Template, {"parts": list[Text | Image | Group] | UnsetType})
        return _derived(Broadcast, {"templates": list[with_parts]})
    if variant == "recursive":
        return _derived(Broadcast, {"templates": list[Thread]})
    return Broadcast


def _derived(
    base: type[Struct], members: dict[str, Any] | None = None, *, camel: bool = False, optional: bool = False
) -> type[Struct]:
    types = {each.name: each.type for each in msgspec.structs.fields(base)} | (members or {})
    fields: list[Any] = [
        (name, kind | UnsetType, UNSET) if optional or UnsetType in getattr(kind, "__args__", ()) else (name, kind)
        for name, kind in types.items()
    ]
    return msgspec.defstruct(
        base.__name__, fields, module=__name__, forbid_unknown_fields=True, rename="camel" if camel else None
    )


# --- pydantic ---


class Strict(BaseModel):
    """A pydantic model that rejects unknown properties and values of other types, as the client does."""

    model_config = ConfigDict(extra="forbid", strict=True)


class SegmentModel(Strict):
    """A segment: a group of contacts."""

    id: str = ABSENT
    name: str = ABSENT
    contacts_count: float = ABSENT
    created_at: AwareDatetime = ABSENT
    updated_at: AwareDatetime = ABSENT


class TemplateModel(Strict):
    """A template: the message that is sent over one connection."""

    id: str = ABSENT
    broadcast_id: str = ABSENT
    connection_id: str = ABSENT
    integration_id: str = ABSENT
    recipients_count: float = ABSENT
    config: dict[str, Any] = ABSENT
    error: str | None = ABSENT
    created_at: AwareDatetime = ABSENT
    updated_at: AwareDatetime = ABSENT


class ThreadModel(TemplateModel):
    """A template with replies, which are templates, too."""

    replies: list[ThreadModel] = ABSENT


class BroadcastModel(Strict):
    """A broadcast: a message to many contacts.

    Counts are `float`, because `int | float`, which the client has, is slower in pydantic.
    """

    id: str
    name: str
    status: Status
    scheduled_at: AwareDatetime | None
    started_at: AwareDatetime | None
    completed_at: AwareDatetime | None
    contacts_count: float
    recipients_count: float
    skipped_count: float
    sent_count: float
    failed_count: float
    delivered_count: float
    opened_count: float
    played_count: float
    click_count: float
    complained_count: float
    unsubscribed_count: float
    error_message: str | None
    segments: list[SegmentModel]
    send_to_all: bool
    templates: list[TemplateModel]
    created_at: AwareDatetime
    updated_at: AwareDatetime


class TextModel(Strict):
    """A text, as one part of a message."""

    kind: Literal["text"]
    text: str


class ImageModel(Strict):
    """An image, as one part of a message."""

    kind: Literal["image"]
    url: str
    size: float


class GroupModel(Strict):
    """A group, as one part of a message; the group contains further parts."""

    kind: Literal["group"]
    parts: list[PartModel]


class TextByFit(Strict):
    """A text, as one part of a message, without a discriminator property."""

    text: str


class ImageByFit(Strict):
    """An image, as one part of a message, without a discriminator property."""

    url: str
    size: float


class GroupByFit(Strict):
    """A group, as one part of a message, without a discriminator property."""

    parts: list[TextByFit | ImageByFit | GroupByFit]


PartModel = Annotated[TextModel | ImageModel | GroupModel, Discriminator("kind")]


def model(variant: str) -> type[BaseModel]:
    """Return the pydantic model for a broadcast in the variant with this name."""
    fields = BroadcastModel.model_fields
    if variant == "optional":
        loose = {name: (each.rebuild_annotation(), ABSENT) for name, each in fields.items()}
        return create_model("Optional", __base__=Strict, **loose)
    if variant == "camel":
        nested = {"segments": list[_camel(SegmentModel)], "templates": list[_camel(TemplateModel)]}
        return _camel(BroadcastModel, nested)
    if variant in {"union", "fit"}:
        part = PartModel if variant == "union" else TextByFit | ImageByFit | GroupByFit
        with_parts = create_model("WithParts", __base__=TemplateModel, parts=(list[part], ABSENT))  # type: ignore[valid-type]
        return create_model("Union", __base__=BroadcastModel, templates=list[with_parts])
    if variant == "recursive":
        return create_model("Recursive", __base__=BroadcastModel, templates=list[ThreadModel])
    return BroadcastModel


def _camel(base: type[BaseModel], members: dict[str, Any] | None = None) -> type[BaseModel]:
    aliased = type("Aliased", (base,), {"model_config": ConfigDict(alias_generator=to_camel), "__module__": __name__})
    return create_model("Camel", __base__=aliased, **(members or {}))
