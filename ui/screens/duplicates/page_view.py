"""A cluster: a column an entry, fields in lines with the differing letters marked, payments, and what was decided."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kmcase.application.duplicates import Decision
from kmcase.application.read.clusters import ClusterItem, ClusterPage, ClusterState, EntrySide, PairSide
from kmcase.domain.duplicates import PersonLink
from kmcase.messages import message
from kmcase.thai.calendar import bangkok_date
from ui.ports import Desk, LiveTexts
from ui.screens.duplicates.columns import STATE_MARKS
from ui.screens.duplicates.comparing import LEVEL_OF, Line, Run, lines_of
from ui.screens.duplicates.presenter import DuplicatesPresenter
from ui.theme import Space, colours_of
from ui.tone import Tone
from ui.widgets import Banner, Button, Chip, Label, clear_layout, column, line, retranslate_all, row, scrolling_card
from ui.widgets.pictures import decoded

_PICTURE = 112
_TWO = 2
_ENTRY_WIDTH = 150
_LEVEL_WIDTH = 128


class MarkedLabel(QLabel):
    """A value whose differing letters are marked; what is read aloud is the plain value."""

    def __init__(self, runs: tuple[Run, ...], name: str) -> None:
        super().__init__()
        self._runs = runs
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{name} {self.plain_text()}")
        self.paint_runs()

    def plain_text(self) -> str:
        """The value."""
        return "".join(run.text for run in self._runs) or "–"

    def marked_text(self) -> str:
        """What is marked."""
        return "".join(run.text for run in self._runs if run.differs)

    def paint_runs(self) -> None:
        """Colour the differing letters as the theme says."""
        colours = colours_of(self)
        style = f"background:{colours.warn_soft}; color:{colours.warn}; font-weight:600"
        parts = (f'<span style="{style}">{escape(r.text)}</span>' if r.differs else escape(r.text) for r in self._runs)
        self.setText("".join(parts) or "–")


class ClusterPane(QWidget):
    """The right side of the screen."""

    def __init__(self, desk: Desk, presenter: DuplicatesPresenter) -> None:
        super().__init__()
        texts = desk.texts
        self._desk, self._presenter = desk, presenter
        self._page: ClusterPage | None = None
        self._item: ClusterItem | None = None
        self._pictures: dict[str, QLabel] = {}
        self.ticks: dict[str, QCheckBox] = {}
        self.title = Label(texts, "", role="title")
        self.state = Chip(texts, "")
        self.banner = Banner(texts)
        self.grid = QGridLayout()
        self.history = QVBoxLayout()
        self.same = Button(
            texts, message("duplicates.decision.same"), kind="primary", icon_name="tick", shortcut="Ctrl+Return"
        )
        self.different = Button(texts, message("duplicates.decision.different"), icon_name="people")
        self.undecided = Button(texts, message("duplicates.decision.undecided"), icon_name="clock")
        self.barred = Label(texts, "", role="muted")
        self._build()
        for button, decision in (
            (self.same, Decision.SAME),
            (self.different, Decision.DIFFERENT),
            (self.undecided, Decision.UNDECIDED),
        ):
            button.clicked.connect(partial(self._begin, decision))

    def show_page(self, page: ClusterPage, item: ClusterItem | None) -> None:
        """Entries side by side; `item` is their line of the list, where it is computed."""
        same = self._page is not None and _ids(self._page) == _ids(page)
        ticked = self.chosen() if same else ()
        self._page, self._item = page, item
        self.title.say(message("duplicates.page.title", count=len(page.entries)))
        mark = STATE_MARKS[_state(page)]
        self.state.set_state(mark.said, mark.tone, mark.icon)
        self._show_grid(page)
        if ticked:
            for person_id, tick in self.ticks.items():
                tick.setChecked(person_id in ticked)
        self._show_banner(page)
        self._show_history(page)
        may = self._presenter.may_decide and not page.mine and len(page.entries) > 1
        open_pair = any(not pair.linked for pair in page.pairs)
        for button in (self.same, self.different, self.undecided):
            button.setVisible(may and open_pair)
        self._say_who_may(page)

    def show_picture(self, person_id: str, content: bytes) -> None:
        """The photograph of an entry."""
        shown, image = self._pictures.get(person_id), decoded(content, _PICTURE * 2)
        if shown is not None and not image.isNull():
            size = image.size().scaled(_PICTURE, _PICTURE, Qt.AspectRatioMode.KeepAspectRatio)
            shown.setPixmap(QPixmap.fromImage(image.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)))

    def chosen(self) -> tuple[str, ...]:
        """The entries that a decision would be about."""
        return tuple(person_id for person_id, tick in self.ticks.items() if tick.isChecked())

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        if self._page is not None:
            self.show_page(self._page, self._item)

    def _begin(self, decision: Decision, _pressed: bool = False) -> None:
        self._presenter.begin(decision, self.chosen())

    # --- inside ---

    def _build(self) -> None:
        self.grid.setHorizontalSpacing(Space.TWO)
        self.grid.setVerticalSpacing(Space.ONE)
        self.history.setSpacing(Space.ONE)
        head = row(self.title, self.state, stretch=0)
        card = scrolling_card(head, self.banner, self.grid, line(), self.history)
        page = column(card, self.barred, row(self.undecided, None, self.different, self.same), stretch=0)
        page.setContentsMargins(Space.ONE, 0, 0, 0)
        self.setLayout(page)

    def _say_who_may(self, page: ClusterPage) -> None:
        """Beside the buttons, where the reader entered one of those that are chosen: who tells them apart."""
        needs = page.needs_second(self.chosen())
        self.different.setEnabled(not needs or bool(page.seconds))
        self.barred.setVisible(needs and not self.different.isHidden())
        if needs:
            names = ", ".join(dict.fromkeys(each.name for each in page.entries if each.person_id in page.entered))
            self.barred.say(message(f"duplicates.page.{'own_entry' if page.seconds else 'nobody'}", names=names))

    def _ticked(self) -> None:
        if self._page is not None:
            self._say_who_may(self._page)

    def _show_banner(self, page: ClusterPage) -> None:
        if page.mine and self._presenter.may_decide:
            self.banner.say(Tone.WARN, message("duplicates.page.mine"), closable=False)
        elif any(pair.returned for pair in page.pairs):
            self.banner.say(Tone.WARN, message("duplicates.page.returned"), closable=False)
        elif any(pair.stops for pair in page.pairs):
            self.banner.say(Tone.ERROR, message("duplicates.page.stops"), closable=False)
        else:
            self.banner.hide()

    def _show_grid(self, page: ClusterPage) -> None:
        clear_layout(self.grid)
        self._pictures.clear()
        self.ticks.clear()
        texts = self._desk.texts
        top = Qt.AlignmentFlag.AlignTop
        for at, entry in enumerate(page.entries, 1):
            self.grid.addLayout(self._head(page, entry), 0, at)
        below = 1
        for shown in lines_of(page, texts.catalogue):
            name = texts.text(f"duplicates.field.{shown.field}")
            self.grid.addWidget(Label(texts, name, role="muted", wrap=False), below, 0, top)
            for at, runs in enumerate(shown.values, 1):
                self.grid.addWidget(MarkedLabel(runs, name), below, at, top)
            self._add_level(page, shown, below)
            below += 1
        year = message("duplicates.page.paid", year=str(page.fiscal_year))
        self.grid.addWidget(Label(texts, year, role="muted", wrap=False), below, 0, top)
        for at, entry in enumerate(page.entries, 1):
            self.grid.addLayout(self._paid(entry), below, at)
        for at in range(self.grid.columnCount()):
            self.grid.setColumnStretch(at, int(0 < at <= len(page.entries)))
            self.grid.setColumnMinimumWidth(at, _ENTRY_WIDTH if 0 < at <= len(page.entries) else 0)
        if len(page.entries) == _TWO:
            self.grid.setColumnMinimumWidth(_TWO + 1, _LEVEL_WIDTH)

    def _head(self, page: ClusterPage, entry: EntrySide) -> QVBoxLayout:
        texts, pick = self._desk.texts, len(page.entries) > _TWO
        tick = QCheckBox(texts.text("duplicates.page.choose"))
        tick.setChecked(True)
        tick.setAccessibleName(texts.text("duplicates.page.choose_name", name=entry.name))
        tick.setVisible(pick)
        tick.toggled.connect(self._ticked)
        self.ticks[entry.person_id] = tick
        parts: list[QWidget] = []
        if any(each.picture for each in page.entries):
            picture = QLabel()
            picture.setAccessibleName(texts.text("duplicates.page.picture", name=entry.name))
            picture.setFixedHeight(_PICTURE)
            self._pictures[entry.person_id] = picture
            parts.append(picture)
        link = Button(texts, message("duplicates.page.open"), kind="link", icon_name="person")
        link.setAccessibleName(texts.text("duplicates.page.open_name", name=entry.name))
        link.clicked.connect(partial(self._open_person, entry.person_id))
        known = message("duplicates.page.registered", day=bangkok_date(entry.registered_at))
        parts += [Label(texts, entry.name, role="lead"), Label(texts, known, role="muted", wrap=False)]
        return column(*parts, row(link, None), *([tick] if pick else []), None, spacing=Space.HALF)

    def _add_level(self, page: ClusterPage, shown: Line, below: int) -> None:
        """How far two entries agree in words; of more than two each pair says it below."""
        field = LEVEL_OF.get(shown.field, "")
        level = page.pairs[0].levels.get(field, "unknown") if len(page.entries) == _TWO else "unknown"
        if level == "unknown":
            return
        said = Label(self._desk.texts, message(f"matching.{field}.{level}"), role="muted")
        self.grid.addWidget(said, below, len(page.entries) + 1, Qt.AlignmentFlag.AlignTop)

    def _paid(self, entry: EntrySide) -> QVBoxLayout:
        texts = self._desk.texts
        parts: list[QWidget | QHBoxLayout] = []
        for paid in entry.paid:
            said = message("duplicates.page.paid_line", day=paid.paid_on, amount=paid.amount)
            if paid.voucher_id:
                button = Button(texts, paid.number, kind="link", icon_name="receipt")
                button.setAccessibleName(texts.text("duplicates.page.open_voucher", number=paid.number))
                button.clicked.connect(partial(self._open_voucher, paid.voucher_id))
                parts.append(row(button, None))
            else:
                parts.append(Label(texts, paid.number))
            parts.append(Label(texts, said, role="muted"))
        total = message("duplicates.page.total", times=len(entry.paid), amount=entry.total)
        parts.append(Label(texts, total if entry.paid else message("duplicates.page.nothing"), role="strong"))
        return column(*parts, None, spacing=Space.HALF)

    def _show_history(self, page: ClusterPage) -> None:
        clear_layout(self.history)
        names = {entry.person_id: entry.name for entry in page.entries}
        for pair in page.pairs:
            self._add_pair(page, pair, names)
        for link in page.links:
            self._add_link(page, link)

    def _add_pair(self, page: ClusterPage, pair: PairSide, names: dict[str, str]) -> None:
        texts = self._desk.texts
        if len(page.entries) > _TWO and pair.reasons:
            both = message("duplicates.page.pair", one=names[pair.person_ids[0]], other=names[pair.person_ids[1]])
            self.history.addWidget(Label(texts, both, role="strong"))
            said = " · ".join(texts.render(reason) for reason in pair.reasons)
            self.history.addWidget(Label(texts, said, role="muted"))
        if pair.judgement is None:
            return
        judged = pair.judgement
        by_two = "_by_two" if judged.second_person else ""
        said_by = message(
            f"duplicates.page.judged_{judged.verdict.value}{by_two}",
            name=page.names.get(judged.judged_by, ""),
            second=page.names.get(judged.second_person, ""),
            at=judged.judged_at,
        )
        self.history.addWidget(Label(texts, said_by, role="strong"))
        self.history.addWidget(Label(texts, judged.reason, copyable=True))

    def _add_link(self, page: ClusterPage, link: PersonLink) -> None:
        texts = self._desk.texts
        made = message("duplicates.page.linked", name=page.names.get(link.linked_by, ""), at=link.linked_at)
        self.history.addWidget(Label(texts, made, role="strong"))
        self.history.addWidget(Label(texts, link.reason, copyable=True))
        if link.unlinked_at is not None:
            undone = message("duplicates.page.unlinked", name=page.names.get(link.unlinked_by, ""), at=link.unlinked_at)
            self.history.addWidget(Label(texts, undone, role="strong"))
            self.history.addWidget(Label(texts, link.unlink_reason, copyable=True))
        elif self._presenter.may_decide and not page.mine:
            button = Button(texts, message("duplicates.page.unlink"), kind="link", icon_name="undo")
            button.clicked.connect(partial(self._unlink, link))
            self.history.addLayout(row(button, None))

    def _open_person(self, person_id: str, _pressed: bool = False) -> None:
        self._presenter.open_person(person_id)

    def _open_voucher(self, voucher_id: str, _pressed: bool = False) -> None:
        self._presenter.open_voucher(voucher_id)

    def _unlink(self, link: PersonLink, _pressed: bool = False) -> None:
        self._presenter.begin_unlink(link)


def _ids(page: ClusterPage) -> tuple[str, ...]:
    return tuple(entry.person_id for entry in page.entries)


def _state(page: ClusterPage) -> ClusterState:
    """How the entries in front stand, by the most urgent of their pairs."""
    if any(pair.stops for pair in page.pairs):
        return ClusterState.STOPS
    if page.pairs and all(pair.linked for pair in page.pairs):
        return ClusterState.LINKED
    if page.pairs and all(pair.apart or pair.linked for pair in page.pairs):
        return ClusterState.APART
    looked = any(pair.judgement is not None and not pair.apart for pair in page.pairs)
    return ClusterState.UNDECIDED if looked else ClusterState.OPEN
