"""The forms of closing a case, and the way between what is typed and what is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from kmcase.application.read.case_closing import Goal
from kmcase.application.read.cases import CasePage
from kmcase.domain.cases.closing import GoalOutcome, ReachedBy
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.reason import reason_field
from ui.screens.cases.client_form import entry_choices
from ui.widgets import BEDateEdit, CheckEdit, ChoiceEdit, LineEdit, enum_choices

_KEY = "case_closing.field"


def goals_of(page: CasePage, goals: Sequence[Goal]) -> tuple[Goal, ...]:
    """What is judged: the plan's goals, else every dimension of the casework."""
    if goals:
        return tuple(goals)
    return tuple(
        Goal(goal_id="", dimension=dimension.code, wording=dimension.th) for dimension in page.casework.dimensions
    )


def closing_spec(page: CasePage, goals: Sequence[Goal], today: date, *, has_bed: bool = False) -> FormSpec:
    """What is asked of a closing: an outcome of each goal; a dimension that was not worked on has none.

    Of a client who `has_bed`, when it was given up.
    """
    reasons = partial(ChoiceEdit, choices=entry_choices(page.casework.closing_reasons))
    day = partial(BEDateEdit, today=today)
    left = Field("left_on", f"{_KEY}.left_on", day, help_key=f"{_KEY}.left_on_help")
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("reason", f"{_KEY}.reason", reasons, required=True),
                    Field("on", f"{_KEY}.on", day, required=True),
                    *((left,) if has_bed else ()),
                    reason_field(f"{_KEY}.summary", name="summary", rows=4),
                ),
            ),
            Section(_outcomes_title(goals), tuple(_judged(page, goals))),
        )
    )


def _outcomes_title(goals: Sequence[Goal]) -> str:
    """A plan's goals are all judged; of dimensions those that were worked on."""
    return "case_closing.form.goals" if any(goal.goal_id for goal in goals) else "case_closing.form.outcomes"


def _judged(page: CasePage, goals: Sequence[Goal]) -> list[Field]:
    outcomes = partial(ChoiceEdit, choices=entry_choices(page.casework.outcomes))
    fields = []
    for at, goal in enumerate(goals):
        said = goal_said(page, goal)
        fields.append(Field(f"outcome_{at}", said, outcomes, required=bool(goal.goal_id), width=Width.THIRD))
        note = message("case_closing.form.note_of", goal=said)
        fields.append(Field(f"note_{at}", note, LineEdit, width=Width.TWO_THIRDS))
    return fields


def goal_said(page: CasePage, goal: Goal) -> Message:
    """A goal by its wording, a dimension by its words."""
    if goal.goal_id:
        return message("case_closing.goal", goal=goal.wording)
    return page.casework.dimension(goal.dimension).words


def outcomes_of(goals: Sequence[Goal], values: dict[str, Any]) -> tuple[GoalOutcome, ...]:
    """What was judged."""
    return tuple(
        GoalOutcome(
            goal_id=goal.goal_id,
            goal=goal.wording,
            dimension=goal.dimension,
            outcome=values[f"outcome_{at}"],
            note=values[f"note_{at}"].strip(),
        )
        for at, goal in enumerate(goals)
        if values[f"outcome_{at}"]
    )


def look_spec(today: date) -> FormSpec:
    """What is asked of a look at a former client."""
    reached = partial(ChoiceEdit, choices=enum_choices(ReachedBy, "case_closing.reached"))
    needs = partial(CheckEdit, said=message("case_closing.form.needs_reopening"))
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("reached", f"{_KEY}.reached", reached, required=True),
                    Field("on", f"{_KEY}.on", partial(BEDateEdit, today=today), required=True),
                    reason_field(f"{_KEY}.how_they_are", name="how_they_are", rows=4),
                    Field("needs_reopening", f"{_KEY}.needs_reopening", needs, width=Width.FULL),
                ),
            ),
        )
    )


def reopen_spec(page: CasePage, today: date) -> FormSpec:
    """What is asked of opening a case again."""
    stages = entry_choices(stage for stage in page.casework.stages if not stage.ends)
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("stage", f"{_KEY}.stage", partial(ChoiceEdit, choices=stages), required=True),
                    Field("on", f"{_KEY}.on", partial(BEDateEdit, today=today), required=True),
                    reason_field("cases.field.reason"),
                ),
            ),
        )
    )
