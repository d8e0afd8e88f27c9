"""The users of an office, as a list with names and roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kmcase.messages import message
from ui.gateway import UserCard
from ui.ports import LiveTexts
from ui.shell.workspace.presenter import role_words
from ui.theme import Space, colours_of, pixmap

_Index = QModelIndex | QPersistentModelIndex
_ROLES = Qt.ItemDataRole.UserRole
_ICON = 20
_NOWHERE = QModelIndex()


class UserList(QListView):
    """Arrows and the first letters of a name choose; Enter or a click goes on to the password (`taken`)."""

    taken = Signal()

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._users = _Users(texts, self)
        self.setModel(self._users)
        self.setProperty("role", "nav")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_UserDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.clicked.connect(lambda _: self.taken.emit())
        self.activated.connect(lambda _: self.taken.emit())
        self.retranslate(texts)

    def show_users(self, users: Sequence[UserCard], chosen: str | None) -> None:
        """Show users; the one with the login `chosen`, else the first, is selected."""
        self._users.replace(tuple(users))
        at = next((row for row, user in enumerate(users) if user.login == chosen), 0)
        if users:
            self.setCurrentIndex(self._users.index(at))

    def login(self) -> str:
        """The login of the chosen user; empty without one."""
        index = self.currentIndex()
        return self._users.user(index.row()).login if index.isValid() else ""

    def name(self) -> str:
        """The name of the chosen user."""
        index = self.currentIndex()
        return self._users.user(index.row()).name if index.isValid() else ""

    def choose(self, login: str) -> None:
        """Choose a user."""
        self.setCurrentIndex(self._users.index(self._users.row_of(login)))

    def retranslate(self, texts: LiveTexts) -> None:
        """Say it in another language."""
        self.setAccessibleName(texts.text("shell.sign_in.users"))
        self._users.retranslate(texts)


class _Users(QAbstractListModel):
    def __init__(self, texts: LiveTexts, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts
        self._users: tuple[UserCard, ...] = ()

    def replace(self, users: tuple[UserCard, ...]) -> None:
        self.beginResetModel()
        self._users = users
        self.endResetModel()

    def user(self, row: int) -> UserCard:
        return self._users[row]

    def row_of(self, login: str) -> int:
        return next(row for row, user in enumerate(self._users) if user.login == login)

    def retranslate(self, texts: LiveTexts) -> None:
        self._texts = texts
        if self._users:
            self.dataChanged.emit(self.index(0), self.index(len(self._users) - 1))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._users)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        user = self._users[index.row()]
        roles = self._texts.render(message("shell.sign_in.roles", roles=role_words(user.roles)))
        if role == Qt.ItemDataRole.DisplayRole:
            return user.name
        if role in (_ROLES, Qt.ItemDataRole.AccessibleDescriptionRole):
            return roles
        return None


class _UserDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, 2 * option.fontMetrics.height() + Space.ONE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours = colours_of(option.widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if selected else colours.hover))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), Space.RADIUS, Space.RADIUS)
        inner = QRect(option.rect).adjusted(Space.TWO, Space.HALF, -Space.ONE, -Space.HALF)
        ink = colours.accent if selected else colours.muted
        drawn = pixmap("user", ink, _ICON)
        painter.drawPixmap(inner.x(), inner.center().y() - _ICON // 2, drawn)
        inner.setLeft(inner.left() + _ICON + Space.TWO)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if selected else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        upper, lower = QRect(inner), QRect(inner)
        upper.setBottom(inner.center().y())
        lower.setTop(inner.center().y())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(upper, middle, _fitting(painter, str(index.data()), inner.width()))
        painter.setFont(option.font)
        painter.setPen(QColor(colours.muted))
        painter.drawText(lower, middle, _fitting(painter, str(index.data(_ROLES)), inner.width()))
        painter.restore()


def _fitting(painter: QPainter, words: str, width: int) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
