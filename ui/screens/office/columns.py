"""Columns of the office's sub-districts, of its earlier areas, and of exceptions of duties. No Qt."""

from __future__ import annotations

from collections.abc import Iterable

from kmcase.application.read.offices import AreaChangeItem, DutyExceptionItem
from kmcase.messages import Message, message
from kmcase.thai import areas
from kmcase.thai.collation import sort_key
from ui.ports import ColumnKind
from ui.tables import Column


def in_area(codes: Iterable[str]) -> tuple[areas.Area, ...]:
    """The sub-districts of some codes, by district and name."""
    found = (areas.area(code) for code in codes)
    known = (each for each in found if each is not None)
    return tuple(sorted(known, key=lambda each: (sort_key(each.district), sort_key(each.subdistrict))))


def names_said(codes: Iterable[str]) -> Message | None:
    """Names of sub-districts; None for none."""
    names = tuple(each.subdistrict for each in in_area(codes))
    return message("office.names", names=names) if names else None


def reason_said(item: AreaChangeItem) -> Message | str:
    """Why the area changed; the first area had no order."""
    return item.reason if item.reference else message("office.opened")


def duties_said(item: DutyExceptionItem) -> Message:
    """The two duties in words."""
    one, other = (message(f"duties.duty.{duty}") for duty in item.duties)
    return message("office.duties", one=one, other=other)


SUBDISTRICTS = (
    Column(key="subdistrict", title_key="office.column.subdistrict", getter=lambda each: each.subdistrict, width=200),
    Column(key="district", title_key="office.column.district", getter=lambda each: each.district, width=200),
    Column(key="province", title_key="office.column.province", getter=lambda each: each.province, width=160),
    Column(key="postcode", title_key="office.column.postcode", getter=lambda each: each.postcode, width=120),
    Column(key="code", title_key="office.column.code", getter=lambda each: each.subdistrict_code, width=120),
)
HISTORY = (
    Column(
        key="at", title_key="office.column.at", getter=lambda item: item.made_at, kind=ColumnKind.DATETIME, width=136
    ),
    Column(key="reference", title_key="office.column.reference", getter=lambda item: item.reference, width=176),
    Column(key="added", title_key="office.column.added", getter=lambda item: names_said(item.added), width=216),
    Column(key="removed", title_key="office.column.removed", getter=lambda item: names_said(item.removed), width=136),
    Column(
        key="total",
        title_key="office.column.total",
        getter=lambda item: len(item.area),
        kind=ColumnKind.INT,
        width=96,
    ),
    Column(key="reason", title_key="office.column.reason", getter=reason_said, width=176),
    Column(key="by", title_key="office.column.by", getter=lambda item: item.made_by, width=152),
)
EXCEPTIONS = (
    Column(
        key="at",
        title_key="office.column.granted_at",
        getter=lambda item: item.granted_at,
        kind=ColumnKind.DATETIME,
        width=136,
    ),
    Column(key="request", title_key="office.column.request", getter=lambda item: item.request_number, width=120),
    Column(key="officer", title_key="office.column.officer", getter=lambda item: item.officer, width=168),
    Column(key="duties", title_key="office.column.duties", getter=duties_said, width=232),
    Column(key="reason", title_key="office.column.reason", getter=lambda item: item.reason, width=216),
    Column(key="granted_by", title_key="office.column.granted_by", getter=lambda item: item.granted_by, width=168),
)
