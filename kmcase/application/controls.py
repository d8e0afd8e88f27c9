"""The board of controls: observations computed from today's facts, and the judgements of named persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kmcase.application.access import Silent, Steps
from kmcase.application.changes import Outcome
from kmcase.application.duties import logins_of, part_of
from kmcase.application.ports.reading import Reading
from kmcase.application.read.controls import ControlBoard, ControlLine, ObservationItem, Threshold
from kmcase.application.work import Work
from kmcase.domain.controls import (
    JudgementMade,
    Observation,
    ObservationJudged,
    ObservationState,
    Verdict,
    came_back,
    state_of,
)
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.evidence import Attachment
from kmcase.rules.controls import CATALOGUE, Control, by_code, observe, version_of
from kmcase.rules.meanings import MEANINGS
from kmcase.rules.regulations import Regulations
from kmcase.thai import areas

_GATHERING = 10
"""Gathering the facts counts as so many controls in the progress."""
_COUNTED_AT_ONCE = 5_000
"""So many payments are computed within a page that must open at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeObservation:
    """What a named person says of an observation with these very facts (`digest`)."""

    control: str
    noun: str
    record_id: str
    digest: str
    verdict: Verdict
    reason: str
    attachment: Attachment | None = None


class ControlService:
    """Use cases of the controls."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def board(self, steps: Steps | None = None) -> ControlBoard:
        """Everything computed anew; long for a large office, so it belongs in the background."""
        with self._work.read("controls.read") as reading:
            return compute_board(reading, self._work.actor.staff_id, steps or Silent())

    def board_between(self, first: date, last: date, steps: Steps | None = None) -> ControlBoard:
        """The same with the observations of some days alone."""
        with self._work.read("controls.read") as reading:
            board = compute_board(reading, self._work.actor.staff_id, steps or Silent())
            return within(board, first, last, reading.regulations)

    def concerning(self, persons: frozenset[str], vouchers: frozenset[str]) -> tuple[ObservationItem, ...]:
        """What is observed of some persons and vouchers, by their ids."""
        return tuple(
            item
            for item in self.board().items
            if persons.intersection(item.observation.persons) or vouchers.intersection(item.observation.vouchers)
        )

    def judge(self, command: JudgeObservation) -> Outcome[str]:
        """Explain, confirm or take up an observation again; gives its key.

        Raises `controls.facts_changed` where today's facts are others than those judged, and `controls.own_work` for
        whose work it is about, under whatever login.
        """
        require_that(bool(command.reason.strip()), "controls.reason_missing", "reason")
        observation, version = self._computed(command)
        with self._work.begin("controls.judge") as unit:
            if part_of(unit, unit.actor.staff_id, {"concerned": observation.concerned}) is not None:
                raise DomainError("controls.own_work", "verdict")
            unit.record(
                ObservationJudged(
                    control=command.control,
                    noun=command.noun,
                    record_id=command.record_id,
                    digest=command.digest,
                    verdict=command.verdict,
                    reason=command.reason.strip(),
                    rule_version=version,
                    persons=observation.persons,
                    vouchers=observation.vouchers,
                    attachment=command.attachment,
                )
            )
            return unit.commit(observation.key)

    def _computed(self, command: JudgeObservation) -> tuple[Observation, str]:
        """The observation as it stands today; who judges may not have looked since the facts changed."""
        require_that(any(control.code == command.control for control in CATALOGUE), "controls.unknown")
        control = by_code(command.control)
        with self._work.read("controls.read") as reading:
            facts = reading.controls.facts(reading.today, Silent())
            found = observe(facts, reading.regulations, (control,))
            version = version_of(control, reading.regulations)
        subject = (command.noun, command.record_id)
        for observation in found:
            if observation.subject == subject and observation.digest == command.digest:
                return observation, version
        raise DomainError("controls.facts_changed")


@dataclass(frozen=True, slots=True)
class _Part:
    """Steps of a part of a longer job."""

    whole: Steps
    share: int

    def report(self, done: int, total: int | None = None) -> None:
        """So much of the share."""
        self.whole.report(done * self.share // (total or 1), self.share + len(CATALOGUE))

    def check(self) -> None:
        """Stop with the whole."""
        self.whole.check()


def _tell(steps: Steps, done: int) -> None:
    steps.check()
    steps.report(_GATHERING + done, _GATHERING + len(CATALOGUE))


def compute_board(reading: Reading, me: str, steps: Steps) -> ControlBoard:
    """All observations of one reading with how they stand; `me`, a staff id, is told which are about the own work."""
    facts = reading.controls.facts(reading.today, _Part(steps, _GATHERING))
    judgements, numbers = reading.controls.judgements(), reading.regulations
    controls = {control.code: control for control in CATALOGUE}
    own = logins_of(me, facts.staff)
    items = tuple(
        _item(observation, controls[observation.control], judgements, numbers, facts.staff, own)
        for observation in observe(facts, numbers, step=lambda done: _tell(steps, done))
    )
    return ControlBoard(
        computed_at=reading.now,
        today=reading.today,
        numbers_version=numbers.version,
        paid_on=tuple(payment.paid_on for payment in facts.payments),
        items=items,
        lines=_lines(items, numbers, reading.today),
        names=facts.staff,
    )


def count_open(reading: Reading) -> int:
    """How many observations are open; of an office with very many payments only the board computes that, so none."""
    if reading.controls.payments() > _COUNTED_AT_ONCE:
        return 0
    return sum(line.open for line in compute_board(reading, "", Silent()).lines)


def within(board: ControlBoard, first: date, last: date, numbers: Regulations) -> ControlBoard:
    """The same board with the observations of some days alone, and the thresholds of the last one, or of today."""
    items = tuple(item for item in board.items if (day := item.observation.day) is not None and first <= day <= last)
    return replace(
        board,
        items=items,
        lines=_lines(items, numbers, min(last, board.today)),
        paid_on=tuple(day for day in board.paid_on if first <= day <= last),
    )


def _lines(items: tuple[ObservationItem, ...], numbers: Regulations, day: date) -> tuple[ControlLine, ...]:
    counts = Counter((item.observation.control, item.state) for item in items)
    return tuple(
        ControlLine(
            code=control.code,
            version=version_of(control, numbers),
            severity=control.severity,
            reference=control.reference,
            thresholds=tuple(
                Threshold(key=key, value=numbers.value(key, day), unit=MEANINGS[key].unit)
                for key in control.numbers
                if numbers.has(key, day)
            ),
            open=counts[control.code, ObservationState.OPEN],
            explained=counts[control.code, ObservationState.EXPLAINED],
            confirmed=counts[control.code, ObservationState.CONFIRMED],
        )
        for control in CATALOGUE
    )


def _item(
    observation: Observation,
    control: Control,
    judgements: Mapping[str, tuple[JudgementMade, ...]],
    numbers: Regulations,
    names: Mapping[str, str],
    own: frozenset[str],
) -> ObservationItem:
    said = judgements.get(observation.key, ())
    place = areas.area(observation.subdistrict_code)
    return ObservationItem(
        observation=observation,
        state=state_of(observation.digest, said),
        severity=control.severity,
        rule_version=version_of(control, numbers),
        reference=control.reference,
        officer_name=names.get(observation.officer, ""),
        place=areas.label(place) if place else "",
        judgements=said,
        returned=came_back(observation.digest, said),
        mine=not own.isdisjoint(observation.concerned),
    )
