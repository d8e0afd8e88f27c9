"""The list of entries that may be one person, computed anew from the register and from what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kmcase.application.access import Steps
from kmcase.application.duplicates.standing import holds_today, hundredths, name_of, stops_payment
from kmcase.application.ports.reading import Reading
from kmcase.application.read.clusters import ClusterItem, ClusterState
from kmcase.application.read.duplicates import DuplicatePair
from kmcase.domain.duplicates import Pair, PairJudgement, PairVerdict, pair_of
from kmcase.matching.clusters import clusters
from kmcase.matching.weights import REVIEW

_ORDER = tuple(ClusterState)


class Board:
    """The list of one reading."""

    def __init__(self, reading: Reading, steps: Steps) -> None:
        self._reading, self._register = reading, reading.duplicates
        self._judged: Mapping[Pair, PairJudgement] = {
            judgement.person_ids: judgement for judgement in self._register.judgements()
        }
        self._linked = clusters(
            (link.person_ids[0], other)
            for link in self._register.links()
            if link.stands
            for other in link.person_ids[1:]
        )
        self._leader = {person_id: group[0] for group in self._linked for person_id in group}

        def progress(done: int, total: int) -> None:
            steps.check()
            steps.report(done, total)

        self._pairs = {pair_of(*pair.person_ids): pair for pair in self._register.pairs(REVIEW, progress)}

    def items(self) -> tuple[ClusterItem, ...]:
        """Groups of entries: those that stop payments and those that are linked as clusters, others pair by pair."""
        states = {pair: self._state(found) for pair, found in self._pairs.items()}
        strong = [pair for pair, state in states.items() if state is ClusterState.STOPS]
        links = [(group[0], other) for group in self._linked for other in group[1:]]
        groups = [tuple(sorted(group)) for group in clusters([*strong, *links])]
        grouped = {person_id: group for group in groups for person_id in group}
        single = [pair for pair in {*states, *self._judged} if not _together(pair, grouped)]
        found = [self._item(group, states) for group in groups]
        found += [self._item(pair, states) for pair in single]
        return tuple(sorted(found, key=lambda item: (_ORDER.index(item.state), -(item.strength or 0), item.names)))

    def _state(self, pair: DuplicatePair) -> ClusterState:
        ids = pair_of(*pair.person_ids)
        if self._leader.get(ids[0], ids[0]) == self._leader.get(ids[1], ids[1]):
            return ClusterState.LINKED
        judged = self._judged.get(ids)
        if judged is not None and holds_today(self._reading, judged):
            return ClusterState.APART
        if stops_payment(pair.score, pair.levels):
            return ClusterState.STOPS
        looked = judged is not None and judged.verdict is PairVerdict.UNDECIDED
        return ClusterState.UNDECIDED if looked else ClusterState.OPEN

    def _item(self, group: tuple[str, ...], states: Mapping[Pair, ClusterState]) -> ClusterItem:
        inside = [pair_of(one, other) for at, one in enumerate(group) for other in group[at + 1 :]]
        known = [self._pairs[pair] for pair in inside if pair in self._pairs]
        best = max(known, key=lambda pair: pair.score, default=None)
        records = [self._register.record(person_id) for person_id in group]
        return ClusterItem(
            person_ids=group,
            names=tuple(map(name_of, records)),
            state=self._worst([states[pair] for pair in inside if pair in states], group),
            strength=hundredths(best.score) if best is not None else None,
            reasons=best.reasons if best is not None else (),
            places=tuple(sorted({record.subdistrict_code for record in records if record.subdistrict_code})),
        )

    def _worst(self, states: Iterable[ClusterState], group: tuple[str, ...]) -> ClusterState:
        """The most urgent of its pairs; of entries that are not alike any more what was decided."""
        linked = group[0] in self._leader and len({self._leader.get(each, each) for each in group}) == 1
        otherwise = ClusterState.LINKED if linked else ClusterState.APART
        return min(states, key=_ORDER.index, default=otherwise)


def _together(pair: Pair, grouped: Mapping[str, tuple[str, ...]]) -> bool:
    one, other = (grouped.get(person_id) for person_id in pair)
    return one is not None and one == other
