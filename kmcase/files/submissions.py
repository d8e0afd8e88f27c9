"""Submissions from volunteers' telephones, as ODK Central and KoboToolbox give them out.

A CSV, a workbook with a sheet for each repeat, or a zip with CSVs and pictures.

Nothing is unpacked to the disk: tables and pictures are read out of the archive as they really unpack, each within its
limit, and a picture is looked for by its bare name alone, so that no path leads anywhere.
"""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from kmcase.application.access import Silent, Steps
from kmcase.domain.errors import DomainError
from kmcase.domain.forms import Form
from kmcase.domain.imports.submissions import Table, file_name, is_of_form, read_submissions, version_in
from kmcase.domain.imports.workbook import Workbook, cell_text
from kmcase.files.delimited import read_delimited
from kmcase.files.forms import shipped_form
from kmcase.files.kinds import FileKind, kind_of, require_kind
from kmcase.files.opening import MEGABYTE, open_problem, read_bytes, sha256_of
from kmcase.files.unpacking import BROKEN, ENCRYPTED_FLAG
from kmcase.files.workbooks import read_workbook

FORM = "survey"
LARGEST_ZIP = 20_000 * MEGABYTE
LARGEST_TABLE = 100 * MEGABYTE
LARGEST_PICTURE = 64 * MEGABYTE
MOST_PARTS = 200_000
ZIP = ".zip"

_TABLES = frozenset({".csv"})
_MEDIA = "media"
_CHUNK = 1 << 20


def read_list(path: Path, steps: Steps | None = None) -> Workbook:
    """A survey list as `read_workbook` reads it, or submissions of the survey form as a sheet of their own.

    Raises `files.*`, and `forms.no_submissions` for a zip without any.
    """
    steps = steps or Silent()
    if path.suffix.lower() == ZIP:
        return _from_zip(path, steps)
    book = read_workbook(path, steps)
    tables = [[[cell_text(cell) for cell in row] for row in sheet.rows] for sheet in book.sheets]
    if any(is_of_form(shipped_form(FORM), table) for table in tables):
        return _workbook(path, book.sha256, path.stem, tables)
    return book


def _from_zip(path: Path, steps: Steps) -> Workbook:
    sha256 = sha256_of(path)
    size = path.stat().st_size
    if not size:
        raise DomainError("files.empty", "file", name=path.name)
    if size > LARGEST_ZIP:
        raise DomainError("files.too_large", "file", name=path.name, megabytes=LARGEST_ZIP // MEGABYTE)
    with path.open("rb") as stream:
        require_kind(path.name, kind_of(stream.read(_CHUNK)), frozenset({FileKind.ZIP}))
    with _archive(path) as archive:
        tables = []
        for info in archive.infolist():
            steps.check()
            if not info.is_dir() and PurePosixPath(info.filename).suffix.lower() in _TABLES:
                content = _unpacked(archive, info, LARGEST_TABLE)
                tables.append(read_delimited(file_name(info.filename), content) if content else [])
    return _workbook(path, sha256, path.stem, tables)


def _workbook(path: Path, sha256: str, name: str, tables: Sequence[Table]) -> Workbook:
    form = shipped_form(FORM)
    mains = [table for table in tables if is_of_form(form, table)]
    if not mains:
        raise DomainError("forms.no_submissions", "file", name=path.name)
    main = max(mains, key=len)
    others = [table for table in tables if table and table is not main]
    read = read_submissions(_as_answered(form, main), name, main, others)
    return Workbook(file_name=path.name, sha256=sha256, sheets=(read.sheet,), submissions=read.submissions, source=path)


def _as_answered(form: Form, main: Table) -> Form:
    """The version that was on the telephones; one that the program does not hold is read by the newest."""
    try:
        return shipped_form(FORM, version_in(form, main))
    except DomainError:
        return form


class Pictures:
    """`SubmittedPictures` of `application.imports`: pictures of one file of submissions, by bare name."""

    def __init__(self, path: Path, archive: zipfile.ZipFile | None) -> None:
        self._path = path
        self._archive = archive
        self._parts: dict[str, list[zipfile.ZipInfo]] = defaultdict(list)
        for info in () if archive is None else archive.infolist():
            if not info.is_dir():
                self._parts[file_name(info.filename)].append(info)

    def read(self, name: str, key: str) -> bytes | None:
        """A submission's picture; None where it is not there. Raises `files.*`.

        Of several of one name it is the one in the submission's own folder, as KoboToolbox keeps them.
        """
        name = file_name(name)
        if self._archive is None:
            return self._beside(name)
        parts = self._parts.get(name, [])
        own = [info for info in parts if key in info.filename.replace("\\", "/").split("/")]
        found = own or parts
        return _unpacked(self._archive, found[0], LARGEST_PICTURE) if found else None

    def _beside(self, name: str) -> bytes | None:
        path = self._path.parent / _MEDIA / name
        if not name or path.is_symlink() or not path.is_file():
            return None
        return read_bytes(path, LARGEST_PICTURE)


@contextmanager
def open_pictures(path: Path) -> Iterator[Pictures]:
    """The pictures that came with a file: inside the zip, or in the folder `media` beside a CSV. Raises `files.*`."""
    if path.suffix.lower() != ZIP:
        yield Pictures(path, None)
        return
    with _archive(path) as archive:
        yield Pictures(path, archive)


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError as problem:
        raise open_problem(path, problem) from problem
    except BROKEN as bad:
        raise DomainError("files.damaged", "file", name=path.name) from bad
    with archive:
        if len(archive.infolist()) > MOST_PARTS:
            raise DomainError("files.unpacks_too_large", "file", name=path.name, part=str(len(archive.infolist())))
        yield archive


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """One part, counted as it unpacks: the size in the archive may lie."""
    name = file_name(info.filename)
    if info.flag_bits & ENCRYPTED_FLAG:
        raise DomainError("files.password", "file", name=name)
    try:
        with archive.open(info) as stream:
            content = stream.read(most + 1)
    except BROKEN as bad:
        raise DomainError("files.damaged", "file", name=name) from bad
    if len(content) > most:
        raise DomainError("files.too_large", "file", name=name, megabytes=most // MEGABYTE)
    return content
