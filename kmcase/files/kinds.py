"""What a file really is, by its first bytes and not by its name."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum

from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import is_heic
from kmcase.messages import message


class FileKind(StrEnum):
    """Kinds told apart; the words for people are in the catalogue under `files.kind`."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    XLSB = "xlsb"
    DOCX = "docx"
    PPTX = "pptx"
    DOC = "doc"
    ODT = "odt"
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    WEBP = "webp"
    BMP = "bmp"
    GIF = "gif"
    HEIC = "heic"
    HTML = "html"
    ZIP = "zip"
    TEXT = "text"
    BINARY = "binary"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"%PDF-", FileKind.PDF),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
    (b"II+\x00", FileKind.TIFF),
    (b"MM\x00+", FileKind.TIFF),
    (b"GIF8", FileKind.GIF),
    (b"BM", FileKind.BMP),
    (b"Rar!", FileKind.BINARY),
    (b"7z\xbc\xaf", FileKind.BINARY),
    (b"\x1f\x8b", FileKind.BINARY),
    (b"MZ", FileKind.BINARY),
    (b"\x7fELF", FileKind.BINARY),
)
_ZIP_PARTS = (
    ("xl/workbook.xml", FileKind.XLSX),
    ("xl/workbook.bin", FileKind.XLSB),
    ("word/document.xml", FileKind.DOCX),
    ("ppt/presentation.xml", FileKind.PPTX),
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HTML_STARTS = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<?xml", b"mime-version:")
_LOOKED_AT = 4096


def kind_of(content: bytes) -> FileKind:
    """The kind of a file's bytes (its beginning is enough for all but zip and OLE files)."""
    head = content[:_LOOKED_AT]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(content)
    if head.startswith(OLE):
        return _kind_of_ole(content)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature) and (kind is not FileKind.BMP or b"\x00" in head):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.WEBP
    if is_heic(head):
        return FileKind.HEIC
    # Marks of byte order are skipped, since a page saved from a browser may begin with one.
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_HTML_STARTS):
        return FileKind.HTML
    return FileKind.TEXT if _looks_like_text(head) else FileKind.BINARY


def require_kind(name: str, found: FileKind, expected: frozenset[FileKind]) -> None:
    """Refuse a file that is not what its name says; raises `files.not_what_it_says`."""
    if found not in expected:
        raise DomainError("files.not_what_it_says", "file", name=name, kind=message(f"files.kind.{found.value}"))


def locked_by_password(content: bytes) -> bool:
    """Whether an OLE container holds an encrypted workbook of the newer format."""
    return content.startswith(OLE) and _utf16("EncryptedPackage") in content


def _kind_of_zip(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            for part, kind in _ZIP_PARTS:
                if part in names:
                    return kind
            return _kind_of_open_document(archive, names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError):
        return FileKind.ZIP


def _kind_of_open_document(archive: zipfile.ZipFile, names: set[str]) -> FileKind:
    if "mimetype" not in names:
        return FileKind.ZIP
    with archive.open("mimetype") as stream:
        declared = stream.read(100)
    if b"opendocument.spreadsheet" in declared:
        return FileKind.ODS
    return FileKind.ODT if b"opendocument.text" in declared else FileKind.ZIP


def _kind_of_ole(content: bytes) -> FileKind:
    if _utf16("WordDocument") in content:
        return FileKind.DOC
    if _utf16("Workbook") in content or _utf16("Book") in content or locked_by_password(content):
        return FileKind.XLS
    return FileKind.BINARY


def _looks_like_text(head: bytes) -> bool:
    if head.startswith(_UTF16_MARKS):
        return True
    zeros = head.count(0)
    # Every other byte of UTF-16 without a mark may be zero; Thai in it has none, but commas and line ends do.
    if zeros:
        one_side = max(head[0::2].count(0), head[1::2].count(0))
        return one_side == zeros
    controls = sum(byte < 32 and byte not in b"\t\r\n\f\x1a\x1b" for byte in head)
    return controls * 100 <= len(head)


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")
