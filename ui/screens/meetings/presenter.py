"""What the meetings screen shows and does; deciding one by one is in `deciding` and below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.meetings import RecordDecision, Verdict
from kmcase.application.read.meetings import AgendaItem, MeetingItem, MeetingPage
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.findings import blocking
from kmcase.domain.meetings import MeetingValues
from kmcase.domain.money import Baht
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.lifting import override_of, possible_seconds
from ui.ports import Desk, Err, Ok, Progress, Result
from ui.screens.meetings.agenda import Order
from ui.screens.meetings.deciding import OUTCOMES, Deciding, Step, approval, begun, refusal, suggested_resolution
from ui.screens.meetings.panel import panel_of
from ui.tone import Tone

Staff = tuple[tuple[str, str], ...]


class MeetingsPort(Protocol):
    """What the view can show."""

    def show_list(self, meetings: tuple[MeetingItem, ...]) -> None:
        """Meetings, the newest first."""
        ...

    def show_page(self, page: MeetingPage | None) -> None:
        """One meeting, or none chosen."""
        ...

    def show_trouble(self, failure: Err) -> None:
        """Why something could not be done."""
        ...

    def show_head(self, page: MeetingPage | None, staff: Staff) -> None:
        """The form of a meeting's head; None for a new one."""
        ...

    def head_failed(self, failure: Err) -> None:
        """Why the head was refused."""
        ...

    def show_agenda(self, page: MeetingPage, ready: Sequence[AgendaItem]) -> None:
        """Choosing the agenda."""
        ...

    def show_deciding(self, deciding: Deciding, resolution: str, seconds: Sequence[StaffMember]) -> None:
        """A request before the panel."""
        ...

    def show_verdict(self, deciding: Deciding) -> None:
        """What the rules say of the amount typed."""
        ...

    def decision_failed(self, failure: Err) -> None:
        """Why a decision was refused."""
        ...

    def back_to_page(self) -> None:
        """From a form to the meeting."""
        ...


class MeetingsPresenter:
    """Decides for the meetings; every call of a service runs in a job."""

    def __init__(self, desk: Desk, view: MeetingsPort) -> None:
        self._desk = desk
        self._view = view
        self._chosen: str | None = None
        self._page: MeetingPage | None = None
        self._editing: str | None = None
        self._deciding: Deciding | None = None
        self._staff: Staff = ()
        self._seconds: tuple[StaffMember, ...] = ()
        self._asked = 0
        self._recording = False

    def may(self, use_case: str) -> bool:
        """Whether the signed-in person may."""
        return self._desk.may(use_case)

    # --- list and page ---

    def open(self, meeting_id: str | None = None) -> None:
        """Read the list, and show a meeting."""
        self._chosen = meeting_id or self._chosen
        services = self._desk.services

        def read() -> tuple[tuple[MeetingItem, ...], tuple[StaffMember, ...]]:
            return services.meetings.list(), services.staff.list()

        def got(result: Result[tuple[tuple[MeetingItem, ...], tuple[StaffMember, ...]]]) -> None:
            if isinstance(result, Err):
                self._view.show_trouble(result)
                return
            meetings, staff = result.value
            self._staff = tuple((member.staff_id, member.name) for member in staff if member.active)
            self._seconds = possible_seconds(staff, self._desk.actor.staff_id)
            self._view.show_list(meetings)
            if self._chosen is None and meetings:
                self._chosen = meetings[0].meeting_id
            self.refresh()

        self._desk.jobs.database(read, got)

    def choose(self, meeting_id: str) -> None:
        """Another meeting."""
        if meeting_id != self._chosen:
            self._chosen = meeting_id
            self.refresh()

    def refresh(self) -> None:
        """Read the meeting anew."""
        chosen, meetings = self._chosen, self._desk.services.meetings
        if chosen is None:
            self._view.show_page(None)
            return
        self._desk.jobs.database(lambda: meetings.page(chosen), self._got_page)

    def _got_page(self, result: Result[MeetingPage]) -> None:
        if isinstance(result, Err):
            self._view.show_trouble(result)
            return
        page = result.value
        if page.meeting_id != self._chosen:
            return
        self._page = page
        self._view.show_page(page)
        if self._deciding is not None and self._deciding.page.meeting_id == page.meeting_id:
            self._deciding = self._deciding.with_page(page)

    def apply_changes(self, changes: Changes) -> None:
        """A meeting, a request or the budget changed."""
        if "meeting" in changes or "request" in changes or "budget" in changes:
            self.open()

    # --- head ---

    def begin_head(self, *, new: bool) -> None:
        """Plan a meeting, or write the head of the one shown anew."""
        page = None if new else self._page
        if self.may("meetings.plan"):
            self._editing = page.meeting_id if page else None
            self._view.show_head(page, self._staff)

    def save_head(self, values: Mapping[str, Any]) -> None:
        """Keep what was typed."""
        meetings, editing = self._desk.services.meetings, self._editing
        office = self._desk.services.office
        names = dict(self._staff)

        def work() -> Outcome[str]:
            panel = panel_of(values["outside"] or "", values["staff"] or (), names, office.office().name)
            head = MeetingValues(
                number=values["number"].strip(),
                held_on=values["held_on"],
                place=values["place"] or "",
                panel=panel,
                remark=values["remark"] or "",
            )
            found: Outcome[str] = meetings.plan(head, editing)
            return found

        def done(result: Result[Outcome[str]]) -> None:
            match result:
                case Ok(value=outcome):
                    self._chosen = outcome.value
                    self._view.back_to_page()
                    self._tell(message("meetings.planned"), outcome.changes)
                case Err():
                    self._view.head_failed(result)

        self._desk.jobs.database(work, done)

    # --- agenda ---

    def begin_agenda(self) -> None:
        """Choose from what is ready."""
        page, meetings = self._page, self._desk.services.meetings
        if page is None or not self.may("meetings.agenda"):
            return

        def got(result: Result[tuple[AgendaItem, ...]]) -> None:
            match result:
                case Ok(value=ready):
                    self._view.show_agenda(page, ready)
                case Err():
                    self._view.show_trouble(result)

        self._desk.jobs.database(meetings.candidates, got)

    def save_agenda(self, order: Order) -> None:
        """Keep the agenda chosen."""
        page, meetings = self._page, self._desk.services.meetings
        if page is None:
            return
        ids = tuple(item.request_id for item in order)
        said = message("meetings.agenda_saved", count=len(ids))
        self._do(lambda: meetings.set_agenda(page.meeting_id, ids), said)

    # --- closing, minutes, papers ---

    def close(self) -> None:
        """Close the meeting shown."""
        page, meetings = self._page, self._desk.services.meetings
        if page is not None:
            said = message("meetings.closed", number=page.values.number)
            self._do(lambda: meetings.close(page.meeting_id), said)

    def attach_minutes(self, name: str, read: Callable[[], bytes]) -> None:
        """Keep the scan of the signed minutes."""
        page, services = self._page, self._desk.services
        if page is None:
            return

        def work(progress: Progress) -> Outcome[str]:
            kept = services.attachments.keep(read(), EvidenceKind.MINUTES, name)
            found: Outcome[str] = services.meetings.attach_minutes(page.meeting_id, kept)
            return found

        self._desk.jobs.background(
            work, lambda result: self._done(result, message("meetings.attached")), title=message("meetings.attaching")
        )

    def print_meeting(self) -> None:
        """Agenda and resolutions on paper."""
        page, printing, language = self._page, self._desk.services.printing, self._desk.texts.language
        if page is None:
            return
        number = page.values.number

        def done(result: Result[bytes]) -> None:
            match result:
                case Ok(value=content):
                    self._desk.show_paper(content, self._desk.texts.text("meetings.paper_title", number=number))
                case Err():
                    self._view.show_trouble(result)

        self._desk.jobs.background(
            lambda progress: bytes(printing.meeting(page.meeting_id, language)),
            done,
            title=message("meetings.making", number=number),
        )

    # --- deciding ---

    def begin_deciding(self) -> None:
        """Put the first undecided request before the panel."""
        if self._page is not None and self._page.agenda and self.may("meetings.decide"):
            self._deciding = begun(self._page)
            self._show_deciding()

    def press(self, letter: str) -> bool:
        """A letter key while deciding; whether it meant anything."""
        if self._deciding is None or self._deciding.step is not Step.AMOUNT:
            return False
        match letter:
            case "N" | "P":
                self._move(self._deciding.moved(1 if letter == "N" else -1))
            case "H":
                self._move(replace(self._deciding, hidden=not self._deciding.hidden))
            case "R" | "D" | "O" if self._deciding.item.outcome is None:
                self._ask({"R": Step.REJECT, "D": Step.DEFER, "O": Step.OVERRIDE}[letter])
            case _:
                return False
        return True

    def _ask(self, step: Step) -> None:
        if self._deciding is None or (step is Step.OVERRIDE and not self._deciding.blocked):
            return
        self._deciding = replace(self._deciding, step=step)
        self._view.show_verdict(self._deciding)

    def step_back(self) -> bool:
        """Esc: from a question back to the amount; False where there is none."""
        if self._deciding is None or self._deciding.step is Step.AMOUNT:
            self._deciding = None
            return False
        self._deciding = replace(self._deciding, step=Step.AMOUNT)
        self._view.show_verdict(self._deciding)
        return True

    def judge(self, amount: Baht | None) -> None:
        """What the rules say of approving an amount; only the newest answer counts."""
        deciding, meetings = self._deciding, self._desk.services.meetings
        if deciding is None or deciding.item.outcome is not None:
            return
        self._asked += 1
        mine = self._asked

        def got(result: Result[Verdict]) -> None:
            if mine != self._asked or self._deciding is None or isinstance(result, Err):
                return
            self._deciding = replace(self._deciding, findings=result.value.findings)
            self._view.show_verdict(self._deciding)

        item = deciding.item
        self._desk.jobs.database(lambda: meetings.judge(deciding.page.meeting_id, item.request_id, amount), got)

    def approve(self, amount: Baht | None, resolution: str) -> None:
        """Record an approval."""
        if self._deciding is not None and self._deciding.item.outcome is None:
            self._record(approval(self._deciding, amount, resolution, None))

    def refuse(self, resolution: str, reason: str) -> None:
        """Record the rejection or deferral that is being asked for."""
        if self._deciding is not None and self._deciding.step in OUTCOMES:
            self._record(refusal(self._deciding, OUTCOMES[self._deciding.step], resolution, reason))

    def lift(self, amount: Baht | None, resolution: str, values: Mapping[str, Any]) -> None:
        """Record an approval under a block that a second person lifts."""
        if self._deciding is None:
            return
        codes = (finding.code for finding in blocking(self._deciding.findings))
        override = override_of(values, codes)
        self._record(approval(self._deciding, amount, resolution, override, values["second_password"]))

    def _record(self, command: RecordDecision) -> None:
        if self._recording:
            return
        self._recording = True
        meetings = self._desk.services.meetings

        def work() -> tuple[Outcome[str], MeetingPage]:
            return meetings.decide(command), meetings.page(command.meeting_id)

        def done(result: Result[tuple[Outcome[str], MeetingPage]]) -> None:
            self._recording = False
            if isinstance(result, Err):
                self._view.decision_failed(result)
                return
            outcome, page = result.value
            if self._deciding is not None:
                self._page = page
                self._deciding = self._deciding.onward(page)
                self._show_deciding()
            self._tell(message("meetings.decision.recorded", resolution=command.resolution_number), outcome.changes)

        self._desk.jobs.database(work, done)

    def _move(self, deciding: Deciding) -> None:
        self._deciding = deciding
        self._show_deciding()

    def _show_deciding(self) -> None:
        deciding = self._deciding
        if deciding is None:
            return
        item = deciding.item
        resolution = item.resolution_number or suggested_resolution(deciding, self._desk.texts.catalogue)
        self._view.show_deciding(deciding, resolution, self._seconds)
        self.judge(item.proposed)

    # --- inside ---

    def _do(self, work: Callable[[], Outcome[str]], said: Message) -> None:
        self._desk.jobs.database(work, lambda result: self._done(result, said))

    def _done(self, result: Result[Outcome[str]], said: Message) -> None:
        match result:
            case Ok(value=outcome):
                self._view.back_to_page()
                self._tell(said, outcome.changes)
                for finding in outcome.findings:
                    self._desk.notices.notice(message(finding.message_key, **finding.params), Tone.WARN)
            case Err():
                self._view.show_trouble(result)

    def _tell(self, said: Message, changes: Changes) -> None:
        self._desk.notices.notice(said, Tone.OK)
        self._desk.announce(changes)
