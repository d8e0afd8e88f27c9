"""Decides for the exchange: one bundle at a time, made or taken beside everything else, with cancel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from kmcase.application.changes import Changes
from kmcase.application.exchange import AppliedBundle, ExchangeStatus, LaptopStatus, MadeBundle
from kmcase.application.exchange.network import Exchanged
from kmcase.application.exchange.ports import LoggedExchange, RefusedEntry
from kmcase.domain.laptops import OFFICE_DEVICE
from kmcase.messages import Message, message
from ui.one_job import OneJob
from ui.ports import Desk, Err, Progress, Result
from ui.screens.exchange.said import Told, applied_told, device_said, made_told
from ui.tone import Tone

T = TypeVar("T")
Read = tuple[ExchangeStatus, tuple[LoggedExchange, ...], tuple[RefusedEntry, ...]]
_CANCELLED = "shell.cancelled"
_FOLDER = "exchange/folder"
_ADDRESS = "exchange/address"


class ExchangePort(Protocol):
    """What the view can show."""

    def show_status(self, status: ExchangeStatus, receiver: str) -> None: ...
    def show_log(self, exchanges: tuple[LoggedExchange, ...]) -> None: ...
    def show_refusals(self, refusals: tuple[RefusedEntry, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_working(self, said: Message | None) -> None: ...
    def show_told(self, told: Told, answer_to: str) -> None: ...


class ExchangePresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: ExchangePort) -> None:
        self._desk = desk
        self._view = view
        self._status: ExchangeStatus | None = None
        self._receiver = ""
        self._job = OneJob(desk, view.show_working)

    # --- showing ---

    def open(self, laptop_id: str | None = None) -> None:
        """Read how things stand, beside the work; a laptop is whom a bundle is to be made for."""
        self._receiver = laptop_id or self._receiver
        exchange = self._desk.services.exchange

        def read(_: Progress) -> Read:
            return exchange.status(), exchange.log(), exchange.refusals()

        self._desk.jobs.background(read, self._read, title=message("exchange_ui.job.read"))

    def _read(self, result: Result[Read]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        self._status, log, refusals = result.value
        in_use = [each.enrolled.laptop.laptop_id for each in self.receivers]
        if self._receiver not in in_use:
            self._receiver = in_use[0] if in_use else ""
        self._view.show_status(self._status, self._receiver)
        self._view.show_log(log)
        self._view.show_refusals(refusals)

    @property
    def receivers(self) -> tuple[LaptopStatus, ...]:
        """At the office the laptops in use."""
        known = self._status.laptops if self._status is not None else ()
        return tuple(each for each in known if each.enrolled.revoked_at is None)

    @property
    def receiver(self) -> str:
        """Whom a bundle would be made for; empty where there is nobody."""
        if self._status is None:
            return ""
        return self._receiver if self._status.is_office else OFFICE_DEVICE

    def choose(self, laptop_id: str) -> None:
        """Make the next bundle for another laptop."""
        if self._status is not None and laptop_id and laptop_id != self._receiver:
            self._receiver = laptop_id
            self._view.show_status(self._status, laptop_id)

    def changed(self, changes: Changes, *, in_front: bool) -> None:
        """Something was committed; out of sight it is read when the screen is shown again."""
        if in_front and not self._job.running and changes.touched:
            self.open()

    # --- doing ---

    def folder(self, home: Path) -> Path:
        """Where the last bundle lay, as long as that is there."""
        kept = self._desk.memory.get(_FOLDER)
        return Path(kept) if kept and Path(kept).is_dir() else home

    def name_of_file(self) -> str:
        """What a new bundle is called: for whom at the office, from whom on a laptop."""
        status = self._status
        if status is None:
            return ""
        text = self._desk.texts.text
        if status.is_office:
            return text("exchange_ui.file_for", name=device_said(self._receiver, status))
        return text("exchange_ui.file_from", name=status.device_name)

    def make(self, out: Path) -> None:
        """Write a bundle for the receiver."""
        exchange, receiver = self._desk.services.exchange, self.receiver
        if not receiver or not self._reachable(out.parent):
            return
        name = device_said(receiver, self._status)

        def made(bundle: MadeBundle) -> None:
            self._view.show_told(made_told(bundle, name), "")

        self._work(lambda steps: exchange.make(receiver, out, steps), made, message("exchange_ui.job.make", name=name))

    def take(self, path: Path) -> None:
        """Take what is in a bundle."""
        exchange = self._desk.services.exchange

        def taken(applied: AppliedBundle) -> None:
            told = applied_told(applied, device_said(applied.sender, self._status))
            answers = self._desk.may("exchange.make") and told.next is not None
            self._view.show_told(told, applied.sender if answers else "")
            self._desk.announce(applied.changes)

        self._desk.memory.put(_FOLDER, str(path.parent))
        self._work(lambda steps: exchange.apply(path, steps), taken, message("exchange_ui.job.take", file=path.name))

    def address(self) -> str:
        """Where the office was met last."""
        return self._desk.memory.get(_ADDRESS) or ""

    def meet(self, address: str) -> None:
        """Give the office what it lacks over the network, and take what is new there."""
        network = self._desk.services.network

        def met(exchanged: Exchanged) -> None:
            told = applied_told(exchanged.applied, message("exchange_ui.office"))
            here = message("exchange_ui.line.at_the_office", count=int(exchanged.told.get("new", 0)))
            self._view.show_told(replace(told, lines=(here, *told.lines)), "")
            self._desk.announce(exchanged.applied.changes)

        self._desk.memory.put(_ADDRESS, address)
        self._work(
            lambda steps: network.with_office(address, steps), met, message("exchange_ui.job.meet", address=address)
        )

    def cancel(self) -> None:
        """Stop what is under way; what was taken until then stays."""
        self._job.cancel()

    def go(self, screen: str) -> None:
        """Go to a screen that tells more."""
        self._desk.navigation.open(screen)

    def compare(self, alike: tuple[tuple[str, str], ...]) -> None:
        """Go to entries that may be one person: one pair side by side, several in their list."""
        self._desk.navigation.open("duplicates", "+".join(alike[0]) if len(alike) == 1 else None)

    # --- inside ---

    def _reachable(self, folder: Path) -> bool:
        if folder.is_dir():
            self._desk.memory.put(_FOLDER, str(folder))
            return True
        said = message("exchange_ui.error.no_folder", folder=str(folder))
        self._view.show_told(Told(head=said, tone=Tone.ERROR), "")
        return False

    def _work(self, work: Callable[[Progress], T], done: Callable[[T], None], title: Message) -> None:
        def ended(result: Result[T]) -> None:
            if not isinstance(result, Err):
                done(result.value)
            elif result.code == _CANCELLED:
                self._view.show_told(Told(head=message("exchange_ui.done.cancelled"), tone=Tone.WARN), "")
            else:
                self._view.show_told(Told(head=result.message, tone=Tone.ERROR), "")
            self.open()

        self._job.start(work, ended, title)
