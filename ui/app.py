"""The application: its screens, how it is dressed, and how it starts.

To add a screen: its folder in `ui/screens`, whose package holds `SCREEN`, and one line in `SCREENS`. Views are imported
when they are first opened, so a screen costs nothing at start.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication

from kmcase.domain.clock import SystemClock
from kmcase.thai.calendar import bangkok_date
from ui.garbage import WindowGarbage
from ui.gateway import OfficeGateway
from ui.jobs import bug_in_window
from ui.looks import Looks
from ui.ports import LiveTexts, Memory, Screen
from ui.screens import (
    agencies,
    audits,
    backup,
    batches,
    beds,
    budget,
    cases,
    casework,
    conferences,
    conflicts,
    controls,
    coverage,
    duplicates,
    exchange,
    followups,
    glasses,
    household_plans,
    households,
    imports,
    indicators,
    laptops,
    ledger,
    lessons,
    meetings,
    my_day,
    office,
    other_payments,
    partners,
    paying,
    people,
    pictures,
    plan,
    publicity,
    receipts,
    reconciliation,
    regulations,
    requests,
    runs,
    samples,
    staff,
    surveys,
    today,
    verify,
    visits,
)
from ui.shell.frame import Frame, Furnishings
from ui.shell.qt_words import QtWords
from ui.theme import Theme

SCREENS: tuple[Screen, ...] = (
    today.SCREEN,
    people.SCREEN,
    households.SCREEN,
    surveys.SCREEN,
    imports.SCREEN,
    coverage.SCREEN,
    plan.SCREEN,
    partners.SCREEN,
    visits.SCREEN,
    exchange.SCREEN,
    conflicts.SCREEN,
    requests.SCREEN,
    meetings.SCREEN,
    budget.SCREEN,
    batches.SCREEN,
    runs.SCREEN,
    paying.SCREEN,
    receipts.SCREEN,
    followups.SCREEN,
    samples.SCREEN,
    ledger.SCREEN,
    lessons.SCREEN,
    publicity.SCREEN,
    my_day.SCREEN,
    cases.SCREEN,
    beds.SCREEN,
    conferences.SCREEN,
    agencies.SCREEN,
    household_plans.SCREEN,
    indicators.SCREEN,
    glasses.SCREEN,
    pictures.SCREEN,
    controls.SCREEN,
    duplicates.SCREEN,
    other_payments.SCREEN,
    reconciliation.SCREEN,
    verify.SCREEN,
    audits.SCREEN,
    backup.SCREEN,
    staff.SCREEN,
    laptops.SCREEN,
    office.SCREEN,
    regulations.SCREEN,
    casework.SCREEN,
)


class SettingsMemory:
    """What the window remembers, in an .ini file of this user; nothing of a person belongs in it."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def get(self, key: str) -> str | None:
        """What was put, or None."""
        value = self._settings.value(key)
        return value if isinstance(value, str) else None

    def put(self, key: str, value: str) -> None:
        """Remember a text."""
        self._settings.setValue(key, value)


class Application:
    """The `QApplication` with fonts, theme, words and the main window."""

    def __init__(
        self,
        gateway: OfficeGateway,
        memory: Memory,
        *,
        new_offices: Path,
        screens: Sequence[Screen] = SCREENS,
    ) -> None:
        existing = QApplication.instance()
        self.qt = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
        self.qt.setApplicationName("kmcase")
        self._garbage = WindowGarbage()
        QLocale.setDefault(QLocale(QLocale.Language.Thai, QLocale.Country.Thailand))
        self.texts = LiveTexts("en" if memory.get("language") == "en" else "th")
        self.texts.listen(lambda: memory.put("language", self.texts.language))
        self.words = QtWords(self.texts)
        self.qt.installTranslator(self.words)
        self.theme = Theme(self.qt)
        self.looks = Looks(self.theme, memory)
        self.looks.wear()
        furnishings = Furnishings(
            gateway=gateway,
            screens=screens,
            texts=self.texts,
            memory=memory,
            looks=self.looks,
            new_offices=new_offices,
            today=lambda: bangkok_date(SystemClock().now()),
        )
        self.frame = Frame(furnishings)

    def undress(self) -> None:
        """Take our words away from Qt again, where the process lives on after the window."""
        self._garbage.end()
        self.qt.removeTranslator(self.words)

    def run(self, folder: Path | None) -> int:
        """Show the window and live until it is closed; the exit code."""
        sys.excepthook = self._bug
        self.frame.start(folder)
        self.frame.show_fitted()
        return self.qt.exec()

    def _bug(self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        """A bug in the window's own thread: logged without data, said calmly, and the window lives on."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, bug, trace)
        else:
            self.frame.tell(bug_in_window(bug.with_traceback(trace)))


def run(gateway: OfficeGateway, settings: Path, folder: Path | None) -> int:
    """Open the window on an office, or on the one opened last."""
    memory = SettingsMemory(settings / "window.ini")
    return Application(gateway, memory, new_offices=Path.home() / "kmcase").run(folder)
