"""What the ledger shows, and how it is printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kmcase.application.changes import Changes
from kmcase.application.printing import LedgerOrder
from kmcase.application.printing.service import Group, group_of, ledger_total
from kmcase.application.read.payments import LedgerItem
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.money import Baht
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Ok, Progress, Result

GROUPS: tuple[Group, ...] = ("half", "month", "batch", "subdistrict", "officer")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerShown:
    """A half's rows, what they come to, and what the budget page says was paid."""

    half: BudgetHalf
    items: tuple[LedgerItem, ...]
    total: Baht
    budget: Baht

    @property
    def agrees(self) -> bool:
        """Whether ledger and budget say the same."""
        return self.total == self.budget


class LedgerPort(Protocol):
    """What the view can show."""

    def show_halves(self, halves: tuple[BudgetHalf, ...]) -> None:
        """The halves that can be chosen, the newest first."""
        ...

    def show_groups(self, names: tuple[str, ...]) -> None:
        """The groups of the chosen grouping."""
        ...

    def show_ledger(self, shown: LedgerShown) -> None:
        """Rows and totals."""
        ...

    def show_trouble(self, failure: Err) -> None:
        """Why there is nothing."""
        ...

    def show_paper(self, content: bytes, name: str) -> None:
        """The pages as printed."""
        ...

    def show_making(self, making: bool) -> None:
        """Pages are being made."""
        ...

    def save(self, content: bytes, name: str) -> None:
        """Ask where a workbook goes."""
        ...


class LedgerPresenter:
    """Decides for the ledger; every call of a service runs in a job."""

    def __init__(self, desk: Desk, view: LedgerPort) -> None:
        self._desk = desk
        self._view = view
        self._half: BudgetHalf | None = None
        self._group: Group = "half"
        self._only = ""
        self._items: tuple[LedgerItem, ...] = ()

    def start(self) -> None:
        """Look for the halves, and open the newest."""
        budgets = self._desk.services.budgets
        self._desk.jobs.database(budgets.halves, self._got_halves)

    def _got_halves(self, result: Result[tuple[BudgetHalf, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_trouble(result)
            return
        self._view.show_halves(result.value)
        if self._half is None and result.value:
            self.choose_half(result.value[0])

    def choose_half(self, half: BudgetHalf) -> None:
        """Another half."""
        self._half = half
        self._only = ""
        self.refresh()

    def choose_group(self, group: Group) -> None:
        """Group the pages otherwise."""
        self._group, self._only = group, ""
        self._tell_groups()
        self.make_paper()

    def choose_only(self, name: str) -> None:
        """One group alone; empty for all."""
        self._only = name
        self.make_paper()

    def refresh(self) -> None:
        """Read the half anew."""
        half = self._half
        if half is None:
            return
        services = self._desk.services

        def read() -> LedgerShown:
            items = tuple(services.printing.ledger_items(half))
            budget = services.budgets.page(half).budget
            return LedgerShown(half=half, items=items, total=ledger_total(items), budget=budget.paid - budget.returned)

        self._desk.jobs.database(read, self._got_ledger)

    def _got_ledger(self, result: Result[LedgerShown]) -> None:
        if isinstance(result, Err):
            self._view.show_trouble(result)
            return
        self._items = result.value.items
        self._view.show_ledger(result.value)
        self._tell_groups()
        self.make_paper()

    def _tell_groups(self) -> None:
        catalogue = self._desk.texts.catalogue
        names = dict.fromkeys(group_of(item, self._group, catalogue) for item in self._items)
        self._view.show_groups(() if self._group == "half" else tuple(names))

    def apply_changes(self, changes: Changes) -> None:
        """Something was paid, made void or followed up."""
        if "voucher" in changes or "run" in changes or "budget" in changes:
            self.refresh()

    def make_paper(self) -> None:
        """The pages as printed, in the background."""
        order = self._order()
        if order is None:
            return
        printing = self._desk.services.printing

        def work(progress: Progress) -> bytes:
            return bytes(printing.ledger(order, progress))

        self._view.show_making(True)
        self._desk.jobs.background(work, self._got_paper, title=self._title(order))

    def _got_paper(self, result: Result[bytes]) -> None:
        self._view.show_making(False)
        match result:
            case Ok(value=content):
                self._view.show_paper(content, self._name("pdf"))
            case Err():
                self._view.show_trouble(result)

    def make_workbook(self) -> None:
        """The ledger as Excel."""
        order = self._order()
        if order is None:
            return
        printing = self._desk.services.printing

        def work(progress: Progress) -> bytes:
            return bytes(printing.ledger_workbook(order, progress))

        self._desk.jobs.background(work, self._got_workbook, title=self._title(order))

    def _got_workbook(self, result: Result[bytes]) -> None:
        match result:
            case Ok(value=content):
                self._view.save(content, self._name("xlsx"))
            case Err():
                self._view.show_trouble(result)

    def _order(self) -> LedgerOrder | None:
        if self._half is None:
            return None
        return LedgerOrder(half=self._half, group=self._group, only=self._only, language=self._desk.texts.language)

    def _title(self, order: LedgerOrder) -> Message:
        return message("ledger.making", half=order.half.budget_id)

    def _name(self, ending: str) -> str:
        half = self._half.budget_id.replace("/", "-") if self._half else ""
        return f"ledger-{half}.{ending}"

    def store(self, write: Callable[[], None]) -> None:
        """Write a file that was asked for, away from the window."""
        self._desk.jobs.background(lambda progress: write(), self._stored, title=message("ledger.saving"))

    def _stored(self, result: Result[None]) -> None:
        if isinstance(result, Err):
            self._view.show_trouble(result)
