"""Household plans: the list, one plan, and what is written of it. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.household_plans import (
    AnswerNeed,
    CertifyPlan,
    MarkStep,
    SendNeed,
    TellLine,
    WritePlan,
)
from kmcase.application.read.household_plans import PlanItem, PlanPage, StepState
from kmcase.application.read.people import HouseholdItem
from kmcase.domain.forms import ROW_ID
from kmcase.domain.household_plans import DimensionSeen, Mentor, MentorKind, PlanLine, PlanState, Step, Strand
from kmcase.messages import Message, message
from ui.answering import FormPort, recorded, show_paper, show_stored, told
from ui.kept_paper import kept_paper
from ui.ports import Desk, Err, Result

ALL, PLANNED, MISSING, BUILDING = "all", "planned", "missing", "building"
CHOICES = (ALL, PLANNED, MISSING, BUILDING)
Opened = tuple[tuple[PlanItem, ...], PlanPage | None]
_CHANGING = frozenset({"household_plan", "household", "voucher", "run"})


class PlansPort(FormPort, Protocol):
    """What the view can show."""

    def show_list(self, items: tuple[PlanItem, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_page(self, page: PlanPage | None) -> None: ...
    def show_register(self, homes: tuple[HouseholdItem, ...]) -> None: ...
    def show_picture(self, content: bytes, title: Message) -> None: ...


class PlansPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: PlansPort) -> None:
        self._desk = desk
        self._view = view
        self._items: tuple[PlanItem, ...] = ()
        self._chosen = ""
        self._choice = ALL
        self.page: PlanPage | None = None

    @property
    def shown(self) -> PlanPage:
        """The plan in front; there is one wherever this is asked."""
        assert self.page is not None
        return self.page

    def may(self, use_case: str) -> bool:
        """Whether this person may."""
        return self._desk.may(use_case)

    def open(self, key: str | None = None) -> None:
        """Read the list, and bring a household to the front."""
        wanted = self._chosen = key or self._chosen
        plans = self._desk.services.household_plans

        def work() -> Opened:
            return plans.list(), plans.page(wanted) if wanted else None

        self._desk.jobs.database(work, self._opened)

    def _opened(self, result: Result[Opened]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        self._items, self.page = result.value
        self._show_list()
        self._view.show_page(self.page)

    def _show_list(self) -> None:
        self._view.show_list(tuple(item for item in self._items if _fits(item, self._choice)))

    def choose(self, key: str) -> None:
        """Bring a household of the list to the front."""
        if key != self._chosen:
            self.open(key)

    def narrow(self, choice: str) -> None:
        """Show a part of the list."""
        self._choice = choice
        self._show_list()

    def changed(self, changes: Changes) -> None:
        """Something was committed."""
        if any(noun in changes for noun in _CHANGING):
            self.open()

    def seek_other(self) -> None:
        """Any household of the register may have a plan."""
        people = self._desk.services.people
        self._desk.jobs.database(people.households, told(self._desk, self._view.show_register))

    def begin_at(self, household_id: str) -> None:
        """Bring a household of the register to the front."""
        self._view.form_done()
        self.open(household_id)

    # --- writing ---

    def write(self, values: Mapping[str, Any]) -> None:
        """Keep a version of the plan in front."""
        command = plan_command(self.shown, values)
        self.keep(lambda: self._desk.services.household_plans.write(command), message("household_plans.page.saved"))

    def tell(self, line_id: str, values: Mapping[str, Any]) -> None:
        """Keep how far a line is."""
        command = TellLine(
            household_id=self.shown.household_id, line_id=line_id, state=values["state"], result=values["result"]
        )
        self.keep(lambda: self._desk.services.household_plans.tell_line(command), message("household_plans.page.told"))

    def certify(self, values: Mapping[str, Any]) -> None:
        """Keep the certificate; a picture of the paper is stored first."""
        page, services, paper = self.shown, self._desk.services, values["paper"]
        version_id = page.standing[0].version_id

        def work() -> Outcome[str]:
            kept = kept_paper(services.attachments, paper)
            command = CertifyPlan(
                household_id=page.household_id,
                version_id=version_id,
                certified_by=values["certified_by"],
                certified_on=values["certified_on"],
                document=values["document"],
                paper=kept,
            )
            done: Outcome[str] = services.household_plans.certify(command)
            return done

        self.keep(work, message("household_plans.page.certified_saved"))

    def send_need(self, values: Mapping[str, Any]) -> None:
        """Keep that a need went to an agency."""
        command = SendNeed(household_id=self.shown.household_id, **values)
        self.keep(lambda: self._desk.services.household_plans.send_need(command), message("household_plans.needs.sent"))

    def answer_need(self, need_id: str, values: Mapping[str, Any]) -> None:
        """Keep what an agency answered."""
        command = AnswerNeed(household_id=self.shown.household_id, need_id=need_id, **values)
        self.keep(
            lambda: self._desk.services.household_plans.answer_need(command), message("household_plans.needs.answered")
        )

    def mark(self, step: Step, values: Mapping[str, Any]) -> None:
        """Keep that a step was taken."""
        self._mark(MarkStep(household_id=self.shown.household_id, step=step, done=True, **values))

    def unmark(self, step: Step) -> None:
        """Keep that a step was not taken after all."""
        self._mark(MarkStep(household_id=self.shown.household_id, step=step, done=False))

    def _mark(self, command: MarkStep) -> None:
        self.keep(
            lambda: self._desk.services.household_plans.mark_step(command), message("household_plans.page.marked")
        )

    def keep(self, work: Callable[[], Outcome[str]], said: Message) -> None:
        """Write in the database lane; end the form, read the page anew."""
        self._desk.jobs.database(work, recorded(self._desk, self._view, said, lambda _: self.open()))

    # --- paper ---

    def print(self) -> None:
        """The plan in front as paper."""
        page, language = self.shown, self._desk.texts.language
        papers = self._desk.services.printing.households
        title = message("household_plans.page.job", house=page.address.house_no)
        show_paper(self._desk, lambda _: papers.plan(page.household_id, language), title)

    def show_certificate(self) -> None:
        """The paper of the certificate."""
        certificate = self.shown.certificate
        if certificate is not None and certificate.paper is not None:
            title = message("household_plans.page.job_paper", house=self.shown.address.house_no)
            show_stored(self._desk, certificate.paper.stored_sha256, title, self._view.show_picture)

    def open_receipt(self, voucher_id: str) -> None:
        """Go to a payment."""
        self._desk.navigation.open("receipts", voucher_id)


def _fits(item: PlanItem, choice: str) -> bool:
    match choice:
        case "planned":
            return item.state is not PlanState.MISSING
        case "missing":
            return item.state is PlanState.MISSING and bool(item.paid)
        case "building":
            return item.building
        case _:
            return True


def plan_command(page: PlanPage, values: Mapping[str, Any]) -> WritePlan:
    """What the form holds, as a version that takes the place of all that stand."""
    looks = (
        DimensionSeen(dimension=one.code, look=values[f"look_{one.code}"], words=values[f"words_{one.code}"])
        for one in page.dimensions
        if values[f"look_{one.code}"] is not None
    )
    return WritePlan(
        household_id=page.household_id,
        found_by=values["found_by"],
        dimensions=tuple(looks),
        lines=tuple(_line(row) for row in values["lines"]),
        mentors=tuple(_mentor(row) for row in values["mentors"]),
        note=values["note"],
        seen=tuple(version.version_id for version in page.standing),
    )


def plan_values(page: PlanPage) -> dict[str, object]:
    """What stands in the form: the newest version; of a new plan nothing but empty rows."""
    values = page.values
    if values is None:
        return {}
    found: dict[str, object] = {"found_by": values.found_by, "note": values.note}
    for seen in values.dimensions:
        found |= {f"look_{seen.dimension}": seen.look, f"words_{seen.dimension}": seen.words}
    found["lines"] = [
        {
            ROW_ID: line.line_id,
            "strand": line.strand.value,
            "what": line.what,
            "who": line.who,
            "agency": line.agency,
            "due": line.due.isoformat() if line.due else None,
        }
        for line in values.lines
    ]
    found["mentors"] = [
        {ROW_ID: str(number), "name": mentor.name, "kind": mentor.kind.value, "agency": mentor.agency}
        for number, mentor in enumerate(values.mentors)
    ]
    return found


def _line(row: Mapping[str, Any]) -> PlanLine:
    """A row without a strand comes without words, which is refused as it ought to be."""
    strand = row.get("strand")
    return PlanLine(
        line_id=row[ROW_ID],
        strand=Strand(strand) if strand else Strand.ATTITUDE,
        what=row.get("what") or "" if strand else "",
        who=row.get("who") or "",
        agency=row.get("agency") or "",
        due=date.fromisoformat(row["due"]) if row.get("due") else None,
    )


def _mentor(row: Mapping[str, Any]) -> Mentor:
    kind = row.get("kind")
    return Mentor(
        name=row.get("name") or "",
        kind=MentorKind(kind) if kind else MentorKind.PARTNER,
        agency=row.get("agency") or "",
    )


def progress_said(page: PlanPage) -> Message:
    """How many of the twelve steps are taken."""
    return message("household_plans.road.progress", done=_steps_done(page), all=len(page.road))


def _steps_done(page: PlanPage) -> int:
    return sum(line.state is StepState.DONE for line in page.road)


def road_said(page: PlanPage) -> Message:
    """How far the twelve steps are, and which comes next."""
    waiting = next((line.step for line in page.road if line.state is not StepState.DONE), None)
    if waiting is None:
        return progress_said(page)
    done = _steps_done(page)
    step = message(f"household_plans.step.{waiting.value}")
    return message("household_plans.road.next", done=done, all=len(page.road), step=step)
