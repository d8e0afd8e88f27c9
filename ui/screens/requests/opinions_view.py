"""Opinions on a request: the diagnosis with its history, and the reviewers' comments with their answers."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.requests import CommentLine, RequestPage
from kmcase.messages import message
from ui.comment_card import CommentCard
from ui.ports import Desk
from ui.screens.requests.presenter import RequestsPresenter
from ui.theme import Space
from ui.widgets import Card, Label, clear_layout


class OpinionsView(QWidget):
    """The third tab of a request."""

    def __init__(self, desk: Desk, presenter: RequestsPresenter) -> None:
        super().__init__()
        self._desk = desk
        self._presenter = presenter
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, Space.ONE, Space.ONE, Space.ONE)
        self._layout.setSpacing(Space.ONE)

    def show_page(self, page: RequestPage) -> None:
        """What was said of a request."""
        clear_layout(self._layout)
        texts = self._desk.texts
        self._layout.addWidget(Label(texts, message("requests_ui.diagnoses"), role="heading"))
        if not page.diagnoses:
            self._layout.addWidget(Label(texts, message("requests_ui.no_diagnosis"), role="muted"))
        for line in page.diagnoses:
            card = Card()
            said = message(
                "requests_ui.diagnosis_by", name=line.given_by, at=line.diagnosis.at, amount=line.diagnosis.proposed
            )
            card.body.addWidget(Label(texts, said, role="muted"))
            card.body.addWidget(Label(texts, line.diagnosis.text))
            self._layout.addWidget(card)
        self._show_exceptions(page)
        self._layout.addWidget(Label(texts, message("requests_ui.comments"), role="heading"))
        if not page.comments:
            self._layout.addWidget(Label(texts, message("requests_ui.no_comments"), role="muted"))
        for comment in page.comments:
            self._layout.addWidget(self._comment(comment))
        self._layout.addStretch(1)

    def _show_exceptions(self, page: RequestPage) -> None:
        texts, names = self._desk.texts, page.staff_names
        if page.exceptions:
            self._layout.addWidget(Label(texts, message("requests_ui.exceptions"), role="heading"))
        for granted in page.exceptions:
            one, other = sorted(granted.duties)
            said = message(
                "documents_forms.exception",
                name=names.get(granted.staff_id, ""),
                one=message(f"duties.duty.{one.value}"),
                other=message(f"duties.duty.{other.value}"),
                reason=granted.reason,
                by=names.get(granted.granted_by, ""),
            )
            self._layout.addWidget(Label(texts, said))

    def _comment(self, comment: CommentLine) -> CommentCard:
        card = CommentCard(self._desk.texts, comment, may_answer=self._desk.may("requests.answer"))
        card.answered.connect(self._presenter.answer)
        return card
