"""Decoding of JSON objects to models, and encoding of models.

msgspec decodes a JSON object to a struct (an instance of a msgspec class), and generated code converts the struct to a
model. A class has a strict struct, which accepts only what the contract documents. Extended structs also accept the
mismatches of earlier responses.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import attrs
import msgspec

from ._mismatch_records import MAX_KEPT_MISMATCHES, Location, MapKey, Mismatches, json_type
from ._plan_code import STRICT, FunctionWriter, Place, Shape, namespace, register, run
from ._type_plans import ANYTHING, MAX_LEARNED_NAME_CHARS, SCALARS, EnumPlan, NullablePlan, TypePlan
from ._types import UNSET, Discriminator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

__all__ = ["NO_EXTENSION", "Extension", "ObjectPlan", "read_only_names"]

MAX_SORTED_NAMES = 1000  # If an object has more undocumented properties, they are recorded unsorted.
MAX_LEARNED_NAMES = 16  # maximum number of undocumented properties in an extended struct
MAX_INLINED_PROPERTIES = 16  # Generated code calls a function to convert objects of a class with more properties.


class _Property(NamedTuple):
    name: str
    json_name: str
    optional: bool
    plan: TypePlan


class Extension(NamedTuple):
    """The mismatches with the contract, seen in earlier responses, that one extended msgspec struct accepts."""

    names: tuple[str, ...] = ()
    """The JSON names of undocumented properties that objects may have."""
    absent: frozenset[str] = frozenset()
    """The JSON names of required properties that objects may lack."""
    null: frozenset[str] = frozenset()
    """The JSON names of properties in which the struct accepts null, although the contract does not allow null."""
    unchecked: frozenset[str] = frozenset()
    """The JSON names of properties with a mismatch other than a missing property or null.

    The struct accepts any JSON value of such a property, and `TypePlan.read` converts the value.
    """


class ObjectPlan(TypePlan):
    """Decodes JSON objects to models of one class, and encodes the models.

    msgspec decodes JSON to a struct, and generated code converts the struct to a model.
    """

    expected = "object"
    kinds = frozenset({dict})
    is_object = True

    def __init__(self, cls: type[Any]) -> None:
        self.cls = cls
        self.name = register(cls, cls.__name__)
        self.is_open_type = cls._open_type
        self.properties: list[_Property] = []
        # If a response has mismatches, `read` and `score` look up every property of every object. A dict is fast.
        self.by_json_name: dict[str, tuple[int, str, frozenset[type], TypePlan]] = {}
        self.required: list[_Property] = []
        self.required_names: frozenset[str] = frozenset()
        self.additional = ANYTHING
        self.tags: dict[tuple[str, str], int] = {}
        """For each tag of this class in a union, a number that makes the name of the tagged struct unique.

        A tag is a pair of strings: the JSON name of a property, and the value that identifies this class. An example is
        ("kind", "cat"). msgspec uses the tag to select the struct.
        """
        self.extension = Extension()

    def complete(self, plan_for: Callable[[Any], TypePlan]) -> None:
        """Add the properties of the class, each with the TypePlan that `plan_for` returns for its type.

        The constructor cannot do this, because the type of a property may be this class.
        """
        hints = self.cls.__annotations__
        for index, field in enumerate(attrs.fields(self.cls)[1:]):
            json_name = field.metadata.get("json_name", field.name)
            hint = hints[field.name]
            plan = plan_for(_evaluate(field.metadata.get("type", hint), self.cls))
            self.properties.append(_Property(field.name, json_name, "Unset" in hint.split(" | "), plan))
            self.by_json_name[json_name] = index, field.name, plan.unchanged, plan
            if field.metadata.get("read_only"):
                read_only_names.setdefault(self.cls, []).append(field.name)
        self.additional = plan_for(_evaluate(self.cls._additional_type, self.cls))
        self.required = [each for each in self.properties if not each.optional]
        self.required_names = frozenset(each.json_name for each in self.required)

    # --- methods for unions ---

    def allows_tag(self, json_name: str, tag: str) -> bool:
        """Return whether msgspec can select this class in a union if the property `json_name` has the value `tag`.

        The property must be a string, or an enum that contains `tag`.
        """
        if json_name not in self.by_json_name or _REFUSED_IN_NAMES.search(json_name):
            return False
        plan = self.by_json_name[json_name][-1]
        if isinstance(plan, NullablePlan):
            plan = plan.inner
        return plan is SCALARS[str] or (isinstance(plan, EnumPlan) and tag in plan.known)

    def constant(self, json_name: str) -> str | None:
        """Return the only string that a required property allows, such as "cat".

        Return None if the property is not required, is not documented, or allows other values.
        """
        plan = self.by_json_name[json_name][-1] if json_name in self.required_names else None
        values = [*plan.known] if isinstance(plan, EnumPlan) else []
        return values[0] if len(values) == 1 and isinstance(values[0], str) else None

    def allows_names(self, names: AbstractSet[str]) -> bool:
        """Return whether `names` contains every required property, and only documented properties."""
        return self.required_names <= names <= self.by_json_name.keys()

    # --- structs and functions ---

    def parts(self) -> Iterable[TypePlan]:
        return [each.plan for each in self.properties]

    def used(self) -> Iterable[TypePlan]:
        return [*self.parts(), self.additional]

    def struct_name(self, shape: Shape, tag: tuple[str, str] | None = None) -> str:
        return f"{self.name}{self._suffix(tag)}_struct{shape.suffix_of(self)}"

    def function_name(self, shape: Shape, tag: tuple[str, str] | None = None) -> str:
        return f"{self.name}{self._suffix(tag)}_to_model{shape.suffix_of(self)}"

    def _suffix(self, tag: tuple[str, str] | None) -> str:
        return "" if tag is None else f"_tagged_{self.tags[tag]}"

    def struct_type(self, shape: Shape) -> str:
        return self.struct_name(shape)

    def struct_classes(self, shape: Shape) -> list[str]:
        return [self.struct_name(shape)]

    def is_converted(self, shape: Shape) -> bool:
        del shape
        return True

    def write_to_model(self, writer: FunctionWriter, x: str, at: Place) -> str:
        if self in writer.shape.extended:
            return f"{self.function_name(writer.shape)}({x}, {at.location}, m)"
        if not self._is_small or any(each.plan.is_converted(STRICT) for each in self.properties):
            return f"{self.function_name(writer.shape)}({x})"
        return self.write_object(writer, writer.variable(x), {each.json_name: each.name for each in self.properties})

    def write_object(self, writer: FunctionWriter, t: str, attributes: Mapping[str, str]) -> str:
        """Write generated code that converts a msgspec struct to a model. Return the variable that holds the model.

        Args:
            writer: The writer of the generated function.
            t: The variable that holds the struct.
            attributes: The JSON name of each property, and the attribute of the struct that has its value.
        """
        o = writer.variable(f"new({self.name})")
        writer.line(f"{o}._extra = None")
        for each in self.properties:
            value = self._write_property(writer, each, NO_EXTENSION, f"{t}.{attributes[each.json_name]}")
            writer.line(f"{o}.{each.name} = {value}")
        return o

    def write_to_struct(self, writer: FunctionWriter, x: str) -> str:
        if not self._is_small or any(_has_objects(each.plan) for each in self.properties):
            return f"{self.name}_to_struct({x})"
        o = writer.variable(x)
        result = writer.variable()
        with writer.block(f"if {o}._extra:"):
            writer.line(f"{result} = to_plain_dict({o})")
        with writer.block("else:"):
            writer.line(f"{result} = {self._write_out(writer, o)}")
        return result

    def compile(self, shape: Shape) -> None:
        """Define the msgspec structs of this class that a Shape selects: one without a tag, and one for each tag.

        Also define the functions that convert these structs to models. The first call also defines a struct for
        requests, and a function that converts a model to this struct.
        """
        for tag in (None, *self.tags):
            if self.struct_name(shape, tag) not in vars(namespace):
                self._define_struct(shape, tag)
                run(self._to_model_source(shape, tag))
        if not hasattr(self, "blank"):
            self._define_out_struct()
            run(self._to_struct_source(), self._blank_source())
            self.blank: Callable[[], Any] = vars(namespace)[f"{self.name}_blank"]

    @property
    def _is_small(self) -> bool:
        """Whether generated code converts objects of this class inline, without calling a function.

        The class must have few properties, and msgspec must accept all their JSON names.
        """
        return len(self.properties) <= MAX_INLINED_PROPERTIES and not self.has_refused

    @property
    def has_refused(self) -> bool:
        """Whether msgspec rejects the JSON name of a property as a struct field, for example because of a quote."""
        return bool(self._refused)

    @cached_property
    def _refused(self) -> frozenset[str]:
        """The Python names of the properties whose JSON names msgspec rejects as struct fields (see `has_refused`)."""
        return frozenset(each.name for each in self.properties if _REFUSED_IN_NAMES.search(each.json_name))

    @cached_property
    def _renamed(self) -> dict[str, str]:
        renamed = {each.name: each.json_name for each in self.properties if each.name != each.json_name}
        return renamed | {name: f"\N{REPLACEMENT CHARACTER}{name}" for name in self._refused}

    def _define_struct(self, shape: Shape, tag: tuple[str, str] | None) -> None:
        extension: Extension = shape.extensions.get(self, NO_EXTENSION)
        fields: list[tuple[str, str] | tuple[str, str, Any]] = []
        tag_field, tag_value = tag or (None, None)
        for each in self.properties:
            if each.json_name == tag_field:
                continue
            type_ = each.plan.struct_type(shape)
            if each.json_name in extension.unchecked:
                type_ = "Any"
            elif each.json_name in extension.null:
                type_ = f"Optional[{type_}]"
            is_optional = each.optional or each.json_name in extension.absent
            fields.append((each.name, type_, UNSET) if is_optional else (each.name, type_))
        renamed = {name: json_name for name, json_name in self._renamed.items() if json_name != tag_field}
        for name, json_name in self._undocumented_fields(extension).items():
            fields.append((name, "Any", UNSET))
            renamed[name] = json_name
        name = self.struct_name(shape, tag)
        # Unknown fields are forbidden even if the class allows additional properties: few objects have such properties,
        # and `read` decodes these objects.
        vars(namespace)[name] = msgspec.defstruct(
            name,
            fields,
            module=namespace.__name__,
            kw_only=True,
            forbid_unknown_fields=True,
            rename=renamed or None,
            tag_field=tag_field,
            tag=tag_value,
            gc=False,
        )

    def _undocumented_fields(self, extension: Extension) -> dict[str, str]:
        """Return the msgspec struct fields for the undocumented properties in `extension.names`, with the JSON names.

        For the property `color`, the result is {"_0": "color"}.
        """
        prefix = "_"
        while any(each.name.startswith(prefix) for each in self.properties):
            prefix += "_"
        return {f"{prefix}{number}": json_name for number, json_name in enumerate(extension.names)}

    def _define_out_struct(self) -> None:
        # A request may omit any property. So the default of every field is UNSET, and msgspec omits fields with their
        # default.
        vars(namespace)[f"{self.name}_out"] = msgspec.defstruct(
            f"{self.name}_out",
            [(each.name, Any, UNSET) for each in self.properties],
            module=namespace.__name__,
            omit_defaults=True,
            rename=self._renamed or None,
            gc=False,
        )

    def _to_model_source(self, shape: Shape, tag: tuple[str, str] | None) -> str:
        extension: Extension = shape.extensions.get(self, NO_EXTENSION)
        tag_field, tag_value = tag or (None, None)
        writer = FunctionWriter(shape)
        if self in shape.extended:
            with writer.block(f"if len(m.entries) >= {MAX_KEPT_MISMATCHES}:"):
                self._write_empty(writer, shape, tag, extension)
                writer.line("m.trim()")
        writer.line(f"o = new({self.name})")
        for each in self.properties:
            if each.json_name == tag_field:
                plan = each.plan.inner if isinstance(each.plan, NullablePlan) else each.plan
                value = f"{plan.table}[{tag_value!r}]" if isinstance(plan, EnumPlan) else repr(tag_value)
                writer.line(f"o.{each.name} = {value}")
            else:
                writer.line(f"o.{each.name} = {self._write_property(writer, each, extension, f't.{each.name}')}")
        absent = [each for each in self.required if each.json_name in extension.absent and each.json_name != tag_field]
        undocumented = self._undocumented_fields(extension)
        self._write_extra(writer, undocumented, absent)
        writer.line("return o")
        parameters = "t, l, m" if self in shape.extended else "t"
        return writer.source(f"def {self.function_name(shape, tag)}({parameters}):")

    def _write_empty(
        self, writer: FunctionWriter, shape: Shape, tag: tuple[str, str] | None, extension: Extension
    ) -> None:
        """Write code that converts {} at once, if {} lacks required properties and `extension` accepts this."""
        # A list of empty objects is the cheapest way for a server to cause very many mismatches.
        if tag is None and self.required_names and self.required_names <= extension.absent:
            empty = register(vars(namespace)[self.struct_name(shape)](), "empty")
            with writer.block(f"if t == {empty}:"):
                writer.line(f"m.dropped += {len(self.required)}")
                writer.line(f"return {self.name}_blank()")

    def _write_property(self, writer: FunctionWriter, each: _Property, extension: Extension, x: str) -> str:
        """Write code that converts the value of the property `each`, and records the mismatches that `extension` lists.

        `x` is the expression for the value in the struct, such as `t.name`. Return the expression for the converted
        value.
        """
        is_optional = each.optional or each.json_name in extension.absent
        at = Place.below("l", repr(each.json_name))
        if each.json_name in extension.unchecked:
            unchanged, read = register(each.plan.unchanged, "unchanged"), register(each.plan.read, "read")
            v = writer.variable(x)
            guard = f"{v} is not UNSET and " if is_optional else ""
            with writer.block(f"if {guard}type({v}) not in {unchanged}:"):
                writer.line(f"{v} = {read}({v}, {at.location}, m)")
            return v
        is_converted = each.plan.is_converted(writer.shape)
        guards = []
        if each.json_name in extension.null:
            guards.append("is not None")
        if is_optional and is_converted:
            guards.append("is not UNSET")
        if not guards:
            return each.plan.write_to_model(writer, x, at)
        v = writer.variable(x)
        if each.json_name in extension.null:
            with writer.block(f"if {v} is None:"):
                writer.line(f"m.entries.append((l, {each.json_name!r}, {each.plan.expected!r}, 'null', 'null'))")
        if is_converted:
            with writer.block(f"if {' and '.join(f'{v} {guard}' for guard in guards)}:"):
                writer.assign(v, each.plan.write_to_model(writer, v, at))
        return v

    def _write_extra(self, writer: FunctionWriter, undocumented: dict[str, str], absent: list[_Property]) -> None:
        """Write code that copies undocumented properties from a struct to its model, and records all deviations.

        `undocumented` maps struct fields to JSON names. `absent` lists the required properties that were missing in
        earlier responses.
        """
        in_order = sorted(undocumented.items(), key=lambda pair: pair[1])
        values = {name: f"t.{name}" for name in undocumented}
        if self.additional is not ANYTHING:
            unchanged = register(self.additional.unchanged, "unchanged")
            read = register(self.additional.read, "read")
            for name, json_name in in_order:
                v = values[name] = writer.variable(f"t.{name}")
                with writer.block(f"if {v} is not UNSET and type({v}) not in {unchanged}:"):
                    writer.line(f"{v} = {read}({v}, Location(l, {json_name!r}), m)")
        for each in absent:
            with writer.block(f"if t.{each.name} is UNSET:"):
                entry = f"(l, {each.json_name!r}, {each.plan.expected!r}, 'nothing', 'missing')"
                writer.line(f"m.entries.append({entry})")
        if not self.cls._open:
            for name, json_name in in_order:
                with writer.block(f"if {values[name]} is not UNSET:"):
                    got = f"json_types[type(t.{name})]"
                    writer.line(f"m.entries.append((l, {json_name!r}, 'nothing', {got}, 'unknown'))")
        if undocumented:
            writer.line("e = None")
        for name, json_name in undocumented.items():
            with writer.block(f"if {values[name]} is not UNSET:"):
                writer.line("e = {} if e is None else e")
                writer.line(f"e[{json_name!r}] = {values[name]}")
        writer.line(f"o._extra = {'e' if undocumented else None}")

    def _blank_source(self) -> str:
        writer = FunctionWriter()
        writer.line(f"o = new({self.name})")
        writer.line("o._extra = None")
        for each in self.properties:
            writer.line(f"o.{each.name} = UNSET")
        writer.line("return o")
        return writer.source(f"def {self.name}_blank():")

    def _to_struct_source(self) -> str:
        writer = FunctionWriter()
        with writer.block("if True:" if self._refused else "if o._extra:"):
            writer.line("return to_plain_dict(o)")
        with writer.block("try:"):
            writer.line(f"return {self._write_out(writer, 'o')}")
        with writer.block("except (AttributeError, TypeError):"):
            writer.line("return to_plain_dict(o)")
        return writer.source(f"def {self.name}_to_struct(o):")

    def _write_out(self, writer: FunctionWriter, o: str) -> str:
        """Write code that converts the model in variable `o`. Return the expression that builds the msgspec struct."""
        values = []
        for each in self.properties:
            x = f"{o}.{each.name}"
            if each.optional and not each.plan.is_sent_unchanged:
                x = writer.variable(x)
                with writer.block(f"if {x} is not UNSET:"):
                    writer.assign(x, each.plan.write_to_struct(writer, x))
                values.append(x)
            else:
                values.append(each.plan.write_to_struct(writer, x))
        return f"{self.name}_out({', '.join(values)})"

    # --- reading of objects with mismatches, and recording of the mismatches in `extension` ---

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        if type(value) is not dict:
            return value if self.is_open_type else self.record_mismatch(value, location, mismatches)
        if mismatches.cancelled is not None:
            mismatches.check()
        result = self.blank()
        checked: list[tuple[int, str, str, Any, TypePlan]] = []
        unknown: dict[str, Any] = {}
        # The loop visits the properties of the received object, not those of the class. So the size of the response
        # limits the time of the loop.
        for json_name, item in value.items():
            known = self.by_json_name.get(json_name)
            if known is None:
                unknown[json_name] = item
            elif type(item) in known[2]:
                setattr(result, known[1], item)
            else:
                checked.append((known[0], known[1], json_name, item, known[3]))
        if checked:
            checked.sort(key=_INDEX)  # Mismatches are in the contract's order of properties.
            self._read_checked(result, checked, location, mismatches)
        names = self._read_unknown(unknown, location, mismatches) if unknown else []
        if not self.required_names <= value.keys():
            self._record_missing(value, location, mismatches)
        if unknown:
            result._extra = unknown
            self._record_unknown(unknown, names, location, mismatches)
        return result

    def _read_checked(
        self,
        result: Any,
        checked: list[tuple[int, str, str, Any, TypePlan]],
        location: Location,
        mismatches: Mismatches,
    ) -> None:
        for _, name, json_name, item, plan in checked:
            unexplained = mismatches.unexplained
            setattr(result, name, plan.read(item, Location(location, json_name), mismatches))
            if mismatches.is_learning and mismatches.unexplained > unexplained:
                self._learn_property(json_name, is_null=item is None)
                mismatches.explained += mismatches.unexplained - unexplained

    def _read_unknown(self, unknown: dict[str, Any], location: Location, mismatches: Mismatches) -> list[str]:
        """Decode the values of undocumented properties in place, with the type that `additionalProperties` gives them.

        Return the property names, which are sorted if there are at most `MAX_SORTED_NAMES`.
        """
        names = sorted(unknown) if len(unknown) <= MAX_SORTED_NAMES else [*unknown]
        if self.additional is not ANYTHING:
            for name in names:
                unknown[name] = self.additional.read(unknown[name], Location(location, MapKey(name)), mismatches)
        return names

    def _record_missing(self, value: dict[str, Any], location: Location, mismatches: Mismatches) -> None:
        if mismatches.is_full:
            mismatches.dropped += len(self.required_names.difference(value))
            return
        absent = [each for each in self.required if each.json_name not in value]
        for each in absent:
            mismatches.add_entry(location, each.json_name, each.plan.expected, "nothing", "missing")
        if mismatches.is_learning:
            names = {each.json_name for each in absent}
            if not names <= self.extension.absent:
                self.extension = self.extension._replace(absent=self.extension.absent | names)
            mismatches.explained += len(absent)

    def _record_unknown(
        self, unknown: dict[str, Any], names: list[str], location: Location, mismatches: Mismatches
    ) -> None:
        if not self.cls._open:
            for name in names:
                mismatches.add_entry(location, name, "nothing", json_type(unknown[name]), "unknown")
        if mismatches.is_learning:
            learned = self._learn_names(unknown)
            if not self.cls._open:
                mismatches.explained += learned

    def _learn_names(self, names: Iterable[str]) -> int:
        """Add undocumented property names to `self.extension`. Return how many of `names` the extension then contains.

        Skip names that no msgspec field can have. Stop adding at `MAX_LEARNED_NAMES`.
        """
        known = set(self.extension.names)
        learned = 0
        for name in names:
            if name not in known:
                if len(known) >= MAX_LEARNED_NAMES or not _can_be_learned(name):
                    continue
                known.add(name)
                self.extension = self.extension._replace(names=(*self.extension.names, name))
            learned += 1
        return learned

    def _learn_property(self, json_name: str, *, is_null: bool) -> None:
        if is_null and json_name not in self.extension.null:
            self.extension = self.extension._replace(null=self.extension.null | {json_name})
        if not is_null and json_name not in self.extension.unchecked:
            self.extension = self.extension._replace(unchecked=self.extension.unchecked | {json_name})

    def score(self, value: Any, mismatches: Mismatches, absent: str = "") -> int | None:
        """Return the number of minor mismatches between a value and this class, by which unions choose a variant.

        Undocumented properties, new enum values and dates that depart from RFC 3339 are minor. Return None if the value
        has any other mismatch.

        Args:
            value: JSON data.
            mismatches: The Mismatches of the response, in which unions cache their results.
            absent: The discriminator of a union, which the value may lack even if it is required; "" for none.
        """
        required = self.required_names - {absent} if absent else self.required_names
        if type(value) is not dict or not required <= value.keys():
            return None
        if mismatches.cancelled is not None:
            mismatches.check()
        total = 0
        for json_name, item in value.items():
            known = self.by_json_name.get(json_name)
            if known is None:
                score = self.additional.score(item, mismatches)
                if score is None:
                    return None
                total += score + (not self.cls._open)
            elif type(item) not in known[2]:
                score = known[3].score(item, mismatches)
                if score is None:
                    return None
                total += score
        return total


def _has_objects(plan: TypePlan) -> bool:
    """Return whether a type is a model class, or contains one at any depth."""
    return plan.is_object or any(_has_objects(each) for each in plan.parts())


def _can_be_learned(name: str) -> bool:
    """Return whether a msgspec struct can have a field for an undocumented property with this name.

    The name must be printable, short, and without quotes and backslashes.
    """
    return (
        len(name) <= MAX_LEARNED_NAME_CHARS
        and name.isprintable()
        and not _REFUSED_IN_NAMES.search(name)
        and not name.startswith("\N{REPLACEMENT CHARACTER}")
    )


def _evaluate(annotation: Any, cls: type) -> Any:
    """Evaluate a string annotation of a model class, such as "list[Thing]". Return any other annotation unchanged."""
    if not isinstance(annotation, str):
        return annotation
    # The class's module imports other models under TYPE_CHECKING only, so the package of models has their names.
    module = sys.modules[cls.__module__]
    models = sys.modules.get(module.__package__ or "")
    return eval(annotation, vars(module), _LazyModels(models))  # noqa: S307 - the source of the class


class _LazyModels(dict[str, Any]):
    """The names that `eval` of an annotation can use: model classes and typing constructs such as `Literal`.

    A model class is imported when its name is first used.
    """

    def __init__(self, models: Any) -> None:
        super().__init__(Any=Any, Annotated=Annotated, Discriminator=Discriminator, Literal=Literal)
        self._models = models

    def __missing__(self, name: str) -> Any:
        if name in getattr(self._models, "__all__", ()):
            return getattr(self._models, name)
        raise KeyError(name)


_REFUSED_IN_NAMES = re.compile(r'["\\\x00-\x1f]')
_INDEX = itemgetter(0)
NO_EXTENSION = Extension()

read_only_names: dict[type[Any], list[str]] = {}
"""The attribute names of the `readOnly` properties of each model class."""
