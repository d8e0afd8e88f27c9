"""Stacks of scanned receipts: PDF files and pictures, page by page, with the texts of their QR codes."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kmcase.application.access import Silent, Steps
from kmcase.application.ports.files import ScanPage, UnreadPage
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.files.kinds import FileKind
from kmcase.files.pictures import (
    DAMAGE,
    PICTURES,
    Source,
    as_jpeg,
    digest,
    kind_at,
    opened,
    picture,
    plain,
    require_size,
    thumbnail,
    upright,
)
from kmcase.files.pictures import SUFFIXES as PICTURE_SUFFIXES

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument

SUFFIXES = (".pdf", *PICTURE_SUFFIXES)
"""Names that `read_scans` reads, for the file dialogue."""

_DPI = 200
_FINE_DPI = 300
_LONGEST_SIDE = 2400
"""A little more than A4 at 200 dpi."""
_LONGEST_FINE = 4800
_SCAN_QUALITY = 75
_POINTS_PER_INCH = 72

# PDFium may be used by one thread at a time.
PDFIUM = threading.Lock()


def read_scans(paths: Sequence[Path], steps: Steps | None = None) -> Iterator[ScanPage | UnreadPage]:
    """Page after page; what cannot be read says why and the rest goes on. `steps.check` may raise to cancel."""
    steps = steps or Silent()
    for done, path in enumerate(paths):
        steps.report(done, len(paths))
        try:
            with opened(path) as source:
                yield from _pages(source, steps)
        except DomainError as problem:
            yield UnreadPage(source=path.name, page=0, code=problem.code, params=problem.params)
        except EnvironmentProblem as problem:
            yield UnreadPage(source=path.name, page=0, code=problem.code, params=problem.params)
    steps.report(len(paths), len(paths))


def _pages(source: Source, steps: Steps) -> Iterator[ScanPage | UnreadPage]:
    kind = kind_at(source)
    if kind is FileKind.PDF:
        yield from _pdf_pages(source, steps)
    elif kind in PICTURES:
        yield from _frames(source, steps)
    else:
        raise DomainError("files.unknown_picture", "file", name=source.name)


def _pdf_pages(source: Source, steps: Steps) -> Iterator[ScanPage | UnreadPage]:
    document = _document(source)
    try:
        with PDFIUM:
            pages = len(document)
        if not pages:
            raise DomainError("files.scan_damaged", "file", name=source.name)
        for number in range(pages):
            steps.check()
            yield _pdf_page(source, document, number, pages)
    finally:
        with PDFIUM:
            document.close()


def first_page(source: Source) -> Image:
    """The first page of a PDF as a picture; raises `files.scan_damaged` or `files.scan_password`."""
    from pypdfium2 import PdfiumError

    document = _document(source)
    try:
        return _rendered(document, 0, _DPI, _LONGEST_SIDE)
    except (PdfiumError, ValueError, MemoryError) as problem:
        raise DomainError("files.scan_damaged", "file", name=source.name) from problem
    finally:
        with PDFIUM:
            document.close()


def _document(source: Source) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PDFIUM:
            return PdfDocument(source.stream)
    except PdfiumError as problem:
        code = "files.scan_password" if "password" in str(problem).lower() else "files.scan_damaged"
        raise DomainError(code, "file", name=source.name) from problem


def _pdf_page(source: Source, document: PdfDocument, number: int, pages: int) -> ScanPage | UnreadPage:
    from pypdfium2 import PdfiumError

    try:
        image = _rendered(document, number, _DPI, _LONGEST_SIDE)
        texts = qr_texts(image) or qr_texts(_rendered(document, number, _FINE_DPI, _LONGEST_FINE))
    except (PdfiumError, ValueError, MemoryError):
        return _unread(source, number)
    return _page(source, image, texts, number, pages)


def _rendered(document: PdfDocument, number: int, dpi: int, longest: int) -> Image:
    """A page as a picture; a page of unusual size gets fewer dots an inch, never more memory."""
    with PDFIUM:
        page = document[number]
        try:
            scale = min(dpi / _POINTS_PER_INCH, longest / max(*page.get_size(), 1))
            bitmap = page.render(scale=scale)
            try:
                return plain(bitmap.to_pil())
            finally:
                bitmap.close()
        finally:
            page.close()


def _frames(source: Source, steps: Steps) -> Iterator[ScanPage | UnreadPage]:
    with picture(source) as image:
        pages = getattr(image, "n_frames", 1)
        for number in range(pages):
            steps.check()
            yield _frame(source, image, number, pages)


def _frame(source: Source, image: Image, number: int, pages: int) -> ScanPage | UnreadPage:
    try:
        if pages > 1:
            image.seek(number)
            require_size(source.name, image)
        fine = upright(image.copy() if pages > 1 else image, _LONGEST_FINE)
        texts = qr_texts(fine)
        fine.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    except DAMAGE:
        return _unread(source, number)
    return _page(source, fine, texts, number, pages)


def _page(source: Source, image: Image, texts: tuple[str, ...], number: int, pages: int) -> ScanPage:
    jpeg = as_jpeg(image, _SCAN_QUALITY)
    return ScanPage(
        source=source.name,
        page=number + 1,
        pages=pages,
        qr_texts=texts,
        jpeg=jpeg,
        sha256=source.sha256,
        stored_sha256=digest(jpeg),
        thumbnail=thumbnail(image),
    )


def _unread(source: Source, number: int) -> UnreadPage:
    params: dict[str, object] = {"name": source.name, "page": number + 1}
    return UnreadPage(source=source.name, page=number + 1, code="files.scan_page_damaged", params=params)


def qr_texts(image: Image) -> tuple[str, ...]:
    """The texts of all QR codes on a page, however it lies, each once."""
    import zxingcpp

    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    found = zxingcpp.read_barcodes(image.convert("L"), formats, try_rotate=True, try_downscale=True, try_invert=False)
    return tuple(dict.fromkeys(code.text for code in found if code.valid))
