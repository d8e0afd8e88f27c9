"""Values of entries side by side, and which of their letters differ. No Qt."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kmcase.application.read.clusters import ClusterPage, EntrySide
from kmcase.domain.people import Sex
from kmcase.messages import Catalogue
from kmcase.thai import areas
from kmcase.thai.national_id import format_id, mask_id

LEVEL_OF = {
    "first_name": "first_name",
    "last_name": "last_name",
    "national_id": "number",
    "birth": "birth",
    "sex": "sex",
    "phone": "phone",
    "house": "address",
}
"""The compared field behind a line."""


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a value that agrees with the other entries, or does not."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A field of all entries, in runs."""

    field: str
    values: tuple[tuple[Run, ...], ...]

    @property
    def differs(self) -> bool:
        """Whether any letter differs."""
        return any(run.differs for value in self.values for run in value)


def lines_of(page: ClusterPage, catalogue: Catalogue) -> tuple[Line, ...]:
    """The fields of a cluster that at least one entry knows."""
    told = {
        "title": [entry.values.title for entry in page.entries],
        "first_name": [entry.values.first_name for entry in page.entries],
        "last_name": [entry.values.last_name for entry in page.entries],
        "national_id": [format_id(entry.values.national_id or "") for entry in page.entries],
        "birth": [catalogue.show(entry.values.birth) if entry.values.birth else "" for entry in page.entries],
        "sex": [_sex(entry, catalogue) for entry in page.entries],
        "phone": [entry.values.phone for entry in page.entries],
        "house": [_house(entry, catalogue) for entry in page.entries],
        "subdistrict": [_place(entry) for entry in page.entries],
    }
    found = []
    for field, values in told.items():
        if any(values):
            runs = marked(values)
            found.append(Line(field=field, values=_masked(page, runs) if field == "national_id" else runs))
    return tuple(found)


def marked(values: Sequence[str]) -> tuple[tuple[Run, ...], ...]:
    """Each value in runs: against the first that is known; what is empty differs from nothing."""
    known = [value for value in values if value]
    first = known[0] if known else ""
    others = [value for value in known[1:] if value != first]
    return tuple(_against(value, first if value != first else others[0] if others else value) for value in values)


def _against(value: str, other: str) -> tuple[Run, ...]:
    parts, others = _letters(value), _letters(other)
    runs = []
    for tag, start, end, _, _ in SequenceMatcher(None, parts, others, autojunk=False).get_opcodes():
        if start < end:
            runs.append(Run("".join(parts[start:end]), tag != "equal"))
    return tuple(runs)


def _letters(value: str) -> list[str]:
    """Letters with the vowels and tone marks above and below them."""
    letters: list[str] = []
    for sign in value:
        if letters and unicodedata.category(sign) == "Mn":
            letters[-1] += sign
        else:
            letters.append(sign)
    return letters


def _masked(page: ClusterPage, values: tuple[tuple[Run, ...], ...]) -> tuple[tuple[Run, ...], ...]:
    """The same runs of the masked numbers: which digit differs is seen, not which digit it is."""
    found = []
    for entry, runs in zip(page.entries, values, strict=True):
        hidden, at, covered = mask_id(entry.values.national_id or ""), 0, []
        for run in runs:
            covered.append(Run(hidden[at : at + len(run.text)], run.differs))
            at += len(run.text)
        found.append(tuple(covered))
    return tuple(found)


def _sex(entry: EntrySide, catalogue: Catalogue) -> str:
    sex = entry.values.sex
    return "" if sex is Sex.UNKNOWN else catalogue.text(f"people.sex.{sex.value}")


def _house(entry: EntrySide, catalogue: Catalogue) -> str:
    address = entry.values.address
    if not address.house_no and address.moo is None:
        return ""
    return catalogue.text("duplicates.page.house", house=address.house_no or "–", moo=address.moo or "–")


def _place(entry: EntrySide) -> str:
    found = areas.area(entry.values.address.subdistrict_code)
    return areas.label(found) if found is not None else ""
