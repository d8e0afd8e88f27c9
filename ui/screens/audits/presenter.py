"""Decides for bundles: what the next one is about, one made at a time beside everything else, with cancel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

from kmcase.application.audits import MadeBundle, OrderBundle
from kmcase.application.changes import Changes, Outcome
from kmcase.application.read.audits import BundleItem
from kmcase.domain.audits import AuditScope, ScopeKind
from kmcase.messages import Message, message
from kmcase.thai.calendar import fiscal_year, half_bounds, half_of
from ui.one_job import OneJob
from ui.ports import Desk, Err, Result
from ui.tone import Tone

_CANCELLED = "shell.cancelled"


def as_record(kind: str, record_id: str) -> str:
    """What `Navigation.open` is given for a bundle of a batch or a person."""
    return f"{kind}:{record_id}"


class AuditsPort(Protocol):
    """What the view can show."""

    def show_bundles(self, items: tuple[BundleItem, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_scope(self, kind: ScopeKind, title: str, name: str) -> None: ...
    def show_period(self, first: date, last: date) -> None: ...
    def show_working(self, said: Message | None) -> None: ...
    def show_made(self, made: MadeBundle) -> None: ...
    def show_said(self, said: Message, tone: Tone) -> None: ...
    def show_errors(self, errors: Mapping[str, Message]) -> None: ...


class AuditsPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: AuditsPort) -> None:
        self._desk = desk
        self._view = view
        self._scope = AuditScope(kind=ScopeKind.PERIOD)
        self._job = OneJob(desk, view.show_working)

    def open(self, record_id: str | None) -> None:
        """The list; and what the next bundle is about, where a batch or a person is named."""
        self.refresh()
        kind, _, named = (record_id or "").partition(":")
        if named and kind in (ScopeKind.BATCH.value, ScopeKind.PERSON.value):
            self._about(AuditScope(kind=ScopeKind(kind), record_id=named))
        elif self._scope.kind is ScopeKind.PERIOD:
            self.about_period()

    def refresh(self) -> None:
        """Read which bundles were made."""
        audits = self._desk.services.audits

        def read(result: Result[tuple[BundleItem, ...]]) -> None:
            if isinstance(result, Err):
                self._view.show_failure(result)
            else:
                self._view.show_bundles(result.value)

        self._desk.jobs.database(audits.bundles, read)

    def about_period(self) -> None:
        """The next bundle is of days: of the present half, until somebody types others."""
        self._scope = AuditScope(kind=ScopeKind.PERIOD)
        today = self._desk.today()
        first, last = half_bounds(fiscal_year(today), half_of(today))
        self._view.show_scope(ScopeKind.PERIOD, "", _file_name(today.isoformat()))
        self._view.show_period(first, last)

    def _about(self, scope: AuditScope) -> None:
        audits = self._desk.services.audits

        def titled(result: Result[str]) -> None:
            if isinstance(result, Err):
                self._view.show_said(result.message, Tone.ERROR)
                return
            self._scope = scope
            self._view.show_scope(scope.kind, result.value, _file_name(result.value))

        self._desk.jobs.database(lambda: audits.title_of(scope), titled)

    def make(self, first: date | None, last: date | None, target: str) -> None:
        """Write the bundle in the background."""
        if self._job.running:
            return
        if not target:
            self._view.show_errors({"target": message("audits.target_missing")})
            return
        scope = self._scope
        if scope.kind is ScopeKind.PERIOD:
            scope = AuditScope(kind=ScopeKind.PERIOD, first=first, last=last)
        order = OrderBundle(scope=scope, target=Path(target), language=self._desk.texts.language)
        audits, title = self._desk.services.audits, message("audits.working")
        self._job.start(lambda steps: audits.make(order, steps), self._made, title)

    def _made(self, result: Result[Outcome[MadeBundle]]) -> None:
        if isinstance(result, Err):
            self._failed(result)
            return
        self._view.show_made(result.value.value)
        self._desk.announce(result.value.changes)
        self.refresh()

    def _failed(self, failure: Err) -> None:
        if failure.code == _CANCELLED:
            self._view.show_said(message("audits.cancelled"), Tone.ACCENT)
        elif failure.field:
            self._view.show_errors({failure.field: failure.message})
        else:
            self._view.show_said(failure.message, Tone.ERROR)

    def cancel(self) -> None:
        """Stop what is under way; nothing of it stays."""
        self._job.cancel()

    def changed(self, changes: Changes) -> None:
        """Something was committed."""
        if "audit_bundle" in changes:
            self.refresh()


def _file_name(title: str) -> str:
    """What the file of a bundle is called until somebody calls it otherwise; no name of a person's stands in it."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in title).strip("-")
    return f"audit-{plain}.zip" if plain else "audit.zip"
