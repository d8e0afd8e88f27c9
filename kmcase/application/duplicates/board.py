"""The list of entries that may be one person, computed anew from the register and from what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kmcase.application.duplicates.standing import holding, hundredths, name_of
from kmcase.application.ports.reading import Reading
from kmcase.application.read.clusters import ClusterItem, ClusterState, Word
from kmcase.application.read.duplicates import DuplicatePair, KnownPair
from kmcase.domain.duplicates import Pair, PairVerdict, pair_of
from kmcase.matching.clusters import clusters
from kmcase.matching.stopping import stops_payment

_ORDER = tuple(ClusterState)
WAITING = frozenset({ClusterState.STOPS, ClusterState.OPEN, ClusterState.UNDECIDED})
"""What somebody has to decide about."""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one line of the list, and how they stand."""

    person_ids: tuple[str, ...]
    state: ClusterState


class Board:
    """How pairs of the register stand in one reading."""

    def __init__(self, reading: Reading, pairs: Iterable[KnownPair | DuplicatePair]) -> None:
        self._reading, self._register = reading, reading.duplicates
        self._judged = {judgement.person_ids: judgement for judgement in self._register.judgements()}
        self._apart = holding(reading, tuple(self._judged.values()))
        self._links = tuple(link for link in self._register.links() if link.stands)
        self._linked = clusters((link.person_ids[0], other) for link in self._links for other in link.person_ids[1:])
        self._leader = {person_id: group[0] for group in self._linked for person_id in group}
        self._pairs = {pair_of(*pair.person_ids): pair for pair in pairs}
        self._states = {ids: self.state_of(pair) for ids, pair in self._pairs.items()}

    def state_of(self, pair: KnownPair | DuplicatePair) -> ClusterState:
        """How a pair stands."""
        ids = pair_of(*pair.person_ids)
        if self._leader.get(ids[0], ids[0]) == self._leader.get(ids[1], ids[1]):
            return ClusterState.LINKED
        if ids in self._apart:
            return ClusterState.APART
        if stops_payment(pair.score, pair.levels):
            return ClusterState.STOPS
        judged = self._judged.get(ids)
        looked = judged is not None and judged.verdict is PairVerdict.UNDECIDED
        return ClusterState.UNDECIDED if looked else ClusterState.OPEN

    def groups(self) -> tuple[Group, ...]:
        """Groups of entries: those that stop payments and those that are linked as clusters, others pair by pair."""
        strong = [pair for pair, state in self._states.items() if state is ClusterState.STOPS]
        links = [(group[0], other) for group in self._linked for other in group[1:]]
        grouped = [tuple(sorted(group)) for group in clusters([*strong, *links])]
        group_of = {person_id: group for group in grouped for person_id in group}
        single = [pair for pair in {*self._states, *self._judged} if not _together(pair, group_of)]
        return tuple(Group(ids, self._worst(ids)) for ids in (*grouped, *single))

    def items(self) -> tuple[ClusterItem, ...]:
        """The groups as lines, what is most urgent first."""
        groups = self.groups()
        records = self._register.records({person_id for group in groups for person_id in group.person_ids})
        staff = {member.staff_id: member.name for member in self._reading.staff.members()}
        found = []
        for group in groups:
            known = [self._pairs[pair] for pair in _pairs_of(group.person_ids) if pair in self._pairs]
            best = max(known, key=lambda pair: pair.score, default=None)
            here = [records[person_id] for person_id in group.person_ids if person_id in records]
            found.append(
                ClusterItem(
                    person_ids=group.person_ids,
                    names=tuple(map(name_of, here)),
                    state=group.state,
                    strength=hundredths(best.score) if best is not None else None,
                    reasons=best.reasons if isinstance(best, DuplicatePair) else (),
                    places=tuple(sorted({record.subdistrict_code for record in here if record.subdistrict_code})),
                    words=self._words(group.person_ids, staff),
                )
            )
        return tuple(sorted(found, key=lambda item: (_ORDER.index(item.state), -(item.strength or 0), item.names)))

    def _worst(self, group: tuple[str, ...]) -> ClusterState:
        """The most urgent of its pairs; of entries that are not alike any more what was decided."""
        linked = group[0] in self._leader and len({self._leader.get(each, each) for each in group}) == 1
        otherwise = ClusterState.LINKED if linked else ClusterState.APART
        states = (self._states[pair] for pair in _pairs_of(group) if pair in self._states)
        return min(states, key=_ORDER.index, default=otherwise)

    def _words(self, group: tuple[str, ...], staff: Mapping[str, str]) -> tuple[Word, ...]:
        """What named persons said of these entries and what stands, the newest first."""
        inside = set(group)
        said = [
            Word(
                verdict=judged.verdict.value,
                by=staff.get(judged.judged_by, judged.judged_by),
                second=staff.get(judged.second_person, judged.second_person),
                at=judged.judged_at,
                reason=judged.reason,
            )
            for pair in _pairs_of(group)
            if (judged := self._judged.get(pair)) is not None
        ]
        said += [
            Word(verdict="same", by=staff.get(link.linked_by, link.linked_by), at=link.linked_at, reason=link.reason)
            for link in self._links
            if inside.issuperset(link.person_ids)
        ]
        return tuple(sorted(said, key=lambda word: word.at, reverse=True))


def _pairs_of(group: tuple[str, ...]) -> list[Pair]:
    return [pair_of(one, other) for at, one in enumerate(group) for other in group[at + 1 :]]


def _together(pair: Pair, grouped: Mapping[str, tuple[str, ...]]) -> bool:
    one, other = (grouped.get(person_id) for person_id in pair)
    return one is not None and one == other
