"""The five named places of photographs of a visit, and the camera's folder that they are filled from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kmcase.application.ports.files import CameraPhoto
from kmcase.application.read.requests import EvidenceLine
from kmcase.domain.evidence import PHOTO_KINDS, Attachment, EvidenceKind
from kmcase.messages import Message, message
from kmcase.thai.calendar import bangkok_date
from ui.screens.visits.camera_view import CameraTray
from ui.theme import Space
from ui.widgets import Button, Label, PhotoPlace, PhotoShown, Texts, bring_into_sight, row
from ui.widgets.photo_well import Choose
from ui.widgets.pictures import IMAGE_SUFFIXES, as_png, choose_file, choose_folder, dropped_files

_ACROSS = 3
_PLACE_WIDTH, _PLACE_LINES = 152, 9


class PhotosPage(QWidget):
    """The places say what is done with their kind.

    `offered` (kind, paths), `pasted` (kind, PNG), `folder` (path), `many` (paths), `none_wanted` (kind), `removed` and
    `opened` (kind, the hash it is stored under).
    """

    offered = Signal(object, object)
    pasted = Signal(object, bytes)
    folder = Signal(object)
    many = Signal(object)
    removed = Signal(object, str)
    opened = Signal(object, str)
    none_wanted = Signal(object)
    camera_closed = Signal()

    def __init__(
        self,
        texts: Texts,
        *,
        choose: Choose = choose_file,
        choose_place: Callable[[QWidget, str], Path | None] = choose_folder,
    ) -> None:
        super().__init__()
        self._texts = texts
        self._choose_place = choose_place
        self._lines: dict[EvidenceKind, EvidenceLine] = {}
        self._thumbnails: Mapping[str, bytes] = {}
        self._days: frozenset[date] = frozenset()
        self._read_only = False
        self.title = Label(texts, message("visits_ui.page.photos"), role="title")
        self.hint = Label(texts, message("visits_ui.photos.hint"), role="muted")
        self.from_folder = Button(texts, message("visits_ui.photos.folder"), icon_name="camera")
        self.places = {
            kind: PhotoPlace(texts, message("visits_ui.photos.place", number=number, kind=_said(kind)), choose=choose)
            for number, kind in enumerate(PHOTO_KINDS, 1)
        }
        self.none = {kind: Button(texts, message("visits_ui.photos.none"), kind="link") for kind in PHOTO_KINDS}
        self.notes = {kind: Label(texts, "", role="muted") for kind in PHOTO_KINDS}
        self.tray = CameraTray(texts)
        self.tray.hide()
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    def show_lines(self, lines: Sequence[EvidenceLine], days: Collection[date], *, read_only: bool) -> None:
        """What is attached, or why there is none; `days` are the visit's."""
        self._lines = {line.kind: line for line in lines if line.kind in PHOTO_KINDS}
        self._days = frozenset(days)
        self._read_only = read_only
        self.from_folder.setVisible(not read_only)
        for kind in PHOTO_KINDS:
            self._show(kind)

    def show_thumbnails(self, contents: Mapping[str, bytes]) -> None:
        """The pictures themselves, by the hash they are stored under."""
        self._thumbnails = contents
        for kind in PHOTO_KINDS:
            self._show(kind)

    def show_taking(self, kind: EvidenceKind, name: str) -> None:
        """A photograph is on its way."""
        self.places[kind].show_taken(message("widgets.photo.taken_in", name=name))

    def show_problem(self, kind: EvidenceKind, why: Message) -> None:
        """Why one was not kept; what stands there comes back."""
        self._show(kind)
        self.places[kind].show_problem(why)
        bring_into_sight(self.places[kind])

    def show_camera(self, photos: Sequence[CameraPhoto], *, more: int) -> None:
        """What a folder holds, as far as it is read."""
        self.tray.show()
        self.tray.show_photos(photos, self._days, more=more)
        bring_into_sight(self.tray)

    def show_no_camera(self, why: Message) -> None:
        """Why a folder shows nothing."""
        self.tray.show()
        self.tray.show_problem(why)
        bring_into_sight(self.tray)

    def close_camera(self) -> None:
        """The folder is put away."""
        if not self.tray.isHidden():
            self.tray.hide()
            self.camera_closed.emit()
            self.from_folder.setFocus()

    def missing(self) -> int:
        """How many places that are asked for hold neither a photograph nor a reason."""
        return sum(line.asked and not line.settled for line in self._lines.values())

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        for part in (self.title, self.hint, self.from_folder, self.tray):
            part.retranslate(texts)
        for kind in PHOTO_KINDS:
            for each in (self.places[kind], self.none[kind], self.notes[kind]):
                each.retranslate(texts)
            self._show(kind)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Photographs or a folder come."""
        if dropped_files(event.mimeData()) and not self._read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They are dropped beside the places: to be looked through."""
        event.acceptProposedAction()
        self._sort(dropped_files(event.mimeData()))

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room for the pictures."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    # --- inside ---

    def _fit(self) -> None:
        for place in self.places.values():
            place.setMinimumHeight(_PLACE_LINES * self.fontMetrics().height())

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.TWO)
        grid.setVerticalSpacing(Space.ONE)
        for number, kind in enumerate(PHOTO_KINDS):
            line, place = divmod(number, _ACROSS)
            self.places[kind].setMinimumWidth(_PLACE_WIDTH)
            grid.addWidget(self.places[kind], 2 * line, place)
            under = row(self.notes[kind], self.none[kind], stretch=0)
            grid.addLayout(under, 2 * line + 1, place)
            grid.setColumnStretch(place, 1)
        head = row(self.title, self.from_folder, stretch=0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, Space.ONE, Space.ONE)
        layout.setSpacing(Space.ONE)
        layout.addLayout(head)
        layout.addWidget(self.hint)
        layout.addWidget(self.tray)
        layout.addLayout(grid)
        layout.addStretch(1)
        self.setFocusProxy(self.places[PHOTO_KINDS[0]])
        self._fit()

    def _connect(self) -> None:
        for kind, place in self.places.items():
            place.offered.connect(partial(self._offered, kind))
            place.pasted.connect(partial(self._pasted, kind))
            place.removed.connect(partial(self._removed, kind))
            place.opened.connect(partial(self._opened, kind))
            self.none[kind].clicked.connect(partial(self.none_wanted.emit, kind))
        self.from_folder.clicked.connect(self._ask_folder)
        self.tray.placed.connect(self._placed)
        self.tray.closed.connect(self.close_camera)

    def _ask_folder(self) -> None:
        path = self._choose_place(self, self._texts.text("visits_ui.photos.folder"))
        if path is not None:
            self.folder.emit(path)

    def _offered(self, kind: EvidenceKind, paths: tuple[Path, ...]) -> None:
        if len(paths) == 1 and _is_picture(paths[0]):
            self.offered.emit(kind, paths)
        else:
            self._sort(paths)

    def _sort(self, paths: tuple[Path, ...]) -> None:
        pictures = tuple(path for path in paths if _is_picture(path))
        if pictures:
            self.many.emit(pictures)
        elif paths:
            self.folder.emit(paths[0])

    def _pasted(self, kind: EvidenceKind, image: QImage) -> None:
        self.pasted.emit(kind, as_png(image))

    def _placed(self, number: int | None, path: Path) -> None:
        empty = [kind for kind in PHOTO_KINDS if not self.places[kind].is_full]
        kind = PHOTO_KINDS[number] if number is not None else (empty or [PHOTO_KINDS[-1]])[0]
        self.offered.emit(kind, (path,))

    def _removed(self, kind: EvidenceKind) -> None:
        newest = self._newest(kind)
        if newest is not None:
            self.removed.emit(kind, newest.stored_sha256)
        self._show(kind)

    def _opened(self, kind: EvidenceKind) -> None:
        newest = self._newest(kind)
        self.opened.emit(kind, newest.stored_sha256 if newest else "")

    def _newest(self, kind: EvidenceKind) -> Attachment | None:
        line = self._lines.get(kind)
        return line.attachments[-1] if line is not None and line.attachments else None

    def _show(self, kind: EvidenceKind) -> None:
        place, newest, line = self.places[kind], self._newest(kind), self._lines.get(kind)
        reason = line.none_reason if line is not None and newest is None else ""
        others = len(line.attachments) - 1 if line is not None and newest is not None else 0
        place.set_read_only(self._read_only)
        if newest is None:
            place.clear()
        else:
            place.show_photo(self._photo(newest))
        note: Message | str = message("visits_ui.photos.more", count=others) if others > 0 else ""
        self.notes[kind].say(message("visits_ui.photos.none_because", reason=reason) if reason else note)
        self.none[kind].setVisible(newest is None and not reason and not self._read_only)
        self.none[kind].setAccessibleName(f"{self._texts.text('visits_ui.photos.none')} {place.accessibleName()}")

    def _photo(self, kept: Attachment) -> PhotoShown:
        where = (kept.latitude, kept.longitude)
        place = ", ".join(f"{float(each):.4f}" for each in where if each) if all(where) else ""
        day = bangkok_date(kept.taken_at) if kept.taken_at else None
        doubt: Message | str = ""
        if day is not None and day not in self._days:
            doubt = message("visits_ui.photos.other_day")
        if self._thumbnails.get(kept.stored_sha256) == b"":
            doubt = message("visits_ui.photos.not_here")
        return PhotoShown(
            thumbnail=self._thumbnails.get(kept.stored_sha256, b""),
            sha256=kept.sha256,
            taken_at=kept.taken_at,
            place=place,
            doubt=doubt,
        )


def _said(kind: EvidenceKind) -> Message:
    return message(f"evidence.kind.{kind.value}")


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in IMAGE_SUFFIXES
