"""Events: what was decided, with the findings it was decided under; and how they are written down.

An event body is JSON made from the dataclass fields: enums by value, `Baht` as satang, dates in ISO, nested
dataclasses as objects, tuples as lists. `encode` and `decode` are each other's inverse (property test).
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from functools import cache, partial
from typing import Any, ClassVar, TypeVar, Union, get_args, get_origin, get_type_hints

from kmcase.domain.dates import PartialDate
from kmcase.domain.findings import Finding
from kmcase.domain.money import Baht
from kmcase.domain.wording import Message

Touched = tuple[str, str]
_PLAIN = frozenset({str, int, bool, type(None)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a decision was made under: findings, the version of the numbers, and the facts of the day."""

    findings: tuple[Finding, ...] = ()
    rule_version: str = ""
    facts: dict[str, object] | None = None


class Event:
    """Base of all events. `touches` names what changed, for the screens.

    `FIELD`: laptops may enter it too, so that its fold gives equal rows in whatever order chains meet.
    """

    TYPE: ClassVar[str]
    VERSION: ClassVar[int] = 1
    FIELD: ClassVar[bool] = False
    __slots__ = ()

    @property
    def touches(self) -> tuple[Touched, ...]:
        """(noun, id) of everything whose shown state may differ now."""
        raise NotImplementedError


E = TypeVar("E", bound=type[Event])
_REGISTRY: dict[str, type[Event]] = {}


def event(cls: E) -> E:
    """Enter an event class in the registry by its `TYPE`."""
    if cls.TYPE in _REGISTRY:
        raise ValueError(f"event type {cls.TYPE} is taken")
    _REGISTRY[cls.TYPE] = cls
    return cls


def event_types() -> Mapping[str, type[Event]]:
    """All events by type."""
    return dict(_REGISTRY)


def encode(value: object) -> Any:
    """Plain JSON values of an event or of any value in one; `None` fields are left out."""
    kind: Any = type(value)
    return value if kind in _PLAIN else _encoder(kind)(value)


@cache
def _encoder(kind: Any) -> Callable[[Any], Any]:
    """How values of just this type are encoded."""
    if issubclass(kind, Finding):
        return _encoded_finding
    if issubclass(kind, Baht):
        return lambda value: value.satang
    if issubclass(kind, PartialDate | date):
        return lambda value: value.isoformat()
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, tuple | list):
        return lambda value: [encode(part) for part in value]
    if issubclass(kind, frozenset):
        return lambda value: sorted(encode(part) for part in value)
    if issubclass(kind, Mapping):
        return lambda value: {str(key): encode(part) for key, part in value.items()}
    if is_dataclass(kind):
        names = tuple(f.name for f in fields(kind))
        return partial(_encoded_fields, names)
    raise TypeError(f"{kind.__name__} cannot stand in an event")


def _encoded_fields(names: tuple[str, ...], value: object) -> dict[str, Any]:
    return {name: encode(part) for name in names if (part := getattr(value, name)) is not None}


def _encoded_finding(value: Finding) -> dict[str, Any]:
    plain = {f.name: encode(getattr(value, f.name)) for f in fields(value) if f.name != "params"}
    return plain | {"params": {name: _tagged(part) for name, part in value.params.items()}}


def decode(event_type: str, body: Mapping[str, Any]) -> Event:
    """The event of a stored body; unknown types raise `KeyError`."""
    return build(_REGISTRY[event_type], body)  # type: ignore[no-any-return]


def _tagged(value: object) -> Any:
    """What fills a finding's sentence keeps its kind, so that it reads the same years later."""
    match value:
        case Baht():
            return {"baht": value.satang}
        case PartialDate():
            return {"partial": value.isoformat()}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case Message():
            return {"said": value.key, "params": {name: _tagged(part) for name, part in value.params.items()}}
        case tuple() | list():
            return [_tagged(part) for part in value]
        case _:
            return encode(value)


def _untagged(value: Any) -> object:
    match value:
        case {"baht": satang}:
            return Baht(satang)
        case {"partial": text}:
            return PartialDate.parse(text)
        case {"moment": text}:
            return datetime.fromisoformat(text)
        case {"date": text}:
            return date.fromisoformat(text)
        case {"said": key, "params": params}:
            return Message(key, {name: _untagged(part) for name, part in params.items()})
        case list():
            return tuple(_untagged(part) for part in value)
        case _:
            return value


def _finding(value: Mapping[str, Any]) -> Finding:
    told = {name: _untagged(part) for name, part in value.get("params", {}).items()}
    plain = {name: part for name, part in value.items() if name != "params"}
    found: Finding = _bare_finding_builder()(plain)
    return replace(found, params=told)


@cache
def _bare_finding_builder() -> Callable[[Any], Any]:
    return _dataclass_builder(Finding)


def build(target: Any, value: Any) -> Any:
    """`encode` undone: a value of the annotated type from plain JSON."""
    return _builder(target)(value)


def build_fields(target: type, values: Mapping[str, Any]) -> dict[str, Any]:
    """Some fields of a dataclass from plain JSON, each by its type; None stands for a field that was emptied.

    Raises `KeyError` for a field that it has not, `TypeError` for one that cannot be empty, as `build` for a value.
    """
    kinds = _field_kinds(target)
    return {name: _built_field(*kinds[name], value) for name, value in values.items()}


@cache
def _field_kinds(target: type) -> dict[str, tuple[Any, bool]]:
    """Type of each field, and whether it may be empty: it has a default, or None is one of its values."""
    hints = get_type_hints(target)
    found = {}
    for each in fields(target):
        default = each.default is not MISSING or each.default_factory is not MISSING
        found[each.name] = (hints[each.name], default or types.NoneType in get_args(hints[each.name]))
    return found


def _built_field(kind: Any, may_be_empty: bool, value: Any) -> Any:
    if value is None and may_be_empty:
        return None
    return build(kind, value)


@cache
def _builder(target: Any) -> Callable[[Any], Any]:
    origin = get_origin(target)
    if origin in (Union, types.UnionType):
        return _optional_builder(target)
    if origin is tuple:
        return _tuple_builder(get_args(target))
    if origin is frozenset:
        part = _builder(get_args(target)[0])
        return lambda value: frozenset(part(item) for item in value)
    if origin in (dict, Mapping):
        item = _builder(get_args(target)[1])
        return lambda value: {key: item(inner) for key, inner in value.items()}
    return _plain_builder(target)


def _optional_builder(target: Any) -> Callable[[Any], Any]:
    inner = [_builder(arg) for arg in get_args(target) if arg is not types.NoneType]
    if len(inner) != 1:
        return lambda value: value
    return lambda value: None if value is None else inner[0](value)


def _tuple_builder(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        part = _builder(args[0])
        return lambda value: tuple(part(item) for item in value)
    parts = [_builder(arg) for arg in args]
    return lambda value: tuple(make(item) for make, item in zip(parts, value, strict=True))


def _plain_builder(target: Any) -> Callable[[Any], Any]:
    if target in (object, Any):
        return lambda value: value
    if target in (str, int, bool):
        return partial(_exactly, target)
    if target is Baht:
        return Baht
    if target is PartialDate:
        return PartialDate.parse
    if target is datetime:
        return _moment
    if target is date:
        return date.fromisoformat
    if isinstance(target, type) and issubclass(target, Enum):
        return target
    if target is Finding:
        return _finding
    if isinstance(target, type) and is_dataclass(target):
        return _dataclass_builder(target)
    raise TypeError(f"{target} cannot stand in an event")


def _exactly(kind: type, value: Any) -> Any:
    """A value of just this kind; `TypeError` for any other."""
    if type(value) is not kind:
        raise TypeError(f"{type(value).__name__} stands for {kind.__name__}")
    return value


def _moment(text: str) -> datetime:
    """A moment that has an offset and can be told in every time zone; `ValueError` for any other."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None or not date.min.year < found.year < date.max.year:
        raise ValueError("not a moment")
    return found


def _dataclass_builder(target: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(target)
    parts = {f.name: _builder(hints[f.name]) for f in fields(target)}
    # `encode` leaves None out, also where a field has no default.
    absent: dict[str, Any] = {
        f.name: None
        for f in fields(target)
        if f.default is MISSING and f.default_factory is MISSING and types.NoneType in get_args(hints[f.name])
    }

    def built(value: Any) -> Any:
        found = absent.copy()
        for name, inner in value.items():
            if name in parts:
                found[name] = parts[name](inner)
        return target(**found)

    return built
