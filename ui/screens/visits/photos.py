"""Photographs and papers of a visit: kept in the background, shown in small, found in a camera's folder. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kmcase.application.changes import Outcome
from kmcase.application.evidence import AttachmentStore
from kmcase.application.ports.files import CameraPhoto
from kmcase.application.read.visits import VisitPage
from kmcase.domain.errors import EnvironmentProblem
from kmcase.domain.evidence import PHOTO_KINDS, Attachment, EvidenceItem, EvidenceKind
from kmcase.messages import message
from ui.answering import show_stored
from ui.ports import Desk, Err, Ok, Progress, Result
from ui.screens.visits.port import PhotosPort
from ui.tone import Tone

_AT_ONCE = 16
_PASTED = "pasted.png"


class Photos:
    """What is done with pictures of the visit in front; `done` hears what came of a reason that was asked for."""

    def __init__(self, desk: Desk, view: PhotosPort, done: Callable[[Result[Outcome[Any]]], None]) -> None:
        self._desk = desk
        self._view = view
        self._done = done
        self._page: VisitPage | None = None
        self._known: dict[str, bytes] = {}
        self._folder = 0

    def show(self, page: VisitPage) -> None:
        """The photographs of a visit, in small; only what is not known yet is read."""
        if self._page is None or self._page.visit.visit_id != page.visit.visit_id:
            self._known = {}
        self._page = page
        wanted = [each.stored_sha256 for line in page.evidence if line.kind in PHOTO_KINDS for each in line.attachments]
        unread = tuple(each for each in wanted if each not in self._known)
        if not unread:
            self._view.show_thumbnails(self._known)
            return
        attachments, visit_id = self._desk.services.attachments, page.visit.visit_id

        def read(progress: Progress) -> dict[str, bytes]:
            found = {}
            for number, each in enumerate(unread):
                progress.report(number, len(unread))
                progress.check()
                found[each] = _held(attachments, each)
            return found

        def got(result: Result[dict[str, bytes]]) -> None:
            if self._page is None or self._page.visit.visit_id != visit_id:
                return
            if isinstance(result, Ok):
                self._known |= result.value
                self._view.show_thumbnails(self._known)
            else:
                self._desk.notices.notice(result.message, Tone.ERROR)

        self._desk.jobs.background(read, got, title=message("visits_ui.job.thumbnails"))

    def keep(self, kind: EvidenceKind, paths: Sequence[Path]) -> None:
        """Photographs that lie in files, into a named place."""
        attachments = self._desk.services.attachments
        for path in paths:
            self._keep(kind, path.name, lambda path=path: attachments.keep_photograph(path, kind))

    def keep_content(self, kind: EvidenceKind, content: bytes, name: str = _PASTED) -> None:
        """A picture from the clipboard, or a paper that was read already."""
        attachments = self._desk.services.attachments
        self._keep(kind, name, lambda: attachments.keep(content, kind, name))

    def _keep(self, kind: EvidenceKind, name: str, make: Callable[[], Attachment]) -> None:
        page, visits = self._page, self._desk.services.visits
        if page is None:
            return
        visit_id = page.visit.visit_id
        self._view.show_taking(kind, name)

        def kept(result: Result[Attachment]) -> None:
            if isinstance(result, Err):
                self._not_kept(visit_id, kind, result)
            else:
                attachment = result.value
                self._desk.jobs.database(lambda: visits.add_evidence(visit_id, attachment), named)

        def named(result: Result[Outcome[Any]]) -> None:
            if isinstance(result, Err):
                self._not_kept(visit_id, kind, result)
            else:
                self._desk.announce(result.value.changes)

        self._desk.jobs.background(lambda _: make(), kept, title=message("visits_ui.job.keep", name=name))

    def _not_kept(self, visit_id: str, kind: EvidenceKind, why: Err) -> None:
        if self._page is not None and self._page.visit.visit_id == visit_id:
            self._view.show_not_taken(kind, why.message)
        else:
            self._desk.notices.notice(why.message, Tone.ERROR)

    def declare_none(self, kind: EvidenceKind, reason: str) -> None:
        """There is no such picture or paper, with the reason."""
        self._settle(EvidenceItem(kind=kind, none_reason=reason))

    def take_out(self, kind: EvidenceKind, stored_sha256: str) -> bool:
        """Leave a photograph out where others stand in its place; False where it stands alone: that wants a reason."""
        line = next((line for line in self._page.evidence if line.kind is kind), None) if self._page else None
        rest = tuple(each for each in line.attachments if each.stored_sha256 != stored_sha256) if line else ()
        if rest:
            self._settle(EvidenceItem(kind=kind, attachments=rest))
        return bool(rest)

    def _settle(self, item: EvidenceItem) -> None:
        if self._page is None:
            return
        visits, visit_id = self._desk.services.visits, self._page.visit.visit_id
        self._desk.jobs.database(lambda: visits.settle_evidence(visit_id, item), self._done)

    # --- large ---

    def open_pieces(self, kind: EvidenceKind, stored_sha256: str = "") -> None:
        """See a photograph or a paper large: the one named, else the newest of its kind."""
        line = next((line for line in self._page.evidence if line.kind is kind), None) if self._page else None
        if line is None or not line.attachments:
            return
        wanted = next((each for each in line.attachments if each.stored_sha256 == stored_sha256), line.attachments[-1])
        title = message(f"evidence.kind.{kind.value}")
        show_stored(self._desk, wanted.stored_sha256, title, self._view.show_picture)

    # --- a camera's folder ---

    def look_into(self, folder: Path) -> None:
        """Show what a camera's folder holds, part by part; another folder ends this one."""
        self._folder += 1
        mine, camera = self._folder, self._desk.services.camera

        def listed(result: Result[tuple[Path, ...]]) -> None:
            if mine != self._folder:
                return
            if isinstance(result, Err):
                self._view.show_no_camera(result.message)
            else:
                self._look(mine, result.value, ())

        title = message("visits_ui.job.folder", name=folder.name or str(folder))
        self._desk.jobs.background(lambda _: camera.photographs(folder), listed, title=title)

    def look_at(self, paths: Sequence[Path]) -> None:
        """Show these photographs, dropped together, to be put into their places."""
        self._folder += 1
        self._look(self._folder, tuple(paths), ())

    def _look(self, mine: int, paths: tuple[Path, ...], seen: tuple[CameraPhoto, ...]) -> None:
        self._view.show_camera(seen, more=len(paths))
        if not paths:
            return
        camera, part = self._desk.services.camera, paths[:_AT_ONCE]

        def looked(result: Result[tuple[CameraPhoto, ...]]) -> None:
            if mine != self._folder:
                return
            if isinstance(result, Err):
                self._view.show_no_camera(result.message)
            else:
                self._look(mine, paths[_AT_ONCE:], (*seen, *result.value))

        title = message("visits_ui.job.look", left=len(paths))
        self._desk.jobs.background(lambda progress: camera.look(part, progress), looked, title=title)

    def close_folder(self) -> None:
        """Look no further."""
        self._folder += 1


def _held(attachments: AttachmentStore, stored_sha256: str) -> bytes:
    """A picture, or nothing where its bytes are not on this machine: they may still be on their way to it."""
    try:
        return attachments.open(stored_sha256)
    except EnvironmentProblem:
        return b""


def positions_of(page: VisitPage) -> tuple[tuple[str, str], ...]:
    """Where photographs say they were taken, the house from outside first."""
    order = [EvidenceKind.PHOTO_HOUSE_OUTSIDE, *PHOTO_KINDS]
    taken = (line for line in page.evidence if line.kind in PHOTO_KINDS)
    lines = sorted(taken, key=lambda line: order.index(line.kind))
    found = [(each.latitude, each.longitude) for line in lines for each in reversed(line.attachments)]
    return tuple((latitude, longitude) for latitude, longitude in found if latitude and longitude)
