"""What happened to a visit, and the versions that were sent with what changed between them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.requests import StepLine
from kmcase.application.read.visits import SubmittedVersion, VisitPage
from kmcase.domain.forms import Form
from kmcase.messages import Message, message
from kmcase.thai.calendar import bangkok_date
from ui.screens.visits.standing import label_of
from ui.theme import Space
from ui.widgets import Label, Texts, Timeline, TimelineEntry

_LEAST = 420
_ICONS = {
    "begun": "visit", "continued": "visit", "paused": "clock", "informant_signed": "sign", "partner_signed": "people",
    "submitted": "tick", "abandoned": "close", "returned": "undo", "reviewed": "ok", "wished": "heart",
    "request_made": "note",
}  # fmt: skip


class HistoryPage(QWidget):
    """A time line."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.title = Label(texts, message("visits_ui.page.history"), role="title")
        self.timeline = Timeline(texts)
        self.timeline.setMinimumHeight(_LEAST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, Space.ONE, Space.ONE)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self.title)
        layout.addWidget(self.timeline, 1)
        self.setFocusProxy(self.timeline)
        self.retranslate(texts)

    def show_page(self, page: VisitPage, form: Form) -> None:
        """The steps of a visit; a version that was sent again says what had changed."""
        changed = {version.submitted_at: version for version in page.versions[1:]}
        self.timeline.set_entries(
            [
                TimelineEntry(
                    key=f"{number:04d}",
                    on=bangkok_date(datetime.fromisoformat(step.at)),
                    icon=_ICONS.get(step.what, "note"),
                    title=message(f"visits.step.{step.what}", **step.params),
                    detail=_detail(step, changed, form),
                )
                for number, step in enumerate(page.steps)
            ]
        )

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self.title.retranslate(texts)
        self.timeline.retranslate(texts)
        self.timeline.setAccessibleName(texts.text("visits_ui.page.history"))


def _detail(step: StepLine, changed: Mapping[str, SubmittedVersion], form: Form) -> Message | str:
    version = changed.get(step.at) if step.what == "submitted" else None
    if version is None or not version.changed:
        return step.made_by
    names = tuple(label_of(form, name) for name in version.changed)
    return message("visits_ui.changed", by=step.made_by, names=names)
