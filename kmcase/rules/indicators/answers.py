"""What short forms say: averages of answers, five at a time, so that no average tells what one person answered.

Answers to a form (of the same questions) by staff and by clients in a half of a fiscal year are put in the order in
which they came to the office and taken in groups of five; an answer that makes no full group waits. So any two averages
that are ever told differ by at least five answers, the whole year against its halves as well, and a laptop that was
away for long changes none that was told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kmcase.domain.indicators import FULL_SCORE, Period, Respondent

TOGETHER = 5
"""So many answers are told together, never fewer (the program's own choice)."""

_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """An answer: to which form, in which half, by whom in kind, and the score of each question."""

    form: str
    period: Period
    respondent: Respondent
    scores: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFigure:
    """The answers to a form in a period. `counted` of `given` are in full groups and in the averages.

    `total` and `most` are the sum of all scores of these and the greatest that it could be. `questions` are averages in
    hundredths of a point.
    """

    form: str
    given: int
    counted: int
    total: int = 0
    most: int = 0
    questions: Mapping[str, int] = field(default_factory=dict)

    @property
    def average(self) -> int | None:
        """The mean of all scores in hundredths of a point; None where fewer than five answered."""
        return round(_HUNDREDTHS * FULL_SCORE * self.total / self.most) if self.most else None


def answer_figure(answers: Iterable[AnswerFacts], form: str, period: Period) -> AnswerFigure:
    """What the answers to a form come to in a year or a half; `answers` in the order of arrival."""
    groups: dict[tuple[Period, Respondent, frozenset[str]], list[AnswerFacts]] = defaultdict(list)
    for answer in answers:
        if answer.form == form and _within(answer.period, period):
            groups[answer.period, answer.respondent, frozenset(answer.scores)].append(answer)
    counted = [one for group in groups.values() for one in group[: len(group) - len(group) % TOGETHER]]
    scores: dict[str, list[int]] = defaultdict(list)
    for answer in counted:
        for question, score in answer.scores.items():
            scores[question].append(score)
    every = [score for given in scores.values() for score in given]
    return AnswerFigure(
        form=form,
        given=sum(map(len, groups.values())),
        counted=len(counted),
        total=sum(every),
        most=FULL_SCORE * len(every),
        questions={question: round(_HUNDREDTHS * sum(given) / len(given)) for question, given in scores.items()},
    )


def _within(half: Period, period: Period) -> bool:
    return half.fiscal_year == period.fiscal_year and period.half in (0, half.half)
