"""Forms of the plan: writing it, results, the certificate, needs and answers, steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kmcase.application.read.household_plans import NeedLine, PlanPage, StepLine
from kmcase.domain.household_plans import FoundBy, LineState, Look, NeedState, PlanLevel, PlanState
from kmcase.messages import Message, message
from ui.draft_lane import DraftLane
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.page import FormPage, FormStack
from ui.forms.reason import reason_field
from ui.ports import Desk
from ui.screens.household_plans.columns import ToldLine, step_number, step_words
from ui.screens.household_plans.presenter import PlansPresenter, plan_values
from ui.screens.household_plans.rows import lines_field, mentors_field
from ui.widgets import BEDateEdit, Choice, ChoiceEdit, LineEdit, PaperEdit, RadioEdit, enum_choices

Keep = Callable[[dict[str, Any]], None]


class Asking:
    """Opens forms in the screen's stack, each with its draft."""

    def __init__(self, desk: Desk, pages: FormStack, topic: str) -> None:
        self._desk = desk
        self._pages = pages
        self._topic = topic
        self._drafts = DraftLane(desk.jobs, desk.services.drafts)

    def ask(
        self,
        title: Message,
        spec: FormSpec,
        keep: Keep,
        *,
        draft: str,
        values: dict[str, Any] | None = None,
        says: Message | str = "",
        action: str = "keep",
    ) -> FormPage:
        """Show a form; what is typed is kept under `draft` until it is saved."""
        form = FormPage(
            self._desk.texts,
            title,
            spec,
            action=message(f"{self._topic}.form.{action}"),
            cancel=message(f"{self._topic}.form.cancel"),
            drafts=self._drafts,
        )
        form.form.set_values(values or {})
        form.form.use_draft(f"{self._topic}:{draft}")
        self._pages.fill_in(form, keep, says=says)
        return form


class PlanForms:
    """What is asked of a plan."""

    def __init__(self, desk: Desk, presenter: PlansPresenter, pages: FormStack) -> None:
        self._desk = desk
        self._presenter = presenter
        self._asking = Asking(desk, pages, "household_plans")

    def write(self) -> None:
        """The whole plan."""
        page = self._presenter.page
        if page is None or not self._presenter.may("household_plans.write"):
            return
        form = self._asking.ask(
            message("household_plans.form.write"),
            self._plan_spec(page),
            self._presenter.write,
            draft=f"{page.household_id}:plan",
            values=plan_values(page),
            says=_says(page),
            action="save",
        )
        if len(page.standing) > 1:
            form.warn(message("household_plans.form.says_apart", count=len(page.standing)))

    def tell(self, one: ToldLine | None) -> None:
        """How far a line is."""
        if one is None or not self._presenter.may("household_plans.write"):
            return
        line_id = one.line.line_id
        self._asking.ask(
            message("household_plans.form.tell", what=one.line.what),
            _TELL,
            lambda values: self._presenter.tell(line_id, values),
            draft=f"line:{line_id}",
            values={"state": one.result.state, "result": one.result.result},
        )

    def certify(self) -> None:
        """The certificate of the district centre."""
        today = self._desk.today()
        fields = (
            Field("certified_by", "household_plans.form.certified_by", LineEdit, required=True),
            Field("certified_on", "household_plans.form.certified_on", partial(BEDateEdit, today=today), required=True),
            Field("document", "household_plans.form.document", LineEdit, required=True, width=Width.FULL),
            Field("paper", "household_plans.form.paper", PaperEdit, width=Width.FULL),
        )
        self._asking.ask(
            message("household_plans.form.certify"),
            FormSpec((Section(None, fields),)),
            self._presenter.certify,
            draft=f"{self._presenter.shown.household_id}:certificate",
            values={"certified_on": today},
        )

    def send_need(self) -> None:
        """A need to an agency."""
        today = self._desk.today()
        levels = enum_choices(PlanLevel, "household_plans.level")
        fields = (
            Field("what", "household_plans.form.need_what", LineEdit, required=True, width=Width.FULL),
            Field("agency", "household_plans.form.agency", LineEdit, required=True),
            Field("sent_on", "household_plans.form.sent_on", partial(BEDateEdit, today=today), required=True),
            Field("level", "household_plans.form.level", partial(RadioEdit, choices=levels), required=True),
        )
        self._asking.ask(
            message("household_plans.form.need"),
            FormSpec((Section(None, fields),)),
            self._presenter.send_need,
            draft=f"{self._presenter.shown.household_id}:need",
            values={"sent_on": today, "level": PlanLevel.SUBDISTRICT},
        )

    def answer_need(self, line: NeedLine | None) -> None:
        """What an agency answered."""
        if line is None or not self._presenter.may("household_plans.write"):
            return
        need = line.need
        self._asking.ask(
            message("household_plans.form.answer", agency=need.agency, what=need.what),
            _ANSWER,
            lambda values: self._presenter.answer_need(need.need_id, values),
            draft=f"answer:{need.need_id}",
            values={"state": line.answer.state, "words": line.answer.words, "in_plan": line.answer.in_plan},
        )

    def mark(self, line: StepLine | None) -> None:
        """That a step was taken."""
        if line is None or not self._presenter.may("household_plans.write"):
            return
        today = self._desk.today()
        fields = (
            Field("on", "household_plans.form.step_on", partial(BEDateEdit, today=today), required=True),
            reason_field("household_plans.form.step_note", name="note", rows=2, required=False),
        )
        mark = line.mark
        self._asking.ask(
            message("household_plans.form.step", number=step_number(line.step), step=step_words(line.step)),
            FormSpec((Section(None, fields),)),
            lambda values: self._presenter.mark(line.step, values),
            draft=f"{self._presenter.shown.household_id}:step:{line.step.value}",
            values={"on": (mark.on if mark else None) or today, "note": mark.note if mark else ""},
        )

    def choose_household(self, choices: tuple[Choice, ...]) -> None:
        """Any household of the register."""
        field = Field(
            "household", "household_plans.form.household", partial(ChoiceEdit, choices=choices), True, None, Width.FULL
        )
        self._asking.ask(
            message("household_plans.form.other"),
            FormSpec((Section(None, (field,)),)),
            lambda values: self._presenter.begin_at(values["household"]),
            draft="other",
            action="open",
        )

    def _plan_spec(self, page: PlanPage) -> FormSpec:
        looks = enum_choices(Look, "household_plans.look")
        found = enum_choices(FoundBy, "household_plans.found_by")
        today = self._desk.today()
        dimensions: list[Field] = []
        for one in page.dimensions:
            dimensions.append(Field(f"look_{one.code}", one.words, partial(RadioEdit, choices=looks)))
            dimensions.append(Field(f"words_{one.code}", "household_plans.form.words", LineEdit))
        first = Field(
            "found_by", "household_plans.page.found_by", partial(RadioEdit, choices=found), True, None, Width.FULL
        )
        return FormSpec(
            (
                Section("household_plans.form.section_dimensions", (first, *dimensions)),
                Section("household_plans.form.section_lines", (lines_field(today),)),
                Section(
                    "household_plans.form.section_mentors",
                    (mentors_field(today), reason_field("household_plans.form.note", name="note", required=False)),
                ),
            )
        )


def _says(page: PlanPage) -> Message | str:
    if page.state is PlanState.CERTIFIED:
        return message("household_plans.form.says_certified")
    return message("household_plans.form.says") if page.standing else ""


_TELL = FormSpec(
    (
        Section(
            None,
            (
                Field(
                    "state",
                    "household_plans.form.state",
                    partial(RadioEdit, choices=enum_choices(LineState, "household_plans.line")),
                    required=True,
                    width=Width.FULL,
                ),
                reason_field(
                    "household_plans.form.result",
                    name="result",
                    required=False,
                    help_key="household_plans.form.result_help",
                ),
            ),
        ),
    )
)
_ANSWER = FormSpec(
    (
        Section(
            None,
            (
                Field(
                    "state",
                    "household_plans.form.answer_state",
                    partial(RadioEdit, choices=enum_choices(NeedState, "household_plans.need")),
                    required=True,
                    width=Width.FULL,
                ),
                reason_field(
                    "household_plans.form.answer_words",
                    name="words",
                    required=False,
                    help_key="household_plans.form.answer_help",
                ),
                Field("in_plan", "household_plans.form.in_plan", LineEdit, width=Width.FULL),
            ),
        ),
    )
)
