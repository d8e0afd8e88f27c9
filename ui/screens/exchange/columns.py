"""Columns of the exchanges that were made, and of the entries that count for nothing. No Qt."""

from __future__ import annotations

from kmcase.application.exchange.hearing import MADE_BY
from kmcase.application.exchange.ports import ExchangeKind, LoggedExchange, RefusedEntry
from kmcase.domain.laptops import RefusedBy
from kmcase.messages import Message, message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

_LONGEST_TYPE = 40


def outcome_mark(one: LoggedExchange) -> Mark:
    """How it ended."""
    if one.stopped is not None:
        return Mark(message("exchange_ui.outcome.stopped"), Tone.ERROR, "error")
    if one.kind is ExchangeKind.MADE:
        return Mark(message("exchange_ui.outcome.made"), Tone.ACCENT, "export")
    if not one.entries and not one.photos:
        return Mark(message("exchange_ui.outcome.nothing_new"), Tone.PLAIN, "minus")
    return Mark(message("exchange_ui.outcome.whole"), Tone.OK, "ok")


def with_whom(one: LoggedExchange) -> Message | str:
    """The laptop's name, or the office."""
    return one.device or message("exchange_ui.office")


COLUMNS = (
    Column(key="at", title_key="exchange_ui.column.at", getter=lambda one: one.at, kind=ColumnKind.DATETIME, width=136),
    Column(
        key="kind",
        title_key="exchange_ui.column.kind",
        getter=lambda one: message(f"exchange_ui.kind.{one.kind.value}"),
        width=72,
    ),
    Column(key="device", title_key="exchange_ui.column.device", getter=with_whom, width=136),
    Column(
        key="entries",
        title_key="exchange_ui.column.entries",
        getter=lambda one: one.entries,
        kind=ColumnKind.INT,
        width=80,
    ),
    Column(
        key="photos",
        title_key="exchange_ui.column.photos",
        getter=lambda one: one.photos,
        kind=ColumnKind.INT,
        width=64,
    ),
    Column(key="outcome", title_key="exchange_ui.column.outcome", getter=outcome_mark, kind=ColumnKind.CHIP, width=112),
    Column(key="file", title_key="exchange_ui.column.file", getter=lambda one: one.file, width=240, hidden=True),
    Column(key="by", title_key="exchange_ui.column.by", getter=lambda one: one.by, width=144, hidden=True),
)


def entry_kind(one: RefusedEntry) -> Message:
    """What the entry says was done; a kind that laptops do not enter is named as it stands in the journal."""
    if one.type in MADE_BY:
        return message(f"refused_entries.kind.{one.type}")
    return message("refused_entries.kind_other", type=one.type[:_LONGEST_TYPE])


def why_mark(one: RefusedEntry) -> Mark:
    """Why it counts for nothing, or is doubted."""
    doubted = one.why is RefusedBy.ROLE
    said = message(f"refused_entries.why.{one.why.value}")
    return Mark(said, Tone.WARN if doubted else Tone.ERROR, "warning" if doubted else "error")


REFUSAL_COLUMNS = (
    Column(
        key="at", title_key="refused_entries.column.at", getter=lambda one: one.at, kind=ColumnKind.DATETIME, width=128
    ),
    Column(key="kind", title_key="refused_entries.column.kind", getter=entry_kind, width=0),
    Column(key="why", title_key="refused_entries.column.why", getter=why_mark, kind=ColumnKind.CHIP, width=164),
    Column(key="laptop", title_key="refused_entries.column.laptop", getter=lambda one: one.laptop, width=120),
    Column(key="officer", title_key="refused_entries.column.officer", getter=lambda one: one.officer, width=120),
)
