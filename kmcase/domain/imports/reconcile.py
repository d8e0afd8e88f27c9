"""Where every row of a list ends: imported, matched to somebody known, waiting with its reason, or skipped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kmcase.domain.dates import PartialDate
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.imports.mapping import SurveyColumn
from kmcase.domain.imports.survey import ParsedRow
from kmcase.domain.people import PersonValues
from kmcase.domain.surveys import RowOutcome
from kmcase.thai.names import fold, same_person_key


@lru_cache(maxsize=20_000)
def _name_key(first_name: str, last_name: str) -> str:
    return same_person_key(first_name, last_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """What somebody of the register is recognised by; `row` instead of an id where it is a row of the same list."""

    person_id: str = ""
    row: int = 0
    first_name: str
    last_name: str
    national_id: str | None = None
    birth: PartialDate | None = None
    subdistrict_code: str = ""

    @classmethod
    def of(cls, person_id: str, values: PersonValues) -> KnownPerson:
        """From the register."""
        return cls(
            person_id=person_id,
            first_name=values.first_name,
            last_name=values.last_name,
            national_id=values.national_id,
            birth=values.birth,
            subdistrict_code=values.address.subdistrict_code,
        )

    @property
    def name_key(self) -> str:
        """Equal for one name however it was split or swapped."""
        return _name_key(self.first_name, self.last_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowVerdict:
    """Where a row ends. `person_id` is whom it matched, `candidates` whom it may be, for a person to decide."""

    row: ParsedRow
    outcome: RowOutcome
    findings: tuple[Finding, ...]
    person_id: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRows:
    """Rows `first` to `last` (numbers of the file) are no data, for one reason."""

    first: int
    last: int
    reason: str

    @property
    def count(self) -> int:
        """How many."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """Every row below the header, once."""

    verdicts: tuple[RowVerdict, ...]
    skipped: tuple[SkippedRows, ...] = ()

    @property
    def perhaps_known(self) -> int:
        """Rows that wait because they may be somebody of the register or of the same file."""
        asked = {f"imports.{name}" for name in ("possible_match", "possibly_twice_in_file")}
        return sum(any(finding.code in asked for finding in verdict.findings) for verdict in self.verdicts)

    @property
    def counts(self) -> dict[RowOutcome, int]:
        """Rows by outcome; their sum is the number of rows below the header."""
        counts = dict.fromkeys(RowOutcome, 0)
        for verdict in self.verdicts:
            counts[verdict.outcome] += 1
        counts[RowOutcome.SKIPPED] = sum(skipped.count for skipped in self.skipped)
        return counts


def reconcile(
    rows: Iterable[ParsedRow],
    known: Iterable[KnownPerson],
    *,
    skipped: tuple[SkippedRows, ...] = (),
    new_people: frozenset[int] = frozenset(),
) -> Reconciled:
    """Every row against the register and against the rows above it.

    The same national id is the same person, unless both names differ. The same name, birth year and sub-district is
    perhaps the same person and waits, except for the numbers in `new_people`, of whom a person said they are others.
    """
    index = _Index()
    for each in known:
        index.add(each)
    verdicts = []
    for row in rows:
        verdicts.append(_verdict(row, index, decided_new=row.number in new_people))
        index.add(_of_row(row))
    return Reconciled(verdicts=tuple(verdicts), skipped=skipped)


@dataclass(slots=True)
class _Index:
    """Everybody known, by national id and by name."""

    by_id: dict[str, KnownPerson] = field(default_factory=dict)
    by_name: dict[str, list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))

    def add(self, person: KnownPerson) -> None:
        """The first with a national id stays the one that later rows are held against."""
        if person.national_id:
            self.by_id.setdefault(person.national_id, person)
        if person.first_name:
            self.by_name[person.name_key].append(person)


def _of_row(row: ParsedRow) -> KnownPerson:
    survey = row.survey
    return KnownPerson(
        row=row.number,
        first_name=survey.first_name,
        last_name=survey.last_name,
        national_id=survey.national_id,
        birth=survey.birth,
        subdistrict_code=survey.address.subdistrict_code,
    )


def _verdict(row: ParsedRow, index: _Index, *, decided_new: bool) -> RowVerdict:
    person = _of_row(row)
    same = index.by_id.get(person.national_id) if person.national_id else None
    if same is not None:
        return _same_id(row, person, same)
    alike = _alike(person, index) if person.first_name else []
    possible = [other for other in alike if not _told_apart(person, other)]
    if possible and not decided_new:
        return _perhaps_known(row, possible)
    findings = row.findings
    if alike:
        findings = (*findings, _finding("namesake", Severity.WARN, _name_column(row), name=_name(row)))
    outcome = RowOutcome.WAITING if row.waits else RowOutcome.IMPORTED
    return RowVerdict(row=row, outcome=outcome, findings=findings)


def _same_id(row: ParsedRow, person: KnownPerson, same: KnownPerson) -> RowVerdict:
    column = SurveyColumn.NATIONAL_ID
    if same.row:
        found = _finding("id_twice_in_file", Severity.BLOCK, column, row=same.row, name=_name_of(same))
        return RowVerdict(row=row, outcome=RowOutcome.WAITING, findings=(*row.findings, found))
    if _both_names_differ(person, same):
        found = _finding("id_of_another", Severity.BLOCK, column, name=_name_of(same))
        return _waiting(row, found, (same.person_id,))
    findings = row.findings
    if person.name_key != same.name_key:
        changed = _finding("name_differs", Severity.WARN, SurveyColumn.LAST_NAME, name=_name_of(same))
        findings = (*findings, changed)
    if row.waits:
        return RowVerdict(row=row, outcome=RowOutcome.WAITING, findings=findings, candidates=(same.person_id,))
    return RowVerdict(row=row, outcome=RowOutcome.MATCHED, findings=findings, person_id=same.person_id)


def _perhaps_known(row: ParsedRow, possible: list[KnownPerson]) -> RowVerdict:
    registered = tuple(other.person_id for other in possible if not other.row)
    column = _name_column(row)
    if registered:
        found = _finding("possible_match", Severity.BLOCK, column, name=_name(row), count=len(registered))
    else:
        found = _finding("possibly_twice_in_file", Severity.BLOCK, column, name=_name(row), row=possible[0].row)
    return _waiting(row, found, registered)


def perhaps_registered(verdict: RowVerdict, person_ids: tuple[str, ...]) -> RowVerdict:
    """The same row, waiting for a person to say whether it is one of these."""
    row = verdict.row
    found = _finding("possible_match", Severity.BLOCK, _name_column(row), name=_name(row), count=len(person_ids))
    return replace(verdict, outcome=RowOutcome.WAITING, findings=(*verdict.findings, found), candidates=person_ids)


def _waiting(row: ParsedRow, found: Finding, candidates: tuple[str, ...]) -> RowVerdict:
    return RowVerdict(row=row, outcome=RowOutcome.WAITING, findings=(*row.findings, found), candidates=candidates)


def _alike(person: KnownPerson, index: _Index) -> list[KnownPerson]:
    """Same name, birth year and sub-district; what one of two does not tell does not tell them apart."""
    return [
        other
        for other in index.by_name.get(person.name_key, ())
        if _same_year(person.birth, other.birth)
        and (
            "" in (person.subdistrict_code, other.subdistrict_code) or person.subdistrict_code == other.subdistrict_code
        )
    ]


def _same_year(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None:
        return True
    # A year alone may come from an age, which is a year off for half of all people.
    slack = 1 if one.month is None or other.month is None else 0
    return abs(one.year - other.year) <= slack


def _told_apart(one: KnownPerson, other: KnownPerson) -> bool:
    """Both have a national id, and not the same."""
    return bool(one.national_id and other.national_id and one.national_id != other.national_id)


def _both_names_differ(one: KnownPerson, other: KnownPerson) -> bool:
    if one.name_key == other.name_key:
        return False
    return fold(one.first_name) != fold(other.first_name) and fold(one.last_name) != fold(other.last_name)


def _name_column(row: ParsedRow) -> SurveyColumn:
    whole = SurveyColumn.FULL_NAME.value in row.cells and SurveyColumn.FIRST_NAME.value not in row.cells
    return SurveyColumn.FULL_NAME if whole else SurveyColumn.FIRST_NAME


def _name(row: ParsedRow) -> str:
    return f"{row.survey.first_name} {row.survey.last_name}".strip()


def _name_of(person: KnownPerson) -> str:
    return f"{person.first_name} {person.last_name}".strip()


def _finding(code: str, severity: Severity, column: SurveyColumn, /, **params: object) -> Finding:
    return Finding(code=f"imports.{code}", severity=severity, fields=(column.value,), params=params)
