"""What was decided of duplicate persons, on rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Column, RowMapping, Select, or_, select

from kmcase.application.read.duplicates import DuplicatePair, KnownPair, KnownPairs
from kmcase.domain.budgets import ClaimUnit
from kmcase.domain.dates import PartialDate
from kmcase.domain.duplicates import PairJudgement, PairVerdict, PersonLink, pair_of
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.people import Sex
from kmcase.matching.clusters import clusters
from kmcase.matching.records import COMPARED, PersonRecord
from kmcase.matching.stopping import same_id
from kmcase.matching.weights import REVIEW
from kmcase.persistence.duplicate_candidates import SqlDuplicateQueries
from kmcase.persistence.pairs_looked_over import ends_of, remember_pairs, remembered_pairs
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows.duplicates import pair_judgement, person_link, person_link_member
from kmcase.persistence.rows.evidence import attachment
from kmcase.persistence.rows.payments import payment_receipt, voucher
from kmcase.persistence.rows.people import family, person, person_write
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.rows.visits import visit
from kmcase.persistence.statements import Row, Rows

_AT_ONCE = 500
"""Persons of one statement."""
_COMPARED_WHOLE = 3_000
"""A register of so many persons is compared in 0.3 s."""
_RECORD = tuple(
    person.c[name]
    for name in (
        "person_id",
        "title",
        "first_name",
        "last_name",
        "sex",
        "birth",
        "national_id",
        "phone",
        "house_no",
        "moo",
        "subdistrict_code",
    )
)


class SqlDuplicates(SqlDuplicateQueries):
    """`DuplicateRepository` on rows and on the index of profiles."""

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows.connection)
        self._rows = rows

    def record(self, person_id: str) -> PersonRecord:
        """A person of the register as it is compared; raises `people.unknown`."""
        found = self.records((person_id,))
        if not found:
            raise DomainError("people.unknown")
        return found[person_id]

    def records(self, person_ids: Collection[str]) -> dict[str, PersonRecord]:
        """The same of several by id; who is not in the register is left out."""
        found = {}
        every = sorted(set(person_ids))
        for start in range(0, len(every), _AT_ONCE):
            query = select(*_RECORD).where(person.c.person_id.in_(every[start : start + _AT_ONCE]))
            for row in self._rows.connection.execute(query).mappings():
                found[row["person_id"]] = _record(row)
        return found

    def cluster(self, person_id: str) -> tuple[str, ...]:
        """All entries that are one person with this one, itself among them, in order."""
        known, waiting = {person_id}, [person_id]
        while waiting:
            mine = self._rows.all(person_link_member, person_id=waiting.pop(), standing=1)
            beside = {row["person_id"] for link in mine for row in self._members(link["link_id"])}
            waiting.extend(beside - known)
            known |= beside
        return tuple(sorted(known))

    def _members(self, link_id: str) -> list[Row]:
        return self._rows.all(person_link_member, link_id=link_id)

    def leaders(self) -> dict[str, str]:
        """For each linked entry the one that stands for its cluster."""
        links = (link.person_ids for link in self.links() if link.stands)
        groups = clusters((ids[0], other) for ids in links for other in ids[1:])
        return {person_id: min(group) for group in groups for person_id in group}

    def units_of(self, person_ids: Collection[str]) -> frozenset[tuple[ClaimUnit, str]]:
        """These persons, and the families and households that they belong to, as yearly limits count them."""
        query = (
            select(person.c.person_id, person.c.family_id, family.c.household_id)
            .outerjoin(family, family.c.family_id == person.c.family_id)
            .where(person.c.person_id.in_(person_ids))
        )
        kinds = (ClaimUnit.PERSON, ClaimUnit.FAMILY, ClaimUnit.HOUSEHOLD)
        rows = self._rows.connection.execute(query)
        return frozenset((kind, unit_id) for row in rows for kind, unit_id in zip(kinds, row, strict=True) if unit_id)

    def members_of(self, unit: ClaimUnit, unit_ids: Collection[str]) -> frozenset[str]:
        """The persons of families or households, or these persons themselves."""
        if unit is ClaimUnit.PERSON:
            return frozenset(unit_ids)
        of = family.c.family_id if unit is ClaimUnit.FAMILY else family.c.household_id
        query = (
            select(person.c.person_id).join(family, family.c.family_id == person.c.family_id).where(of.in_(unit_ids))
        )
        return frozenset(self._rows.connection.execute(query).scalars())

    def links(self) -> tuple[PersonLink, ...]:
        """All links, those that were undone as well, the newest first."""
        members: dict[str, list[str]] = defaultdict(list)
        for row in self._rows.all(person_link_member):
            members[row["link_id"]].append(row["person_id"])
        found = [_link(row, members[row["link_id"]]) for row in self._rows.all(person_link)]
        return tuple(sorted(found, key=lambda link: (link.linked_at, link.link_id), reverse=True))

    def judgements(self, person_ids: Collection[str] | None = None) -> tuple[PairJudgement, ...]:
        """The standing judgement of each pair; with `person_ids` of pairs with one of these persons alone."""
        columns = pair_judgement.c
        query = select(pair_judgement).where(columns.standing == 1).order_by(columns.one, columns.other)
        if person_ids is not None:
            query = query.where(or_(columns.one.in_(person_ids), columns.other.in_(person_ids)))
        rows = self._rows.connection.execute(query).mappings()
        return tuple(
            PairJudgement(
                person_ids=(row["one"], row["other"]),
                verdict=PairVerdict(row["verdict"]),
                digest=row["digest"],
                reason=row["reason"],
                judged_at=datetime.fromisoformat(row["judged_at"]),
                judged_by=row["judged_by"],
                second_person=row["second_person"],
            )
            for row in rows
        )

    def picture(self, person_id: str) -> str:
        """The newest photograph of a person from a visit or a hand-over, as a stored SHA-256; empty without one."""
        shown = (EvidenceKind.PHOTO_PERSON.value, EvidenceKind.HANDOVER_PHOTO.value)
        own = attachment.c
        query = (
            select(own.stored_sha256)
            .where(
                own.kind.in_(shown),
                or_(
                    (own.noun == "visit") & own.record_id.in_(_of(visit.c.visit_id, visit.c.person_id, person_id)),
                    own.record_id.in_(_of(voucher.c.voucher_id, voucher.c.person_id, person_id)),
                ),
            )
            .order_by(own.kind.desc(), own.taken_at.desc(), own.stored_sha256)
            .limit(1)
        )
        return self._rows.connection.execute(query).scalar() or ""

    def involved(self, person_ids: Collection[str]) -> frozenset[str]:
        """Who prepared a request of one of these persons, found its facts, paid or entered a payment."""
        paid, asked = payment_receipt.c, aid_request.c
        queries = (
            select(paid.payer, paid.recorded_by).where(paid.person_id.in_(person_ids)),
            select(asked.officer, asked.fact_finder).where(asked.person_id.in_(person_ids)),
        )
        return frozenset(who for query in queries for row in self._rows.connection.execute(query) for who in row if who)

    def entered_by(self, person_ids: Collection[str]) -> dict[str, frozenset[str]]:
        """For each of these persons who registered them or wrote a field that they are compared by."""
        query = select(person_write.c.person_id, person_write.c.actor, person_write.c.content)
        found: dict[str, set[str]] = {person_id: set() for person_id in person_ids}
        for person_id, actor, content in self._rows.connection.execute(
            query.where(person_write.c.person_id.in_(person_ids))
        ):
            if actor and COMPARED.intersection(from_json(content)):
                found[person_id].add(actor)
        return {person_id: frozenset(actors) for person_id, actors in found.items()}

    def known_pairs(self, most: int, *, every: bool = False) -> KnownPairs | None:
        """All pairs of the register that score at least `REVIEW`, without comparing all of it."""
        known = remembered_pairs(self._rows.connection)
        if known is None or len(known.written) > most:
            if every or self._persons() <= _COMPARED_WHOLE:
                return KnownPairs(self._plain_pairs(REVIEW), ends_of(self._rows), self._persons())
            return KnownPairs(known.pairs, known.upto, 0) if known is not None else None
        pairs = {each.person_ids: each for each in known.pairs if known.written.isdisjoint(each.person_ids)}
        for person_id, record in self.records(known.written).items():
            for item in self.candidates(record, limit=_AT_ONCE):
                ids = pair_of(person_id, item.person_id)
                pairs[ids] = KnownPair(ids, item.score, same_id=same_id(item.levels))
        ordered = sorted(pairs.values(), key=lambda pair: (-pair.score, pair.person_ids))
        ends = ends_of(self._rows)
        passed = sum(ends.values()) - sum(known.upto.values())
        return KnownPairs(tuple(ordered), ends, len(known.written), passed)

    def as_known(self, pairs: Iterable[DuplicatePair]) -> KnownPairs:
        """All pairs of the register, found in this very transaction, as they are remembered."""
        known = (KnownPair(pair.person_ids, pair.score, same_id=same_id(pair.levels)) for pair in pairs)
        return KnownPairs(tuple(known), ends_of(self._rows), self._persons())

    def remember_pairs(self, known: KnownPairs) -> None:
        """Keep pairs as the next look begins from."""
        remember_pairs(self._rows, known)


def _record(row: RowMapping) -> PersonRecord:
    """As `of_person` of the values that stand."""
    sex = row["sex"]
    return PersonRecord(
        record_id=row["person_id"],
        title=row["title"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        sex="" if sex == Sex.UNKNOWN.value else sex,
        birth=PartialDate.parse(row["birth"]) if row["birth"] else None,
        national_id=row["national_id"] or "",
        phone=row["phone"],
        house_no=row["house_no"],
        moo=str(row["moo"] or ""),
        subdistrict_code=row["subdistrict_code"],
    )


def _of(record_id: Column[str], owner: Column[str], person_id: str) -> Select[str]:
    return select(record_id).where(owner == person_id)


def _link(row: Row, members: list[str]) -> PersonLink:
    undone = row["unlinked_at"]
    return PersonLink(
        link_id=row["link_id"],
        person_ids=tuple(sorted(members)),
        reason=row["reason"],
        linked_at=datetime.fromisoformat(row["linked_at"]),
        linked_by=row["linked_by"],
        unlinked_at=datetime.fromisoformat(undone) if undone else None,
        unlinked_by=row["unlinked_by"],
        unlink_reason=row["unlink_reason"],
    )
