"""Columns of the records in conflict. No Qt."""

from __future__ import annotations

from kmcase.application.read.conflicts import ConflictItem, ConflictPage
from kmcase.messages import Message, message
from kmcase.thai.areas import area
from ui.ports import ColumnKind
from ui.standing import field_said
from ui.tables import Column


def key_of(page: ConflictPage) -> tuple[str, str]:
    """What names a record."""
    return page.item.noun, page.item.record_id


def title_of(item: ConflictItem) -> Message | str:
    """A person's name, or where a household lives."""
    return item.title or message("conflicts.house", house=item.house_no, moo=item.moo or "–")


def fields_said(page: ConflictPage) -> Message:
    """The names of the fields in conflict."""
    names = (field_said(page.item.noun, field, page.labels) for field in page.item.fields)
    return message("conflicts.listed", parts=tuple(names))


def _devices(page: ConflictPage) -> Message:
    return message("conflicts.listed", parts=tuple(name or message("conflicts.office") for name in page.item.laptops))


def _place(page: ConflictPage) -> str:
    found = area(page.item.subdistrict_code)
    return found.subdistrict if found else ""


COLUMNS = (
    Column(key="title", title_key="conflicts.column.title", getter=lambda page: title_of(page.item), width=168),
    Column(
        key="noun",
        title_key="conflicts.column.noun",
        getter=lambda page: message(f"shell.noun.{page.item.noun}"),
        width=80,
        hidden=True,
    ),
    Column(key="fields", title_key="conflicts.column.fields", getter=fields_said, width=144),
    Column(
        key="newest",
        title_key="conflicts.column.newest",
        getter=lambda page: page.item.newest_at,
        kind=ColumnKind.DATETIME,
        width=136,
    ),
    Column(key="place", title_key="conflicts.column.place", getter=_place, width=104, hidden=True),
    Column(
        key="who",
        title_key="conflicts.column.who",
        getter=lambda page: message("conflicts.listed", parts=page.item.written_by),
        width=200,
        hidden=True,
    ),
    Column(key="devices", title_key="conflicts.column.devices", getter=_devices, width=160, hidden=True),
)
