"""Entries of the register side by side."""

from __future__ import annotations

from datetime import date, datetime
from itertools import combinations

from kmcase.application.duplicates.standing import holding, hundredths
from kmcase.application.duplicates.telling import possible_seconds, unseen_by_others
from kmcase.application.duties import persons_of
from kmcase.application.ports.reading import Reading
from kmcase.application.read.clusters import ClusterPage, EntrySide, PaidLine, PairSide
from kmcase.application.read.duplicates import DuplicateItem
from kmcase.application.read.people import TimelineItem
from kmcase.domain.duplicates import PairJudgement, pair_of
from kmcase.domain.money import Baht
from kmcase.matching.stopping import stops_payment
from kmcase.thai.calendar import fiscal_year

_PAID = frozenset({"paid", "paid_before"})


def page_of(reading: Reading, person_ids: tuple[str, ...], me: str) -> ClusterPage:
    """The entries asked for, and all that are linked with one of them."""
    register = reading.duplicates
    every = sorted({other for person_id in person_ids for other in register.cluster(person_id)})
    staff = reading.staff.members()
    entered, involved = register.entered_by(every), register.involved(every)
    return ClusterPage(
        fiscal_year=fiscal_year(reading.today),
        entries=tuple(_entry(reading, person_id) for person_id in every),
        pairs=_pairs(reading, every),
        links=tuple(link for link in register.links() if set(link.person_ids) & set(every)),
        names={member.staff_id: member.name for member in staff},
        mine=not persons_of((me,), staff).isdisjoint(persons_of(involved, staff)),
        entered=frozenset(
            person_id for person_id, by in entered.items() if unseen_by_others({person_id: by}, (me,), staff)
        ),
        seconds=possible_seconds(entered, involved, me, staff),
    )


def _entry(reading: Reading, person_id: str) -> EntrySide:
    page = reading.people.page(person_id)
    year = fiscal_year(reading.today)
    lines = [_line(item) for item in page.timeline if item.what in _PAID]
    voided = {item.record_id for item in page.timeline if item.what == "voided"}
    return EntrySide(
        person_id=person_id,
        name=page.values.full_name,
        values=page.values,
        registered_at=datetime.fromisoformat(page.registered_at),
        paid=tuple(line for line in lines if fiscal_year(line.paid_on) == year and line.voucher_id not in voided),
        picture=reading.duplicates.picture(person_id),
    )


def _line(item: TimelineItem) -> PaidLine:
    amount = item.params["amount"]
    assert isinstance(amount, Baht)
    return PaidLine(
        number=str(item.params["number"]),
        paid_on=date.fromisoformat(item.at[:10]),
        amount=amount,
        voucher_id=item.record_id if item.what == "paid" else "",
    )


def _pairs(reading: Reading, every: list[str]) -> tuple[PairSide, ...]:
    register = reading.duplicates
    alike: dict[tuple[str, str], DuplicateItem] = {}
    for person_id, record in sorted(register.records(every).items()):
        for item in register.candidates(record, limit=200):
            alike.setdefault(pair_of(person_id, item.person_id), item)
    judged = {judgement.person_ids: judgement for judgement in register.judgements(every)}
    apart = holding(reading, tuple(judged.values()))
    clusters = {person_id: register.cluster(person_id) for person_id in every}
    return tuple(
        _pair(
            pair,
            alike.get(pair),
            judged.get(pair),
            apart=pair in apart,
            linked=clusters[pair[0]] == clusters[pair[1]],
        )
        for pair in combinations(every, 2)
    )


def _pair(
    pair: tuple[str, str],
    found: DuplicateItem | None,
    judgement: PairJudgement | None,
    *,
    apart: bool,
    linked: bool,
) -> PairSide:
    stops = found is not None and stops_payment(found.score, found.levels)
    return PairSide(
        person_ids=pair,
        strength=hundredths(found.score) if found is not None else None,
        levels=found.levels if found is not None else {},
        reasons=found.reasons if found is not None else (),
        linked=linked,
        stops=stops and not linked and not apart,
        apart=apart and not linked,
        judgement=judgement,
    )
