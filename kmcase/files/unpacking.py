"""Zipped workbooks looked over before a library unpacks them: bombs, passwords, cells far off the list.

calamine lays a sheet out as a full rectangle in memory, so one stray cell at XFD1048576 would ask for 400 GB. All parts
are therefore streamed once, counted as they really unpack (the sizes in the archive may lie), and the places of cells
are read off the bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any
from xml.parsers import expat

from kmcase.application.access import Steps
from kmcase.domain.errors import DomainError

MOST_UNPACKED = 800_000_000
MOST_CELLS = 12_000_000
"""Cells of the rectangle that a sheet spans; calamine takes about 32 bytes for each."""

_CHUNK = 1 << 20
_OVERLAP = 5_000
_XLSX_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]{0,2000}?\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["'][^>]{0,2000}(?<!/)>""")
_NOT_READ = ("xl/media/", "xl/embeddings/", "Pictures/", "Object ")
ENCRYPTED_FLAG = 0x1
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
_REPEAT_COLUMNS = "number-columns-repeated"
_REPEAT_ROWS = "number-rows-repeated"


def check_xlsx(name: str, content: bytes, steps: Steps) -> None:
    """Refuse what must not be unpacked; raises `files.password`, `damaged`, `unpacks_too_large` or `far_cell`."""
    _over_parts(name, content, steps, lambda part: _FarCells(name) if part.lower().endswith(".xml") else None)


def check_ods(name: str, content: bytes, steps: Steps) -> None:
    """The same for an OpenDocument sheet, whose cells may be repeated by the million."""
    if _ods_is_locked(content):
        raise DomainError("files.password", "file", name=name)
    _over_parts(name, content, steps, lambda part: _RepeatedCells(name) if part == "content.xml" else None)


def _over_parts(name: str, content: bytes, steps: Steps, watcher: Callable[[str], Any]) -> None:
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                if info.flag_bits & ENCRYPTED_FLAG:
                    raise DomainError("files.password", "file", name=name)
                if info.is_dir() or info.filename.startswith(_NOT_READ):
                    continue
                unpacked = _over_part(name, archive, info, unpacked, steps, watcher(info.filename))
    except BROKEN as bad:
        raise DomainError("files.damaged", "file", name=name) from bad


def _over_part(
    name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, unpacked: int, steps: Steps, watch: Any
) -> int:
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            steps.check()
            unpacked += len(chunk)
            if unpacked > MOST_UNPACKED:
                raise DomainError("files.unpacks_too_large", "file", name=name, part=PurePosixPath(info.filename).name)
            if watch is not None:
                watch.feed(chunk)
    return unpacked


class _FarCells:
    """Reads the places of filled cells off a sheet's bytes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._tail = b""
        self._rows = self._columns = 0

    def feed(self, chunk: bytes) -> None:
        """The next bytes; raises `files.far_cell` where the rectangle grows too large."""
        text = self._tail + chunk
        found = _XLSX_CELL.findall(text)
        self._tail = text[-_OVERLAP:]
        if not found:
            return
        columns, rows = ({part.upper() for part in parts} for parts in zip(*found, strict=True))
        self._rows = max(self._rows, *map(int, rows))
        self._columns = max(self._columns, *map(_column_number, columns))
        if self._rows * self._columns > MOST_CELLS:
            raise DomainError("files.far_cell", "file", name=self._name, row=self._rows, column=self._columns)


class _RepeatedCells:
    """Counts the cells of `content.xml` with their repetitions."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._row_repeat = 1
        self._column = 0
        self._rows = self._columns = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EntityDeclHandler = self._refuse_entity

    def feed(self, chunk: bytes) -> None:
        """The next bytes; raises `files.far_cell` where the sheet grows too large."""
        self._parser.Parse(chunk, False)

    def _refuse_entity(self, *_: object) -> None:
        raise DomainError("files.damaged", "file", name=self._name)

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        tag = element.rpartition(" ")[2]
        if tag == "table":
            self._rows = self._columns = 0
        elif tag == "table-row":
            self._column = 0
            self._row_repeat = _repeats(attributes, _REPEAT_ROWS)
            self._rows += self._row_repeat
        elif tag in ("table-cell", "covered-table-cell"):
            self._column += _repeats(attributes, _REPEAT_COLUMNS)
            if any(key.endswith("value-type") for key in attributes):
                self._filled()

    def _filled(self) -> None:
        self._columns = max(self._columns, self._column)
        if self._rows * self._columns > MOST_CELLS:
            raise DomainError("files.far_cell", "file", name=self._name, row=self._rows, column=self._columns)


def _repeats(attributes: dict[str, str], name: str) -> int:
    for key, value in attributes.items():
        if key.endswith(name):
            return int(value)
    return 1


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _ods_is_locked(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "META-INF/manifest.xml" not in archive.namelist():
                return False
            with archive.open("META-INF/manifest.xml") as stream:
                return b"encryption-data" in stream.read(_CHUNK)
    except BROKEN:
        return False
