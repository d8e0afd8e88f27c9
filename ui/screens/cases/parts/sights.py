"""Who saw, printed or exported what of a case, and who broke its glass: a list like every other."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kmcase.application.read.cases import CasePage, CaseSight
from kmcase.messages import Message, message
from ui.ports import ColumnKind, Desk, Err, LiveTexts, Result
from ui.screens.cases.part import CaseHost, PartSpec
from ui.tables import Column
from ui.tables.list_view import ListView
from ui.widgets import column


def _how(sight: CaseSight) -> Message:
    return message(f"cases.seen.{sight.how.value}" if sight.how else "cases.seen.glass")


def _what(sight: CaseSight) -> Message | str:
    return message(f"cases.part.{sight.what}") if sight.how else sight.reason


_COLUMNS = (
    Column(key="at", title_key="cases.sights.at", getter=lambda item: item.at, kind=ColumnKind.DATETIME, width=136),
    Column(key="by", title_key="cases.sights.by", getter=lambda item: item.by, width=176),
    Column(key="how", title_key="cases.sights.how", getter=_how, width=120),
    Column(key="what", title_key="cases.sights.what", getter=_what, width=200),
)


class SightsPart(QWidget):
    """The part."""

    def __init__(self, desk: Desk, _host: CaseHost) -> None:
        super().__init__()
        self._desk = desk
        self.list = ListView(
            desk,
            name="case_sights",
            title_key="cases.part.sights",
            columns=_COLUMNS,
            key=lambda item: item.event_id,
            empty=message("cases.sights.none"),
        )
        self.setLayout(column(self.list))

    def show_case(self, page: CasePage) -> None:
        """The case in front."""
        service, case_id = self._desk.services.cases, page.head.case_id
        self._desk.jobs.database(lambda: service.sights(case_id), self._show)

    def retranslate(self, texts: LiveTexts) -> None:
        """The list does so by itself."""

    def _show(self, result: Result[tuple[CaseSight, ...]]) -> None:
        if isinstance(result, Err):
            self.list.set_error(result)
        else:
            self.list.set_items(result.value)


PART = PartSpec(key="sights", use_case="cases.read", make=SightsPart)
