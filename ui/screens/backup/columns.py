"""Columns of the list of back-ups. No Qt."""

from __future__ import annotations

from typing import NamedTuple

from kmcase.application.backups import BackupItem
from kmcase.messages import Message, message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

_MEGABYTE = 1_000_000


class Line(NamedTuple):
    """A back-up, and the files found damaged in it since the screen was opened; None where nobody looked."""

    item: BackupItem
    damaged: tuple[str, ...] | None = None


def megabytes(item: BackupItem) -> int:
    """The size in whole megabytes, rounded up."""
    return -(-item.size // _MEGABYTE)


def kept_said(item: BackupItem) -> Message:
    """What a back-up is kept as."""
    if not item.kept_as:
        return message("backup.kept.goes")
    return message("backup.kept.all", kinds=tuple(message(f"backup.kept.{kind.value}") for kind in item.kept_as))


def checked_mark(line: Line) -> Mark:
    """What a look through it found."""
    if line.damaged is None:
        return Mark(message("backup.checked.not_yet"), Tone.PLAIN, "minus")
    if line.damaged:
        return Mark(message("backup.checked.damaged", count=len(line.damaged)), Tone.ERROR, "error")
    return Mark(message("backup.checked.whole"), Tone.OK, "ok")


COLUMNS = (
    Column(key="at", title_key="backup.column.at", getter=lambda one: one.item.at, kind=ColumnKind.DATETIME, width=136),
    Column(
        key="kind",
        title_key="backup.column.kind",
        getter=lambda one: message(f"backup.kind.{one.item.kind.value}"),
        width=120,
    ),
    Column(key="kept", title_key="backup.column.kept", getter=lambda one: kept_said(one.item), width=120),
    Column(
        key="size",
        title_key="backup.column.size",
        getter=lambda one: megabytes(one.item),
        kind=ColumnKind.INT,
        width=96,
    ),
    Column(key="checked", title_key="backup.column.checked", getter=checked_mark, kind=ColumnKind.CHIP, width=128),
    Column(
        key="photos",
        title_key="backup.column.photos",
        getter=lambda one: one.item.photos,
        kind=ColumnKind.INT,
        width=88,
        hidden=True,
    ),
    Column(
        key="folder", title_key="backup.column.folder", getter=lambda one: str(one.item.folder), width=240, hidden=True
    ),
)
