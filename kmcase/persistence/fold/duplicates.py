"""Links of persons and judgements of pairs; the newest judgement of a pair stands until a link overtakes it."""

from __future__ import annotations

from itertools import combinations

from kmcase.domain.duplicates import (
    DuplicateLeftOpen,
    PairVerdict,
    PersonsLinked,
    PersonsToldApart,
    PersonsUnlinked,
    pair_of,
)
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import duplicates as tables
from kmcase.persistence.statements import Rows


@folds(PersonsLinked)
def _linked(rows: Rows, at: At, event: PersonsLinked) -> None:
    rows.insert(
        tables.person_link,
        link_id=event.link_id,
        reason=event.reason,
        strength=event.strength,
        linked_at=at.at,
        linked_by=at.actor,
        unlinked_at=None,
        unlinked_by="",
        unlink_reason="",
    )
    for person_id in event.person_ids:
        rows.insert(tables.person_link_member, link_id=event.link_id, person_id=person_id, standing=1)
    for pair in combinations(event.person_ids, 2):
        _overtake(rows, *pair_of(*pair))


@folds(PersonsUnlinked)
def _unlinked(rows: Rows, at: At, event: PersonsUnlinked) -> None:
    where = {"link_id": event.link_id}
    rows.update(tables.person_link, where, unlinked_at=at.at, unlinked_by=at.actor, unlink_reason=event.reason)
    rows.update(tables.person_link_member, where, standing=0)


@folds(PersonsToldApart)
def _told_apart(rows: Rows, at: At, event: PersonsToldApart) -> None:
    _judged(rows, at, event, PairVerdict.DIFFERENT, event.second_person)


@folds(DuplicateLeftOpen)
def _left_open(rows: Rows, at: At, event: DuplicateLeftOpen) -> None:
    _judged(rows, at, event, PairVerdict.UNDECIDED)


def _judged(
    rows: Rows, at: At, event: PersonsToldApart | DuplicateLeftOpen, verdict: PairVerdict, second_person: str = ""
) -> None:
    one, other = pair_of(*event.person_ids)
    _overtake(rows, one, other)
    rows.insert(
        tables.pair_judgement,
        event_id=at.event_id,
        one=one,
        other=other,
        verdict=verdict,
        digest=event.digest,
        reason=event.reason,
        strength=event.strength,
        standing=1,
        judged_at=at.at,
        judged_by=at.actor,
        second_person=second_person,
    )


def _overtake(rows: Rows, one: str, other: str) -> None:
    rows.update(tables.pair_judgement, {"one": one, "other": other}, standing=0)
