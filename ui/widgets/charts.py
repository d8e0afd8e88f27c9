"""Money as pictures: a half-year's budget as one bar, months as pairs of bars. The figures stand beside the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kmcase.domain.money import Baht
from kmcase.messages import message
from kmcase.thai.baht import format_baht
from ui.theme import Colours, Space, colours_of, pixmap
from ui.widgets.texts import Texts

_BAR = 24
_LEGEND_COLUMNS = 4
_HATCH = 6
_SWATCH = 12
_INDENT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetShown:
    """A budget: what was allotted, what of it is reserved and paid, and what the plan wanted paid by today."""

    allotted: Baht
    reserved: Baht
    paid: Baht
    planned: Baht | None = None

    @property
    def free(self) -> Baht:
        """What is neither reserved nor paid."""
        return self.allotted - self.reserved - self.paid


class Gauge(QWidget):
    """One bar (paid solid, reserved hatched, free empty), a line for the plan, and each figure below."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._budget = BudgetShown(allotted=Baht.zero(), reserved=Baht.zero(), paid=Baht.zero())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate(texts)

    def set_budget(self, budget: BudgetShown) -> None:
        """Show a budget."""
        self._budget = budget
        self.updateGeometry()
        self.retranslate(self._texts)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        budget = self._budget
        said = message(
            "widgets.gauge.name",
            allotted=budget.allotted,
            reserved=budget.reserved,
            paid=budget.paid,
            free=budget.free,
        )
        self.setAccessibleName(texts.render(said))
        self.setToolTip(texts.render(said))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the plan's words, the bar and two lines of figures."""
        return QSize(480, self._above() + _BAR + Space.ONE + 2 * self.fontMetrics().height() + Space.HALF)

    def minimumSizeHint(self) -> QSize:
        """Narrower, the figures stand closer, but none over another."""
        budget = self._budget
        metrics = QFontMetrics(_bold(self.font()))
        figures = (budget.paid, budget.reserved, budget.free, budget.allotted)
        widest = max(metrics.horizontalAdvance(format_baht(amount.satang)) for amount in figures)
        return QSize(max(320, _LEGEND_COLUMNS * (widest + Space.ONE)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        colours = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0.5, self._above() + 0.5, self.width() - 1, _BAR)
        self._paint_bar(painter, bar, colours)
        if self._budget.planned is not None:
            self._paint_plan(painter, bar, self._budget.planned, colours)
        self._paint_figures(painter, round(bar.bottom()) + Space.ONE, colours)

    def _above(self) -> int:
        return self.fontMetrics().height() + Space.ONE if self._budget.planned is not None else 0

    def _part(self, amount: Baht) -> float:
        return amount.satang / self._budget.allotted.satang if self._budget.allotted else 0.0

    def _paint_bar(self, painter: QPainter, bar: QRectF, colours: Colours) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.sunken))
        painter.drawRoundedRect(bar, Space.RADIUS, Space.RADIUS)
        painter.save()
        painter.setClipRect(_span(bar, 0, self._part(self._budget.paid)))
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(bar, Space.RADIUS, Space.RADIUS)
        painter.setClipRect(_span(bar, self._part(self._budget.paid), self._part(self._budget.reserved)))
        painter.setBrush(QColor(colours.accent_soft))
        painter.drawRoundedRect(bar, Space.RADIUS, Space.RADIUS)
        _hatch(painter, bar, colours)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.drawRoundedRect(bar, Space.RADIUS, Space.RADIUS)

    def _paint_plan(self, painter: QPainter, bar: QRectF, planned: Baht, colours: Colours) -> None:
        left = bar.x() + bar.width() * min(1.0, self._part(planned))
        painter.setPen(QPen(QColor(colours.text), 2))
        painter.drawLine(QPointF(left, bar.top() - 4), QPointF(left, bar.bottom() + 4))
        words = self._texts.text("widgets.gauge.planned", planned=planned)
        width = painter.fontMetrics().horizontalAdvance(words) + 2
        start = max(0, min(round(left - width / 2), self.width() - width))
        painter.setPen(QColor(colours.muted))
        painter.drawText(QRect(start, 0, width, round(bar.top()) - Space.HALF), Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_figures(self, painter: QPainter, top: int, colours: Colours) -> None:
        budget = self._budget
        short = budget.free.satang < 0
        figures = (
            ("paid", budget.paid, colours.accent),
            ("reserved", budget.reserved, colours.accent_soft),
            ("short", -budget.free, "") if short else ("free", budget.free, colours.sunken),
            ("allotted", budget.allotted, ""),
        )
        height, width = painter.fontMetrics().height(), self.width() // _LEGEND_COLUMNS
        bold = _bold(self.font())
        for number, (name, amount, ground) in enumerate(figures):
            left = number * width
            painter.setFont(self.font())
            painter.setPen(QPen(QColor(colours.edge), 1))
            if ground:
                swatch = QRectF(left + 0.5, top + (height - _SWATCH) / 2, _SWATCH, _SWATCH)
                painter.setBrush(QColor(ground))
                painter.drawRoundedRect(swatch, 3, 3)
                if name == "reserved":
                    painter.save()
                    painter.setClipRect(swatch)
                    _hatch(painter, swatch, colours)
                    painter.restore()
            if name == "short":
                sign = pixmap("error", colours.error, _SWATCH + 4)
                painter.drawPixmap(QPointF(left - 2, top + (height - 16) / 2), sign)
            indent = _INDENT if name != "allotted" else 0
            room = QRect(left + indent, top, width - indent - Space.HALF, height)
            painter.setPen(QColor(colours.error if name == "short" else colours.muted))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._texts.text(f"widgets.gauge.{name}"))
            painter.setFont(bold)
            painter.setPen(QColor(colours.error if name == "short" else colours.text))
            room = QRect(left, top + height, width - Space.HALF, height)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, format_baht(amount.satang))


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthShown:
    """A month: its short name, what was planned and what was paid."""

    name: str
    planned: Baht
    paid: Baht


class MonthBars(QWidget):
    """Months beside each other: the plan as a frame, what was paid as a bar in it."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._months: tuple[MonthShown, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate(texts)

    def set_months(self, months: Sequence[MonthShown]) -> None:
        """Show months, in order."""
        self._months = tuple(months)
        self.retranslate(self._texts)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language; the accessible name tells every figure."""
        self._texts = texts
        said = [texts.text("widgets.months.month", month=m.name, paid=m.paid, planned=m.planned) for m in self._months]
        self.setAccessibleName("; ".join([texts.text("widgets.months.name"), *said]))
        self.setToolTip("\n".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for bars that can be told apart."""
        return QSize(480, 200)

    def minimumSizeHint(self) -> QSize:
        """The least that can be read."""
        return QSize(280, 144)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        colours, height = colours_of(self), self.fontMetrics().height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_legend(painter, colours, height)
        ground = QRectF(0, height + Space.TWO + height, self.width(), self.height() - 3 * height - Space.THREE)
        painter.setPen(QPen(QColor(colours.line), 1))
        for step in range(3):
            level = ground.top() + ground.height() * step / 2
            painter.drawLine(QPointF(0, level), QPointF(self.width(), level))
        most = max((max(m.planned.satang, m.paid.satang) for m in self._months), default=0) or 1
        width = self.width() / max(1, len(self._months))
        for number, month in enumerate(self._months):
            room = QRectF(number * width, ground.top(), width, ground.height())
            self._paint_month(painter, room, month, most, colours)

    def _paint_legend(self, painter: QPainter, colours: Colours, height: int) -> None:
        left = 0
        for name, brush in (("paid", QColor(colours.accent)), ("planned", QColor(colours.surface))):
            painter.setPen(QPen(QColor(colours.accent if name == "paid" else colours.edge), 1.5))
            painter.setBrush(brush)
            painter.drawRoundedRect(QRectF(left + 1, (height - _SWATCH) / 2, _SWATCH, _SWATCH), 3, 3)
            words = self._texts.text(f"widgets.months.{name}")
            painter.setPen(QColor(colours.muted))
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRect(left + 20, 0, width + 2, height), Qt.AlignmentFlag.AlignVCenter, words)
            left += width + 44

    def _paint_month(self, painter: QPainter, room: QRectF, month: MonthShown, most: int, colours: Colours) -> None:
        middle, floor = room.center().x(), room.bottom()
        planned = room.height() * month.planned.satang / most
        paid = room.height() * month.paid.satang / most
        wide = min(40.0, room.width() * 0.6)
        painter.setPen(QPen(QColor(colours.edge), 1.5))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(QRectF(middle - wide / 2, floor - planned, wide, planned), 3, 3)
        narrow = wide * 0.6
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(QRectF(middle - narrow / 2, floor - paid, narrow, paid), 2, 2)
        height = painter.fontMetrics().height()
        painter.setPen(QColor(colours.muted))
        below = QRectF(room.x(), floor + Space.HALF, room.width(), height)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, month.name)
        figure = f"{month.paid.whole:,}" if month.paid else ""
        if painter.fontMetrics().horizontalAdvance(figure) <= room.width():
            painter.setPen(QColor(colours.text))
            above = QRectF(room.x(), floor - max(planned, paid) - height, room.width(), height)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, figure)


def _span(bar: QRectF, start: float, part: float) -> QRectF:
    """A part of the bar, cut at its ends; start and part in 0..1 of its width."""
    left = bar.x() + bar.width() * min(1.0, max(0.0, start))
    right = bar.x() + bar.width() * min(1.0, max(0.0, start + part))
    return QRectF(left, bar.y() - 1, max(0.0, right - left), bar.height() + 2)


def _hatch(painter: QPainter, box: QRectF, colours: Colours) -> None:
    """Slanting lines over a box, within the clip; PySide6 6.12.0 crashed here on a `QBrush` it was given."""
    painter.setPen(QPen(QColor(colours.accent), 1))
    left = box.left() - box.height()
    while left < box.right():
        painter.drawLine(QPointF(left, box.bottom()), QPointF(left + box.height(), box.top()))
        left += _HATCH


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made
