"""Labelled sets of persons in the interchange columns: PERSONS.csv and PAIRS.csv, foreign names mapped here.

Columns come in any order, case and number; others are passed over, and each may be missing or empty. Dates are
dd/mm/พ.ศ., C.E. or a year alone. UTF-8 (with or without its mark) or Windows-874.
"""

from __future__ import annotations

import codecs
import csv
import os
import re
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path

from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.domain.imports.words import vocabulary
from kmcase.matching.profiles import Profile, profile_of
from kmcase.matching.records import PersonRecord
from kmcase.matching.registers import Register
from kmcase.thai import areas
from kmcase.thai.digits import figures, to_arabic
from kmcase.thai.spellings import skeleton
from kmcase.thai.typed_dates import BE_OFFSET, DateProblem, parse_partial

_FIELDS = {
    "rec_id": "record_id",
    "title": "title",
    "first_name": "first_name",
    "last_name": "last_name",
    "sex": "sex",
    "birth_date": "birth",
    "national_id": "national_id",
    "house_no": "house_no",
    "moo": "moo",
    "tambon_code": "subdistrict_code",
    "tambon": "subdistrict",
    "amphoe": "district",
    "province": "province",
    "house_code": "house_code",
    "phone": "phone",
    "bank_account": "bank_account",
    "father_name": "father",
    "mother_name": "mother",
}
"""Interchange column -> field of `PersonRecord`."""
_NOTHING = frozenset({"", "-", "--", "nan", "NaN", "null", "NULL", "none", "None", "NONE", "n/a", "N/A", "\\N"})
_LABELS = {
    **dict.fromkeys(("1", "1.0", "true", "match"), True),
    **dict.fromkeys(("0", "0.0", "false", "nonmatch", "non-match"), False),
}
"""What a label may say."""
_NUMBERS = re.compile(r"\d+")
_EARLIEST, _LATEST = 1850, 2150
_BATCH = 10_000
"""Lines that are read at once."""
_LARGE = 8 << 20
"""Bytes from which a file is read on all cores."""
_HELD = 4
"""Batches that wait for a core."""

Piece = tuple[Register, list[str]]
"""Some rows of a register, and their ids."""


def read_persons(path: Path, today: date) -> Iterator[PersonRecord]:
    """The persons of a file; `today` decides years of two digits.

    Raises `match.empty_file`, `.no_column` without `rec_id`, `.double_column` and `.nothing_compared`.
    """
    heading, lines = _table(path)
    return _records(heading, today, lines)


def read_register(path: Path, today: date) -> tuple[Register, list[str]]:
    """The persons of a file as a register, and their ids by row; a large file is read on all cores.

    Raises what `read_persons` does, `match.no_persons`, and with their lines `match.no_id` and `.double_id`.
    """
    heading, lines = _table(path)
    piece = partial(_piece, heading, today)
    batches = iter(lambda: list(islice(lines, _BATCH)), [])
    ids: list[str] = []
    with ExitStack() as stack:
        many = path.stat().st_size > _LARGE and (os.cpu_count() or 1) > 1
        pool = stack.enter_context(ProcessPoolExecutor()) if many else None
        pieces = _ahead(pool, piece, batches) if pool else map(piece, batches)
        register = Register.joined(_without_ids(pieces, ids))
    if not ids:
        raise DomainError("match.no_persons", file=path.name)
    if not all(ids) or len(set(ids)) < len(ids):
        _require_each_once(path)
    return register, ids


def _require_each_once(path: Path) -> None:
    """Tell the line that has no id, or that of another: the file is read again for it."""
    lines = _Lines(path)
    at = _heading(next(lines, [])).index("rec_id")
    first: dict[str, int] = {}
    for cells in lines:
        record_id = cells[at].strip() if at < len(cells) else ""
        if record_id in _NOTHING:
            raise DomainError("match.no_id", file=path.name, line=lines.number)
        if record_id in first:
            before = first[record_id]
            raise DomainError("match.double_id", file=path.name, line=lines.number, first=before, id=record_id)
        first[record_id] = lines.number


def _ahead(
    pool: ProcessPoolExecutor, work: Callable[[list[list[str]]], Piece], batches: Iterable[list[list[str]]]
) -> Iterator[Piece]:
    """What comes of each batch, in order; few batches are held at once."""
    waiting: deque[Future[Piece]] = deque()
    for batch in batches:
        waiting.append(pool.submit(work, batch))
        if len(waiting) > _HELD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _piece(heading: list[str], today: date, lines: list[list[str]]) -> Piece:
    ids: list[str] = []

    def profiles() -> Iterator[Profile]:
        for record in _records(heading, today, lines):
            ids.append(record.record_id)
            yield profile_of(record)

    return Register(profiles()), ids


def _without_ids(pieces: Iterable[Piece], ids: list[str]) -> Iterator[Register]:
    """The registers; the ids of their rows come into `ids` on the way."""
    for register, found in pieces:
        ids += found
        yield register


def _records(heading: list[str], today: date, lines: Iterable[list[str]]) -> Iterator[PersonRecord]:
    wanted = [(heading.index(column), field) for column, field in _FIELDS.items() if column in heading]
    for cells in lines:
        cells.extend([""] * (len(heading) - len(cells)))
        values = {field: text for at, field in wanted if (text := cells[at].strip()) not in _NOTHING}
        birth, sex = values.pop("birth", ""), values.pop("sex", "")
        area = [values.pop(name, "") for name in ("subdistrict_code", "subdistrict", "district", "province")]
        yield PersonRecord(
            **{"record_id": "", **values},
            birth=read_birth(birth, today),
            sex=_sex(sex),
            subdistrict_code=_area_code(*area),
            subdistrict=area[1],
            district=area[2],
            province=area[3],
        )


def _table(path: Path) -> tuple[list[str], Iterator[list[str]]]:
    lines = _Lines(path)
    heading = _columns(path, lines, ("rec_id",), _FIELDS)
    if not _FIELDS.keys() & {*heading} - {"rec_id"}:
        raise DomainError("match.nothing_compared", file=path.name)
    return heading, lines


def _columns(path: Path, lines: _Lines, needed: Iterable[str], known: Container[str]) -> list[str]:
    """The first line's columns: those that are needed are there, and none that is known stands there twice."""
    first = next(lines, None)
    if first is None:
        raise DomainError("match.empty_file", file=path.name)
    heading = _heading(first)
    for column in needed:
        if column not in heading:
            raise DomainError("match.no_column", column=column, file=path.name)
    twice = next((column for column in heading if column in known and heading.count(column) > 1), None)
    if twice is not None:
        raise DomainError("match.double_column", column=twice, file=path.name)
    return heading


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """A true pair with its kind, and the line that names it."""

    one: str
    other: str
    kind: str
    line: int


def read_pairs(path: Path) -> tuple[LabelledPair, ...]:
    """The true pairs of a file (label 1), each once, whichever of the two comes first.

    Raises `match.empty_file`, `.no_column` where an id's column is missing and `.double_column`; with the line
    `match.bad_label`, `.with_itself`, and `.two_labels` for a pair that is said to be true and not.
    """
    lines = _Lines(path)
    heading = _columns(path, lines, ("rec_a", "rec_b"), ("rec_a", "rec_b", "label", "kind"))
    found: dict[tuple[str, str], LabelledPair] = {}
    said: dict[tuple[str, str], tuple[bool, int]] = {}
    for cells in lines:
        cells.extend([""] * (len(heading) - len(cells)))
        told = {column: cell.strip() for column, cell in zip(heading, cells, strict=False)}
        one, other, at = told["rec_a"], told["rec_b"], lines.number
        if one == other:
            raise DomainError("match.with_itself", file=path.name, line=at, id=one)
        pair = (min(one, other), max(one, other))
        true = _says_true(told.get("label", "1"), path, at)
        before, line = said.setdefault(pair, (true, at))
        if before is not true:
            raise DomainError("match.two_labels", file=path.name, line=at, first=line, one=one, other=other)
        if true:
            found.setdefault(pair, LabelledPair(one, other, told.get("kind", ""), at))
    return tuple(found.values())


@lru_cache(maxsize=100_000)
def read_birth(text: str, today: date) -> PartialDate | None:
    """A birth date in either calendar as far as it can be read; day and month are exchanged where only so it is one."""
    if not text:
        return None
    try:
        return PartialDate(*parse_partial(text, today))
    except DateProblem:
        return _loosely([int(number) for number in _NUMBERS.findall(to_arabic(text))])


def _loosely(numbers: list[int]) -> PartialDate | None:
    year = _ce_year(next((number for number in numbers if number >= 1000), 0))
    if not year:
        return None
    rest = [number for number in numbers if number < 1000]
    day, month = rest if len(rest) == 2 else (0, 0)
    if numbers[0] >= 1000:
        day, month = month, day
    if month > 12 >= day:
        day, month = month, day
    for parts in ((year, month or None, day or None), (year, month or None), (year,)):
        try:
            return PartialDate(*parts)
        except ValueError:
            continue
    return None


def _ce_year(year: int) -> int:
    """A year in either calendar, or converted once too often, as C.E.; 0 for one that can be none."""
    readings = (year, year - BE_OFFSET, year - 2 * BE_OFFSET, year + BE_OFFSET)
    return next((reading for reading in readings if _EARLIEST <= reading <= _LATEST), 0)


def _says_true(cell: str, path: Path, line: int) -> bool:
    label = _LABELS.get(to_arabic(cell).lower())
    if label is None:
        raise DomainError("match.bad_label", file=path.name, line=line, label=cell)
    return label


@lru_cache(maxsize=1_000)
def _sex(text: str) -> str:
    return (text and vocabulary("sex").exact(text)) or ""


@lru_cache(maxsize=50_000)
def _area_code(code: str, subdistrict: str, district: str, province: str) -> str:
    """The official code: as given, else of the names as they are written, else as they sound."""
    digits = figures(code)
    if areas.area(digits) is not None or not (subdistrict and (district or province)):
        return digits
    found = areas.match(subdistrict, district, province)
    if len(found) == 1:
        return found[0].subdistrict_code
    names = (skeleton(subdistrict), skeleton(district), skeleton(province))
    return _sounding().get(names, digits)


@lru_cache(maxsize=1)
def _sounding() -> dict[tuple[str, str, str], str]:
    return {
        (skeleton(each.subdistrict), skeleton(each.district), skeleton(each.province)): each.subdistrict_code
        for province in areas.provinces()
        for district in areas.districts(province.code)
        for each in areas.subdistricts(district.code)
    }


def _heading(cells: list[str]) -> list[str]:
    return [cell.strip().lower() for cell in cells]


class _Lines:
    """The rows of a file that are not empty; `number` is the line on which the last one ended, the first is 1."""

    def __init__(self, path: Path) -> None:
        self.number = 0
        self._rows = self._read(path)

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        return next(self._rows)

    def _read(self, path: Path) -> Iterator[list[str]]:
        try:
            with path.open("rb") as sample:
                start = sample.read(1 << 16)
            encoding = _encoding(start)
            first = start.decode(encoding, "replace").split("\n", 1)[0]
            delimiter = max(",;\t", key=first.count)
            with path.open(encoding=encoding, errors="replace", newline="") as file:
                reader = csv.reader(file, delimiter=delimiter)
                for cells in reader:
                    self.number = reader.line_num
                    if any(map(str.strip, cells)):
                        yield cells
        except OSError as error:
            raise EnvironmentProblem("office_files.file_trouble", path=path.name) from error
        except csv.Error as error:
            raise DomainError("match.unreadable", file=path.name, line=self.number + 1) from error


def _encoding(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig" if _is_utf8(start) else "cp874"


def _is_utf8(start: bytes) -> bool:
    """Whether the start of a file is UTF-8; its last line, which may be cut within a letter, is not looked at."""
    try:
        start[: start.rfind(b"\n") + 1].decode()
    except UnicodeDecodeError:
        return False
    return True
