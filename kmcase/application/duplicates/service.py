"""Use cases of persons who stand in the register more than once."""

from __future__ import annotations

from collections.abc import Mapping, Set
from itertools import combinations, product

from kmcase.application.access import Silent, Steps
from kmcase.application.changes import Outcome
from kmcase.application.duplicates.arriving import remember
from kmcase.application.duplicates.board import Board
from kmcase.application.duplicates.commands import DecideDuplicate, Decision
from kmcase.application.duplicates.pages import page_of
from kmcase.application.duplicates.standing import (
    holding,
    hundredths,
    name_of,
    told_apart_from,
)
from kmcase.application.duplicates.telling import unseen_by_others
from kmcase.application.duties import part_of
from kmcase.application.permissions import allowed
from kmcase.application.read.clusters import AlikeItem, ClusterItem, ClusterPage
from kmcase.application.read.duplicates import DuplicateItem
from kmcase.application.seconds import Second, ask_second, require_second
from kmcase.application.work import Unit, Work
from kmcase.domain.duplicates import (
    Pair,
    PersonsLinked,
    PersonsToldApart,
    PersonsUnlinked,
    pair_of,
)
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.people import PersonValues
from kmcase.matching.digests import digest_of
from kmcase.matching.records import PersonRecord, of_person
from kmcase.matching.stopping import same_id, stops_payment
from kmcase.matching.weights import REVIEW
from kmcase.thai.addresses import written

_SHOWN_WHILE_TYPING = 5


class DuplicateService:
    """Use cases of duplicate persons."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def list(self, steps: Steps | None = None) -> tuple[ClusterItem, ...]:
        """Everything in the register that may be one person, what stops payments first; seconds for 100,000 persons."""
        steps = steps or Silent()

        def progress(done: int, total: int) -> None:
            steps.check()
            steps.report(done, total)

        with self._work.read("duplicates.read") as reading:
            pairs = reading.duplicates.pairs(REVIEW, progress)
            items, known = Board(reading, pairs).items(), reading.duplicates.as_known(pairs)
        if allowed("duplicates.decide", self._work.actor.roles):
            remember(self._work, known, "duplicates.decide")
        return items

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
            shown = [item for item in found if item.person_id not in known][:_SHOWN_WHILE_TYPING]
            records = register.records([item.person_id for item in shown])
            return tuple(_alike(item, records[item.person_id]) for item in shown)

    def decide(self, command: DecideDuplicate) -> Outcome[tuple[str, ...]]:
        """One person, several, or not to be told yet; gives the persons decided about.

        Raises `duplicates.reason_missing`, `.two_needed`, `.own_work` for who had a part in a request or payment of one
        of them, `.linked_already` and `.told_apart_already` for what was decided otherwise and has to be undone first.
        To tell apart entries that stop payments one of which the actor entered raises `duplicates.own_entry` without a
        second person, `.both_entered` where that one entered the same, `.second_own_work`, and what `require_second`
        does.
        """
        person_ids = tuple(sorted(set(command.person_ids)))
        require_that(len(person_ids) > 1, "duplicates.two_needed", "person_ids")
        reason = _reason(command.reason)
        second = ask_second(self._work, command.second_person, command.second_password)
        with self._work.begin("duplicates.decide") as unit:
            _require_no_part(unit, unit.actor.staff_id, person_ids, "duplicates.own_work", "decision")
            if command.decision is Decision.SAME:
                _link(unit, person_ids, reason)
            else:
                _judge(unit, person_ids, command.decision, reason, second)
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
            _require_no_part(unit, unit.actor.staff_id, cluster, "duplicates.own_work", "decision")
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


def _require_no_part(unit: Unit, staff_id: str, person_ids: tuple[str, ...], code: str, field: str) -> None:
    """Who asked for one of them, found the facts or handed money over, under any login, does not say who they are."""
    every = {other for person_id in person_ids for other in unit.duplicates.cluster(person_id)}
    if part_of(unit, staff_id, {"involved": unit.duplicates.involved(every)}) is not None:
        raise DomainError(code, field)


def _link(unit: Unit, person_ids: tuple[str, ...], reason: str) -> None:
    clusters = {person_id: unit.duplicates.cluster(person_id) for person_id in person_ids}
    cluster = tuple(sorted({other for group in clusters.values() for other in group}))
    if len(set(clusters.values())) == 1:
        raise DomainError("duplicates.linked_already", "decision")
    for pair in sorted(holding(unit, unit.duplicates.judgements(cluster))):
        if set(pair) <= set(cluster) and not set(pair) <= set(person_ids):
            name = name_of(unit.duplicates.record(min(set(pair).difference(person_ids))))
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


def _judge(unit: Unit, person_ids: tuple[str, ...], decision: Decision, reason: str, second: Second) -> None:
    """A word on each pair; what is linked is one person, so that it is said of all that are linked with either."""
    clusters = {person_id: unit.duplicates.cluster(person_id) for person_id in person_ids}
    pairs = {
        pair_of(*pair)
        for one, other in combinations(person_ids, 2)
        if other not in clusters[one]
        for pair in product(clusters[one], clusters[other])
    }
    if not pairs:
        raise DomainError("duplicates.linked_already", "decision")
    records = unit.duplicates.records({person_id for pair in pairs for person_id in pair})
    alike = _alike_pairs(unit, records)
    apart = decision is Decision.DIFFERENT
    confirmed = apart and _confirmed(unit, {pair for pair in pairs & alike.keys() if _stops(alike[pair])}, second)
    for one, other in sorted(pairs):
        found = alike.get((one, other))
        event = PersonsToldApart(
            person_ids=(one, other),
            digest=digest_of(records[one], records[other]),
            reason=reason,
            strength=hundredths(found.score) if found is not None else 0,
            weights_version=found.version if found is not None else 0,
            second_person=second.staff_id if confirmed else "",
        )
        unit.record(event if apart else event.left_open())


def _confirmed(unit: Unit, stopping: Set[Pair], second: Second) -> bool:
    """Whether a second person stood beside; raises where one is needed, or does not do (`telling`)."""
    every = tuple(sorted({person_id for pair in stopping for person_id in pair}))
    entered, staff = unit.duplicates.entered_by(every), unit.staff.members()
    me = unit.actor.staff_id
    mine = unseen_by_others(entered, (me,), staff)
    if mine is None:
        return False
    if not second.staff_id:
        raise DomainError("duplicates.own_entry", "second_person", name=name_of(unit.duplicates.record(mine)))
    require_second(unit, second, "second_person")
    _require_no_part(unit, second.staff_id, every, "duplicates.second_own_work", "second_person")
    both = unseen_by_others(entered, (me, second.staff_id), staff)
    if both is not None:
        raise DomainError("duplicates.both_entered", "second_person", name=name_of(unit.duplicates.record(both)))
    return True


def _stops(item: DuplicateItem) -> bool:
    return stops_payment(item.score, item.levels)


def _alike_pairs(unit: Unit, records: Mapping[str, PersonRecord]) -> dict[Pair, DuplicateItem]:
    """Those of these entries that are alike, by pair."""
    return {
        pair_of(person_id, item.person_id): item
        for person_id, record in records.items()
        for item in unit.duplicates.candidates(record, limit=200)
        if item.person_id in records
    }


def _likest(unit: Unit, person_ids: tuple[str, ...]) -> tuple[int, int]:
    """Strength of the likest pair and the version of the weights; zero where none is alike."""
    alike = _alike_pairs(unit, unit.duplicates.records(person_ids))
    return max(((hundredths(item.score), item.version) for item in alike.values()), default=(0, 0))
