"""How a person stands: which entries are one with them, which were told apart, and which nobody decided about."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain
from typing import Protocol

from kmcase.application.ports.duplicates import DuplicateRepository
from kmcase.application.read.duplicates import DuplicateItem
from kmcase.domain.duplicates import OpenDuplicate, Pair, PairJudgement, PairVerdict, pair_of
from kmcase.matching.digests import digest_of
from kmcase.matching.records import PersonRecord
from kmcase.matching.stopping import same_id, stops_payment


class DuplicateSource(Protocol):
    """A unit, or a reading beside a form."""

    @property
    def duplicates(self) -> DuplicateRepository:
        """Who may be who, and what was decided of it."""
        ...


def hundredths(score: float) -> int:
    """A score as events keep it."""
    return round(score * 100)


def name_of(record: PersonRecord) -> str:
    """Title, first and last name."""
    return f"{record.title}{record.first_name} {record.last_name}".strip()


def holding(source: DuplicateSource, judgements: Collection[PairJudgement]) -> frozenset[Pair]:
    """The pairs that were told apart on the fields that both have today."""
    different = [each for each in judgements if each.verdict is PairVerdict.DIFFERENT]
    records = source.duplicates.records({person_id for each in different for person_id in each.person_ids})
    return frozenset(
        each.person_ids
        for each in different
        if set(each.person_ids) <= records.keys() and each.holds(digest_of(*map(records.__getitem__, each.person_ids)))
    )


def told_apart_from(source: DuplicateSource, mine: Collection[str]) -> frozenset[str]:
    """All entries that somebody told apart from one of these, on the fields that they have today, and their own."""
    register = source.duplicates
    others = set(chain.from_iterable(holding(source, register.judgements(mine))))
    return frozenset(chain.from_iterable(register.cluster(other) for other in others.difference(mine)))


def open_duplicates(source: DuplicateSource, person_id: str) -> tuple[OpenDuplicate, ...]:
    """Entries that stop payments to a person until somebody decides about them, the likeliest first.

    Each pair is settled by a word on that very pair: what was said of an entry does not pass to others by a later link.
    """
    register = source.duplicates
    mine = register.cluster(person_id)
    stopping = {
        pair_of(member, item.person_id): item
        for member, record in sorted(register.records(mine).items())
        for item in register.candidates(record)
        if item.person_id not in mine and stops_payment(item.score, item.levels)
    }
    if not stopping:
        return ()
    settled = holding(source, register.judgements(mine))
    found: dict[str, DuplicateItem] = {}
    for pair, item in stopping.items():
        known = found.get(item.person_id)
        if pair not in settled and (known is None or known.score < item.score):
            found[item.person_id] = item
    names = register.records(found)
    return tuple(
        OpenDuplicate(
            person_id=item.person_id,
            name=name_of(names[item.person_id]),
            strength=hundredths(item.score),
            same_id=same_id(item.levels),
        )
        for item in sorted(found.values(), key=lambda item: (-item.score, item.person_id))
    )
