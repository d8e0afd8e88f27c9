"""Labels, buttons, cards and lines: the plain words of a window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, SignalInstance
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Space, Tone, colours_of, icon, pixmap
from ui.theme.style import restyle
from ui.widgets.texts import Said, Texts, said_text, wrapped

Part = QWidget | QLayout | int | None
"""What stands in a row or column."""

_BELOW_MIDDLE = 3


class Label(QLabel):
    """Words that wrap in Thai; `role` is `lead`, `title`, `hero`, `strong`, `muted`, `field` or empty."""

    def __init__(
        self,
        texts: Texts,
        said: Said = "",
        *,
        role: str = "",
        tone: Tone = Tone.PLAIN,
        wrap: bool = True,
        copyable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._said: Said = said
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        self.setProperty("tone", tone.value)
        self._copy = QAction(self)
        self._copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(self.plain_text()))
        if copyable:
            self.addAction(self._copy)
            self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._show()

    def say(self, said: Said) -> None:
        """Show other words."""
        self._said = said
        self._show()

    def set_tone(self, tone: Tone) -> None:
        """Colour the words; an icon and a word must say the same."""
        self.setProperty("tone", tone.value)
        restyle(self)

    def plain_text(self) -> str:
        """The words without break marks."""
        return said_text(self._texts, self._said)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._show()

    def _show(self) -> None:
        plain = self.plain_text()
        self.setText(wrapped(plain) if self.wordWrap() else plain)
        self.setAccessibleName(plain)
        self._copy.setText(self._texts.text("widgets.copy"))


def is_enter(event: QKeyEvent) -> bool:
    """Whether Enter was pressed alone; with Ctrl it is the main action of the form around."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def is_main(event: QEvent) -> bool:
    """Whether the key of the main action was pressed: Ctrl+Enter."""
    return (
        isinstance(event, QKeyEvent)
        and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    )


def _enter_pressed(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press the button that has the keyboard; a key that is held presses once."""
    if not is_enter(event):
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class Button(QPushButton):
    """A button with words; `kind` is empty, `primary` (one a page), `danger`, `quiet` or `link`.

    `of` is what it stands beside, told to people who cannot see that, where several have the same words.
    """

    def __init__(
        self,
        texts: Texts,
        said: Said,
        *,
        kind: str = "",
        icon_name: str = "",
        tip: Said = "",
        of: Said = "",
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._said: Said = said
        self._tip: Said = tip
        self._of: Said = of
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if icon_name:
            colour = {"primary": "on_accent", "danger": "error", "link": "accent"}.get(kind, "muted")
            self.setIcon(icon(icon_name, colour))
            self.setIconSize(QSize(Space.ICON, Space.ICON))
        self._show()
        if shortcut:
            self.setShortcut(shortcut)

    def say(self, said: Said, tip: Said = "") -> None:
        """Show other words."""
        self._said, self._tip = said, tip
        self._show()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the space bar does."""
        if not _enter_pressed(self, event):
            super().keyPressEvent(event)

    def _show(self) -> None:
        shortcut = self.shortcut()
        words = said_text(self._texts, self._said)
        self.setText(words.replace("&", "&&"))
        self.setShortcut(shortcut)
        self.setAccessibleName(f"{words} {said_text(self._texts, self._of)}".rstrip())
        self.setToolTip(wrapped(said_text(self._texts, self._tip)))


class IconButton(QToolButton):
    """A button that is an icon; its words are its accessible name and tool tip. `kind` is `quiet` or `inside`."""

    def __init__(
        self, texts: Texts, said: Said, icon_name: str, *, kind: str = "quiet", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._said: Said = said
        self.setProperty("kind", kind)
        self.setIcon(icon(icon_name, "muted"))
        self.setIconSize(QSize(Space.ICON, Space.ICON))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.retranslate(texts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the space bar does."""
        if not _enter_pressed(self, event):
            super().keyPressEvent(event)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        words = said_text(texts, self._said)
        self.setAccessibleName(words)
        self.setToolTip(wrapped(words))


class IconMark(QLabel):
    """An icon that stands beside words; it says nothing by itself, and follows light and dark."""

    def __init__(
        self, name: str = "", colour: str = "muted", size: int = Space.ICON, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._size = size
        self.setFixedSize(size, max(size, self.fontMetrics().height()))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # Thai letters stand below the middle of their line, which keeps room for stacked marks above.
        self.setContentsMargins(0, _BELOW_MIDDLE if size < self.fontMetrics().height() else 0, 0, 0)
        self.set_icon(name, colour)

    def set_icon(self, name: str, colour: str) -> None:
        """Show another icon in the colour of a token."""
        self._icon, self._colour = name, colour
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in the other scheme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if self._icon:
            self.setPixmap(pixmap(self._icon, getattr(colours_of(self), self._colour), self._size))
        else:
            self.clear()


class Spin(QSpinBox):
    """A small number with arrows; the wheel changes it only while it is in use."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A style sheet cannot reach the line inside: Qt styles it as the box.
        self.lineEdit().setTextMargins(Space.ONE, 0, 0, 0)
        self.setMinimumWidth(72)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page instead, where the box is not in use."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Card(QFrame):
    """A white ground with a border; put things in `body`."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = Space.TWO, spacing: int = Space.ONE) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(spacing)


def line(parent: QWidget | None = None) -> QFrame:
    """A thin line across."""
    made = QFrame(parent)
    made.setProperty("role", "line")
    return made


def row(*parts: Part, spacing: int = Space.ONE, stretch: int | None = None) -> QHBoxLayout:
    """Things beside each other; an int is a distance, None takes what is left, or what has the place `stretch` does."""
    made = QHBoxLayout()
    _fill(made, parts, spacing, stretch)
    return made


def column(*parts: Part, spacing: int = Space.ONE, stretch: int | None = None) -> QVBoxLayout:
    """Things below each other; an int is a distance, None takes what is left, or what has the place `stretch` does."""
    made = QVBoxLayout()
    _fill(made, parts, spacing, stretch)
    return made


def block(*parts: Part, spacing: int = Space.ONE, stretch: int | None = None) -> QWidget:
    """A widget that is a `column`."""
    made = QWidget()
    made.setLayout(column(*parts, spacing=spacing, stretch=stretch))
    return made


def stacked(*pages: QWidget) -> QStackedWidget:
    """Pages of which one is in front, at first the first."""
    made = QStackedWidget()
    for page in pages:
        made.addWidget(page)
    return made


def side_by_side(
    left: QWidget, right: QWidget, widths: tuple[int, int], *, stretch: tuple[int, int] = (0, 1)
) -> QSplitter:
    """Two parts with a handle between them; `widths` in pixels at first, `stretch` is how they share more room."""
    both = QSplitter(Qt.Orientation.Horizontal)
    for place, part in enumerate((left, right)):
        both.addWidget(part)
        both.setStretchFactor(place, stretch[place])
    both.setSizes(list(widths))
    both.setHandleWidth(Space.TWO)
    both.setChildrenCollapsible(False)
    return both


def on_key(where: QWidget, keys: str, run: Callable[[], object] | SignalInstance) -> QShortcut:
    """Run something by keys that are pressed while the keyboard is in a widget or in what stands in it."""
    made = QShortcut(QKeySequence(keys), where)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(run)
    return made


class _Page(QScrollArea):
    """As wide as what is in it needs, so that large text cuts nothing off at the right."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        content = self.widget()
        if content is None:
            return least
        wide = content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return least.expandedTo(QSize(wide, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def bring_into_sight(widget: QWidget) -> None:
    """Scroll what it stands in, if it stands in anything that scrolls."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(widget, 0, Space.THREE)


def scrolling(content: QWidget) -> QScrollArea:
    """A page that scrolls up and down, sideways only in too small a window; the focus stays on what is in it."""
    area = _Page()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def scrolling_card(*parts: Part, foot: QLayout | None = None) -> Card:
    """A card whose parts scroll below each other; its `foot`, with the buttons, always stays in sight."""
    inner = QWidget()
    inside = column(*parts, None, spacing=Space.TWO)
    inside.setContentsMargins(Space.TWO, Space.TWO, Space.TWO, Space.TWO if foot is None else Space.ONE)
    inner.setLayout(inside)
    card = Card(margin=0, spacing=0)
    card.body.addWidget(scrolling(inner), 1)
    if foot is not None:
        foot.setContentsMargins(Space.TWO, Space.ONE, Space.TWO, Space.TWO)
        card.body.addLayout(foot)
    return card


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear_layout(inner)


def _fill(layout: QBoxLayout, parts: Sequence[Part], spacing: int, stretch: int | None) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        match part:
            case None:
                layout.addStretch(1)
            case int():
                layout.addSpacing(part)
            case QWidget():
                layout.addWidget(part)
            case _:
                layout.addLayout(part)
    if stretch is not None:
        layout.setStretch(stretch, 1)
