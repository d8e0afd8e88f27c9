"""The bar at the top: ways, search, the half-year, who is here, language, lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from kmcase.messages import message
from ui.gateway import Session, Status
from ui.looks import SCALES, SCHEMES, Looks
from ui.ports import LiveTexts
from ui.shell.workspace.command_box import CommandBox
from ui.shell.workspace.exchange_clock import ExchangeClockButton
from ui.shell.workspace.presenter import clock_said, role_words
from ui.theme import Space, colours_of, icon
from ui.widgets.basics import Button, IconButton, Label
from ui.widgets.texts import Said, Texts, retranslate_all

_HIGH = 64
_SEARCH = (180, 460)
_GAUGE_WIDTH = 176
_WHO_LEAST = 120
T = TypeVar("T")


class TopBar(QFrame):
    """One row, the same on every screen."""

    back = Signal()
    forward = Signal()
    lock = Signal()
    switch_language = Signal()
    sign_out = Signal()
    about = Signal()
    shortcuts = Signal()
    own_password = Signal()
    exchange = Signal()

    def __init__(self, texts: LiveTexts, looks: Looks) -> None:
        super().__init__()
        self.setFixedHeight(_HIGH)
        self._texts = texts
        self._looks = looks
        self._back = IconButton(texts, message("shell.top.back"), "arrow_left")
        self._forward = IconButton(texts, message("shell.top.forward"), "arrow_right")
        self.box = CommandBox(texts)
        self.box.setMinimumWidth(_SEARCH[0])
        self.box.setMaximumWidth(_SEARCH[1])
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._half = HalfGauge(texts)
        self._clock = ExchangeClockButton(texts)
        self._language = Button(texts, message("shell.other_language"), kind="quiet", icon_name="language")
        self._lock = IconButton(texts, message("shell.top.lock"), "lock")
        self._who = _Who(texts, "", kind="quiet", icon_name="user")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.ONE, 0, Space.TWO, 0)
        layout.setSpacing(Space.ONE)
        for part in (self._back, self._forward, self.box):
            layout.addWidget(part)
        layout.setStretchFactor(self.box, 3)
        layout.addStretch(1)
        self._who.setMinimumWidth(_WHO_LEAST)
        layout.addWidget(self._clock)
        layout.addWidget(self._half)
        layout.addSpacing(Space.ONE)
        for part in (self._who, self._language, self._lock):
            layout.addWidget(part)
        self._back.clicked.connect(self.back)
        self._forward.clicked.connect(self.forward)
        self._lock.clicked.connect(self.lock)
        self._language.clicked.connect(self.switch_language)
        self._who.clicked.connect(self._menu)
        self._clock.clicked.connect(self.exchange)

    def show_session(self, session: Session) -> None:
        """Who is signed in."""
        roles = role_words(session.actor.roles)
        shown = (*roles[:1], f"+{len(roles) - 1}") if len(roles) > 1 else roles
        self._who.say(
            message("shell.top.who", name=session.actor.name, roles=shown), message("shell.sign_in.roles", roles=roles)
        )

    def show_ways(self, *, back: bool, forward: bool) -> None:
        """Whether there is a way back and forward."""
        self._back.setEnabled(back)
        self._forward.setEnabled(forward)

    def show_status(self, status: Status, today: date) -> None:
        """The half-year and what is left of it; on a laptop its clock instead."""
        self._clock.show_clock(clock_said(status.exchange, today))
        self._half.show_status(status)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say it in another language."""
        self._texts = texts
        retranslate_all(self, texts)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A white ground with a line below."""
        painter = QPainter(self)
        colours = colours_of(self)
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colours.line))

    def _menu(self) -> None:
        menu = self._user_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._who.mapToGlobal(QPoint(0, self._who.height())))

    def _user_menu(self) -> QMenu:
        menu = QMenu(self)
        self._choices(menu, "shell.top.text_size", SCALES, self._looks.scale, self._looks.choose_scale)
        self._choices(menu, "shell.top.scheme", SCHEMES, self._looks.scheme, self._looks.choose_scheme)
        menu.addSeparator()
        entries = (
            ("shell.top.own_password", "lock", self.own_password),
            ("shell.top.shortcuts", "help", self.shortcuts),
            ("shell.top.about", "info", self.about),
            ("shell.top.lock", "lock", self.lock),
            ("shell.top.sign_out", "signout", self.sign_out),
        )
        for key, icon_name, signal in entries:
            menu.addAction(icon(icon_name, "muted"), self._texts.text(key), signal.emit)
        return menu

    def _choices(self, menu: QMenu, key: str, offered: Sequence[T], chosen: T, choose: Callable[[T], None]) -> None:
        """A menu of its own, of which one line holds."""
        inner = menu.addMenu(self._texts.text(key))
        group = QActionGroup(inner)
        for one in offered:
            action = inner.addAction(self._texts.text(f"{key}_{one}"), lambda _checked=False, one=one: choose(one))
            action.setCheckable(True)
            action.setChecked(one == chosen)
            group.addAction(action)


class _Who(Button):
    """Who is signed in; a long name ends in an ellipsis where there is no room, and is whole for who listens."""

    def say(self, said: Said, tip: Said = "") -> None:
        """Somebody else."""
        super().say(said, tip)
        self._fit()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        super().retranslate(texts)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as fits."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Room for the whole name."""
        whole = self.fontMetrics().horizontalAdvance(self.accessibleName())
        return QSize(whole + Space.HALF + self._around(), super().sizeHint().height())

    def _around(self) -> int:
        return self.iconSize().width() + 3 * Space.ONE + Space.TWO

    def _fit(self) -> None:
        room = self.width() - self._around()
        said = self.fontMetrics().elidedText(self.accessibleName(), Qt.TextElideMode.ElideRight, room)
        self.setText(said.replace("&", "&&"))


class HalfGauge(QWidget):
    """The half-year and what is left of it, with a bar of what is used."""

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._name = Label(texts, role="muted", wrap=False)
        self._left = Label(texts, role="strong", wrap=False)
        self._bar = _Bar()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        words = QHBoxLayout()
        words.setSpacing(Space.ONE)
        words.addWidget(self._name)
        words.addStretch(1)
        words.addWidget(self._left)
        layout.addLayout(words)
        layout.addWidget(self._bar)
        self.hide()

    def show_status(self, status: Status) -> None:
        """Show a half; nothing where no money was allotted."""
        self.setVisible(status.half is not None)
        if status.half is None:
            return
        half, allotted, available = status.half.half, status.half.allotted, status.half.available
        self._name.say(message("shell.top.half", year=str(half.fiscal_year), half=half.half))
        self._left.say(message("shell.top.left", amount=available))
        self._bar.show_share((allotted.satang - available.satang) / allotted.satang if allotted else 0.0)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say it in another language."""
        retranslate_all(self, texts)


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        self._share = min(1.0, max(0.0, share))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_GAUGE_WIDTH, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        whole = QRectF(self.rect())
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(whole, 3, 3)
        whole.setWidth(whole.width() * self._share)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(whole, 3, 3)
