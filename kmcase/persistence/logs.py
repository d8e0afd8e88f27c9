"""The office's log: rotated files that name what happened by code and where by frame, and never about whom.

A message is kept only if it is a code such as `backups.made`; an exception gives its type and its frames, not its text.
As `extra`, `numbers` adds whole numbers by name, `staff` ids of members of staff by their part, and `trail`, where a
bug was met, lines of modules, names and line numbers. So neither a name nor a path of somebody's home is written.
"""

from __future__ import annotations

import io
import json
import logging
import platform
import re
import shutil
import sqlite3
import sys
import traceback
import zipfile
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath

import kmcase
from kmcase.persistence.durable import file_trouble, make_folder
from kmcase.persistence.office_folder import OfficeFolder

LOG_NAME = "kmcase.log"
_BYTES = 1_000_000
_FILES = 5
_CODE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PLACE = re.compile(r"[A-Za-z0-9_.<>: ]{1,160}")
_WITHHELD = "(text withheld)"
_ROOTS = ("site-packages", "kmcase", "ui")


class WithoutPersonalData(logging.Formatter):
    """Time, level, logger, code, whole numbers, ids, and types and frames of exceptions."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and one more for each exception and frame."""
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        code = record.msg if isinstance(record.msg, str) and _CODE.fullmatch(record.msg) else _WITHHELD
        numbers = getattr(record, "numbers", {})
        shown = "".join(f" {name}={value}" for name, value in numbers.items() if isinstance(value, int))
        staff = getattr(record, "staff", {})
        shown += "".join(f" {name}={value}" for name, value in staff.items() if _ID.fullmatch(value))
        lines = [f"{at} {record.levelname} {record.name} {code}{shown}"]
        lines += (f"  {place if _PLACE.fullmatch(place) else _WITHHELD}" for place in getattr(record, "trail", ()))
        if record.exc_info and record.exc_info[1]:
            lines += exception_lines(record.exc_info[1])
        return "\n".join(lines)


def exception_lines(error: BaseException) -> list[str]:
    """The types of an exception and of its causes, each with its frames; never its text."""
    lines: list[str] = []
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        code = getattr(at, "code", "")
        named = f" {code}" if isinstance(code, str) and _CODE.fullmatch(code) else ""
        lines.append(f"  {type(at).__module__}.{type(at).__qualname__}{named}")
        frames = traceback.extract_tb(at.__traceback__)
        lines += (f"    {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return lines


def start_log(folder: Path, *, level: int = logging.INFO) -> logging.Handler:
    """Log everything of this program into a folder; `stop_log` ends it."""
    make_folder(folder)
    with file_trouble(folder):
        handler = RotatingFileHandler(folder / LOG_NAME, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8")
    handler.setFormatter(WithoutPersonalData())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    return handler


def stop_log(handler: logging.Handler) -> None:
    """Close a log."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def problem_report(folder: OfficeFolder) -> bytes:
    """A zip for whoever helps: the logs and what machine it is; no record, no key, no name."""
    archive = io.BytesIO()
    with file_trouble(folder.logs), zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as report:
        report.writestr("machine.json", json.dumps(_machine(folder), indent=1, sort_keys=True))
        for log in sorted(folder.logs.glob(f"{LOG_NAME}*")):
            report.writestr(f"logs/{log.name}", log.read_bytes())
    return archive.getvalue()


def _machine(folder: OfficeFolder) -> dict[str, object]:
    info = folder.info()
    return {
        "program": kmcase.__version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "frozen": bool(getattr(sys, "frozen", False)),
        "sqlite": sqlite3.sqlite_version,
        "office": {"format": info.format, "kind": info.kind, "sample": info.sample, "store": info.store},
        "database_bytes": folder.database.stat().st_size if folder.database.exists() else None,
        "photos": sum(1 for path in folder.photos.rglob("*") if path.is_file()),
        "backups": sum(1 for path in folder.backups.iterdir() if path.is_dir()),
        "free_bytes": shutil.disk_usage(folder.path).free,
    }


def _short(filename: str) -> str:
    parts = PurePath(filename).parts
    for root in _ROOTS:
        if root in parts:
            start = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[start:])
    return parts[-1] if parts else filename
