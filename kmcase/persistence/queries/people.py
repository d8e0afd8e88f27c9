"""The register: lists, one search, pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, column, func, or_, select, table

from kmcase.application.read.people import (
    Coverage,
    HouseholdItem,
    HouseholdPage,
    PersonItem,
    PersonPage,
    TimelineItem,
    YearHelp,
)
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.domain.money import Baht
from kmcase.domain.offices import UNLIMITED
from kmcase.domain.people import HouseholdMember, HouseholdValues, MembershipKind, PersonValues
from kmcase.persistence.fold.people import resolved_household, resolved_person
from kmcase.persistence.plain import from_json
from kmcase.persistence.queries.person_history import history, paid_by_year
from kmcase.persistence.queries.standing import Standing, address_of
from kmcase.persistence.repositories.duplicates import SqlDuplicates
from kmcase.persistence.rows import budgets
from kmcase.persistence.rows.people import (
    NO_CONFLICT,
    family,
    household,
    household_member,
    person,
    person_problem,
    person_search,
)
from kmcase.persistence.statements import Rows
from kmcase.rules.limits import allowed_times
from kmcase.rules.regulations import Regulations
from kmcase.thai.calendar import fiscal_year
from kmcase.thai.folding import fold, without_dashes
from kmcase.thai.keyboard import swap_layout

_FTS = table("person_fts", column("rowid"), column("folded"))
_TRIGRAM = 3
_FETCH = 200
_LAST = "\U0010ffff"


class SqlPeopleQueries:
    """`PeopleQueries` on plain selects."""

    def __init__(self, connection: Connection, today: date, regulations: Regulations) -> None:
        self._connection = connection
        self._today = today
        self._regulations = regulations

    def persons(self, *, kind: str = "", subdistrict_code: str = "", limit: int = 5000) -> tuple[PersonItem, ...]:
        """The first persons in dictionary order."""
        narrowed = _narrowed(kind, subdistrict_code)
        return self._items(select(person).where(*narrowed).order_by(person.c.sort_key, person.c.person_id).limit(limit))

    def count_persons(self, *, kind: str = "", subdistrict_code: str = "") -> int:
        """How many persons there are."""
        query = select(func.count()).select_from(person).where(*_narrowed(kind, subdistrict_code))
        return self._connection.execute(query).scalar_one()

    def search(self, text: str, limit: int = 50) -> tuple[PersonItem, ...]:
        """By name part, national id, house number or phone; folded, in either keyboard layout."""
        folded = fold(text)
        bare = " ".join(map(without_dashes, folded.split()))
        for wanted in dict.fromkeys((folded, bare, fold(swap_layout(text)))):
            if found := self._search_folded(wanted, limit):
                return found
        return ()

    def _search_folded(self, wanted: str, limit: int) -> tuple[PersonItem, ...]:
        words = wanted.split()
        if not words:
            return ()
        ids = self._by_index(words[0]) if max(map(len, words)) < _TRIGRAM else self._by_text(words)
        if not ids:
            return ()
        items = self._items(select(person).where(person.c.person_id.in_(ids)))
        return tuple(sorted(items, key=lambda item: item.sort_key))[:limit]

    def _by_index(self, word: str) -> list[str]:
        """One or two characters: ranges of the indexes only, never a scan."""
        ranges = [(column >= word) & (column < word + _LAST) for column in (person.c.first_name, person.c.last_name)]
        query = select(person.c.person_id).where(or_(*ranges)).limit(_FETCH)
        exact = select(person.c.person_id).where(person.c.house_no == word).limit(_FETCH)
        return [row[0] for row in self._connection.execute(query)] + [row[0] for row in self._connection.execute(exact)]

    def _by_text(self, words: list[str]) -> list[str]:
        conditions = [person_search.c.folded.contains(word, autoescape=True) for word in words]
        query = select(person_search.c.person_id).where(*conditions).limit(_FETCH)
        if self._connection.dialect.name == "sqlite":
            # As a join the index is read row by row up to the limit; as a subquery it would be read to its end first.
            longest = _FTS.c.folded.like(f"%{_like(max(words, key=len))}%")
            query = query.select_from(_FTS).where(_FTS.c.rowid == person_search.c.row_no, longest)
        return [row[0] for row in self._connection.execute(query)]

    def _items(self, query: Select[Any]) -> tuple[PersonItem, ...]:
        return tuple(as_item(row) for row in self._connection.execute(query))

    def page(self, person_id: str) -> PersonPage:
        """A person's page; raises `people.unknown`."""
        rows = Rows(self._connection)
        row = rows.one(person, person_id=person_id)
        if row is None:
            raise DomainError("people.unknown")
        resolved = resolved_person(rows, person_id)
        home = rows.one(family, family_id=row["family_id"]) if row["family_id"] else None
        return PersonPage(
            person_id=person_id,
            values=build(PersonValues, resolved.known),
            seen=resolved.seen(resolved.versions),
            conflicts=dict(Standing(self._connection).of(PersonValues, resolved)),
            household_id=home["household_id"] if home else None,
            help=self._help(person_id),
            timeline=self._timeline(person_id, row),
            registered_at=row["registered_at"],
            source=row["source"],
        )

    def _help(self, person_id: str) -> tuple[YearHelp, ...]:
        """Of all entries that are one person with this one."""
        claim = budgets.claim
        entries = SqlDuplicates(Rows(self._connection)).cluster(person_id)
        query = (
            select(claim.c.fiscal_year, claim.c.aid_kind, func.count())
            .where(claim.c.unit == "person", claim.c.unit_id.in_(entries))
            .group_by(claim.c.fiscal_year, claim.c.aid_kind)
        )
        this_year = fiscal_year(self._today)
        counted = {(row[0], row[1]): row[2] for row in self._connection.execute(query)}
        counted.setdefault((this_year, "low_income"), 0)
        paid = paid_by_year(self._connection, entries)
        found = []
        for (year, kind), times in sorted(counted.items(), reverse=True):
            allowed = allowed_times(kind, self._today, self._regulations)
            left = None if allowed == UNLIMITED else max(0, allowed - times)
            found.append(YearHelp(fiscal_year=year, times=times, amount=paid.get(year, Baht.zero()), left=left))
        return tuple(found)

    def _timeline(self, person_id: str, row: dict[str, Any]) -> tuple[TimelineItem, ...]:
        first = TimelineItem(at=row["registered_at"], kind="person", what="registered", record_id=person_id, params={})
        return (*history(self._connection, person_id), first)

    def count_households(self) -> int:
        """How many households there are."""
        return self._connection.execute(select(func.count()).select_from(household)).scalar_one()

    def households(self, *, subdistrict_code: str = "", limit: int = 5000) -> tuple[HouseholdItem, ...]:
        """The first households by place."""
        families = _count(family, family.c.household_id == household.c.household_id)
        members = _count(
            household_member,
            (household_member.c.household_id == household.c.household_id) & household_member.c.removed_reason.is_(None),
        )
        persons = (
            select(func.count())
            .select_from(person.join(family, person.c.family_id == family.c.family_id))
            .where(family.c.household_id == household.c.household_id)
            .scalar_subquery()
        )
        query = select(household, families.label("families"), members.label("members"), persons.label("persons"))
        if subdistrict_code:
            query = query.where(household.c.subdistrict_code == subdistrict_code)
        query = query.order_by(household.c.subdistrict_code, household.c.moo, household.c.house_no).limit(limit)
        return tuple(
            HouseholdItem(
                household_id=row.household_id,
                house_code=row.house_code,
                address=address_of(row),
                families=row.families,
                persons=row.persons,
                members=row.members,
                in_conflict=row.conflicts != NO_CONFLICT,
            )
            for row in self._connection.execute(query)
        )

    def household(self, household_id: str) -> HouseholdPage:
        """A household's page; raises `people.unknown_household`."""
        rows = Rows(self._connection)
        if rows.one(household, household_id=household_id) is None:
            raise DomainError("people.unknown_household")
        resolved = resolved_household(rows, household_id)
        families = tuple(
            (row["family_id"], row["label"], self._items(select(person).where(person.c.family_id == row["family_id"])))
            for row in rows.all(family, household_id=household_id)
        )
        members = rows.all(household_member, household_id=household_id)
        return HouseholdPage(
            household_id=household_id,
            values=build(HouseholdValues, resolved.known),
            seen=resolved.seen(resolved.versions),
            families=families,
            conflicts=dict(Standing(self._connection).of(HouseholdValues, resolved)),
            members=tuple(_member(row) for row in members if row["removed_reason"] is None),
        )

    def coverage(self) -> tuple[Coverage, ...]:
        """By sub-district."""

        def kinds(*names: str) -> Any:
            return func.sum(person.c.member_kind.in_(names).cast(budgets.budget.c.half.type))

        counted = func.count()
        by_place = select(household.c.subdistrict_code, func.count()).group_by(household.c.subdistrict_code)
        homes: dict[str, int] = {row[0]: row[1] for row in self._connection.execute(by_place)}
        query = (
            select(
                person.c.subdistrict_code,
                counted,
                kinds("member"),
                kinds("descendant"),
                kinds("resident", "outsider"),
                func.max(person.c.problems_as_of),
            )
            .group_by(person.c.subdistrict_code)
            .order_by(person.c.subdistrict_code)
        )
        return tuple(_coverage(row, homes) for row in self._connection.execute(query))


def _coverage(row: Any, homes: dict[str, int]) -> Coverage:
    code, persons, members, descendants, residents, newest = row
    known = [int(value or 0) for value in (members, descendants, residents)]
    return Coverage(
        subdistrict_code=code,
        persons=persons,
        members=known[0],
        descendants=known[1],
        residents=known[2],
        unknown=persons - sum(known),
        households=homes.get(code, 0),
        newest_as_of=date.fromisoformat(newest) if newest else None,
    )


def _count(table: Any, condition: Any) -> Any:
    return select(func.count()).select_from(table).where(condition).scalar_subquery()


def _like(word: str) -> str:
    # FTS5's LIKE has no ESCAPE; a folded word holds neither mark, but typed text may.
    return "".join(letter for letter in word if letter not in "%_")


def as_item(row: Any) -> PersonItem:
    """A row of `person` as a line of a list."""
    return PersonItem(
        person_id=row.person_id,
        name=f"{row.title}{row.first_name} {row.last_name}".strip(),
        national_id=row.national_id,
        birth=PartialDate.parse(row.birth) if row.birth else None,
        house_no=row.house_no,
        moo=row.moo,
        subdistrict_code=row.subdistrict_code,
        phone=row.phone,
        problem_kinds=tuple(from_json(row.problem_kinds)),
        problems_as_of=date.fromisoformat(row.problems_as_of) if row.problems_as_of else None,
        member_kind=MembershipKind(row.member_kind) if row.member_kind else None,
        family_id=row.family_id,
        restricted=bool(row.restricted),
        in_conflict=row.conflicts != NO_CONFLICT,
        sort_key=row.sort_key,
    )


def _member(row: dict[str, Any]) -> HouseholdMember:
    return HouseholdMember(
        member_id=row["member_id"],
        household_id=row["household_id"],
        family_id=row["family_id"],
        person_id=row["person_id"],
        name=row["name"],
        national_id=row["national_id"],
        birth=PartialDate.parse(row["birth"]) if row["birth"] else None,
        relation=row["relation"],
        occupation=row["occupation"],
        monthly_income=None if row["monthly_income"] is None else Baht(row["monthly_income"]),
        condition=row["condition"],
        self_care=bool(row["self_care"]),
    )


__all__ = ["SqlPeopleQueries", "as_item"]


def _narrowed(kind: str, subdistrict_code: str) -> list[ColumnElement[bool]]:
    narrowed: list[ColumnElement[bool]] = []
    if kind:
        of_kind = select(person_problem.c.person_id).where(person_problem.c.kind == kind)
        narrowed.append(person.c.person_id.in_(of_kind))
    if subdistrict_code:
        narrowed.append(person.c.subdistrict_code == subdistrict_code)
    return narrowed
