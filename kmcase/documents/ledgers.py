"""ทะเบียนคุมการจ่ายเงินสงเคราะห์ครอบครัวผู้มีรายได้น้อยและผู้ไร้ที่พึ่ง: pages that prove themselves.

Every page opens with ยอดยกมา and ends with ยอดยกไป, carries the digest of its rows, the head of the chain and the
signed checkpoint as a QR; every row carries eight characters of its entry's hash. Columns: domain.md §4.4.
Rows are measured first, then drawn by `_text`'s cached operators: a table class would cost several times as much.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4, landscape

from kmcase.application.printing.ledgers import LedgerRow, LedgerSnapshot, page_digest
from kmcase.documents._qr import draw_qr
from kmcase.documents._text import Align, Pen, new_pen
from kmcase.documents._words import joined
from kmcase.messages import Catalogue
from kmcase.thai.baht import format_baht
from kmcase.thai.calendar import format_short

_SIZE = 8.0
_LEADING = 11.4
_PAD = 2.6
_MARGIN = 26.0
_TOP = 24.0
_FOOT = 66.0
_HEAD_HEIGHT = 30.0
_QR_SIDE = 56.0


@dataclass(frozen=True, slots=True)
class _Column:
    key: str
    width: float
    align: Align = "left"
    wraps: bool = False


_COLUMNS = (
    _Column("sequence", 28, "right"),
    _Column("day", 44),
    _Column("number", 50),
    _Column("payee", 100, wraps=True),
    _Column("national_id", 70),
    _Column("address", 124, wraps=True),
    _Column("occurrence", 22, "center"),
    _Column("amount", 54, "right"),
    _Column("method", 40, wraps=True),
    _Column("batch", 48, wraps=True),
    _Column("payer", 64, wraps=True),
    _Column("followed", 42),
    _Column("remark", 72, wraps=True),
    _Column("mark", 48),
)
_AMOUNT = next(number for number, column in enumerate(_COLUMNS) if column.key == "amount")


@dataclass(slots=True)
class _Page:
    rows: list[tuple[int, LedgerRow, list[tuple[str, ...]], float]] = field(default_factory=list)
    brought: int = 0
    carried: int = 0


class _Writer:
    """Ledgers being written; `step` may raise to stop between pages."""

    def __init__(
        self, snapshots: Sequence[LedgerSnapshot], catalogue: Catalogue, step: Callable[[int, int], None]
    ) -> None:
        self._snapshots = snapshots
        self._snapshot = snapshots[0]
        self._say = catalogue.text
        self._step = step
        self._width, self._height = landscape(A4)
        self._pen: Pen = new_pen((self._width, self._height), catalogue.text("documents.ledger.title"))
        room = self._width - 2 * _MARGIN
        scale = room / sum(column.width for column in _COLUMNS)
        self._widths = [column.width * scale for column in _COLUMNS]
        self._lefts = [_MARGIN + sum(self._widths[:number]) for number in range(len(_COLUMNS))]
        self._heads = [self._say(f"documents.ledger.column.{column.key}") for column in _COLUMNS]

    def write(self) -> bytes:
        """All groups, each beginning on a page of its own, numbered through."""
        groups = []
        for snapshot in self._snapshots:
            self._snapshot = snapshot
            groups.append(self._paginate())
        total, number = sum(map(len, groups)), 0
        for snapshot, pages in zip(self._snapshots, groups, strict=True):
            self._snapshot = snapshot
            for page in pages:
                number += 1
                self._step(number, total)
                self._page(page, number, total, last=page is pages[-1])
                self._pen.canvas.showPage()
        return self._pen.finish()

    def _paginate(self) -> list[_Page]:
        """Rows to pages: one row is kept free for ยอดยกมา and one for ยอดยกไป."""
        line = _LEADING + 2 * _PAD
        room = self._height - _TOP - 46 - _HEAD_HEIGHT - _FOOT - 2 * line
        pages = [_Page(brought=self._snapshot.opening_satang)]
        total, used = self._snapshot.opening_satang, 0.0
        for sequence, row in enumerate(self._snapshot.rows, 1):
            cells = self._cells(sequence, row)
            height = max(len(cell) for cell in cells) * _LEADING + 2 * _PAD
            if used + height > room and pages[-1].rows:
                pages[-1].carried = total
                pages.append(_Page(brought=total))
                used = 0.0
            pages[-1].rows.append((sequence, row, cells, height))
            total += row.satang if row.counted else 0
            used += height
        pages[-1].carried = total
        return pages

    def _cells(self, sequence: int, row: LedgerRow) -> list[tuple[str, ...]]:
        amount = format_baht(row.satang)
        texts = (
            str(sequence),
            format_short(row.day) if row.day else "",
            row.number,
            row.payee,
            row.national_id,
            row.address,
            row.occurrence,
            amount if row.counted else f"({amount})",
            row.method,
            row.batch_number,
            row.payer,
            format_short(row.followed_up_on) if row.followed_up_on else "",
            row.remark,
            row.mark,
        )
        return [
            self._pen.wrap(text, _SIZE, width - 2 * _PAD) if column.wraps and text else (text,)
            for column, width, text in zip(_COLUMNS, self._widths, texts, strict=True)
        ]

    def _page(self, page: _Page, number: int, pages: int, *, last: bool) -> None:
        if self._snapshot.sample:
            self._watermark()
        y = self._heading()
        y = self._head(y)
        top = y
        y = self._sum_row(y, self._say("documents.ledger.brought"), page.brought)
        for _, row, cells, height in page.rows:
            y = self._row(y, row, cells, height)
        y = self._sum_row(y, self._say("documents.ledger.total" if last else "documents.ledger.carried"), page.carried)
        self._verticals(top + _HEAD_HEIGHT, y)
        self._foot(page, number, pages)

    def _watermark(self) -> None:
        canvas = self._pen.canvas
        canvas.saveState()
        canvas.setFillGray(0.93)
        canvas.translate(self._width / 2, self._height / 2)
        canvas.rotate(30)
        self._pen.draw(0, -40, self._say("documents.sample"), 110, "bold", "center")
        canvas.restoreState()

    def _heading(self) -> float:
        y: float = self._height - _TOP
        middle = self._width / 2
        self._pen.draw(middle, y - 12, self._say("documents.ledger.title"), 13, "bold", "center")
        under = joined(self._snapshot.office, self._snapshot.period, self._snapshot.group)
        self._pen.draw(middle, y - 30, under, 10.5, align="center")
        return y - 46

    def _head(self, y: float) -> float:
        canvas = self._pen.canvas
        canvas.setFillGray(0.93)
        canvas.rect(_MARGIN, y - _HEAD_HEIGHT, self._width - 2 * _MARGIN, _HEAD_HEIGHT, stroke=0, fill=1)
        canvas.setFillGray(0)
        for text, x, width in zip(self._heads, self._lefts, self._widths, strict=True):
            lines = self._pen.wrap(text, _SIZE, width - 2 * _PAD, "bold")
            first = y - (_HEAD_HEIGHT - len(lines) * _LEADING) / 2 - _SIZE - 1
            for number, line in enumerate(lines):
                self._pen.draw(x + width / 2, first - number * _LEADING, line, _SIZE, "bold", "center")
        return y - _HEAD_HEIGHT

    def _row(self, y: float, row: LedgerRow, cells: list[tuple[str, ...]], height: float) -> float:
        canvas, pen = self._pen.canvas, self._pen
        if not row.counted:
            canvas._code.append("0.42 g")
        for column, x, width, lines in zip(_COLUMNS, self._lefts, self._widths, cells, strict=True):
            at = {"left": x + _PAD, "center": x + width / 2, "right": x + width - _PAD}[column.align]
            baseline = y - _PAD - _SIZE
            for line in lines:
                pen.draw(at, baseline, line, _SIZE, "regular", column.align)
                baseline -= _LEADING
        if not row.counted:
            canvas._code.append("0 g")
        y -= height
        canvas._code.append(f"0.4 w 0.72 G {_MARGIN:.2f} {y:.2f} m {self._width - _MARGIN:.2f} {y:.2f} l S 0 G")
        return y

    def _sum_row(self, y: float, text: str, satang: int) -> float:
        height = _LEADING + 2 * _PAD
        canvas = self._pen.canvas
        canvas.setFillGray(0.965)
        canvas.rect(_MARGIN, y - height, self._width - 2 * _MARGIN, height, stroke=0, fill=1)
        canvas.setFillGray(0)
        right = self._lefts[_AMOUNT] + self._widths[_AMOUNT] - _PAD
        self._pen.draw(self._lefts[_AMOUNT - 1] - 8, y - _PAD - _SIZE, text, _SIZE, "bold", "right")
        self._pen.draw(right, y - _PAD - _SIZE, format_baht(satang), _SIZE, "bold", "right")
        y -= height
        canvas._code.append(f"0.4 w 0.5 G {_MARGIN:.2f} {y:.2f} m {self._width - _MARGIN:.2f} {y:.2f} l S 0 G")
        return y

    def _verticals(self, top: float, bottom: float) -> None:
        edges = [*self._lefts, self._width - _MARGIN]
        lines = " ".join(f"{x:.2f} {bottom:.2f} m {x:.2f} {top:.2f} l" for x in edges)
        across = f"{_MARGIN:.2f} {top:.2f} m {self._width - _MARGIN:.2f} {top:.2f} l"
        self._pen.canvas._code.append(f"0.4 w 0.72 G {lines} {across} S 0 G")

    def _foot(self, page: _Page, number: int, pages: int) -> None:
        snapshot, say, draw = self._snapshot, self._say, self._pen.draw
        canvas = self._pen.canvas
        y = _FOOT - 14
        if snapshot.checkpoint:
            draw_qr(canvas, snapshot.checkpoint, self._width - _MARGIN - _QR_SIDE, 8, _QR_SIDE)
        rows = tuple(row for _, row, _, _ in page.rows)
        canvas.setFillGray(0.3)
        draw(_MARGIN, y, say("documents.ledger.digest", digest=page_digest(rows), head=snapshot.head[:16].upper()), 8)
        if snapshot.checkpoint:
            draw(_MARGIN, y - 12, say("documents.ledger.checkpoint"), 8)
        printed = say("documents.ledger.printed", at=snapshot.printed_at, by=snapshot.printed_by)
        draw(_MARGIN, y - 24, printed, 8)
        draw(self._width / 2 + 150, y, say("documents.page", page=number, pages=pages), 9, "bold", "right")
        canvas.setFillGray(0)


def compose(
    snapshots: Sequence[LedgerSnapshot],
    catalogue: Catalogue,
    step: Callable[[int, int], None] = lambda done, total: None,
) -> bytes:
    """The ledger as PDF; `step` hears of each page and may raise to stop."""
    return _Writer(snapshots, catalogue, step).write()
