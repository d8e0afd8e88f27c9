"""What becomes of one row inside a unit: a person and a household, a match, a row that waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kmcase.application.imports.problems import stored
from kmcase.application.people import encode_all, merged
from kmcase.application.work import Unit
from kmcase.domain.findings import blocking
from kmcase.domain.imports.reconcile import RowVerdict, SkippedRows, perhaps_registered
from kmcase.domain.people import (
    FamilyFormed,
    HouseholdRegistered,
    HouseholdValues,
    PersonChanged,
    PersonRegistered,
    PersonValues,
)
from kmcase.domain.surveys import RowOutcome, SurveyRowSettled
from kmcase.matching.records import of_person
from kmcase.matching.stopping import stops_payment
from kmcase.rules.persons import PersonFacts, check_person

_CANDIDATES = 6
Place = tuple[str, int | None, str]


@dataclass(slots=True, kw_only=True)
class Settler:
    """Settles rows of one list; `homes` remembers families by place from unit to unit of an import.

    Of rows in `decided_new` a person said that they are nobody of the register.
    `persons` tells whom the rows settled so far became or matched.
    """

    import_id: str
    as_of: date
    decided_new: frozenset[int] = frozenset()
    homes: dict[Place, str] = field(default_factory=dict)
    persons: dict[int, str | None] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """What persons and households of this list say of where they came from."""
        return f"import:{self.import_id}"

    def settle_all(self, unit: Unit, verdicts: Sequence[RowVerdict]) -> list[RowOutcome]:
        """Record where rows end, with what that brings; gives where each ended.

        The register of this moment has the last word: somebody may have entered a person meanwhile.
        """
        numbers = (verdict.row.survey.national_id for verdict in verdicts)
        holders = unit.imports.holders({number for number in numbers if number is not None})
        return [self._settle(unit, verdict, holders) for verdict in verdicts]

    def _settle(self, unit: Unit, verdict: RowVerdict, holders: Mapping[str, str]) -> RowOutcome:
        values = verdict.row.survey.person_values(self.as_of)
        final = _looked_at_again(unit, verdict, values, holders)
        if final.outcome is RowOutcome.IMPORTED and final.row.number not in self.decided_new:
            final = _compared(unit, final, values)
        person_id = final.person_id
        if final.outcome is RowOutcome.IMPORTED:
            person_id = self._register(unit, final, values)
        elif final.outcome is RowOutcome.MATCHED and person_id is not None:
            _refresh(unit, person_id, values)
        self.persons[final.row.number] = person_id
        unit.record(
            SurveyRowSettled(
                import_id=self.import_id,
                row=final.row.number,
                outcome=final.outcome,
                person_id=person_id,
                cells=_filled(final),
                problems=stored(final.findings, final.candidates),
            )
        )
        return final.outcome

    def skip(self, unit: Unit, rows: SkippedRows, text: str) -> None:
        """Record that rows hold no data, with the text of the first."""
        cells = {"text": text} if text else {}
        if rows.count > 1:
            cells["last"] = str(rows.last)
        unit.record(
            SurveyRowSettled(
                import_id=self.import_id, row=rows.first, outcome=RowOutcome.SKIPPED, cells=cells, reason=rows.reason
            )
        )

    def _register(self, unit: Unit, verdict: RowVerdict, values: PersonValues) -> str:
        family_id = self._family(unit, verdict)
        if family_id is not None:
            values = merged(values, {"family_id": family_id})
        person_id = unit.ids.new()
        unit.record(PersonRegistered(person_id=person_id, values=values, source=self.source))
        return person_id

    def _family(self, unit: Unit, verdict: RowVerdict) -> str | None:
        """The first family of the house, found or made; without a house number there is no telling which house."""
        survey = verdict.row.survey
        address = survey.address
        if not address.house_no or not address.subdistrict_code:
            return None
        place = (address.subdistrict_code, address.moo, address.house_no)
        family_id = self.homes.get(place) or unit.imports.family_at(*place)
        if family_id is None:
            household_id, family_id = unit.ids.new(), unit.ids.new()
            home = HouseholdValues(address=address, house_code=survey.house_code)
            unit.record(HouseholdRegistered(household_id=household_id, values=home, source=self.source))
            unit.record(FamilyFormed(family_id=family_id, household_id=household_id))
        self.homes[place] = family_id
        return family_id


def _looked_at_again(unit: Unit, verdict: RowVerdict, values: PersonValues, holders: Mapping[str, str]) -> RowVerdict:
    if verdict.outcome is not RowOutcome.IMPORTED:
        return verdict
    same = holders.get(values.national_id) if values.national_id else None
    if same is not None:
        return replace(verdict, outcome=RowOutcome.MATCHED, person_id=same)
    refused = blocking(check_person(PersonFacts(values=values, today=unit.today), unit.regulations))
    if refused:
        return replace(verdict, outcome=RowOutcome.WAITING, findings=(*verdict.findings, *refused))
    return verdict


def _compared(unit: Unit, verdict: RowVerdict, values: PersonValues) -> RowVerdict:
    """Who is very much like somebody of the register, or of the rows above, waits until a person says who it is."""
    alike = unit.duplicates.candidates(of_person("", values), _CANDIDATES)
    found = tuple(item.person_id for item in alike if stops_payment(item.score, item.levels))
    return perhaps_registered(verdict, found) if found else verdict


def _refresh(unit: Unit, person_id: str, told: PersonValues) -> None:
    """A newer list brings the kinds of problems up to its day; nothing that is known is taken away."""
    if told.problems_as_of is None:
        return
    person = unit.people.person(person_id)
    known = person.values
    if known.problems_as_of is not None and known.problems_as_of >= told.problems_as_of:
        return
    changed = {"problem_kinds": known.problem_kinds | told.problem_kinds, "problems_as_of": told.problems_as_of}
    seen = {name: person.seen[name] for name in changed if name in person.seen}
    unit.record(PersonChanged(person_id=person_id, values=encode_all(changed), seen=seen))


def _filled(verdict: RowVerdict) -> dict[str, str]:
    """The cells that hold something; of a waiting row all, since the empty ones may have to be filled."""
    cells = verdict.row.cells
    if verdict.outcome is RowOutcome.WAITING:
        return dict(cells)
    return {key: text for key, text in cells.items() if text}
