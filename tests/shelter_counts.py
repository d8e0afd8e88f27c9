"""The indicators of the sample shelter counted from what its script remembers, by plain loops of their own.

Nothing here asks the program: neither its tables nor its rules. What each figure means is said in words in
`kmcase.rules.indicators.figures`; limits and thresholds are written out once more as the shipped casework has them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from kmcase.cli.sample.shelter.diary import CaseTold, ClosingTold, Diary, ReferralTold, ServiceTold

PLAN_WITHIN, REVIEW_WITHIN, RECEPTION_WITHIN, LEAST_DONE = 15, 90, 7, 50
_ASSESSING_AND_LATER = {"assess", "plan", "serve", "monitor"}
_BEST = 4
_DUE_BY_RIGHT = {"rights", "referral"}


@dataclass(frozen=True)
class Count:
    """The year or a half of it: the first day and the last that is over or runs, with the last night."""

    diary: Diary
    first: date
    as_of: date
    last_night: date

    @property
    def known(self) -> list[CaseTold]:
        """Cases opened by the end."""
        return [case for case in self.diary.cases.values() if case.opened_on <= self.as_of]

    @property
    def served(self) -> list[CaseTold]:
        """Those of them that were not over before, or came back."""
        before = self.first - timedelta(days=1)
        return [
            case
            for case in self.known
            if not ended(case, before)
            or any(one.reopened_on and self.first <= one.reopened_on <= self.as_of for one in case.closings)
        ]

    @property
    def open(self) -> list[CaseTold]:
        """Those that go on at the end."""
        return [case for case in self.known if not ended(case, self.as_of)]

    def planned(self, case: CaseTold) -> bool:
        """Whether a plan was in force by the end."""
        return any(day <= self.as_of for day in case.approved_on)

    def plans(self) -> tuple[int, int]:
        """Served cases with a plan, and of how many one is wanted."""
        with_plan = sum(self.planned(case) for case in self.served)
        wait = 0
        for case in self.served:
            over = ended(case, self.as_of)
            days = ((over.on if over else self.as_of) - case.opened_on).days
            wait += not self.planned(case) and days <= PLAN_WITHIN
        return with_plan, len(self.served) - wait

    def developed(self) -> tuple[int, int]:
        """Planned cases in which half of what was due is done, of those in which anything was due."""
        found = [self._mostly(self._due(case, None)) for case in self.served if self.planned(case)]
        return found.count(True), len(found) - found.count(None)

    def reached(self) -> tuple[int, int]:
        """The same of what is due by right, and of referrals outwards."""
        found = []
        for case in self.served:
            due = self._due(case, _DUE_BY_RIGHT) if self.planned(case) else []
            for referral in self.referred(case, "out"):
                stands = self.stands(referral)
                if stands != "withdrawn":
                    due.append(stands in ("accepted", "result"))
            found.append(self._mostly(due))
        return found.count(True), len(found) - found.count(None)

    def _due(self, case: CaseTold, kinds: set[str] | None) -> list[bool]:
        due = [
            self.progress(service)
            for service in case.services.values()
            if (kinds is None or service.kind.value in kinds) and service.due and service.due <= self.as_of
        ]
        return [progress == "done" for progress in due if progress != "given_up"]

    def progress(self, service: ServiceTold) -> str:
        """How far a service was at the end."""
        words = [progress.value for day, progress in service.words if day <= self.as_of]
        return words[-1] if words else "planned"

    def _mostly(self, done: list[bool]) -> bool | None:
        return None if not done else 100 * sum(done) >= LEAST_DONE * len(done)

    def reviews(self) -> tuple[int, int]:
        """Open planned cases looked at within the limit, of all of them."""
        planned = [case for case in self.open if self.planned(case)]
        well = 0
        for case in planned:
            looks = [day for day in case.approved_on if day <= self.as_of]
            looks += [day for day, _ in case.assessed if day <= self.as_of]
            well += (self.as_of - max(looks)).days <= REVIEW_WITHIN
        return well, len(planned)

    def reception(self) -> tuple[list[int], list[int]]:
        """Days in reception of cases opened in the period: of those whose reception is over, and of the others."""
        over, running = [], []
        for case in self.known:
            if case.opened_on < self.first:
                continue
            days = [day for day, stage in case.stages if stage in _ASSESSING_AND_LATER and day <= self.as_of]
            days += [closing.on for closing in approved(case) if closing.on <= self.as_of]
            if days:
                over.append((min(days) - case.opened_on).days)
            else:
                running.append((self.as_of - case.opened_on).days)
        return over, running

    def longest_and_median(self) -> tuple[int, float]:
        """Of the days of reception that is over."""
        over, _ = self.reception()
        return max(over), float(median(over))

    def load(self) -> tuple[Counter[str], Counter[str]]:
        """Open cases by who leads them, and by who works in them otherwise."""
        led = Counter(case.manager for case in self.open)
        worked = Counter(staff for case in self.open for staff in set(case.workers) - {case.manager})
        return led, worked

    def dimensions(self) -> dict[str, tuple[int, int, int]]:
        """Of each dimension the mean at first and at the latest look, and in how many cases."""
        pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for case in self.diary.cases.values():
            looks = [(day, scores) for day, scores in case.assessed if day <= self.as_of]
            if len(looks) < 2 or looks[-1][0] < self.first:
                continue
            first, latest = _percents(looks[0][1]), _percents(looks[-1][1])
            for code in first.keys() & latest.keys():
                pairs[code].append((first[code], latest[code]))
        return {
            code: (
                round(sum(one for one, _ in found) / len(found)),
                round(sum(two for _, two in found) / len(found)),
                len(found),
            )
            for code, found in pairs.items()
        }

    def closed(self) -> list[ClosingTold]:
        """Approved closings of the period."""
        every = [closing for case in self.diary.cases.values() for closing in approved(case)]
        return [closing for closing in every if self.first <= closing.on <= self.as_of]

    def goals(self) -> dict[str, tuple[int, int]]:
        """Goals reached of all goals of cases closed, by dimension."""
        met: Counter[str] = Counter()
        every: Counter[str] = Counter()
        for closing in self.closed():
            for dimension, outcome in closing.outcomes:
                every[dimension] += 1
                met[dimension] += outcome == "reached"
        return {code: (met[code], every[code]) for code in every}

    def referred(self, case: CaseTold, direction: str) -> list[ReferralTold]:
        """Referrals of a case that are dated in the period."""
        every = case.referrals.values()
        return [one for one in every if one.direction.value == direction and self.first <= one.on <= self.as_of]

    def stands(self, referral: ReferralTold) -> str:
        """How a referral stood at the end."""
        steps = [step.value for day, step in referral.steps if day <= self.as_of and step.value != "told"]
        return steps[-1] if steps and steps[-1] not in ("sent", "received") else "waiting"

    def referrals(self, direction: str) -> Counter[str]:
        """Referrals by how they stood."""
        cases = self.diary.cases.values()
        return Counter(self.stands(one) for case in cases for one in self.referred(case, direction))

    def nights(self) -> tuple[int, int, int]:
        """Clients who slept in the house, their nights, and how many of these they were away."""
        clients = nights = away = 0
        for case in self.diary.cases.values():
            slept = [day for stay in case.stays for day in self._nights(stay)]
            clients += bool(slept)
            nights += len(slept)
            away += sum(any(out <= day and (back is None or day < back) for out, back in case.leaves) for day in slept)
        return clients, nights, away

    def points(self, form: str, halves: tuple[int, ...]) -> tuple[int, int]:
        """Points given to a form of all that could be, five answers of a kind and half at a time."""
        given: list[int] = []
        for half in halves:
            for of_staff in (True, False):
                answers = [
                    answer.scores
                    for answer in self.diary.answers
                    if (answer.form, answer.half, answer.of_staff) == (form, half, of_staff)
                ]
                for scores in answers[: len(answers) // 5 * 5]:
                    given += scores.values()
        return sum(given), 5 * len(given)

    def _nights(self, stay: tuple[date, date | None]) -> list[date]:
        came, left = stay
        day, found = came, []
        while day <= self.last_night and (left is None or day < left):
            if day >= self.first:
                found.append(day)
            day += timedelta(days=1)
        return found


def approved(case: CaseTold) -> list[ClosingTold]:
    """Closings to which a supervisor said yes."""
    return [closing for closing in case.closings if closing.decided_on]


def ended(case: CaseTold, day: date) -> ClosingTold | None:
    """The closing by which a case was over at the end of a day, None where it went on."""
    before = [closing for closing in approved(case) if closing.on <= day]
    if not before or (before[-1].reopened_on and before[-1].reopened_on <= day):
        return None
    return before[-1]


def _percents(scores: dict[tuple[str, str], int | None]) -> dict[str, int]:
    by_dimension: dict[str, list[int]] = defaultdict(list)
    for (dimension, _), score in scores.items():
        if score is not None:
            by_dimension[dimension].append(score)
    return {code: round(100 * sum(s / _BEST for s in found) / len(found)) for code, found in by_dimension.items()}
