"""The widget of coverage: one list, whose lines open the register of that sub-district."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.people import Coverage
from kmcase.messages import message
from kmcase.thai.areas import area
from ui.ports import ColumnKind, Desk, Err, LiveTexts, Ok, Result
from ui.tables import Column
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import Label, retranslate_all


def _place(item: Coverage) -> str:
    found = area(item.subdistrict_code)
    return found.subdistrict if found else item.subdistrict_code


def _share(item: Coverage) -> str:
    return f"{100 * item.members // item.persons} %" if item.persons else ""


def _count(key: str, name: str) -> Column:
    return Column(
        key=key,
        title_key=f"coverage.column.{key}",
        getter=lambda item: getattr(item, name),
        kind=ColumnKind.INT,
        width=104,
        summed=True,
    )


COLUMNS = (
    Column(key="place", title_key="coverage.column.place", getter=_place, width=144),
    _count("persons", "persons"),
    _count("households", "households"),
    _count("members", "members"),
    Column(key="share", title_key="coverage.column.share", getter=_share, width=110),
    _count("descendants", "descendants"),
    _count("residents", "residents"),
    _count("unknown", "unknown"),
    Column(
        key="as_of",
        title_key="coverage.column.as_of",
        getter=lambda item: item.newest_as_of,
        kind=ColumnKind.DATE,
        width=128,
    ),
)


class CoverageView(QWidget):
    """The screen; it decides nothing, so it has no presenter."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.list = ListView(
            desk,
            name="coverage",
            title_key="coverage.screen",
            columns=COLUMNS,
            key=lambda item: item.subdistrict_code,
            empty=message("coverage.empty"),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(Label(desk.texts, message("coverage.screen"), role="title"))
        layout.addWidget(Label(desk.texts, message("coverage.advice"), role="muted"))
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self.list.retry.connect(self._read)

    def _read(self) -> None:
        self._desk.jobs.database(self._desk.services.people.coverage, self._got)

    def _got(self, result: Result[tuple[Coverage, ...]]) -> None:
        match result:
            case Ok(value=items):
                self.list.set_items(items)
            case Err():
                self.list.set_error(result)

    def show_record(self, record_id: str | None) -> None:
        """Shown: read anew."""
        self._read()

    def apply_changes(self, changes: Changes) -> None:
        """Persons or households changed."""
        if "person" in changes or "household" in changes:
            self._read()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
