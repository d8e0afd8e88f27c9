"""What others do with a visit: comments and answers, sent back or passed, differences explained and confirmed."""

from __future__ import annotations

from kmcase.application.changes import Outcome
from kmcase.application.differences import differences_of
from kmcase.application.duties import part_of
from kmcase.application.forms import Forms
from kmcase.application.judging import refuse_blocked
from kmcase.application.visits.judging import Stage, judge_visit
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import require_that
from kmcase.domain.forms import Form
from kmcase.domain.visits import (
    SENT,
    DifferenceExplained,
    DifferencesConfirmed,
    Visit,
    VisitCommentAnswered,
    VisitCommented,
    VisitReturned,
    VisitReviewed,
    VisitState,
)


class Reviewing:
    """Use cases of the reviewer, of whoever explains and of the second officer."""

    _work: Work
    _forms: Forms

    def comment(self, visit_id: str, section: str, text: str) -> Outcome[str]:
        """A comment beside a section of the form; gives its id. Raises `visits.abandoned`, `visits.comment_empty`."""
        with self._work.begin("visits.review") as unit:
            visit = unit.visits.visit(visit_id)
            require_that(visit.state is not VisitState.ABANDONED, "visits.abandoned")
            require_that(bool(text.strip()), "visits.comment_empty", "text")
            comment_id = unit.ids.new()
            unit.record(
                VisitCommented(
                    visit_id=visit_id,
                    person_id=visit.person_id,
                    comment_id=comment_id,
                    section=section,
                    text=text.strip(),
                )
            )
            return unit.commit(comment_id)

    def answer(self, visit_id: str, comment_id: str, answer: str) -> Outcome[str]:
        """The officer's answer to a comment; raises `visits.comment_answered`, `visits.answer_empty`."""
        with self._work.begin("visits.answer") as unit:
            visit = unit.visits.visit(visit_id)
            require_that(unit.visits.comment_is_open(visit_id, comment_id), "visits.comment_answered", "answer")
            require_that(bool(answer.strip()), "visits.answer_empty", "answer")
            unit.record(
                VisitCommentAnswered(
                    visit_id=visit_id, person_id=visit.person_id, comment_id=comment_id, answer=answer.strip()
                )
            )
            return unit.commit(comment_id)

    def send_back(self, visit_id: str, reason: str) -> Outcome[str]:
        """Back to the officer for correction, with a reason; what was sent stays beside what will be."""
        with self._work.begin("visits.review") as unit:
            visit = _submitted(unit, visit_id)
            require_that(bool(reason.strip()), "visits.reason_missing", "reason")
            unit.record(
                VisitReturned(
                    visit_id=visit_id,
                    person_id=visit.person_id,
                    submissions=visit.submissions,
                    reason=reason.strip(),
                )
            )
            return unit.commit(visit_id)

    def find_in_order(self, visit_id: str) -> Outcome[str]:
        """Reviewed and complete; what is missing blocks, and nobody passes a visit of their own."""
        with self._work.begin("visits.review") as unit:
            visit = _submitted(unit, visit_id)
            judged = judge_visit(unit, self._form_of(visit), visit, Stage.REVIEW, reviewer=unit.actor.staff_id)
            refuse_blocked(judged.findings)
            unit.record(
                VisitReviewed(
                    visit_id=visit_id,
                    person_id=visit.person_id,
                    submissions=visit.submissions,
                    judgement=judged.judgement,
                )
            )
            return unit.commit(visit_id, judged.findings)

    def explain(self, visit_id: str, question: str, reason: str) -> Outcome[str]:
        """Why survey and visit differ on a question, in writing; raises `visits.no_difference` where they do not."""
        with self._work.begin("visits.explain") as unit:
            visit = unit.visits.visit(visit_id)
            require_that(bool(reason.strip()), "visits.reason_missing", "reason")
            found = differences_of(unit, self._form_of(visit), visit)
            difference = next((one for one in found if one.contradiction.question == question), None)
            require_that(difference is not None, "visits.no_difference", question)
            assert difference is not None
            unit.record(
                DifferenceExplained(
                    visit_id=visit_id,
                    person_id=visit.person_id,
                    contradiction=difference.contradiction,
                    reason=reason.strip(),
                )
            )
            return unit.commit(visit_id)

    def confirm_differences(self, visit_id: str) -> Outcome[str]:
        """A second officer confirms every explained difference that weighs; never who visited, wrote or explained.

        Raises `visits.confirmed_by_visitor`, `visits.confirmed_by_explainer`, `visits.difference_unexplained` and
        `visits.nothing_to_confirm`.
        """
        with self._work.begin("visits.confirm") as unit:
            visit = unit.visits.visit(visit_id)
            require_that(visit.state in SENT, "visits.not_submitted_yet")
            part = part_of(
                unit,
                unit.actor.staff_id,
                {
                    "visitor": {visit.officer, *visit.writers, *(partner.name for partner in visit.partners)},
                    "explainer": {explanation.by for explanation in unit.visits.explanations(visit_id)},
                },
            )
            require_that(part is None, f"visits.confirmed_by_{part}")
            open_ones = [one for one in differences_of(unit, self._form_of(visit), visit) if not one.settled]
            require_that(bool(open_ones), "visits.nothing_to_confirm")
            unexplained = next((one.contradiction.question for one in open_ones if not one.reason), None)
            require_that(unexplained is None, "visits.difference_unexplained", unexplained)
            unit.record(
                DifferencesConfirmed(
                    visit_id=visit_id,
                    person_id=visit.person_id,
                    contradictions=tuple(one.contradiction for one in open_ones),
                )
            )
            return unit.commit(visit_id)

    def _form_of(self, visit: Visit) -> Form:
        return self._forms.form(visit.form_id, visit.form_version)


def _submitted(unit: Unit, visit_id: str) -> Visit:
    visit = unit.visits.visit(visit_id)
    require_that(visit.state is VisitState.SUBMITTED, "visits.not_submitted")
    return visit
