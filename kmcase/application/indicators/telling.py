"""How figures are told to somebody: what he may see himself is counted, what is hidden from him is told loosely.

Cases that the viewer may not see are counted among the five and in sums by what `rules.indicators.told_hidden`
leaves open; in tables they are a line of their own and in no part, so that no part tells of them. Where anything at
all is hidden from the viewer, other small counts are told as few too, for a paper goes on to others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from kmcase.application.read.indicators import IndicatorCard, IndicatorLine, IndicatorReport, Judged, Topic
from kmcase.application.read.small_counts import FEW, told_words
from kmcase.domain.casework import Casework, Entry, IndicatorRule
from kmcase.domain.indicators import Indicator
from kmcase.messages import Message, message
from kmcase.rules.indicators import (
    AnswerFigure,
    DimensionFigure,
    IndicatorFigures,
    Part,
    Share,
    Told,
    answer_forms,
    rule_of,
    told_hidden,
    told_parts,
    told_share,
)

RESTRICTED, TOTAL = "restricted", "total"
_WHOLE = 100
Ids = tuple[str, ...]


def tell(
    figures: IndicatorFigures,
    answers: Mapping[str, AnswerFigure],
    casework: Casework,
    names: Mapping[str, str],
    judgements: Sequence[Judged],
    *,
    sees_all: bool,
) -> IndicatorReport:
    """The report; `answers` by the code of the form, `names` of staff by id, `sees_all`: no case is hidden."""
    telling = _Telling(figures, casework, names, sees_all)
    hidden = _hidden(figures.served)
    last = figures.period.bounds[1]
    return IndicatorReport(
        period=figures.period,
        first=figures.first,
        as_of=figures.as_of,
        running=figures.as_of < last,
        casework=casework.version,
        served=_plus(len(_seen(figures.served)), *told_hidden((hidden,))),
        hidden=told_hidden((hidden,))[0],
        cards=tuple(
            telling.card(indicator, answers, tuple(one for one in judgements if one.indicator is indicator))
            for indicator in Indicator
        ),
        lines=(*telling.lines(), *_answers(answers, casework)),
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """One report for one viewer."""

    figures: IndicatorFigures
    casework: Casework
    names: Mapping[str, str]
    sees_all: bool

    # --- the five ---

    def card(
        self, indicator: Indicator, answers: Mapping[str, AnswerFigure], judgements: tuple[Judged, ...]
    ) -> IndicatorCard:
        """One of them."""
        rule = rule_of(self.casework, indicator)
        if indicator in (Indicator.MORALE, Indicator.QUALITY):
            forms = (form.code for form in answer_forms(self.casework) if form.indicator is indicator)
            figure = next((answers[code] for code in forms), AnswerFigure(form="", given=0, counted=0))
            return _form_card(rule, figure, judgements)
        share = {
            Indicator.PLAN: self.figures.plan,
            Indicator.DEVELOPED: self.figures.developed,
            Indicator.REACHED: self.figures.reached,
        }[indicator]
        met, unmet, every = self._told(indicator, share)
        return IndicatorCard(
            indicator=indicator,
            title=rule.words,
            yes_from=rule.yes_from,
            certainty=rule.certainty,
            numerator=met,
            denominator=every,
            percents=_percents(met, unmet),
            judgements=judgements,
            met=_seen(share.met),
            unmet=_seen(share.unmet),
        )

    def _told(self, indicator: Indicator, share: Share) -> tuple[Told, Told, Told]:
        """How many cases meet it, how many do not, and how many they are together, each as loosely as must be."""
        met, unmet = len(_seen(share.met)), len(_seen(share.unmet))
        if self.sees_all:
            return Told.exactly(met), Told.exactly(unmet), Told.exactly(met + unmet)
        (told_met, every), (told_unmet, _) = told_share(met, met + unmet), told_share(unmet, met + unmet)
        hidden = self._hidden_told(indicator, share)
        hidden_met, hidden_unmet, hidden_both = _capped((*hidden, _sum(*hidden)), _hidden(self.figures.served))
        return _sum(told_met, hidden_met), _sum(told_unmet, hidden_unmet), _sum(every, hidden_both)

    def _hidden_told(self, indicator: Indicator, share: Share) -> tuple[Told, Told]:
        """Of the hidden cases how many meet it, and how many do not."""
        figures = self.figures
        every = _hidden(figures.served)
        if indicator is Indicator.REACHED:
            met, unmet = _hidden(share.met), _hidden(share.unmet)
            told = _capped(told_hidden((met, unmet, every - met - unmet)), every)
            return told[0], told[1]
        met, unmet = _hidden(figures.developed.met), _hidden(figures.developed.unmet)
        planned, without = _hidden(figures.plan.met), _hidden(figures.plan.unmet)
        waits = every - planned - without
        told = _capped(told_hidden((met, unmet, planned - met - unmet, without, waits)), every)
        return (_sum(*told[:3]), told[3]) if indicator is Indicator.PLAN else (told[0], told[1])

    # --- the others ---

    def lines(self) -> Iterable[IndicatorLine]:
        """All lines but those of the forms, by topic."""
        figures, casework = self.figures, self.casework
        yield from self._parts(Topic.CLIENTS, figures.groups, casework.client_groups)
        yield from self._reception()
        yield from self._kept(Topic.REVIEWS, figures.reviews)
        yield from self._restricted(Topic.REVIEWS, _hidden((*figures.reviews.met, *figures.reviews.unmet)))
        yield from self._staff(Topic.LED, [(each.staff_id, each.led) for each in figures.load])
        yield from self._staff(Topic.WORKED, [(each.staff_id, each.worked) for each in figures.load])
        for each in figures.dimensions:
            yield from self._dimension(each)
        for each in figures.dimensions:
            if _seen((*each.goals.met, *each.goals.unmet)):
                words = _words(each.code, casework.dimensions)
                yield self._share(Topic.GOALS, each.code, words, each.goals)
        yield from self._parts(Topic.CLOSINGS, figures.closings, casework.closing_reasons)
        yield from self._referrals(Topic.REFERRALS_OUT, figures.referrals_out)
        yield from self._referrals(Topic.REFERRALS_IN, figures.referrals_in)
        yield from self._nights()

    def _parts(self, topic: Topic, parts: Sequence[Part], entries: Sequence[Entry]) -> Iterable[IndicatorLine]:
        """Parts in the order of the casework."""
        order = [entry.code for entry in entries]
        known = sorted(parts, key=lambda part: order.index(part.code) if part.code in order else len(order))
        return self._table(topic, [(part.code, _words(part.code, entries), part.cases) for part in known])

    def _referrals(self, topic: Topic, parts: Sequence[Part]) -> Iterable[IndicatorLine]:
        return self._table(
            topic, [(part.code, message(f"indicators.referral.{part.code}"), part.cases) for part in parts]
        )

    def _staff(self, topic: Topic, load: Sequence[tuple[str, Ids]]) -> Iterable[IndicatorLine]:
        rows = [(staff_id, self._name(staff_id), cases) for staff_id, cases in load if cases]
        # Where counts are told loosely, their order tells nothing of them either.
        rows.sort(key=lambda row: (-len(_seen(row[2])) if self.sees_all else 0, row[0]))
        return self._table(topic, rows)

    def _name(self, staff_id: str) -> Message:
        name = self.names.get(staff_id, "")
        return message("indicators.own", words=name) if name else message("indicators.line.nobody")

    def _table(self, topic: Topic, rows: Sequence[tuple[str, Message, Ids]]) -> Iterable[IndicatorLine]:
        """Parts of a whole; parts in which nobody is that the viewer may see are left out unless he sees all."""
        shown = [(code, label, _seen(cases)) for code, label, cases in rows]
        shown = [row for row in shown if row[2]]
        hidden = sum(_hidden(cases) for _, _, cases in rows)
        counts = [len(cases) for _, _, cases in shown]
        told = self._tell_parts(counts)
        most = max((each.exact or 0 for each in told), default=0)
        for (code, label, cases), each in zip(shown, told, strict=True):
            bar = _WHOLE * each.exact // most if each.exact is not None and most else None
            yield _line(topic, code, label, each, bar=bar, cases=cases)
        yield from self._restricted(topic, hidden)
        exact = all(each.exact is not None for each in (*told, self._told_hidden(hidden)))
        if len(shown) + bool(hidden) > 1 and exact:
            yield _line(topic, TOTAL, message("indicators.line.total"), Told.exactly(sum(counts) + hidden))

    def _tell_parts(self, counts: Sequence[int]) -> tuple[Told, ...]:
        return tuple(Told.exactly(count) for count in counts) if self.sees_all else told_parts(counts)

    def _restricted(self, topic: Topic, hidden: int) -> Iterable[IndicatorLine]:
        """How many of what is counted are of hidden cases, where any is."""
        if hidden:
            yield _line(topic, RESTRICTED, message("indicators.line.restricted"), self._told_hidden(hidden))

    def _told_hidden(self, hidden: int) -> Told:
        """Of all hidden cases so many: the others are not to be few by subtraction either."""
        every = _hidden(self.figures.served)
        return told_hidden((hidden, max(every - hidden, 0)))[0]

    def _share(self, topic: Topic, code: str, label: Message, share: Share) -> IndicatorLine:
        met, unmet = _seen(share.met), _seen(share.unmet)
        counts = len(met), len(met) + len(unmet)
        told = tuple(Told.exactly(count) for count in counts) if self.sees_all else told_share(*counts)
        exact = told[0].exact
        percent = _WHOLE * counts[0] // counts[1] if counts[1] and exact is not None else None
        return IndicatorLine(
            topic=topic,
            code=code,
            label=label,
            figure=message("indicators.of", count=told_words(told[0]), all=told_words(told[1])),
            number=exact,
            bar=percent,
            cases=met,
        )

    def _kept(self, topic: Topic, kept: Share) -> Iterable[IndicatorLine]:
        """How many cases are in time, and how many are not."""
        if not (_seen(kept.met) or _seen(kept.unmet)):
            return
        over = Share(met=kept.unmet, unmet=kept.met)
        for code, share in (("kept", kept), ("over", over)):
            yield self._share(topic, code, message(f"indicators.line.{topic.value}_{code}"), share)

    def _reception(self) -> Iterable[IndicatorLine]:
        """Median and longest are told of five at least, where anything is hidden."""
        figure = self.figures.reception
        ended = [(case_id, days) for case_id, days in figure.days if case_id]
        days = [each for _, each in ended]
        if days and self._tells_of(len(days)):
            longest = max(days)
            longest_cases = tuple(case_id for case_id, each in ended if each == longest)
            yield _days("median", float(median(days)))
            yield _days("longest", float(longest), longest_cases)
        running = tuple(case_id for case_id, _ in figure.running if case_id)
        yield from self._kept(Topic.RECEPTION, figure.kept)
        if running:
            told = self._tell_parts((len(running),))[0]
            words = message("indicators.line.reception_running")
            yield _line(Topic.RECEPTION, "running", words, told, cases=running)
        yield from self._restricted(Topic.RECEPTION, _hidden((*figure.kept.met, *figure.kept.unmet)))

    def _tells_of(self, count: int) -> bool:
        """Whether a mean or sum of so many may be told."""
        return self.sees_all or count >= FEW

    def _dimension(self, figure: DimensionFigure) -> Iterable[IndicatorLine]:
        changes = [change for change in figure.changes if change.case_id]
        if not changes:
            return
        cases = tuple(change.case_id for change in changes)
        count = self._tell_parts((len(changes),))[0]
        words = _words(figure.code, self.casework.dimensions)
        if not self._tells_of(len(changes)):
            yield _line(Topic.DIMENSIONS, figure.code, words, count, cases=cases)
            return
        first, latest = (
            round(sum(each) / len(changes))
            for each in zip(*((change.first, change.latest) for change in changes), strict=True)
        )
        yield IndicatorLine(
            topic=Topic.DIMENSIONS,
            code=figure.code,
            label=words,
            figure=message("indicators.change", first=first, latest=latest, count=told_words(count)),
            number=latest - first,
            bar=latest,
            cases=cases,
        )

    def _nights(self) -> Iterable[IndicatorLine]:
        stays = [stay for stay in self.figures.stays if stay.case_id]
        cases = tuple(stay.case_id for stay in stays)
        if stays:
            told = self._tell_parts((len(stays),))[0]
            yield _line(Topic.NIGHTS, "clients", message("indicators.line.stayed"), told, cases=cases)
            if self._tells_of(len(stays)):
                nights, away = sum(stay.nights for stay in stays), sum(stay.away for stay in stays)
                yield _line(Topic.NIGHTS, "nights", message("indicators.line.nights"), Told.exactly(nights))
                yield _line(Topic.NIGHTS, "away", message("indicators.line.away"), Told.exactly(away))
        yield from self._restricted(Topic.NIGHTS, _hidden(stay.case_id for stay in self.figures.stays))


def _form_card(rule: IndicatorRule, figure: AnswerFigure, judgements: tuple[Judged, ...]) -> IndicatorCard:
    """Morale or quality: points of the greatest number of points."""
    percent = _WHOLE * figure.total // figure.most if figure.most else None
    return IndicatorCard(
        indicator=Indicator(rule.code),
        title=rule.words,
        yes_from=rule.yes_from,
        certainty=rule.certainty,
        numerator=Told.exactly(figure.total) if figure.most else None,
        denominator=Told.exactly(figure.most) if figure.most else None,
        average=figure.average,
        given=figure.given,
        counted=figure.counted,
        percents=(percent, percent) if percent is not None else None,
        judgements=judgements,
    )


def _answers(answers: Mapping[str, AnswerFigure], casework: Casework) -> Iterable[IndicatorLine]:
    """The averages of each question."""
    for form in answer_forms(casework):
        questions = answers[form.code].questions
        for question in form.questions:
            if question.code in questions:
                points = questions[question.code]
                yield IndicatorLine(
                    topic=Topic.ANSWERS,
                    code=f"{form.code}.{question.code}",
                    label=question.words,
                    figure=message("indicators.points", points=f"{points / 100:.2f}"),
                    bar=points // 5,
                )


def _seen(cases: Iterable[str]) -> Ids:
    return tuple(case_id for case_id in cases if case_id)


def _hidden(cases: Iterable[str]) -> int:
    return sum(not case_id for case_id in cases)


def _words(code: str, entries: Iterable[Entry]) -> Message:
    return next((entry.words for entry in entries if entry.code == code), message("indicators.line.other"))


def _line(
    topic: Topic, code: str, label: Message, told: Told, *, bar: int | None = None, cases: Ids = ()
) -> IndicatorLine:
    return IndicatorLine(
        topic=topic, code=code, label=label, figure=told_words(told), number=told.exact, bar=bar, cases=cases
    )


def _days(code: str, days: float, cases: Ids = ()) -> IndicatorLine:
    whole = days.is_integer()
    return IndicatorLine(
        topic=Topic.RECEPTION,
        code=code,
        label=message(f"indicators.line.reception_{code}"),
        figure=message("indicators.days", days=f"{days:.0f}" if whole else f"{days:.1f}"),
        number=int(days) if whole else None,
        cases=cases,
    )


def _sum(*told: Told) -> Told:
    most = [each.most for each in told if each.most is not None]
    return Told(least=sum(each.least for each in told), most=sum(most) if len(most) == len(told) else None)


def _plus(count: int, told: Told) -> Told:
    return _sum(Told.exactly(count), told)


def _capped(told: Iterable[Told], every: int) -> tuple[Told, ...]:
    """What is told of parts, none greater than what is told of their sum."""
    most = told_hidden((every,))[0].most or 0
    return tuple(
        Told(least=min(each.least, most), most=most if each.most is None else min(each.most, most)) for each in told
    )


def _percents(met: Told, unmet: Told) -> tuple[int, int] | None:
    """The least and the greatest percentage, rounded down; None where nobody may be counted."""
    if not (met.most or unmet.most):
        return None
    return _percent(met.least, unmet.most or 0), _percent(met.most or 0, unmet.least)


def _percent(met: int, unmet: int) -> int:
    return _WHOLE * met // (met + unmet) if met + unmet else 0
