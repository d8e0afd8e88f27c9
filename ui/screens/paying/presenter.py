"""The paying table: which run, who is next, what was entered, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.payments import HandOver, liftable
from kmcase.application.read.payments import RunItem, RunPage, VoucherItem
from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.meetings import Override
from kmcase.domain.payments import Method
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.answering import show_paper
from ui.lifting import override_of
from ui.ports import Desk, Err, Narrowed, Result
from ui.screens.paying.entry import Ending, Entry, Kept, Mark, Prospect, handover_of, missing, prospect
from ui.screens.paying.queue import after, find, may_be_paid
from ui.tone import Tone

OF_THE_ENTRY = frozenset(
    {
        "payments.count_differs",
        "payments.late",
        "payments.late_by_self",
        "payments.late_unexplained",
        "payments.mark_missing",
        "payments.thumbprint_wanted",
        "payments.thumb_witnesses_missing",
    }
)
"""What a judgement made before anything is entered cannot but say."""
OF_THE_OVERRIDE = frozenset({"second_person", "second_password", "override_reason"})
"""Fields of an override that the office refuses."""
_KINDS = {
    EvidenceKind.HANDOVER_PHOTO: "photo",
    EvidenceKind.THUMBPRINT: "thumb",
    EvidenceKind.PROXY_AUTHORITY: "authority",
}


class PayingPort(Protocol):
    """What the view shows."""

    def show_runs(self, runs: Sequence[RunItem], chosen: str | None) -> None: ...
    def show_nothing(self) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_page(self, page: RunPage) -> None: ...
    def show_payee(self, payee: VoucherItem | None, page: RunPage, staff: Sequence[StaffMember]) -> None: ...
    def show_company(self, before: RunPage, page: RunPage) -> None: ...
    def show_photo(self, content: bytes) -> None: ...
    def show_prospect(self, prospect: Prospect) -> None: ...
    def show_findings(self, findings: Sequence[Finding]) -> None: ...
    def show_lifting(self, override: Override | None, *, offered: bool) -> None: ...
    def show_not_lifted(self, failure: Err) -> None: ...
    def show_errors(self, errors: Mapping[str, Message]) -> None: ...
    def forget_password(self) -> None: ...
    def show_kept(self, kind: EvidenceKind, content: bytes, attachment: Attachment) -> None: ...
    def show_not_kept(self, kind: EvidenceKind, why: Message) -> None: ...
    def show_busy(self, *, busy: bool) -> None: ...
    def come_here(self) -> None: ...
    def next_please(self) -> None: ...


class PayingPresenter:
    """Answers the view with `show_*`; holds the run as it stands and what was captured for the payee in front."""

    def __init__(self, desk: Desk, view: PayingPort) -> None:
        self._desk = desk
        self._view = view
        self._staff: Sequence[StaffMember] = ()
        self._kept = Kept()
        self._override: Override | None = None
        self._second_password = ""
        self._liftable: tuple[str, ...] = ()
        self._day: date | None = None
        self._keeping = 0
        self._busy = False
        self.page: RunPage | None = None
        self._wanted: str | None = None
        self.payee: VoucherItem | None = None

    # --- which run ---

    def open(self, run_id: str | None, *, arriving: bool = True) -> None:
        """Show a run; without one the run in front, else the newest that is open.

        Who is `arriving` finds the keyboard where the work begins.
        """
        payments = self._desk.services.payments
        wanted = self._wanted = run_id or self._wanted

        def work() -> tuple[tuple[RunItem, ...], RunPage | None, tuple[StaffMember, ...]]:
            runs = payments.runs()
            open_runs = [run for run in runs if may_be_paid(run)]
            chosen = wanted or (open_runs[0].run_id if open_runs else None)
            return runs, payments.run(chosen) if chosen else None, payments.staff()

        self._desk.jobs.database(work, lambda result: self._opened(result, arriving=arriving))

    def choose(self, run_id: str) -> None:
        """Another run comes to the table."""
        if self.page is None or self.page.run_id != run_id:
            self.open(run_id)

    def _opened(
        self, result: Result[tuple[tuple[RunItem, ...], RunPage | None, tuple[StaffMember, ...]]], *, arriving: bool
    ) -> None:
        if isinstance(result, Err):
            self._wanted = None
            self._view.show_failure(result)
            return
        runs, page, self._staff = result.value
        offered = tuple(run for run in runs if may_be_paid(run) or (page and run.run_id == page.run_id))
        self._view.show_runs(offered, page.run_id if page else None)
        if page is None:
            self.page = self.payee = None
            self._view.show_nothing()
            return
        before, self.page = self.page, page
        again = before is not None and before.run_id == page.run_id
        self._wanted = self._wanted or page.run_id
        self._view.show_page(page)
        standing = self._still(self.payee) if again else None
        if standing is None or standing != self.payee:
            self.select(standing.voucher_id if standing else None)
        elif before is not None and before.values != page.values:
            self._view.show_company(before, page)
            self._look_ahead(page, standing)
        elif arriving:
            self._look_ahead(page, standing)
        if arriving:
            self._view.come_here()

    def _still(self, payee: VoucherItem | None) -> VoucherItem | None:
        if payee is None or self.page is None:
            return None
        return next((item for item in self.page.vouchers if item.voucher_id == payee.voucher_id), None)

    def changed(self, changes: Changes) -> None:
        """Something was committed elsewhere in the window."""
        if self.page is None or self.page.run_id in changes.of("run"):
            self.open(None, arriving=False)

    # --- who ---

    def typed(self, text: str) -> None:
        """Two letters of a name bring its payee to the front."""
        if self.page is not None and (found := find(self.page.vouchers, text)) is not None:
            self.select(found.voucher_id)

    def select(self, voucher_id: str | None) -> None:
        """Bring a payee to the front; None the next who waits."""
        if self.page is None:
            return
        vouchers = self.page.vouchers
        chosen = next((item for item in vouchers if item.voucher_id == voucher_id), None) or after(vouchers, None)
        if chosen is not None and self.payee is not None and chosen == self.payee:
            return
        self.payee, self._kept = chosen, Kept()
        self._override, self._liftable, self._day = None, (), None
        self._second_password = ""
        self._view.show_payee(chosen, self.page, self._staff)
        if chosen is None:
            return
        self._view.show_prospect(prospect(self.page, chosen, None))
        self._look_ahead(self.page, chosen)
        self._fetch_photo(self.page, chosen)

    def _look_ahead(self, page: RunPage, payee: VoucherItem) -> None:
        """What stands against this payment is said before anybody signs."""
        if page.values.method is not Method.CASH or payee.state != "issued" or not may_be_paid(page):
            self._view.show_findings(())
            return
        self._judge(self._foreseen(page, payee, self._override))

    def _foreseen(
        self, page: RunPage, payee: VoucherItem, override: Override | None = None, second_password: str = ""
    ) -> HandOver:
        """The hand-over as it will be, on its day, before anything else is entered."""
        entry = Entry(counted=payee.amount, mark=Mark.PAPER, paid_on=self._day)
        handover = handover_of(page, entry, Kept(), self._desk.today())
        return HandOver(
            voucher_id=payee.voucher_id, handover=handover, override=override, second_password=second_password
        )

    def _judge(self, command: HandOver, *, refused: bool = False) -> None:
        """Show what the rules say; of a hand-over that was `refused` and said why, only what may be lifted is news."""
        payments = self._desk.services.payments

        def looked(result: Result[tuple[Finding, ...]]) -> None:
            if self.payee is None or self.payee.voucher_id != command.voucher_id:
                return
            if isinstance(result, Err):
                self._not_judged(command, result, refused=refused)
                return
            known = [f for f in result.value if f.code not in OF_THE_ENTRY and f.severity is not Severity.INFORM]
            may_be_lifted = liftable(tuple(known))
            if refused and not may_be_lifted:
                return
            self._override, self._liftable = command.override, may_be_lifted
            self._second_password = command.second_password or self._second_password
            self._view.show_findings(known)
            self._view.show_lifting(self._override, offered=bool(may_be_lifted))

        self._desk.jobs.database(lambda: payments.judge(command), looked)

    def _not_judged(self, command: HandOver, failure: Err, *, refused: bool) -> None:
        if command.override is not None and (not refused or failure.field in OF_THE_OVERRIDE):
            self._view.show_not_lifted(failure)
        elif not refused:
            self._view.show_errors({failure.field or "": failure.message})

    def lift(self, values: Mapping[str, Any]) -> None:
        """Lift what blocks by a second person, for the hand-over that follows; the office says whether it holds.

        The second person's password is kept until that hand-over is tried, no longer than the payee stands in front.
        """
        if self.page is None or self.payee is None:
            return
        before = self._override.codes if self._override else ()
        override = override_of(values, (*before, *self._liftable))
        self._judge(self._foreseen(self.page, self.payee, override, values["second_password"]))

    def _fetch_photo(self, page: RunPage, payee: VoucherItem) -> None:
        stored = page.photos.get(payee.request_id)
        if stored is None:
            return
        attachments = self._desk.services.attachments

        def fetched(result: Result[bytes]) -> None:
            if not isinstance(result, Err) and self.payee is not None and self.payee.voucher_id == payee.voucher_id:
                self._view.show_photo(result.value)

        self._desk.jobs.background(
            lambda _: attachments.open(stored), fetched, title=message("payments.job.photo", name=payee.payee_name)
        )

    # --- what is entered ---

    def entered(self, entry: Entry) -> None:
        """Something was typed or drawn; another day may meet other limits."""
        if self.page is None or self.payee is None:
            return
        self._view.show_prospect(prospect(self.page, self.payee, entry.counted))
        if entry.paid_on != self._day:
            self._day = entry.paid_on
            self._look_ahead(self.page, self.payee)

    def keep(self, kind: EvidenceKind, name: str, content: bytes) -> None:
        """Store what was captured at once, so that recording the payment does not wait for it."""
        payee, attachments = self.payee, self._desk.services.attachments
        if payee is None:
            return
        self._keeping += 1
        self._show_busy()

        def kept(result: Result[Attachment]) -> None:
            self._keeping -= 1
            self._show_busy()
            if self.payee is None or self.payee.voucher_id != payee.voucher_id:
                return
            if isinstance(result, Err):
                self._view.show_not_kept(kind, result.message)
            else:
                self._kept = replace(self._kept, **{_KINDS[kind]: result.value})
                self._fetch_kept(kind, result.value)

        self._desk.jobs.background(
            lambda _: attachments.keep(content, kind, name), kept, title=message("payments.job.keep", name=name)
        )

    def _fetch_kept(self, kind: EvidenceKind, attachment: Attachment) -> None:
        attachments = self._desk.services.attachments

        def fetched(result: Result[bytes]) -> None:
            if not isinstance(result, Err):
                self._view.show_kept(kind, result.value, attachment)

        title = message("payments.job.keep", name=attachment.name)
        self._desk.jobs.background(lambda _: attachments.open(attachment.stored_sha256), fetched, title=title)

    def let_go(self, kind: EvidenceKind) -> None:
        """What was captured is taken out again."""
        self._kept = replace(self._kept, **{_KINDS[kind]: None})

    # --- what is done ---

    def pay(self, entry: Entry) -> None:
        """Record the hand-over to the payee in front."""
        if self.page is None or self.payee is None or self._busy or self._keeping:
            return
        lacks = missing(entry, self._kept)
        if lacks:
            self._view.show_errors(lacks)
            return
        handover = handover_of(self.page, entry, self._kept, self._desk.today())
        command = HandOver(
            voucher_id=self.payee.voucher_id,
            handover=handover,
            override=self._override,
            second_password=self._second_password,
            late_second_password=entry.late_second_password,
        )
        self._second_password = ""
        self._view.forget_password()
        without = replace(command, second_password="", late_second_password="")
        payments = self._desk.services.payments
        said = message("payments.entry.paid", name=self.payee.payee_name, amount=self.payee.amount)
        self._do(lambda: payments.hand_over(command), said, lambda: self._judge(without, refused=True))

    def end(self, ending: Ending, reason: str) -> None:
        """Note that the money is not handed over."""
        if self.payee is None or self._busy:
            return
        payments, voucher_id = self._desk.services.payments, self.payee.voucher_id
        said = message("payments.ending.done", number=self.payee.number, name=self.payee.payee_name)
        if ending is Ending.SPOILED:
            self._do(lambda: payments.spoil(voucher_id, reason), said)
        else:
            ends = ending is Ending.ENDS
            self._do(lambda: payments.not_paid(voucher_id, reason, ends_approval=ends), said)

    def _do(self, work: Callable[[], Outcome[str]], said: Message, refused: Callable[[], None] | None = None) -> None:
        self._busy = True
        self._show_busy()

        def done(result: Result[Outcome[str]]) -> None:
            self._done(result, said)
            if isinstance(result, Err) and refused is not None:
                refused()

        self._desk.jobs.database(work, done)

    def _done(self, result: Result[Outcome[str]], said: Message) -> None:
        self._busy = False
        self._show_busy()
        if isinstance(result, Err):
            self._refused(result)
            return
        self._desk.notices.notice(said, Tone.OK)
        self._go_on()
        self._desk.announce(result.value.changes)

    def _refused(self, failure: Err) -> None:
        if failure.field == "second_password":
            self._view.show_not_lifted(failure)
        else:
            self._view.show_errors({failure.field or "": failure.message})

    def _go_on(self) -> None:
        """The next who waits comes to the front, before the run is read again."""
        page, payee = self.page, self.payee
        upcoming = after(page.vouchers, payee.voucher_id) if page and payee else None
        if page and upcoming and payee and upcoming.voucher_id != payee.voucher_id:
            self.select(upcoming.voucher_id)
        else:
            self.payee = None
        self._view.next_please()

    def _show_busy(self) -> None:
        self._view.show_busy(busy=self._busy or self._keeping > 0)

    # --- papers and ways ---

    def print_receipts(self) -> None:
        """The numbered receipts of the run with date and signature blank, previewed."""
        if self.page is None:
            return
        printing, run_id = self._desk.services.printing, self.page.run_id
        language = self._desk.texts.language
        title = message("payments.job.receipts", number=self.page.values.number)
        show_paper(self._desk, lambda _: printing.blank_receipts(run_id, language), title)

    def go_to_run(self) -> None:
        """Closing and what must agree are on the page of runs."""
        self._desk.navigation.open("runs", self.page.run_id if self.page else None)

    def go_to_arranging(self) -> None:
        """Payer, committee, witnesses and place are set once for the run, on the page of runs."""
        if self.page is not None and self._desk.may("payments.arrange"):
            arranging = Narrowed(by="arrange", typed=self.page.run_id)
            self._desk.navigation.open("runs", arranging.as_record())
