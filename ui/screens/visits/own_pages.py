"""The pages behind the form's own sections: photographs, papers, survey against visit, signatures, history."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.domain.evidence import PHOTO_KINDS, EvidenceKind
from kmcase.messages import Message, message
from ui.screens.visits.differences_view import DifferencesPage
from ui.screens.visits.history_view import HistoryPage
from ui.screens.visits.photos_view import PhotosPage
from ui.screens.visits.port import Shown
from ui.screens.visits.signing_view import SigningPage
from ui.screens.visits.standing import DIFFERENCES, EVIDENCE, HISTORY, PHOTOS, SIGNING, days_of, piece_of
from ui.theme import Space
from ui.widgets import EvidenceList, Label, Texts

_MARKS = frozenset({EvidenceKind.SIGNATURE, EvidenceKind.THUMBPRINT})


class OwnPages:
    """Made once; they outlive the form that stands before them."""

    def __init__(self, texts: Texts) -> None:
        self.photos = PhotosPage(texts)
        self.evidence = EvidenceList(texts)
        self.differences = DifferencesPage(texts)
        self.signing = SigningPage(texts)
        self.history = HistoryPage(texts)
        self._title = Label(texts, message("visits_ui.page.evidence"), role="title")
        papers = QWidget()
        layout = QVBoxLayout(papers)
        layout.setContentsMargins(0, 0, Space.ONE, Space.ONE)
        layout.addWidget(self._title)
        layout.addWidget(self.evidence)
        papers.setFocusProxy(self.evidence)
        self.by_key: Mapping[str, QWidget] = {
            PHOTOS: self.photos,
            EVIDENCE: papers,
            DIFFERENCES: self.differences,
            SIGNING: self.signing,
            HISTORY: self.history,
        }

    def show(self, shown: Shown) -> Mapping[str, int]:
        """A visit; how much each page lacks."""
        page, writable = shown.page, shown.writable
        self.photos.show_lines(page.evidence, days_of(page), read_only=not writable)
        papers = [line for line in page.evidence if line.kind not in PHOTO_KINDS and line.kind not in _MARKS]
        self.evidence.set_pieces(tuple(map(piece_of, papers)))
        self.evidence.setEnabled(writable)
        self.signing.show_page(page, read_only=not writable)
        self.differences.show_differences(
            page.differences,
            shown.form,
            lambda staff_id: page.staff_names.get(staff_id, staff_id),
            may_explain=shown.may_explain,
            may_confirm=shown.may_confirm,
        )
        self.history.show_page(page, shown.form)
        return {
            PHOTOS: self.photos.missing(),
            EVIDENCE: len(self.evidence.missing()),
            DIFFERENCES: self.differences.open_ones(),
            SIGNING: 0 if self.signing.is_signed() else 1,
        }

    def show_not_taken(self, kind: EvidenceKind, why: Message) -> None:
        """Why a picture or a paper was not kept, at its place."""
        if kind in PHOTO_KINDS:
            self.photos.show_problem(kind, why)
        else:
            self.evidence.show_problem(kind.value, why)

    def retranslate(self, texts: Texts) -> None:
        """Say everything anew, in the window or not yet in it."""
        for part in (self.photos, self.evidence, self.differences, self.signing, self.history, self._title):
            part.retranslate(texts)
