"""What the indicators are counted from, gathered in a few selects over all cases; judgements and answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy import Row as Found

from kmcase.application.read.indicators import Judged
from kmcase.domain.cases.assessments import AssessmentValues, ItemScore, dimension_scores
from kmcase.domain.cases.heads import TeamRole
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.plans import Step as PlanStep
from kmcase.domain.cases.referrals import Direction, Step
from kmcase.domain.casework import Casework, Entry, ServiceKind
from kmcase.domain.indicators import FormAnswered, Indicator, Period, Respondent
from kmcase.domain.versions import event_order
from kmcase.domain.writings import Writing, standing
from kmcase.persistence.arrivals import heads_by_arrival
from kmcase.persistence.plain import from_json
from kmcase.persistence.queries.cases.assessments import WITHOUT_WORDS
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.repositories.case_stays import back_on
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.repositories.indicators import SqlIndicators
from kmcase.persistence.rows import case_plans as plans
from kmcase.persistence.rows import case_stays as stays
from kmcase.persistence.rows import cases as heads
from kmcase.persistence.rows import indicators as tables
from kmcase.persistence.rows.case_closing import case_closing, case_closing_word
from kmcase.persistence.rows.case_referrals import case_referral, case_referral_step
from kmcase.persistence.writings import version_of
from kmcase.rules.indicators import (
    AnswerFacts,
    AssessedFacts,
    CaseFacts,
    ClosingFacts,
    IndicatorFacts,
    ReferralFacts,
    ServiceFacts,
)
from kmcase.thai.calendar import bangkok_date

_day = lru_cache(maxsize=4096)(date.fromisoformat)
Team = tuple[str, tuple[str, ...]]


class SqlIndicatorQueries(SqlCases):
    """`IndicatorQueries` on plain selects: a case that the viewer may not see is counted without its id."""

    def has_answered(self, form: str, half: Period, staff_id: str) -> bool:
        """Whether a member of staff has answered a form in a half."""
        return SqlIndicators(self._rows).has_answered(form, half, staff_id)

    def staff_names(self) -> dict[str, str]:
        """Names of members of staff by id, of those who left as well."""
        return staff_names(self._rows)

    def first_opened(self) -> date | None:
        """The day on which the first case was opened; None where there is none."""
        first = self._rows.connection.execute(select(func.min(heads.case_file.c.opened_at))).scalar()
        return bangkok_date(datetime.fromisoformat(first)) if first else None

    def judgements(self, period: Period) -> tuple[Judged, ...]:
        """Every judgement of a period, the newest first."""
        rows = self._rows.all(tables.indicator_judgement, fiscal_year=period.fiscal_year, half=period.half)
        rows.sort(key=lambda row: event_order(row["judged_at"], row["event_id"]), reverse=True)
        names = self.staff_names() if rows else {}
        return tuple(
            Judged(
                indicator=Indicator(row["indicator"]),
                met=bool(row["met"]),
                explanation=row["explanation"],
                by=names.get(row["judged_by"], ""),
                at=datetime.fromisoformat(row["judged_at"]),
            )
            for row in rows
        )

    def facts(self) -> IndicatorFacts:
        """What is known of all cases and of all answers."""
        file = heads.case_file
        columns = (file.c.case_id, file.c.casework, file.c.client_group, file.c.opened_at)
        found = self._rows.connection.execute(select(*columns, self.visible().label("seen"))).all()
        caseworks = {version: self.casework(version) for version in {row.casework for row in found}}
        gathered = self._gathered(caseworks)
        return IndicatorFacts(
            cases=tuple(self._case(row, caseworks[row.casework], gathered) for row in found),
            caseworks=caseworks,
            answers=self._answers(),
        )

    def _case(self, row: Found[Any], casework: Casework, gathered: dict[str, dict[str, Any]]) -> CaseFacts:
        case_id = row.case_id
        manager, workers = gathered["team"].get(case_id, ("", ()))
        return CaseFacts(
            case_id=case_id if row.seen else "",
            casework=row.casework,
            group=_known(row.client_group, casework.client_groups),
            opened_on=bangkok_date(datetime.fromisoformat(row.opened_at)),
            manager=manager,
            workers=workers,
            **{name: tuple(every.get(case_id, ())) for name, every in gathered.items() if name != "team"},
        )

    def _gathered(self, caseworks: dict[str, Casework]) -> dict[str, dict[str, Any]]:
        """By field of `CaseFacts` what each case has of it."""
        return {
            "team": self._teams(),
            "stages": self._stages(),
            "approved": self._approved(),
            "services": self._services(),
            "referrals": self._referrals(),
            "closings": self._closings(caseworks),
            "assessed": self._assessed(),
            "beds": self._beds(),
            "leaves": self._leaves(),
        }

    def _all(self, *columns: Any, where: ColumnElement[bool] | None = None) -> Iterable[Found[Any]]:
        query = select(*columns)
        return self._rows.connection.execute(query if where is None else query.where(where)).all()

    def _teams(self) -> dict[str, Team]:
        member = heads.case_member
        teams: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in self._all(member.c.case_id, member.c.role, member.c.staff_id):
            if row.role:
                teams[row.case_id].append((row.role, row.staff_id))
        return {case_id: _team(sorted(places)) for case_id, places in teams.items()}

    def _stages(self) -> dict[str, list[tuple[date, str]]]:
        step = heads.case_step
        columns = (step.c.case_id, step.c.reached_on, step.c.stage, step.c.moved_at, step.c.event_id)
        rows = sorted(self._all(*columns), key=lambda row: event_order(row.moved_at, row.event_id))
        return _by_case((row.case_id, (_day(row.reached_on), row.stage)) for row in rows)

    def _approved(self) -> dict[str, list[date]]:
        step = plans.case_plan_step
        approved = self._all(step.c.case_id, step.c.taken_at, where=step.c.step == PlanStep.APPROVED.value)
        return _by_case((row.case_id, bangkok_date(datetime.fromisoformat(row.taken_at))) for row in approved)

    def _services(self) -> dict[str, list[ServiceFacts]]:
        said, service = plans.case_service_step, plans.case_plan_service
        columns = (said.c.case_id, said.c.service_id, said.c.progress, said.c.progressed_on)
        rows = sorted(
            self._all(*columns, said.c.told_at, said.c.event_id), key=lambda row: event_order(row.told_at, row.event_id)
        )
        told = _by_case(
            ((row.case_id, row.service_id), (_day(row.progressed_on), Progress(row.progress))) for row in rows
        )
        return _by_case(
            (
                row.case_id,
                ServiceFacts(
                    kind=ServiceKind(row.kind),
                    due=_day(row.due) if row.due else None,
                    told=tuple(told.get((row.case_id, row.service_id), ())),
                    service_id=row.service_id,
                ),
            )
            for row in self._all(service.c.case_id, service.c.service_id, service.c.kind, service.c.due)
        )

    def _referrals(self) -> dict[str, list[ReferralFacts]]:
        step, made = case_referral_step, case_referral
        columns = (step.c.case_id, step.c.referral_id, step.c.step, step.c.on_day, step.c.entered_at, step.c.event_id)
        rows = sorted(self._all(*columns), key=lambda row: event_order(row.entered_at, row.event_id))
        steps = _by_case(((row.case_id, row.referral_id), (_day(row.on_day), Step(row.step))) for row in rows)
        found: list[tuple[str, ReferralFacts]] = []
        for row in self._all(made.c.case_id, made.c.referral_id, made.c.content):
            content = from_json(row.content)
            taken = tuple(steps.get((row.case_id, row.referral_id), ()))
            facts = ReferralFacts(
                direction=Direction(content["direction"]),
                on=_day(content["on"]),
                steps=taken,
                service_id=content.get("service_id", ""),
            )
            found.append((row.case_id, facts))
        return _by_case(found)

    def _closings(self, caseworks: dict[str, Casework]) -> dict[str, list[ClosingFacts]]:
        closing, word, file = case_closing, case_closing_word, heads.case_file
        query = (
            select(closing.c.case_id, closing.c.closed_on, closing.c.reason, closing.c.outcomes, file.c.casework)
            .join(word, and_(word.c.closing_id == closing.c.closing_id, word.c.approved == 1))
            .join(file, file.c.case_id == closing.c.case_id)
        )
        rows = self._rows.connection.execute(query)
        return _by_case((row.case_id, _closing(row, caseworks[row.casework])) for row in rows)

    def _assessed(self) -> dict[str, list[AssessedFacts]]:
        versions: dict[tuple[str, str, str], list[Writing[AssessmentValues]]] = defaultdict(list)
        for row in self._rows.found(select(*WITHOUT_WORDS)):
            scored = tuple(ItemScore(**each) for each in from_json(row["scores"]))
            values = AssessmentValues(assessed_on=_day(row["assessed_on"]), scores=scored)
            versions[row["case_id"], row["assessment_id"], row["casework"]].append(version_of(row, values))
        found = []
        for (case_id, assessment_id, casework), every in versions.items():
            values = standing(every)[0].values
            scores = dimension_scores(self.casework(casework), values)
            percents = {score.dimension: score.percent for score in scores if score.percent is not None}
            facts = AssessedFacts(on=values.assessed_on, percents=percents)
            found.append((values.assessed_on, assessment_id, case_id, facts))
        found.sort(key=lambda one: one[:2])
        return _by_case((case_id, facts) for _, _, case_id, facts in found)

    def _beds(self) -> dict[str, list[tuple[date, bool]]]:
        move = stays.case_bed_move
        columns = (move.c.case_id, move.c.bed_id, move.c.on_day, move.c.moved_at, move.c.event_id)
        rows = sorted(self._all(*columns), key=lambda row: (row.on_day, event_order(row.moved_at, row.event_id)))
        return _by_case((row.case_id, (_day(row.on_day), bool(row.bed_id))) for row in rows)

    def _leaves(self) -> dict[str, list[tuple[date, date | None]]]:
        leave = stays.case_leave
        query = select(leave.c.case_id, leave.c.on_day, back_on().label("back"))
        rows = self._rows.connection.execute(query)
        return _by_case((row.case_id, (_day(row.on_day), _day(row.back) if row.back else None)) for row in rows)

    def _answers(self) -> tuple[AnswerFacts, ...]:
        """Answers in the order in which they came here; of a colleague who answered twice, apart, the first."""
        rows = {row["event_id"]: row for row in self._rows.all(tables.indicator_answer)}
        heads = heads_by_arrival(self._rows.connection, FormAnswered.TYPE) if rows else ()
        found, answered = [], set()
        for head in heads:
            row = rows.get(head.event_id)
            if row is None:
                continue
            answer = AnswerFacts(
                form=row["form"],
                period=Period(row["fiscal_year"], row["half"]),
                respondent=Respondent(row["respondent"]),
                scores=from_json(row["scores"]),
            )
            who = (answer.form, answer.period, head.actor)
            if answer.respondent is Respondent.CLIENT or who not in answered:
                found.append(answer)
            if answer.respondent is Respondent.STAFF:
                answered.add(who)
        return tuple(found)


def _by_case(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    """What belongs to each key, in its order."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def _team(places: list[tuple[str, str]]) -> Team:
    """Who leads, and who else is in a team."""
    manager = next((staff_id for role, staff_id in places if role == TeamRole.MANAGER), "")
    return manager, tuple(staff_id for _, staff_id in places if staff_id != manager)


def _known(code: str, entries: Iterable[Entry]) -> str:
    """A code of the casework; empty for any other text, which may tell of somebody."""
    return code if any(entry.code == code for entry in entries) else ""


def _closing(row: Any, casework: Casework) -> ClosingFacts:
    return ClosingFacts(
        on=_day(row.closed_on),
        reason=_known(row.reason, casework.closing_reasons),
        outcomes=tuple(
            (_known(each["dimension"], casework.dimensions), _known(each["outcome"], casework.outcomes))
            for each in from_json(row.outcomes)
        ),
    )
