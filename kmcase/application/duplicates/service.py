"""Use cases of persons who stand in the register more than once."""

from __future__ import annotations

from itertools import combinations

from kmcase.application.access import Silent, Steps
from kmcase.application.changes import Outcome
from kmcase.application.duplicates.board import Board
from kmcase.application.duplicates.commands import DecideDuplicate, Decision
from kmcase.application.duplicates.pages import page_of
from kmcase.application.duplicates.standing import (
    holds_today,
    hundredths,
    name_of,
    same_id,
    stops_payment,
    told_apart_from,
)
from kmcase.application.duties import part_of
from kmcase.application.read.clusters import AlikeItem, ClusterItem, ClusterPage
from kmcase.application.read.duplicates import DuplicateItem
from kmcase.application.work import Unit, Work
from kmcase.domain.duplicates import DuplicateLeftOpen, PersonsLinked, PersonsToldApart, PersonsUnlinked, pair_of
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.people import PersonValues
from kmcase.matching.digests import digest_of
from kmcase.matching.records import PersonRecord, of_person
from kmcase.thai.addresses import written

_SHOWN_WHILE_TYPING = 5


class DuplicateService:
    """Use cases of duplicate persons."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def list(self, steps: Steps | None = None) -> tuple[ClusterItem, ...]:
        """Everything in the register that may be one person, what stops payments first; seconds for 100,000 persons."""
        with self._work.read("duplicates.read") as reading:
            return Board(reading, steps or Silent()).items()

    def page(self, person_ids: tuple[str, ...]) -> ClusterPage:
        """Entries side by side, with all that are linked with them; raises `people.unknown`."""
        with self._work.read("duplicates.read") as reading:
            return page_of(reading, person_ids, self._work.actor.staff_id)

    def alike(self, values: PersonValues, person_id: str = "") -> tuple[AlikeItem, ...]:
        """Whom the register holds that may be the person being typed, the likeliest first; stops nothing.

        Those who are linked with `person_id`, or were told apart from it, are left out.
        """
        with self._work.read("duplicates.read") as reading:
            register = reading.duplicates
            mine = register.cluster(person_id) if person_id else ()
            known = {*mine, *(told_apart_from(reading, mine) if mine else ())}
            found = register.candidates(of_person(person_id, values), _SHOWN_WHILE_TYPING + len(known))
            return tuple(
                _alike(item, register.record(item.person_id)) for item in found if item.person_id not in known
            )[:_SHOWN_WHILE_TYPING]

    def decide(self, command: DecideDuplicate) -> Outcome[tuple[str, ...]]:
        """One person, several, or not to be told yet; gives the persons decided about.

        Raises `duplicates.reason_missing`, `.two_needed`, `.own_work` for who had a part in a request or payment of one
        of them, `.linked_already` and `.told_apart_already` for what was decided otherwise and has to be undone first.
        """
        person_ids = tuple(sorted(set(command.person_ids)))
        require_that(len(person_ids) > 1, "duplicates.two_needed", "person_ids")
        reason = _reason(command.reason)
        with self._work.begin("duplicates.decide") as unit:
            _require_no_part(unit, person_ids)
            if command.decision is Decision.SAME:
                _link(unit, person_ids, reason)
            else:
                _judge(unit, person_ids, command.decision, reason)
            return unit.commit(person_ids)

    def unlink(self, link_id: str, reason: str) -> Outcome[str]:
        """Undo a link, so that its entries are open again.

        Raises `duplicates.not_linked`, `.reason_missing`, `.own_work`.
        """
        reason = _reason(reason)
        with self._work.begin("duplicates.decide") as unit:
            link = next((each for each in unit.duplicates.links() if each.link_id == link_id), None)
            if link is None or not link.stands:
                raise DomainError("duplicates.not_linked")
            cluster = unit.duplicates.cluster(link.person_ids[0])
            _require_no_part(unit, cluster)
            unit.record(PersonsUnlinked(link_id=link_id, cluster=cluster, reason=reason))
            return unit.commit(link_id)


def _alike(item: DuplicateItem, record: PersonRecord) -> AlikeItem:
    moo = int(record.moo) if record.moo else None
    return AlikeItem(
        person_id=item.person_id,
        name=name_of(record),
        address=written(record.house_no, moo, "", "", "", record.subdistrict_code),
        strength=hundredths(item.score),
        same_id=same_id(item.levels),
        stops=stops_payment(item.score, item.levels),
        reasons=item.reasons,
    )


def _reason(typed: str) -> str:
    require_that(bool(typed.strip()), "duplicates.reason_missing", "reason")
    return typed.strip()


def _require_no_part(unit: Unit, person_ids: tuple[str, ...]) -> None:
    """Who asked for one of them, found the facts or handed money over, under any login, does not say who they are."""
    every = {other for person_id in person_ids for other in unit.duplicates.cluster(person_id)}
    if part_of(unit, unit.actor.staff_id, {"involved": unit.duplicates.involved(every)}) is not None:
        raise DomainError("duplicates.own_work", "decision")


def _link(unit: Unit, person_ids: tuple[str, ...], reason: str) -> None:
    clusters = {person_id: unit.duplicates.cluster(person_id) for person_id in person_ids}
    cluster = tuple(sorted({other for group in clusters.values() for other in group}))
    if len(set(clusters.values())) == 1:
        raise DomainError("duplicates.linked_already", "decision")
    for judgement in unit.duplicates.judgements(cluster):
        pair = set(judgement.person_ids)
        if pair <= set(cluster) and not pair <= set(person_ids) and holds_today(unit, judgement):
            name = name_of(unit.duplicates.record(min(pair.difference(person_ids))))
            raise DomainError("duplicates.told_apart_already", "decision", name=name)
    strength, version = _likest(unit, person_ids)
    unit.record(
        PersonsLinked(
            link_id=unit.ids.new(),
            person_ids=person_ids,
            cluster=cluster,
            reason=reason,
            strength=strength,
            weights_version=version,
        )
    )


def _judge(unit: Unit, person_ids: tuple[str, ...], decision: Decision, reason: str) -> None:
    kind = PersonsToldApart if decision is Decision.DIFFERENT else DuplicateLeftOpen
    for one, other in combinations(person_ids, 2):
        if other in unit.duplicates.cluster(one):
            raise DomainError("duplicates.linked_already", "decision")
        strength, version = _likest(unit, (one, other))
        unit.record(
            kind(
                person_ids=pair_of(one, other),
                digest=digest_of(unit.duplicates.record(one), unit.duplicates.record(other)),
                reason=reason,
                strength=strength,
                weights_version=version,
            )
        )


def _likest(unit: Unit, person_ids: tuple[str, ...]) -> tuple[int, int]:
    """Strength of the likest pair and the version of the weights; zero where none is alike."""
    found = [
        (hundredths(item.score), item.version)
        for person_id in person_ids
        for item in unit.duplicates.candidates(unit.duplicates.record(person_id), limit=200)
        if item.person_id in person_ids
    ]
    return max(found, default=(0, 0))
