"""The two lists of who is around a client, their forms, and the way between form and values. No Qt in what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from kmcase.application.read.case_network import NetworkPage, RelativeItem, ResourceItem
from kmcase.domain.cases.network import (
    OLDEST,
    Life,
    Relation,
    RelativeValues,
    ResourceKind,
    ResourceValues,
    Tie,
)
from kmcase.domain.people import Sex
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, Section, Width
from ui.ports import ColumnKind
from ui.tables import Column
from ui.tables.columns import columns_of
from ui.widgets import CheckEdit, Choice, ChoiceEdit, LineEdit, NumberEdit, TextArea, enum_choices

_column = columns_of("case_network.field")


def _word(topic: str, name: str) -> Any:
    return lambda item: message(f"{topic}.{getattr(item.values, name).value}")


def relative_columns(today: date) -> tuple[Column, ...]:
    """The family's list; ages are those of a day."""
    return (
        _column("name", lambda item: item.values.name, 168),
        _column("relation", _word("case_network.relation", "relation"), 152),
        _column("sex", _word("people.sex", "sex"), 72),
        _column("age", lambda item: item.values.age_on(today), 96, ColumnKind.INT),
        _column("life", _word("case_network.life", "life"), 112),
        _column("lives_with", _lives, 112),
        _column("tie", _word("case_network.tie", "tie"), 144),
        _column("note", lambda item: item.values.note, 160),
    )


def _lives(item: RelativeItem) -> Message:
    return message(f"case_network.lives.{'yes' if item.values.lives_with else 'no'}")


RESOURCE_COLUMNS = (
    _column("name", lambda item: item.values.name, 184),
    _column("kind", _word("case_network.resource", "kind"), 168),
    _column("tie", _word("case_network.tie", "tie"), 128),
    _column("gives", lambda item: item.values.gives, 200),
    _column("contact", lambda item: item.values.contact, 144),
)


def called(item: RelativeItem | ResourceItem) -> Message | str:
    """What an entry is called: its name, else what they are to the client."""
    if item.values.name or isinstance(item, ResourceItem):
        return item.values.name
    return message(f"case_network.relation.{item.values.relation.value}")


def others_said(item: RelativeItem | ResourceItem) -> tuple[Message, ...]:
    """What was written apart of an entry."""
    return tuple(_other(values) for values in item.apart)


def _other(values: RelativeValues | ResourceValues | None) -> Message:
    if values is None:
        return message("case_network.page.taken_out")
    what = (
        message(f"case_network.relation.{values.relation.value}")
        if isinstance(values, RelativeValues)
        else message(f"case_network.resource.{values.kind.value}")
    )
    tie = message(f"case_network.tie.{values.tie.value}")
    return message("case_network.page.other", name=values.name, relation=what, tie=tie)


def relative_spec(page: NetworkPage, own: str) -> FormSpec:
    """What is asked of somebody of the family; `own` is the entry itself, through which nobody is related."""
    through = [Choice(value=one.entry_id, said=called(one)) for one in page.relatives if one.entry_id != own]
    lives = partial(CheckEdit, said=message("case_network.field.lives_with_said"))
    age = partial(NumberEdit, most=OLDEST, unit=message("case_network.field.years"))
    fields = (
        Field(
            "relation",
            "case_network.field.relation",
            partial(ChoiceEdit, choices=enum_choices(Relation, "case_network.relation")),
            required=True,
        ),
        Field("name", "case_network.field.name", LineEdit),
        Field("sex", "case_network.field.sex", _of(Sex, "people.sex"), required=True, width=Width.THIRD),
        Field("age", "case_network.field.age", age, width=Width.THIRD),
        Field("life", "case_network.field.life", _of(Life, "case_network.life"), required=True, width=Width.THIRD),
        Field("lives_with", "case_network.field.lives_with", lives),
        Field("tie", "case_network.field.tie", _of(Tie, "case_network.tie"), required=True),
        Field(
            "through",
            "case_network.field.through",
            partial(ChoiceEdit, choices=through),
            help_key="case_network.field.through_help",
        ),
        Field("note", "case_network.field.note", LineEdit),
    )
    return FormSpec((Section(None, fields),))


def _of(kind: Any, topic: str) -> Any:
    return partial(ChoiceEdit, choices=enum_choices(kind, topic))


def relative_form(values: RelativeValues | None, today: date) -> dict[str, object]:
    """What the form shows; of somebody new what is most often so."""
    if values is None:
        return {"life": Life.ALIVE, "tie": Tie.ORDINARY}
    names = ("relation", "name", "sex", "life", "lives_with", "tie", "through", "note")
    age = None if values.birth_year is None else today.year - values.birth_year
    return {**{name: getattr(values, name) for name in names}, "age": age}


def relative_values(typed: dict[str, Any], today: date) -> RelativeValues:
    """Somebody of the family from the form; the age that was told gives the year of birth, about."""
    age = typed["age"]
    given = {name: value for name, value in typed.items() if name != "age"}
    given["through"] = typed["through"] or ""
    return RelativeValues(**given, birth_year=None if age is None else today.year - age)


def resource_spec() -> FormSpec:
    """What is asked of a resource."""
    fields = (
        Field("name", "case_network.field.name", LineEdit, required=True),
        Field("kind", "case_network.field.kind", _of(ResourceKind, "case_network.resource"), required=True),
        Field("tie", "case_network.field.tie", _of(Tie, "case_network.tie"), required=True),
        Field("contact", "case_network.field.contact", LineEdit),
        Field("gives", "case_network.field.gives", partial(TextArea, rows=2), width=Width.FULL),
    )
    return FormSpec((Section(None, fields),))


def resource_form(values: ResourceValues | None) -> dict[str, object]:
    """What the form shows; a new tie is an ordinary one."""
    if values is None:
        return {"tie": Tie.ORDINARY}
    return {name: getattr(values, name) for name in ("name", "kind", "tie", "contact", "gives")}


def apart_of(items: Sequence[RelativeItem] | Sequence[ResourceItem]) -> tuple[RelativeItem | ResourceItem, ...]:
    """Entries that were written apart."""
    return tuple(item for item in items if item.apart)
