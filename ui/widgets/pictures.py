"""Files that people drop, choose or paste, read off the GUI thread."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QFileDialog, QWidget

from kmcase.domain.evidence import is_heic
from kmcase.messages import Message, message

LARGEST = 250 * 1024 * 1024
PREVIEW = 640
IMAGE_SUFFIXES = (".jpg", ".jpeg", ".heic", ".heif", ".png", ".webp", ".tif", ".tiff", ".bmp")
DOCUMENT_SUFFIXES = (*IMAGE_SUFFIXES, ".pdf")

_POLL_MS = 25
_STARTS = {
    b"jpeg": re.compile(rb"\xff\xd8\xff"),
    b"png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    b"webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    b"tiff": re.compile(rb"II\*\0|MM\0\*"),
    b"bmp": re.compile(rb"BM"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A file as it was picked: its name and its whole content."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Read:
    picture: Picture | None
    preview: QImage | None
    problem: Message | None


class FileReader(QObject):
    """Reads files in the pool: `read` with a `Picture` and a small `QImage`, or `failed`.

    The image is null for a document, and for a HEIC photograph, which Qt cannot show before it is kept as JPEG.
    """

    read = Signal(object, QImage)
    failed = Signal(object)

    def __init__(self, parent: QObject, suffixes: tuple[str, ...] = IMAGE_SUFFIXES) -> None:
        super().__init__(parent)
        self._suffixes = suffixes
        self._waiting = 0
        self._results: SimpleQueue[_Read] = SimpleQueue()
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._collect)

    @property
    def busy(self) -> bool:
        """Whether something that was started is not told yet."""
        return self._waiting > 0

    def start(self, path: Path) -> None:
        """Read a file."""
        self._submit(partial(_read_file, path, self._suffixes))

    def start_image(self, image: QImage, name: str) -> None:
        """Take a picture from the clipboard, as PNG."""
        self._submit(partial(_encode, image, name))

    def _submit(self, work: Callable[[], _Read]) -> None:
        results = self._results
        self._waiting += 1
        self._timer.start()
        QThreadPool.globalInstance().start(lambda: results.put(work()))

    def _collect(self) -> None:
        try:
            result = self._results.get_nowait()
        except Empty:
            return
        self._waiting -= 1
        if not self._waiting:
            self._timer.stop()
        if result.picture is None:
            self.failed.emit(result.problem)
        else:
            self.read.emit(result.picture, result.preview or QImage())


def choose_file(parent: QWidget, title: str, suffixes: tuple[str, ...]) -> Path | None:
    """Ask for a file."""
    patterns = " ".join(f"*{suffix}" for suffix in suffixes)
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", f"{title} ({patterns})")
    return Path(chosen) if chosen else None


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder."""
    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """The files on the machine that are being dropped or pasted."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def as_png(image: QImage) -> bytes:
    """A picture from the clipboard as the bytes of a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def decoded(content: bytes, largest: int = PREVIEW) -> QImage:
    """A picture scaled while it is decoded, turned as the camera was held; null where it is none.

    Qt is told the format: left to find out, it asks each of its plugins under one lock, and one of them asks for a
    translation, which is Python's; two threads then wait for each other, and the window with them.
    """
    kind = next((kind for kind, starts in _STARTS.items() if starts.match(content)), None)
    if kind is None:
        return QImage()
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, kind)
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > largest:
        reader.setScaledSize(size.scaled(QSize(largest, largest), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    del reader  # a TIFF is closed on its buffer, which must still be there
    return image


def _read_file(path: Path, suffixes: tuple[str, ...]) -> _Read:
    if path.suffix.lower() not in suffixes:
        return _Read(None, None, message("widgets.file.kind", name=path.name))
    try:
        if path.stat().st_size > LARGEST:
            return _Read(None, None, message("widgets.file.large", name=path.name))
        content = path.read_bytes()
    except OSError:
        return _Read(None, None, message("widgets.file.unreadable", name=path.name))
    if path.suffix.lower() not in IMAGE_SUFFIXES:
        return _Read(Picture(name=path.name, content=content), None, None)
    preview = decoded(content)
    if preview.isNull() and not is_heic(content):
        return _Read(None, None, message("widgets.file.no_picture", name=path.name))
    return _Read(Picture(name=path.name, content=content), preview, None)


def _encode(image: QImage, name: str) -> _Read:
    content = as_png(image)
    return _Read(Picture(name=name, content=content), decoded(content), None)
