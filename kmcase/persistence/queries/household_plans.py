"""Household plans, and households that were paid and have none."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select, union

from kmcase.application.read.household_plans import (
    HousePage,
    NeedLine,
    PaidLine,
    PlanHit,
    PlanItem,
    PlanPage,
    StepLine,
    StepState,
)
from kmcase.application.read.today import Pending
from kmcase.domain.casework import Dimension
from kmcase.domain.errors import DomainError
from kmcase.domain.house_building import Donation, Issue, Labour, Purchase
from kmcase.domain.household_plans import (
    LineResult,
    LineState,
    Need,
    NeedAnswer,
    PlanValues,
    Step,
    StepMark,
    plan_state,
)
from kmcase.domain.money import Baht
from kmcase.domain.writings import Writing, standing
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.queries.standing import address_of
from kmcase.persistence.repositories.cases import casework_of, newest_casework
from kmcase.persistence.repositories.household_plans import SqlHouseholdPlans
from kmcase.persistence.rows import household_plans as tables
from kmcase.persistence.rows.payments import payment_receipt, receipt_void, voucher
from kmcase.persistence.rows.people import family, household, person
from kmcase.persistence.writings import as_writing, content

_STILL_TO_DO = frozenset({LineState.WAITING, LineState.DOING})


class SqlHouseholdPlanQueries(SqlHouseholdPlans):
    """`HouseholdPlanQueries` on plain selects."""

    def list(self) -> tuple[PlanItem, ...]:
        """By place; those without a plan among them."""
        standing_by = {key: standing(versions) for key, versions in self._every_version().items()}
        money = self._money()
        heads = self._heads()
        certified, due, built, steps = self._certified(), self._next_due(standing_by), self._built(), self._steps()
        query = (
            select(household)
            .where(household.c.household_id.in_(_concerned()))
            .order_by(household.c.subdistrict_code, household.c.moo, household.c.house_no, household.c.household_id)
        )
        items = []
        for row in self._rows.connection.execute(query):
            key = row.household_id
            stands = standing_by.get(key, ())
            values = stands[0].values if stands else None
            paid, paid_on = money.get(key, (Baht.zero(), None))
            items.append(
                PlanItem(
                    household_id=key,
                    address=address_of(row),
                    head=heads.get(key, ""),
                    state=plan_state([one.version_id for one in stands], certified.get(key, set())),
                    found_by=values.found_by if values else None,
                    mentors=tuple(mentor.name for mentor in values.mentors) if values else (),
                    paid=paid,
                    paid_on=paid_on,
                    next_due=due.get(key),
                    building=key in built,
                    steps=steps.get(key, 0),
                )
            )
        return tuple(items)

    def of_persons(self, person_ids: Collection[str]) -> tuple[PlanHit, ...]:
        """The plans of the households in which these persons live, each once, in the order of the persons."""
        planned = select(tables.household_plan_version.c.household_id)
        query = (
            select(household, person.c.person_id)
            .join(family, family.c.household_id == household.c.household_id)
            .join(person, person.c.family_id == family.c.family_id)
            .where(person.c.person_id.in_(person_ids), household.c.household_id.in_(planned))
        )
        order = list(person_ids)
        rows = sorted(self._rows.connection.execute(query), key=lambda row: order.index(row.person_id))
        found: dict[str, PlanHit] = {}
        for row in rows:
            hit = PlanHit(household_id=row.household_id, person_id=row.person_id, address=address_of(row))
            found.setdefault(row.household_id, hit)
        return tuple(found.values())

    def page(self, household_id: str) -> PlanPage:
        """A household's plan; raises `people.unknown_household`."""
        found = select(household).where(household.c.household_id == household_id)
        row = self._rows.connection.execute(found).one_or_none()
        if row is None:
            raise DomainError("people.unknown_household")
        versions = self.versions(household_id)
        stands = standing(versions)
        certificates = self.certificates(household_id)
        needs = self._needs(household_id)
        house = self._house(household_id)
        return PlanPage(
            household_id=household_id,
            address=address_of(row),
            persons=self._persons(household_id),
            state=plan_state([one.version_id for one in stands], [one.version_id for one in certificates]),
            versions=versions,
            standing=stands,
            dimensions=self._dimensions(stands),
            results=self._results(household_id),
            certificates=certificates,
            needs=needs,
            paid=self._paid(household_id),
            road=_road(self._step_marks(household_id), bool(stands), bool(needs), house),
            house=house,
            names=staff_names(self._rows),
        )

    def without(self) -> Pending:
        """How many households were paid and have no plan."""
        planned = select(tables.household_plan_version.c.household_id)
        paid = _paid_households().where(family.c.household_id.not_in(planned)).distinct().subquery()
        count = self._rows.connection.execute(select(func.count()).select_from(paid)).scalar_one()
        return Pending(count=count)

    # --- inside ---

    def _every_version(self) -> dict[str, tuple[Writing[PlanValues], ...]]:
        found: dict[str, tuple[Writing[PlanValues], ...]] = {}
        for row in self._rows.all(tables.household_plan_version):
            found[row["household_id"]] = (*found.get(row["household_id"], ()), as_writing(row, PlanValues))
        return found

    def _money(self) -> dict[str, tuple[Baht, date]]:
        query = (
            _paid_households()
            .add_columns(func.sum(payment_receipt.c.amount), func.max(payment_receipt.c.paid_on))
            .group_by(family.c.household_id)
        )
        found = self._rows.connection.execute(query)
        return {row[0]: (Baht(int(row[1])), date.fromisoformat(row[2])) for row in found}

    def _heads(self) -> dict[str, str]:
        """Of each household concerned the person that was entered first."""
        query = _persons_of().where(family.c.household_id.in_(_concerned()))
        found: dict[str, str] = {}
        for row in self._rows.connection.execute(query):
            found.setdefault(row.household_id, _name(row))
        return found

    def _persons(self, household_id: str) -> tuple[str, ...]:
        query = _persons_of().where(family.c.household_id == household_id)
        return tuple(_name(row) for row in self._rows.connection.execute(query))

    def _certified(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for row in self._rows.all(tables.household_certificate):
            found.setdefault(row["household_id"], set()).add(row["version_id"])
        return found

    def _next_due(self, standing_by: dict[str, tuple[Writing[PlanValues], ...]]) -> dict[str, date]:
        """The first day by which something that is not done yet is to be done."""
        results = {
            (row["household_id"], row["line_id"]): content(row, LineResult).state
            for row in self._rows.all(tables.household_plan_result)
        }
        found = {}
        for key, stands in standing_by.items():
            days = [
                line.due
                for version in stands
                for line in version.values.lines
                if line.due and results.get((key, line.line_id), LineState.WAITING) in _STILL_TO_DO
            ]
            if days:
                found[key] = min(days)
        return found

    def _built(self) -> set[str]:
        query = union(select(tables.house_version.c.household_id), select(tables.house_entry.c.household_id))
        return {row[0] for row in self._rows.connection.execute(query)}

    def _steps(self) -> dict[str, int]:
        table = tables.household_step
        query = select(table.c.household_id, func.count()).where(table.c.done == 1).group_by(table.c.household_id)
        return {row[0]: row[1] for row in self._rows.connection.execute(query)}

    def _dimensions(self, stands: tuple[Writing[PlanValues], ...]) -> tuple[Dimension, ...]:
        casework = casework_of(self._rows, stands[0].values.casework) if stands else newest_casework(self._rows)
        return tuple(dimension for dimension in casework.dimensions if dimension.household)

    def _results(self, household_id: str) -> dict[str, LineResult]:
        rows = self._rows.all(tables.household_plan_result, household_id=household_id)
        return {row["line_id"]: content(row, LineResult) for row in rows}

    def _needs(self, household_id: str) -> tuple[NeedLine, ...]:
        rows = self._rows.all(tables.household_need_answer, household_id=household_id)
        answers = {row["need_id"]: content(row, NeedAnswer) for row in rows}
        needs = [content(row, Need) for row in self._rows.all(tables.household_need, household_id=household_id)]
        needs.sort(key=lambda need: (need.sent_on, need.need_id))
        return tuple(
            NeedLine(need=need, answer=answers[need.need_id]) if need.need_id in answers else NeedLine(need=need)
            for need in needs
        )

    def _paid(self, household_id: str) -> tuple[PaidLine, ...]:
        query = (
            _paid_households()
            .where(family.c.household_id == household_id)
            .join(voucher, voucher.c.voucher_id == payment_receipt.c.voucher_id)
            .with_only_columns(
                payment_receipt.c.voucher_id,
                voucher.c.number,
                payment_receipt.c.paid_on,
                voucher.c.payee_name,
                payment_receipt.c.amount,
            )
            .order_by(payment_receipt.c.paid_on, payment_receipt.c.voucher_id)
        )
        return tuple(
            PaidLine(
                voucher_id=row.voucher_id,
                number=row.number,
                paid_on=date.fromisoformat(row.paid_on),
                payee=row.payee_name,
                amount=Baht(row.amount),
            )
            for row in self._rows.connection.execute(query)
        )

    def _step_marks(self, household_id: str) -> dict[Step, StepMark]:
        rows = self._rows.all(tables.household_step, household_id=household_id)
        return {Step(row["step"]): content(row, StepMark) for row in rows}

    def _house(self, household_id: str) -> HousePage:
        stands = standing(self.building(household_id))
        book = self.book(household_id)
        needed = stands[0].values.needed if stands else ()
        return HousePage(standing=stands, book=book, materials=book.materials(needed))


def _concerned() -> Any:
    """Ids of households with a plan, a house or a payment that stands."""
    return union(
        select(tables.household_plan_version.c.household_id),
        select(tables.house_version.c.household_id),
        _paid_households(),
    )


def _paid_households() -> Select[Any]:
    """The household of each payment that stands, as the payee's family belongs to one now."""
    return (
        select(family.c.household_id)
        .select_from(payment_receipt)
        .join(person, person.c.person_id == payment_receipt.c.person_id)
        .join(family, family.c.family_id == person.c.family_id)
        .outerjoin(receipt_void, receipt_void.c.voucher_id == payment_receipt.c.voucher_id)
        .where(receipt_void.c.voucher_id.is_(None))
    )


def _persons_of() -> Select[Any]:
    return (
        select(family.c.household_id, person.c.title, person.c.first_name, person.c.last_name)
        .join(person, person.c.family_id == family.c.family_id)
        .order_by(person.c.registered_at, person.c.person_id)
    )


def _name(row: Any) -> str:
    return f"{row.title}{row.first_name} {row.last_name}".strip()


def _road(marks: dict[Step, StepMark], planned: bool, sent: bool, house: HousePage) -> tuple[StepLine, ...]:
    """The twelve steps: what was marked, and what is begun by what is there."""
    book = house.book
    values = house.values
    gifts = tuple(book.standing(Donation))
    begun = {
        Step.PLAN: planned,
        Step.HELP: sent,
        Step.DONATIONS: bool(gifts),
        Step.LAND: values is not None and bool(values.land),
        Step.BUDGET: values is not None and bool(values.budget),
        Step.BUILDERS: any(True for _ in book.standing(Labour)),
        Step.BUILDING: any(True for _ in book.standing(Issue)) or any(True for _ in book.standing(Purchase)),
    }
    lines = []
    for step in Step:
        mark = marks.get(step)
        state = StepState.BEGUN if begun.get(step) else StepState.WAITING
        if mark is not None and mark.done:
            state = StepState.DONE
        lines.append(StepLine(step=step, state=state, mark=mark))
    return tuple(lines)
