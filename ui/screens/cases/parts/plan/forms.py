"""The forms of a plan: writing, sending, reviewing, commenting, agreeing, approving, and how far a service is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from kmcase.application.cases import CasePlanService
from kmcase.application.changes import Outcome
from kmcase.application.evidence import AttachmentStore
from kmcase.application.read.case_plans import PlanPage
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.plans import Agreement
from kmcase.messages import Message, message
from ui.forms import Drafts, Field, FormSpec, Section, Width
from ui.forms.case import case_form
from ui.forms.page import FormPage
from ui.forms.reason import reason_field, reason_form
from ui.ports import Desk
from ui.screens.cases.parts.plan.edit import EditFacts, PlanEdit
from ui.screens.cases.parts.plan.typed import TypedLines
from ui.screens.cases.parts.plan.words import line_text
from ui.screens.cases.signing import begin_signing, kept_mark, signing_section
from ui.widgets import BEDateEdit, Choice, ChoiceEdit, LineEdit, RadioEdit, enum_choices

PASSED, SENT_BACK = "passed", "sent_back"


def write_form(desk: Desk, facts: EditFacts, drafts: Drafts) -> FormPage:
    """The whole plan; once a version is in force, why it is changed."""
    page = facts.page
    lines = Field("lines", "case_plans.form.lines", partial(PlanEdit, facts=facts), width=Width.FULL)
    reason = Field(
        "reason", "case_plans.field.reason", LineEdit, help_key="case_plans.field.reason_help", width=Width.FULL
    )
    asked = [*_decision_fields(page), *([reason] if page.plan.versions else []), lines]
    form = _form(desk, "write", FormSpec((Section(None, tuple(asked)),)), drafts=drafts, wide=True)
    waiting = [each.decision_id for each in page.decisions if not each.begun]
    decision = {"decision_id": waiting[0] if waiting else ""} if page.decisions else {}
    form.form.set_values({"lines": TypedLines.of(page), **decision})
    return form


def _decision_fields(page: PlanPage) -> list[Field]:
    """Which decision of a conference is behind the writing; asked for where one waits for it."""
    if not page.decisions:
        return []
    none = Choice(value="", said=message("case_plans.field.no_decision"))
    said = "case_plans.field.decision_said"
    waiting = (
        Choice(value=each.decision_id, said=message(said, number=each.number, text=each.text))
        for each in page.decisions
    )
    choice = partial(ChoiceEdit, choices=(none, *waiting))
    help_key = "case_plans.field.decision_help"
    return [Field("decision_id", "case_plans.field.decision", choice, help_key=help_key, width=Width.FULL)]


def note_form(desk: Desk, name: str) -> FormPage:
    """Something done with the whole plan (`send`, `approve`), perhaps with a note."""
    return _form(desk, name, reason_form("case_plans.field.note", name="note", required=False))


def review_form(desk: Desk) -> FormPage:
    """Whether the plan is in order."""
    verdicts = tuple(Choice(value=one, said=message(f"case_plans.verdict.{one}")) for one in (PASSED, SENT_BACK))
    radio = partial(RadioEdit, choices=verdicts)
    fields = (
        Field("verdict", "case_plans.field.verdict", radio, required=True, width=Width.FULL),
        reason_field("case_plans.field.note", name="note", required=False),
    )
    return _form(desk, "review", FormSpec((Section(None, fields),)))


def comment_form(desk: Desk, page: PlanPage) -> FormPage:
    """A comment on a line, or on the whole plan."""
    ids = ("", *(line.line_id for line in page.plan.content))
    lines = tuple(Choice(value=line_id, said=line_text(page, line_id)) for line_id in ids)
    fields = (
        Field("line", "case_plans.field.line", partial(ChoiceEdit, choices=lines), width=Width.FULL),
        reason_field("case_plans.field.comment", name="text"),
    )
    form = _form(desk, "comment", FormSpec((Section(None, fields),)))
    form.form.set_values({"line": ""})
    return form


def agree_form(desk: Desk, name: str) -> FormPage:
    """The client's mark under the plan."""
    form = _form(desk, "agree", FormSpec((signing_section(),)))
    begin_signing(form.form, name)
    return form


def not_agreed_form(desk: Desk) -> FormPage:
    """Why the client does not sign."""
    return _form(desk, "not_agreed", reason_form("case_plans.field.why_not", name="why_not"))


def progress_form(desk: Desk, page: PlanPage, service_id: str) -> FormPage:
    """How far a service is since a day, and what came of it."""
    service = next(each for each in page.plan.content.services if each.line_id == service_id)
    radio = partial(RadioEdit, choices=enum_choices(Progress, "case_plans.progress"))
    fields = (
        Field("progress", "case_plans.field.progress", radio, required=True, width=Width.FULL),
        Field("on", "case_plans.field.on", partial(BEDateEdit, today=desk.today()), required=True),
        reason_field("case_plans.field.result", name="result", required=False, help_key="case_plans.field.result_help"),
    )
    title = message("case_plans.form.progress_title", text=service.values.text)
    form = _form(desk, "progress", FormSpec((Section(None, fields),)), title=title)
    now = page.progress(service_id)
    form.form.set_values({"progress": Progress.BEGUN if now is Progress.PLANNED else Progress.DONE, "on": desk.today()})
    return form


def agree(
    service: CasePlanService, attachments: AttachmentStore, case_id: str, values: Mapping[str, Any]
) -> Outcome[str]:
    """Keep the client's mark; in a job."""
    return service.agree(case_id, Agreement(signed=kept_mark(values, attachments)))


def not_agreed(service: CasePlanService, case_id: str, why_not: str) -> Outcome[str]:
    """Keep why the client does not sign; in a job."""
    return service.agree(case_id, Agreement(why_not=why_not))


def says(page: PlanPage, name: str) -> Message:
    """What a form's main action will do (`send`, `agree`, `approve`), with its numbers."""
    content = page.plan.content
    return message(
        f"case_plans.form.{name}_says",
        goals=len(content.goals),
        services=len(content.services),
        number=len(page.plan.versions) + 1,
    )


def _form(
    desk: Desk,
    name: str,
    spec: FormSpec,
    *,
    title: Message | None = None,
    drafts: Drafts | None = None,
    wide: bool = False,
) -> FormPage:
    said = title or message(f"case_plans.form.{name}_title")
    return case_form(desk.texts, said, spec, drafts=drafts, wide=wide)
