"""What is asked for a judgement, and by the short forms. Each question is a row of 0 to 5."""

from __future__ import annotations

from functools import partial

from kmcase.application.read.indicators import FormToAnswer
from kmcase.domain.indicators import FULL_SCORE, Respondent
from kmcase.messages import message
from ui.forms import Field, FormSpec, Section
from ui.forms.reason import reason_field
from ui.forms.spec import Width
from ui.widgets import Choice, RadioEdit


def judgement_form() -> FormSpec:
    """Yes or no, and why."""
    verdicts = [Choice(value=each, said=message(f"indicators.{each}")) for each in ("yes", "no")]
    met = Field("met", "indicators.field.met", partial(RadioEdit, choices=verdicts), required=True, width=Width.FULL)
    why = reason_field(
        "indicators.field.explanation", name="explanation", rows=6, help_key="indicators.field.explanation_help"
    )
    return FormSpec((Section(None, (met, why)),))


def respondents_of(asked: FormToAnswer) -> tuple[str, ...]:
    """Who may still be asked."""
    return tuple(each.value for each in asked.form.asks if each is not Respondent.STAFF or not asked.answered)


def answer_form(asked: FormToAnswer) -> FormSpec:
    """Who answers, and a score for each question; who has answered for himself is offered clients alone."""
    respondents = [Choice(value=each, said=message(f"indicators.respondent.{each}")) for each in respondents_of(asked)]
    scores = [Choice(value=score, said=str(score)) for score in range(FULL_SCORE + 1)]
    who = Field(
        "respondent",
        "indicators.field.respondent",
        partial(RadioEdit, choices=respondents, columns=1),
        required=True,
        width=Width.FULL,
    )
    questions = tuple(
        Field(
            question.code,
            question.words,
            partial(RadioEdit, choices=scores, columns=len(scores)),
            required=True,
            help_key=None if place else "indicators.field.score_help",
            width=Width.FULL,
        )
        for place, question in enumerate(asked.form.questions)
    )
    return FormSpec((Section(None, (who, *questions)),))
