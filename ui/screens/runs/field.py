"""A run that goes out with a laptop: taken out, in or back; what the books do not take is decided on. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.checkouts import ComeHome, Settle, TakeBack
from kmcase.application.read.checkouts import HandoverDoubt, LaptopChoice
from kmcase.application.read.payments import RunPage
from kmcase.domain.money import Baht
from kmcase.domain.payments import Method, RunState, VoucherState
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.lifting import possible_seconds
from ui.ports import Desk, Err, Result
from ui.tone import Tone


class Act(StrEnum):
    """What may be done with a run and a laptop, each asked for on a form of its own."""

    OUT = "out"
    HOME = "home"
    LOST = "lost"
    DOUBT = "doubt"


class FieldPort(Protocol):
    """What the view shows."""

    def show_laptops(self, laptops: Sequence[LaptopChoice], cash: Baht) -> None: ...
    def show_act(self, act: Act) -> None: ...
    def show_seconds(self, people: Sequence[StaffMember]) -> None: ...
    def show_will(self, said: Message, *, ready: bool) -> None: ...
    def show_act_errors(self, errors: Mapping[str, Message]) -> None: ...
    def act_done(self) -> None: ...


def may_go_out(page: RunPage) -> bool:
    """Whether somebody of an open run of cash at the office waits for money."""
    waits = any(voucher.state is VoucherState.ISSUED for voucher in page.vouchers)
    return page.here and page.checkout is None and page.values.method is Method.CASH and is_open(page) and waits


def is_open(page: RunPage) -> bool:
    """Whether its vouchers may still be paid somewhere."""
    return page.state is RunState.OPEN


def is_out(page: RunPage) -> bool:
    """Whether the office waits for a laptop to bring it home."""
    return page.checkout is not None and not page.checkout.here


def out_sentence(page: RunPage, laptop: str, cash: Baht | None) -> tuple[Message, bool]:
    """What taking the run out will do, and whether it may be done."""
    if not laptop or cash is None:
        return message("checkouts.out.will_choose"), False
    count = sum(voucher.state is VoucherState.ISSUED for voucher in page.vouchers)
    said = message("checkouts.out.will", name=page.payer_name, cash=cash, count=count, laptop=laptop)
    return said, True


def home_sentence(page: RunPage, counted: Baht | None) -> tuple[Message, bool]:
    """Whether the cash that was counted is what has to come back, and whether the run may be taken in."""
    back = page.returns
    if back is None:
        return message("checkouts.error.not_out"), False
    if back.silent:
        return message("checkouts.home.will_wait", count=len(back.silent)), False
    if counted is None:
        return message("checkouts.home.will_count", expected=back.expected), False
    if counted == back.expected:
        return message("checkouts.home.will_agree", expected=back.expected), True
    difference = counted - back.expected
    said = message(
        "checkouts.home.will_differ",
        expected=back.expected,
        counted=counted,
        way=message("checkouts.home.over" if difference.satang > 0 else "checkouts.home.under"),
        difference=Baht(abs(difference.satang)),
    )
    return said, True


class FieldPresenter:
    """Answers the view with `show_*`; the run in front is told to it."""

    def __init__(self, desk: Desk, view: FieldPort, shown: Callable[[str], None]) -> None:
        self._desk = desk
        self._view = view
        self._shown = shown
        self._laptops: Sequence[LaptopChoice] = ()
        self._doubt: HandoverDoubt | None = None
        self.page: RunPage | None = None

    # --- out ---

    def begin_out(self) -> None:
        """Offer the laptops that the run's payer works on."""
        page, checkouts = self.page, self._desk.services.checkouts
        if page is None or not may_go_out(page) or not self._desk.may("checkouts.check_out"):
            return

        def found(result: Result[tuple[LaptopChoice, ...]]) -> None:
            if isinstance(result, Err):
                self._desk.notices.notice(result.message, Tone.ERROR)
                return
            self._laptops = [each for each in result.value if page.values.payer in each.officers]
            if not self._laptops:
                self._desk.notices.notice(message("checkouts.out.no_laptop", name=page.payer_name), Tone.WARN)
                return
            waits = [voucher.amount for voucher in page.vouchers if voucher.state is VoucherState.ISSUED]
            self._view.show_act(Act.OUT)
            self._view.show_laptops(self._laptops, Baht.total(waits))

        self._desk.jobs.database(checkouts.laptops, found)

    def out_entered(self, laptop_id: str | None, cash: Baht | None) -> None:
        """Say what taking it out will do."""
        if self.page is not None:
            name = next((each.name for each in self._laptops if each.laptop_id == laptop_id), "")
            said, ready = out_sentence(self.page, name, cash)
            self._view.show_will(said, ready=ready)

    def check_out(self, laptop_id: str, cash: Baht) -> None:
        """Take it out."""
        page, checkouts = self.page, self._desk.services.checkouts
        if page is not None:
            self._do(lambda: checkouts.check_out(page.run_id, laptop_id, cash), "checkouts.out.done")

    # --- home ---

    def begin_home(self) -> None:
        """Count the cash that came back."""
        if self.page is not None and is_out(self.page) and self._desk.may("checkouts.come_home"):
            self._view.show_act(Act.HOME)
            self.home_entered(None)

    def home_entered(self, counted: Baht | None) -> None:
        """Say whether it is what has to come back."""
        if self.page is not None:
            said, ready = home_sentence(self.page, counted)
            self._view.show_will(said, ready=ready)

    def come_home(self, counted: Baht, note: str) -> None:
        """Take it in."""
        page, checkouts = self.page, self._desk.services.checkouts
        if page is not None:
            command = ComeHome(run_id=page.run_id, counted=counted, note=note)
            self._do(lambda: checkouts.come_home(command), "checkouts.home.done")

    def begin_lost(self) -> None:
        """Take the run from a laptop that does not come."""
        page, payments = self.page, self._desk.services.payments
        if page is None or not is_out(page) or not self._desk.may("checkouts.take_back"):
            return

        def found(result: Result[tuple[StaffMember, ...]]) -> None:
            if isinstance(result, Err):
                self._desk.notices.notice(result.message, Tone.ERROR)
                return
            self._view.show_act(Act.LOST)
            self._view.show_seconds(possible_seconds(result.value, self._desk.actor.staff_id, page.values.payer))
            self._view.show_will(message("checkouts.lost.will"), ready=True)

        self._desk.jobs.database(payments.staff, found)

    def take_back(self, reason: str, second_person: str, second_password: str) -> None:
        """Take it back."""
        page, checkouts = self.page, self._desk.services.checkouts
        if page is None:
            return
        command = TakeBack(
            run_id=page.run_id, reason=reason, second_person=second_person, second_password=second_password
        )
        self._do(lambda: checkouts.take_back(command), "checkouts.lost.done")

    # --- what the books do not take ---

    def begin_doubt(self, doubt: HandoverDoubt) -> None:
        """Ask the director's word on a hand-over."""
        if self.page is None or not self._desk.may("checkouts.settle"):
            return
        self._doubt = doubt
        self._view.show_act(Act.DOUBT)
        name = "will" if doubt.may_be_accepted else "will_set_aside"
        self._view.show_will(Message(f"checkouts.doubt.{name}"), ready=doubt.may_be_accepted)

    def settle(self, reason: str, *, accept: bool) -> None:
        """Into the books, or not."""
        doubt, checkouts = self._doubt, self._desk.services.checkouts
        if doubt is None or (accept and not doubt.may_be_accepted):
            return
        command = Settle(handover_event=doubt.handover_event, accept=accept, reason=reason)
        said = "checkouts.doubt.accepted" if accept else "checkouts.doubt.put_aside"
        self._do(lambda: checkouts.settle(command), said)

    def take_waiting(self) -> None:
        """Take into the books what came with somebody who handles no money."""
        page, checkouts = self.page, self._desk.services.checkouts
        if page is None:
            return

        def taken(result: Result[int]) -> None:
            if isinstance(result, Err):
                self._desk.notices.notice(result.message, Tone.ERROR)
                return
            self._desk.notices.notice(message("checkouts.doubt.taken", count=result.value), Tone.OK)
            self._shown(page.run_id)
            self._desk.announce(Changes(frozenset({("run", page.run_id)})))

        self._desk.jobs.database(checkouts.accept, taken)

    def _do(self, work: Callable[[], Outcome[str]], key: str) -> None:
        page = self.page

        def done(result: Result[Outcome[str]]) -> None:
            if isinstance(result, Err):
                self._view.show_act_errors({result.field or "": result.message})
                return
            self._desk.notices.notice(Message(key), Tone.OK)
            self._view.act_done()
            if page is not None:
                self._shown(page.run_id)
            self._desk.announce(result.value.changes)

        self._desk.jobs.database(work, done)
