"""A document as it will be printed. QtPdf is imported when the first preview is made, not at start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMargins, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from kmcase.messages import message
from ui.theme import Space, colours_of
from ui.widgets.basics import IconButton, Spin, row
from ui.widgets.texts import Texts

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_ZOOM_STEP = 1.2
_ZOOMS = (0.3, 4.0)
_WIDEST_FIT = 1.4
_PRINT_DPI = 300


class PdfPreview(QWidget):
    """Shows PDF bytes; `printed` tells that paper was made, `save_requested` asks to write the bytes to a path.

    Ctrl+P prints, Ctrl+S saves, Ctrl+plus and Ctrl+minus zoom, Ctrl+0 fits the width.
    """

    printed = Signal()
    save_requested = Signal(object, bytes)

    def __init__(
        self,
        texts: Texts,
        *,
        ask_path: Callable[[QWidget, str], Path | None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        from PySide6.QtPdf import QPdfDocument
        from PySide6.QtPdfWidgets import QPdfView

        super().__init__(parent)
        self._texts = texts
        self._content = b""
        self._name = "document.pdf"
        self._ask_path = ask_path or _ask_path
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setPageSpacing(Space.TWO)
        self.view.setDocumentMargins(QMargins(Space.TWO, Space.TWO, Space.TWO, Space.TWO))
        self._fitting = True
        self.view.viewport().installEventFilter(self)
        self.page = Spin()
        self.page.setMinimum(1)
        self.page.valueChanged.connect(self._go)
        self._pages = QLabel()
        self._buttons = self._make_buttons(texts)
        self._lay_out()
        self.view.pageNavigator().currentPageChanged.connect(self._moved)
        self.document.statusChanged.connect(self._loaded)
        self._colour_ground()
        self.retranslate(texts)

    def show_pdf(self, content: bytes, name: str = "document.pdf") -> None:
        """Show a document; `name` is offered when it is saved."""
        self._content, self._name = content, name
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self._loaded()
        self.fit_width()

    def zoom(self, factor: float) -> None:
        """Larger or smaller."""
        self._fitting = False
        self.view.setZoomFactor(min(max(self.view.zoomFactor() * factor, _ZOOMS[0]), _ZOOMS[1]))

    def fit_width(self) -> None:
        """As wide as there is room, but not so large that a page fills the window."""
        self._fitting = True
        if self.document.pageCount():
            self.view.setZoomFactor(min(max(self._width_factor(), _ZOOMS[0]), _WIDEST_FIT))

    def save(self) -> None:
        """Ask where to, and ask to have it written there."""
        path = self._ask_path(self, self._name) if self._content else None
        if path is not None:
            self.save_requested.emit(path, self._content)

    def print_out(self) -> None:
        """Ask for a printer, and print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        if not self._content:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(1, self.document.pageCount()))
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print page by page, one a turn of the event loop, so that the window lives on."""
        first = max(1, printer.fromPage()) - 1
        last = (printer.toPage() or self.document.pageCount()) - 1
        self._print_page(printer, QPainter(printer), first, last)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self.page.setAccessibleName(texts.text("widgets.pdf.page"))
        self.view.setAccessibleName(texts.text("widgets.pdf.name"))
        for button in self._buttons:
            button.retranslate(texts)
        self._loaded()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page stays as wide as there is room, as long as nobody zooms."""
        if event.type() is QEvent.Type.Resize and self._fitting:
            self.fit_width()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """The ground behind the pages follows light and dark; the pages stay paper."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour_ground()

    def _colour_ground(self) -> None:
        ground = QColor(colours_of(self).line)
        if self.view.palette().color(QPalette.ColorRole.Dark) != ground:
            palette = self.view.palette()
            palette.setColor(QPalette.ColorRole.Dark, ground)
            self.view.setPalette(palette)

    def _width_factor(self) -> float:
        """The zoom at which the first page is as wide as there is room."""
        inch = self.view.logicalDpiX() / 72
        room = self.view.viewport().width() - 2 * Space.TWO
        return float(room / max(1.0, self.document.pagePointSize(0).width() * inch))

    def _make_buttons(self, texts: Texts) -> tuple[IconButton, ...]:
        actions = (
            ("zoom_out", "zoom_out", lambda: self.zoom(1 / _ZOOM_STEP), "Ctrl+-"),
            ("zoom_in", "zoom_in", lambda: self.zoom(_ZOOM_STEP), "Ctrl++"),
            ("fit", "pdf", self.fit_width, "Ctrl+0"),
            ("print", "print", self.print_out, "Ctrl+P"),
            ("save", "save", self.save, "Ctrl+S"),
        )
        buttons = []
        for name, icon_name, act, shortcut in actions:
            button = IconButton(texts, message(f"widgets.pdf.{name}"), icon_name)
            button.setShortcut(shortcut)
            button.clicked.connect(act)
            buttons.append(button)
        return tuple(buttons)

    def _lay_out(self) -> None:
        zoom_out, zoom_in, fit, print_, save = self._buttons
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(row(self.page, self._pages, None, zoom_out, zoom_in, fit, Space.TWO, print_, save))
        layout.addWidget(self.view, 1)

    def _loaded(self) -> None:
        count = self.document.pageCount()
        self.page.setMaximum(max(1, count))
        self._pages.setText(self._texts.text("widgets.pdf.of", count=count))
        for button in self._buttons:
            button.setEnabled(count > 0)

    def _go(self, page: int) -> None:
        if page - 1 != self.view.pageNavigator().currentPage():
            self.view.pageNavigator().jump(page - 1, self.view.viewport().rect().topLeft().toPointF(), 0)

    def _moved(self, page: int) -> None:
        self.page.blockSignals(True)
        self.page.setValue(page + 1)
        self.page.blockSignals(False)

    def _print_page(self, printer: QPrinter, painter: QPainter, page: int, last: int) -> None:
        points = self.document.pagePointSize(page)
        size = QSize(round(points.width() * _PRINT_DPI / 72), round(points.height() * _PRINT_DPI / 72))
        image = self.document.render(page, size)
        area = QRectF(painter.viewport())
        fitted = points.scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(area.topLeft(), fitted), image)
        if page >= last:
            painter.end()
            self.printed.emit()
            return
        printer.newPage()
        QTimer.singleShot(0, self, lambda: self._print_page(printer, painter, page + 1, last))


def _ask_path(parent: QWidget, name: str) -> Path | None:
    chosen, _ = QFileDialog.getSaveFileName(parent, "", name, "PDF (*.pdf)")
    return Path(chosen) if chosen else None
