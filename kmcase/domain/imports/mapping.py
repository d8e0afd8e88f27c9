"""Which column of a file is what; guessed from its headings and remembered by their shape."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from kmcase.domain.events import build, encode
from kmcase.domain.imports.words import headings, key_of, vocabulary


class SurveyColumn(StrEnum):
    """What a column of a survey list can hold; words are in the catalogue under `imports.column`."""

    SEQUENCE = "sequence"
    TITLE = "title"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    FULL_NAME = "full_name"
    NATIONAL_ID = "national_id"
    NO_ID_REASON = "no_id_reason"
    BIRTH = "birth"
    AGE = "age"
    SEX = "sex"
    HOUSE_NO = "house_no"
    MOO = "moo"
    VILLAGE = "village"
    SOI = "soi"
    ROAD = "road"
    SUBDISTRICT = "subdistrict"
    DISTRICT = "district"
    PROVINCE = "province"
    POSTCODE = "postcode"
    ADDRESS = "address"
    PHONE = "phone"
    PROBLEM = "problem"
    OCCUPATION = "occupation"
    MONTHLY_INCOME = "monthly_income"
    YEARLY_INCOME = "yearly_income"
    HOUSEHOLD_SIZE = "household_size"
    MEMBERSHIP = "membership"
    MEMBER_NUMBER = "member_number"
    HOUSE_CODE = "house_code"
    SURVEYOR = "surveyor"
    SURVEYED_ON = "surveyed_on"
    REMARK = "remark"
    PICTURE = "picture"
    ANSWER = "answer"
    ROW_KEY = "row_key"
    REASON = "reason"
    UNMAPPED = "unmapped"


OF_FORMS = frozenset({SurveyColumn.PICTURE, SurveyColumn.ANSWER})
"""Columns that submissions of a form have and lists have not."""
REPEATABLE = frozenset({SurveyColumn.PROBLEM, SurveyColumn.SEX, SurveyColumn.UNMAPPED}) | OF_FORMS
PART_SIGN = " · "
NAMES = frozenset({SurveyColumn.FIRST_NAME, SurveyColumn.FULL_NAME})
_TICKED = {"problem_kind": SurveyColumn.PROBLEM, "sex": SurveyColumn.SEX}
_SHAPE_LENGTH = 32
_SHORTEST_TICKED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnUse:
    """What a column is. `ticked` is the value that a mark in it means (`elderly` of a problem, `male` of a sex).

    Of a picture it is the kind of evidence, of an answer the question's name.
    """

    column: SurveyColumn
    label: str = ""
    ticked: str = ""
    number: int = 1

    @property
    def key(self) -> str:
        """Its name among a row's cells: `first_name`, `problem:elderly`, `problem#2`, `unmapped:<label>`."""
        end = f"#{self.number}" if self.number > 1 else ""
        part = self.label if self.column is SurveyColumn.UNMAPPED else self.ticked
        return f"{self.column.value}:{part}{end}" if part else f"{self.column.value}{end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """The use of every column from the left; `shape` is the file's, see `shape_of`."""

    shape: str
    uses: tuple[ColumnUse, ...]

    @property
    def columns(self) -> frozenset[SurveyColumn]:
        """Everything that some column holds."""
        return frozenset(use.column for use in self.uses)

    @property
    def complete(self) -> bool:
        """Whether rows can be read at all: some column holds a name."""
        return bool(self.columns & NAMES)

    def with_use(self, index: int, column: SurveyColumn, ticked: str = "") -> ColumnMapping:
        """Column `index` as something else; a column that held it before becomes unmapped."""
        freed = [
            replace(use, column=SurveyColumn.UNMAPPED, ticked="")
            if column not in REPEATABLE and use.column is column
            else use
            for use in self.uses
        ]
        freed[index] = replace(freed[index], column=column, ticked=ticked)
        return ColumnMapping(shape=self.shape, uses=_numbered(freed))

    def as_plain(self) -> dict[str, Any]:
        """For an event."""
        plain: dict[str, Any] = encode(self)
        return plain

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> ColumnMapping:
        """`as_plain` undone."""
        mapping: ColumnMapping = build(cls, plain)
        return mapping


def shape_of(labels: Iterable[Sequence[str]]) -> str:
    """Equal for files with the same headings in the same order, however they are spaced; hex."""
    lines = ("\x1f".join(map(key_of, label)) for label in labels)
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()[:_SHAPE_LENGTH]


def guess_mapping(labels: Sequence[Sequence[str]]) -> ColumnMapping:
    """The likely use of each column, from the lines of its heading (upper first).

    A heading that is known as a whole comes before one that merely holds a known word; two columns never hold the same,
    except problems and sexes.
    """
    uses: list[ColumnUse | None] = [_of_form(label) or _ticked(label) for label in labels]
    taken = {use.column for use in uses if use} - REPEATABLE
    for guess in (_exact, _contained):
        for index, label in enumerate(labels):
            column = guess(label) if uses[index] is None else None
            if column is not None and column not in taken:
                uses[index] = ColumnUse(column=column, label=title_of(label))
                taken |= {column} - REPEATABLE
    whole = [
        use or ColumnUse(column=SurveyColumn.UNMAPPED, label=title_of(label))
        for use, label in zip(uses, labels, strict=True)
    ]
    return ColumnMapping(shape=shape_of(labels), uses=_numbered(whole))


def title_of(label: Sequence[str]) -> str:
    """The lines of a heading in one."""
    return " ".join(" ".join(line.split()) for line in label)


def _of_form(label: Sequence[str]) -> ColumnUse | None:
    """A column of submissions among waiting rows that were mended elsewhere."""
    title = title_of(label)
    name, sign, part = title.partition(PART_SIGN)
    column = headings().exact(name) if sign else None
    return ColumnUse(column=SurveyColumn(column), label=title, ticked=part) if column in OF_FORMS else None


def _ticked(label: Sequence[str]) -> ColumnUse | None:
    """A column for marks: its heading is a kind of problem or a sex."""
    if not label:
        return None
    for table, column in _TICKED.items():
        meaning = vocabulary(table).exact(label[-1])
        short = len(key_of(label[-1])) < _SHORTEST_TICKED
        if meaning is not None and not short and headings().exact(label[-1]) is None:
            return ColumnUse(column=column, label=title_of(label), ticked=meaning)
    return None


def _exact(label: Sequence[str]) -> SurveyColumn | None:
    for text in ("".join(label), *reversed(label)):
        found = headings().exact(text)
        if found is not None and text:
            return SurveyColumn(found)
    return None


def _contained(label: Sequence[str]) -> SurveyColumn | None:
    for text in (title_of(label), *reversed(label)):
        found = headings().inside(text) if text else None
        if found is not None:
            return SurveyColumn(found)
    return None


def _numbered(uses: Iterable[ColumnUse]) -> tuple[ColumnUse, ...]:
    """Distinct keys for columns that hold the same."""
    counts: Counter[str] = Counter()
    numbered = []
    for use in uses:
        first = replace(use, number=1)
        counts[first.key] += 1
        numbered.append(replace(use, number=counts[first.key]))
    return tuple(numbered)
