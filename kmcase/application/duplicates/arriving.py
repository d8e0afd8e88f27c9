"""Pairs that become alike while the register grows: what a bundle brings, and how many wait in all.

The whole register is compared when nothing is remembered of it yet; afterwards only who was written since.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from kmcase.application.duplicates.board import WAITING, Board
from kmcase.application.exchange.reports import NewPairs
from kmcase.application.ports.reading import Reading
from kmcase.application.read.clusters import ClusterState
from kmcase.application.read.duplicates import KnownPairs
from kmcase.application.work import Work
from kmcase.domain.errors import EnvironmentProblem

COMPARED_AT_ONCE = 200
"""So many persons are compared while somebody waits: 0.3 s. The program's own choice."""
MANY_PASSED = 100
"""After so many entries of other things the next look begins behind them. The program's own choice."""


def count_waiting(reading: Reading) -> tuple[int, KnownPairs | None]:
    """How many lines of the list wait, and by which pairs; of a large register never looked through, none."""
    known = reading.duplicates.known_pairs(COMPARED_AT_ONCE)
    if known is None:
        return 0, None
    return sum(group.state in WAITING for group in Board(reading, known.pairs).groups()), known


def remember(work: Work, known: KnownPairs | None, use_case: str) -> None:
    """Keep pairs that cost something to find; where the disk takes nothing they are found again at the same cost."""
    if known is None or work.at_laptop or not (known.compared or known.passed > MANY_PASSED):
        return
    with suppress(EnvironmentProblem), work.begin(use_case) as unit:
        unit.duplicates.remember_pairs(known)
        unit.commit(None)


def before_a_bundle(work: Work) -> Callable[[], NewPairs]:
    """Look at the register as it stands; what is given back tells, once the bundle is applied, what came with it."""
    before = {pair.person_ids: pair.stops for pair in _pairs(work).pairs}

    def after() -> NewPairs:
        known = _pairs(work)
        with work.read("exchange.apply") as reading:
            board = Board(reading, known.pairs)
        stops, waits = [], []
        for pair in known.pairs:
            state = board.state_of(pair)
            if state is ClusterState.STOPS and not before.get(pair.person_ids):
                stops.append(pair.person_ids)
            elif state in WAITING and pair.person_ids not in before:
                waits.append(pair.person_ids)
        return NewPairs(stops=tuple(stops), waits=tuple(waits))

    return after


def _pairs(work: Work) -> KnownPairs:
    with work.read("exchange.apply") as reading:
        known = reading.duplicates.known_pairs(COMPARED_AT_ONCE, every=True)
    assert known is not None
    remember(work, known, "exchange.apply")
    return known
