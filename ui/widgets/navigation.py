"""Where one is in a form or in a piece of work: sections at the left, steps at the top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kmcase.messages import Message, message
from ui.theme import Space, Tone, colours_of, pixmap
from ui.widgets.texts import Said, Texts, said_text, wrapped

_Index = QModelIndex | QPersistentModelIndex
_LEFT, _RIGHT = 38, 12


class SectionState(StrEnum):
    """How far a section is."""

    OPEN = "open"
    MISSING = "missing"
    WRONG = "wrong"
    DONE = "done"


_SHOWN = {
    SectionState.OPEN: (Tone.PLAIN, "chevron_right"),
    SectionState.MISSING: (Tone.WARN, "warning"),
    SectionState.WRONG: (Tone.ERROR, "error"),
    SectionState.DONE: (Tone.OK, "ok"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NavSection:
    """A section: its key, its name, how far it is, and how many things are missing or wrong."""

    key: str
    said: Said
    state: SectionState = SectionState.OPEN
    count: int = 0


class SectionNav(QListView):
    """Sections with a mark for what is missing; arrows move, and `chosen` tells the key."""

    chosen = Signal(str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _SectionModel(texts, self)
        self.setModel(self._model)
        self.setProperty("role", "nav")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_SectionDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumWidth(224)
        self.selectionModel().currentChanged.connect(self._moved)
        self.retranslate(texts)

    def set_sections(self, sections: Sequence[NavSection]) -> None:
        """Show sections; the one chosen stays chosen, and nothing is emitted."""
        current = self.current()
        self.selectionModel().blockSignals(True)
        self._model.replace(tuple(sections))
        self.show_current(current or (sections[0].key if sections else ""))
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def current(self) -> str:
        """The key of the section chosen."""
        return self._model.key(self.currentIndex())

    def keys(self) -> list[str]:
        """The keys of the sections, in order."""
        return [section.key for section in self._model.sections]

    def show_current(self, key: str) -> None:
        """Mark a section as the one that is shown."""
        for line, section in enumerate(self._model.sections):
            if section.key == key:
                self.setCurrentIndex(self._model.index(line))

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self.setAccessibleName(texts.text("widgets.nav.name"))
        self._model.retranslate(texts)

    def _moved(self, now: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self._model.key(now))


class _SectionModel(QAbstractListModel):
    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts
        self.sections: tuple[NavSection, ...] = ()

    def replace(self, sections: tuple[NavSection, ...]) -> None:
        self.beginResetModel()
        self.sections = sections
        self.endResetModel()

    def retranslate(self, texts: Texts) -> None:
        self._texts = texts
        self.dataChanged.emit(self.index(0), self.index(len(self.sections) - 1))

    def key(self, index: _Index) -> str:
        return self.sections[index.row()].key if index.isValid() else ""

    def rowCount(self, parent: _Index | None = None) -> int:
        del parent
        return len(self.sections)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        section = self.sections[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return said_text(self._texts, section.said)
            case Qt.ItemDataRole.UserRole:
                return section
            case Qt.ItemDataRole.ToolTipRole:
                return wrapped(f"{said_text(self._texts, section.said)}: {self._texts.render(self._state(section))}")
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._texts.render(self._state(section))
            case _:
                return None

    def state_words(self, section: NavSection) -> str:
        return self._texts.render(self._state(section)) if section.state is not SectionState.OPEN else ""

    def _state(self, section: NavSection) -> Message:
        return message(f"widgets.nav.{section.state.value}", count=section.count)


class _SectionDelegate(QStyledItemDelegate):
    """A name that is too long for its line goes on in a second."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = option.widget
        assert isinstance(view, QListView)
        metrics = QFontMetrics(_bold(option.font))
        room, _ = _name_room(index, view.viewport().width() - _LEFT - _RIGHT, metrics)
        lines = 1 if metrics.horizontalAdvance(str(index.data())) <= room else 2
        return QSize(_LEFT + _RIGHT, max(40, lines * metrics.height() + Space.TWO))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = option.widget
        section = index.data(Qt.ItemDataRole.UserRole)
        colours = colours_of(view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(option.rect).adjusted(1, 1, -1, -1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setBrush(QColor(colours.accent_soft if selected else colours.hover))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(ground, Space.RADIUS, Space.RADIUS)
        if selected:
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(QRectF(ground.x(), ground.y() + 8, 3, ground.height() - 16), 1.5, 1.5)
        tone, name = _SHOWN[section.state]
        ink = colours.ink(tone)
        top = option.rect.center().y() - 8
        painter.drawPixmap(option.rect.x() + 12, top, pixmap(name, ink, 18))
        inner = QRect(option.rect).adjusted(_LEFT, 0, -_RIGHT, 0)
        room, words = _name_room(index, inner.width(), QFontMetrics(_bold(option.font)))
        painter.setFont(option.font)
        painter.setPen(QColor(ink))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        inner.setWidth(room)
        painter.setFont(_bold(option.font) if selected else option.font)
        painter.setPen(QColor(colours.text))
        named = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(inner, named, wrapped(str(index.data())))
        painter.restore()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _name_room(index: _Index, width: int, metrics: QFontMetrics) -> tuple[int, str]:
    """How broad the name may be, and what is said of the state beside it."""
    model, section = index.model(), index.data(Qt.ItemDataRole.UserRole)
    assert isinstance(model, _SectionModel)
    words = model.state_words(section)
    room = width - metrics.horizontalAdvance(words) - Space.ONE
    if metrics.horizontalAdvance(str(index.data())) <= room:
        return room, words
    # Where the name needs the room, the mark with its number says enough.
    words = str(section.count) if section.count else ""
    return width - metrics.horizontalAdvance(words) - Space.ONE, words


class StepBar(QWidget):
    """Steps of a piece of work, 1-2-3: done ones with a tick, the present one filled. It shows, it is not pressed."""

    def __init__(self, texts: Texts, steps: Sequence[Said], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._steps = tuple(steps)
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate(texts)

    def set_current(self, current: int) -> None:
        """The step that is being done, from 0; as many as there are steps means all are done."""
        self._current = current
        self.retranslate(self._texts)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._words = tuple(said_text(texts, step) for step in self._steps)
        now = min(self._current, len(self._words) - 1)
        said = message("widgets.steps.name", now=now + 1, all=len(self._words), step=self._words[now])
        self.setAccessibleName(texts.render(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for circles and words."""
        width = sum(self.fontMetrics().horizontalAdvance(words) + 88 for words in self._words)
        return QSize(width, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw circles, words and the line between."""
        colours = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        free = self.width() - sum(self.fontMetrics().horizontalAdvance(words) + 52 for words in self._words)
        gap = max(24, min(120, free // max(1, len(self._words) - 1)))
        left, middle = 2.0, self.height() / 2
        for number, words in enumerate(self._words):
            done, now = number < self._current, number == self._current
            painter.setPen(QPen(QColor(colours.accent if done or now else colours.edge), 2))
            painter.setBrush(QColor(colours.accent if now else colours.accent_soft if done else colours.surface))
            painter.drawEllipse(QPointF(left + 14, middle), 13, 13)
            circle = QRectF(left, middle - 14, 28, 28)
            if done:
                drawn = pixmap("tick", colours.accent, 18)
                painter.drawPixmap(QPointF(left + 5, middle - 9), drawn)
            else:
                painter.setPen(QColor(colours.on_accent if now else colours.muted))
                painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number + 1))
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold if now else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(QColor(colours.text if now else colours.muted))
            width = painter.fontMetrics().horizontalAdvance(words)
            place = QRectF(left + 36, 0, width + 4, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            painter.setFont(self.font())
            left += 36 + width + 12
            if number + 1 < len(self._words):
                painter.setPen(QPen(QColor(colours.accent if done else colours.line), 2))
                painter.drawLine(QPointF(left, middle), QPointF(left + gap - 12, middle))
                left += gap
