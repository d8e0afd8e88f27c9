"""What leaves a list: text for the clipboard, cells for paper and workbook. No Qt."""

from __future__ import annotations

import errno
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kmcase.domain.errors import EnvironmentProblem
from kmcase.domain.money import Baht
from kmcase.thai import calendar
from ui.ports import ExportColumn
from ui.tables.columns import Column, Sayer

_PARTS_CELLS = re.compile(r"[\t\r\n]+")
_STRETCHED = 240
_STARTS_FORMULA = ("=", "+", "-", "@")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\s]+')


def as_tsv(columns: Sequence[Column], items: Sequence[Any], sayer: Sayer) -> str:
    """Rows with a header as Excel pastes them: plain numbers, ISO dates, and no text that would become a formula."""
    lines = ["\t".join(_text(sayer.text(column.title_key)) for column in columns)]
    lines += ["\t".join(_plain(column.exported(item, sayer)) for column in columns) for item in items]
    return "\r\n".join(lines) + "\r\n"


def export_columns(columns: Sequence[Column], sayer: Sayer) -> tuple[ExportColumn, ...]:
    """The columns as paper and workbook need them."""
    return tuple(
        ExportColumn(title=sayer.text(column.title_key), kind=column.kind, width=column.width or _STRETCHED)
        for column in columns
    )


def export_rows(columns: Sequence[Column], items: Sequence[Any], sayer: Sayer) -> tuple[tuple[object, ...], ...]:
    """The cells as values."""
    return tuple(tuple(column.exported(item, sayer) for column in columns) for item in items)


def file_name(title: str, day: date, suffix: str) -> str:
    """`ทะเบียนบุคคล_2567-06-15.xlsx`: the title without what a file's name may not hold, and the day in B.E."""
    return f"{_NOT_IN_A_NAME.sub('_', title)}_{calendar.be_year(day)}-{day:%m-%d}.{suffix}"


def write_file(path: Path, content: bytes) -> None:
    """Put a file in the place the user has chosen, whole: where it fails, what was there stays.

    Raises `office_files.disk_full` or `tables.cannot_write`.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as problem:
        with suppress(OSError):
            part.unlink()
        if problem.errno in _FULL:
            raise EnvironmentProblem("office_files.disk_full") from problem
        raise EnvironmentProblem("tables.cannot_write", file=path.name) from problem


def _plain(value: object) -> str:
    match value:
        case None:
            return ""
        case Baht():
            sign = "-" if value.satang < 0 else ""
            return f"{sign}{abs(value.whole)}.{value.cents:02d}"
        case datetime():
            return f"{value.astimezone(calendar.BANGKOK):%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case _:
            return _text(str(value))


def _text(value: str) -> str:
    flat = _PARTS_CELLS.sub(" ", value).strip()
    return f"'{flat}" if flat.startswith(_STARTS_FORMULA) else flat
