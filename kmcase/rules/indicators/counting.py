"""Facts to figures: every definition stands at its figure (`figures`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.referrals import Direction, Step
from kmcase.domain.cases.stays import Closed, closed_of, until_closed
from kmcase.domain.casework import Casework, NeedCode, ServiceKind
from kmcase.domain.indicators import Indicator, Period
from kmcase.rules.indicators.facts import CaseFacts, IndicatorFacts, ReferralFacts, ServiceFacts
from kmcase.rules.indicators.figures import (
    Change,
    DimensionFigure,
    Ids,
    IndicatorFigures,
    Load,
    Part,
    Reception,
    Share,
    Stay,
)
from kmcase.rules.indicators.thresholds import limit_of, rule_of

_ONE_DAY = timedelta(days=1)
_WHOLE = 100
RECEPTION = "reception"
"""The deadline of the casework that ends reception."""

REACHED = "reached"
"""The outcome that says that a goal was reached."""

WAITING = "waiting"
"""How a referral stands to which nobody answered yet."""

_ANSWERED = frozenset({Step.ACCEPTED, Step.REFUSED, Step.RESULT, Step.WITHDRAWN})
_DUE_BY_RIGHT = frozenset({ServiceKind.RIGHTS, ServiceKind.REFERRAL})
_TAKEN_ON = frozenset({Step.ACCEPTED, Step.RESULT})


def figures_of(facts: IndicatorFacts, casework: Casework, period: Period, today: date) -> IndicatorFigures:
    """The figures of a period by the thresholds of a casework."""
    return _Counting(facts, casework, period, today).figures()


class _Counting:
    """One period's count."""

    def __init__(self, facts: IndicatorFacts, casework: Casework, period: Period, today: date) -> None:
        self._facts = facts
        self._casework = casework
        self._period = period
        self._first, self._last = period.bounds
        self._as_of = min(self._last, today)
        self._last_night = min(self._last, today - _ONE_DAY)
        known = [case for case in facts.cases if case.opened_on <= self._as_of]
        self._served = [case for case in known if self._is_served(case)]
        self._opened = [case for case in known if case.opened_on >= self._first]
        self._open = [case for case in known if not facts.ends(case, case.stage_on(self._as_of))]

    def figures(self) -> IndicatorFigures:
        """All of them."""
        return IndicatorFigures(
            period=self._period,
            first=self._first,
            as_of=self._as_of,
            served=_ids(self._served),
            opened=_ids(self._opened),
            plan=_share(self._served, lambda case: None if self._waits_for_plan(case) else self._has_plan(case)),
            plan_waits=_ids(case for case in self._served if self._waits_for_plan(case)),
            developed=_share(self._served, self._is_developed),
            reached=_share(self._served, self._has_reached),
            reviews=_share(self._open, self._is_reviewed),
            reception=self._reception(),
            groups=_parts((case.group, case.case_id) for case in self._served),
            load=self._load(),
            dimensions=self._dimensions(),
            closings=_parts(
                (closing.reason, case.case_id)
                for case in self._facts.cases
                for closing in case.closings
                if self._within(closing.on)
            ),
            referrals_out=self._referrals(Direction.OUT),
            referrals_in=self._referrals(Direction.IN),
            stays=self._stays(),
        )

    def _within(self, day: date) -> bool:
        return self._first <= day <= self._as_of

    def _is_served(self, case: CaseFacts) -> bool:
        if not self._facts.ends(case, case.stage_on(self._first - _ONE_DAY)):
            return True
        return any(self._within(on) and not self._facts.ends(case, stage) for on, stage in case.stages)

    # --- the five ---

    def _has_plan(self, case: CaseFacts) -> bool:
        return any(day <= self._as_of for day in case.approved)

    def _waits_for_plan(self, case: CaseFacts) -> bool:
        on, stage = case.standing_on(self._as_of)
        until = on if self._facts.ends(case, stage) else self._as_of
        days = limit_of(self._casework, NeedCode.NO_PLAN).days
        return not self._has_plan(case) and (until - case.opened_on).days <= days

    def _is_developed(self, case: CaseFacts) -> bool | None:
        if not self._has_plan(case):
            return None
        return self._mostly(Indicator.DEVELOPED, self._done(self._services_due(case, frozenset(ServiceKind))))

    def _has_reached(self, case: CaseFacts) -> bool | None:
        services = self._services_due(case, _DUE_BY_RIGHT) if self._has_plan(case) else []
        counted = {service.service_id for service in services if service.service_id}
        referrals = [
            step in _TAKEN_ON
            for referral in self._dated(case, Direction.OUT)
            if (step := referral.step_on(self._as_of)) is not Step.WITHDRAWN and referral.service_id not in counted
        ]
        return self._mostly(Indicator.REACHED, [*self._done(services), *referrals])

    def _services_due(self, case: CaseFacts, kinds: frozenset[ServiceKind]) -> list[ServiceFacts]:
        """The services of these kinds that were due and not given up."""
        return [
            service
            for service in case.services
            if service.kind in kinds
            and service.due is not None
            and service.due <= self._as_of
            and service.progress_on(self._as_of) is not Progress.GIVEN_UP
        ]

    def _done(self, services: list[ServiceFacts]) -> list[bool]:
        return [service.progress_on(self._as_of) is Progress.DONE for service in services]

    def _mostly(self, indicator: Indicator, done: list[bool]) -> bool | None:
        """Whether enough of what is due is done; None where nothing is due."""
        if not done:
            return None
        return _WHOLE * sum(done) >= rule_of(self._casework, indicator).least_done * len(done)

    # --- the others ---

    def _is_reviewed(self, case: CaseFacts) -> bool | None:
        if not self._has_plan(case):
            return None
        looks = (*case.approved, *(assessed.on for assessed in case.assessed))
        newest = max(day for day in looks if day <= self._as_of)
        return (self._as_of - newest).days <= limit_of(self._casework, NeedCode.REVIEW).days

    def _reception(self) -> Reception:
        ended: list[tuple[str, int]] = []
        running: list[tuple[str, int]] = []
        kept: dict[bool, list[str]] = {True: [], False: []}
        for case in self._opened:
            limit = next((each for each in self._casework_of(case).deadlines if each.code == RECEPTION), None)
            if limit is None:
                continue
            end = self._reached_by(case, limit.done_by)
            days = ((end or self._as_of) - case.opened_on).days
            (running if end is None else ended).append((case.case_id, days))
            kept[days <= limit.days].append(case.case_id)
        return Reception(
            days=tuple(sorted(ended)),
            running=tuple(sorted(running)),
            kept=Share(met=tuple(sorted(kept[True])), unmet=tuple(sorted(kept[False]))),
        )

    def _reached_by(self, case: CaseFacts, stage: str) -> date | None:
        """The first day on which a case came to a stage or a later one."""
        place_of, wanted = self._casework_of(case).place_of_stage, self._casework_of(case).place_of_stage(stage)
        days = (on for on, code in case.stages if on <= self._as_of and place_of(code) >= wanted)
        return min(days, default=None)

    def _casework_of(self, case: CaseFacts) -> Casework:
        return self._facts.caseworks[case.casework]

    def _load(self) -> tuple[Load, ...]:
        led, worked = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for case in self._open:
            led[case.manager].append(case.case_id)
            for staff_id in set(case.workers) - {case.manager}:
                worked[staff_id].append(case.case_id)
        return tuple(
            Load(staff_id=each, led=tuple(sorted(led[each])), worked=tuple(sorted(worked[each])))
            for each in sorted({*led, *worked})
        )

    def _dimensions(self) -> tuple[DimensionFigure, ...]:
        changes: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        goals: dict[str, list[tuple[bool, str]]] = defaultdict(list)
        for case in self._facts.cases:
            for code, first, latest in self._changed(case):
                changes[code].append((case.case_id, first, latest))
            for closing in case.closings:
                for code, outcome in closing.outcomes if self._within(closing.on) else ():
                    goals[code].append((outcome == REACHED, case.case_id))
        return tuple(
            DimensionFigure(
                code=code,
                changes=tuple(
                    Change(case_id=case_id, first=first, latest=latest)
                    for case_id, first, latest in sorted(changes[code])
                ),
                goals=Share(
                    met=tuple(sorted(case_id for met, case_id in goals[code] if met)),
                    unmet=tuple(sorted(case_id for met, case_id in goals[code] if not met)),
                ),
            )
            for code in sorted({*changes, *goals})
        )

    def _changed(self, case: CaseFacts) -> Iterator[tuple[str, int, int]]:
        """Each dimension of a case with its first and its latest score."""
        known = sorted((one for one in case.assessed if one.on <= self._as_of), key=lambda one: one.on)
        if len(known) < 2 or known[-1].on < self._first:
            return
        first, latest = known[0].percents, known[-1].percents
        for code in first.keys() & latest.keys():
            yield code, first[code], latest[code]

    def _dated(self, case: CaseFacts, direction: Direction) -> Iterator[ReferralFacts]:
        for referral in case.referrals:
            if referral.direction is direction and self._within(referral.on):
                yield referral

    def _referrals(self, direction: Direction) -> tuple[Part, ...]:
        return _parts(
            (_standing(referral.step_on(self._as_of)), case.case_id)
            for case in self._facts.cases
            for referral in self._dated(case, direction)
        )

    def _stays(self) -> tuple[Stay, ...]:
        found = []
        for case in self._facts.cases:
            closed = closed_of((on, self._facts.ends(case, stage)) for on, stage in case.stages)
            nights = self._nights(case, closed)
            if nights:
                leaves = [(begun, until_closed(begun, back, closed)) for begun, back in case.leaves]
                away = sum(any(_away(leave, day) for leave in leaves) for day in nights)
                found.append((case.case_id, len(nights), away))
        return tuple(Stay(case_id=case_id, nights=nights, away=away) for case_id, nights, away in sorted(found))

    def _nights(self, case: CaseFacts, closed: tuple[Closed, ...]) -> list[date]:
        """The days of the period at whose end the case had a bed and was not closed."""
        nights: list[date] = []
        for place, (since, taken) in enumerate(case.beds):
            given_up = case.beds[place + 1][0] if place + 1 < len(case.beds) else None
            until = until_closed(since, given_up, closed)
            begin, end = max(since, self._first), min(until - _ONE_DAY if until else self._last_night, self._last_night)
            if taken:
                nights.extend(begin + timedelta(days=days) for days in range((end - begin).days + 1))
        return nights


def _standing(step: Step | None) -> str:
    return step.value if step in _ANSWERED and step is not None else WAITING


def _away(leave: tuple[date, date | None], day: date) -> bool:
    begun, back = leave
    return begun <= day and (back is None or day < back)


def _ids(cases: Iterable[CaseFacts]) -> Ids:
    return tuple(sorted(case.case_id for case in cases))


def _share(cases: Iterable[CaseFacts], is_met: Callable[[CaseFacts], bool | None]) -> Share:
    """Cases of which a thing is so, and of which it is not; those of which it is not asked (None) are in neither."""
    found: dict[bool | None, list[str]] = defaultdict(list)
    for case in cases:
        found[is_met(case)].append(case.case_id)
    return Share(met=tuple(sorted(found[True])), unmet=tuple(sorted(found[False])))


def _parts(named: Iterable[tuple[str, str]]) -> tuple[Part, ...]:
    """Things (code, case id) by their codes."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, case_id in named:
        found[code].append(case_id)
    return tuple(Part(code=code, cases=tuple(sorted(found[code]))) for code in sorted(found))
