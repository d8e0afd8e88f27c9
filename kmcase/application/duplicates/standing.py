"""How a person stands: which entries are one with them, which were told apart, and which nobody decided about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import chain
from typing import Protocol

from kmcase.application.ports.duplicates import DuplicateRepository
from kmcase.domain.duplicates import OpenDuplicate, PairJudgement, PairVerdict
from kmcase.matching.digests import digest_of
from kmcase.matching.records import PersonRecord
from kmcase.matching.weights import BLOCK


class DuplicateSource(Protocol):
    """A unit, or a reading beside a form."""

    @property
    def duplicates(self) -> DuplicateRepository:
        """Who may be who, and what was decided of it."""
        ...


def same_id(levels: Mapping[str, str]) -> bool:
    """Whether two bear one national id."""
    return levels.get("number") == "equal"


def stops_payment(score: float, levels: Mapping[str, str]) -> bool:
    """Whether a pair of such a score is paid nothing before somebody decided: from `BLOCK` on, and with one id."""
    return score >= BLOCK or same_id(levels)


def hundredths(score: float) -> int:
    """A score as events keep it."""
    return round(score * 100)


def name_of(record: PersonRecord) -> str:
    """Title, first and last name."""
    return f"{record.title}{record.first_name} {record.last_name}".strip()


def holds_today(source: DuplicateSource, judgement: PairJudgement) -> bool:
    """Whether a pair was told apart on the fields that both have today."""
    if judgement.verdict is not PairVerdict.DIFFERENT:
        return False
    return judgement.holds(digest_of(*(source.duplicates.record(each) for each in judgement.person_ids)))


def told_apart_from(source: DuplicateSource, mine: Collection[str]) -> frozenset[str]:
    """All entries that somebody told apart from one of these, on the fields that they have today, and their own."""
    register = source.duplicates
    others = {
        person_id
        for judgement in register.judgements(mine)
        if holds_today(source, judgement)
        for person_id in judgement.person_ids
    }
    return frozenset(chain.from_iterable(register.cluster(other) for other in others.difference(mine)))


def open_duplicates(source: DuplicateSource, person_id: str) -> tuple[OpenDuplicate, ...]:
    """Entries that stop payments to a person until somebody decides about them, the likeliest first."""
    register = source.duplicates
    mine = register.cluster(person_id)
    found: dict[str, OpenDuplicate] = {}
    for member in mine:
        for item in register.candidates(register.record(member)):
            known = found.get(item.person_id)
            strength = hundredths(item.score)
            if not stops_payment(item.score, item.levels) or (known is not None and known.strength >= strength):
                continue
            found[item.person_id] = OpenDuplicate(
                person_id=item.person_id,
                name=name_of(register.record(item.person_id)),
                strength=strength,
                same_id=same_id(item.levels),
            )
    settled = told_apart_from(source, mine).union(mine) if found else frozenset()
    return tuple(
        sorted(
            (one for one in found.values() if one.person_id not in settled),
            key=lambda one: (-one.strength, one.person_id),
        )
    )
