"""The screen of visits before a real office; changes reach it as the window would carry them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pytestqt.qtbot import QtBot

from kmcase.application.changes import Changes
from kmcase.application.evidence import Attachments
from kmcase.application.people import PeopleService
from kmcase.application.permissions import allowed, done_at_laptop
from kmcase.application.read.visits import VisitPage
from kmcase.application.visits import VisitService
from kmcase.bootstrap.forms import shipped_forms
from kmcase.files.camera_folders import CameraFolders
from kmcase.files.captured import CapturedPictures
from kmcase.persistence.draft_store import SqlDrafts
from kmcase.thai.calendar import bangkok_date
from tests.builders import TestOffice
from tests.paying_desk import blobs_in
from tests.ui.desks import a_desk
from tests.ui.screen_hands import ScreenHands
from ui.forms.answers import AnswersView
from ui.forms.page import FormPage
from ui.screens.visits.view import VisitsView


class VisitHands(ScreenHands):
    """Hands on the screen in somebody's name."""

    view: VisitsView

    def __init__(
        self, qtbot: QtBot, office: TestOffice, folder: Path, login: str = "officer", *, at_office: bool = True
    ) -> None:
        work = office.work(login)
        forms = shipped_forms()
        self.service = VisitService(work, forms, at_office=at_office)
        services: Any = SimpleNamespace(
            visits=self.service,
            forms=forms,
            people=PeopleService(work),
            drafts=SqlDrafts(engine=office.engine, staff_id=login, clock=office.clock),
            attachments=Attachments(blobs_in(folder), CapturedPictures()),
            camera=CameraFolders(),
        )
        desk = a_desk(
            services,
            actor=work.actor,
            today=lambda: bangkok_date(office.clock.now()),
            may=lambda use_case: allowed(use_case, work.actor.roles) and (at_office or done_at_laptop(use_case)),
            announce=self._carry,
        )
        view = VisitsView(desk)
        qtbot.addWidget(view)
        view.resize(1130, 650)
        view.show()
        super().__init__(qtbot, desk, view)

    def _carry(self, changes: Changes) -> None:
        self.view.apply_changes(changes)

    def show(self, record_id: str | None) -> None:
        """Open the screen with a record."""
        self.view.show_record(record_id)
        self.settle()

    def turn(self, section: str) -> None:
        """Bring a section or page in front."""
        self.view.page.go(section)
        self.settle()

    def act(self, key: str, **said: object) -> None:
        """Do an action, saying what it asks for."""
        self.view.page.act(key)
        self.settle()
        if said:
            self.send(**said)

    def send(self, **said: object) -> None:
        """Type into the question that is open and press its main action."""
        question = self.question
        for name, value in said.items():
            question.form.editor(name).set_value(value)
        question.action.click()
        self.settle()

    @property
    def question(self) -> FormPage:
        """The question that is open."""
        form = self.view.page.asking.form or self.view.family
        assert form is not None
        return form

    @property
    def answers(self) -> AnswersView:
        """The form on the screen."""
        found = self.view.page.answers
        assert found is not None
        return found

    @property
    def page(self) -> VisitPage:
        """The visit as the screen last read it."""
        page = self.view.presenter.page
        assert page is not None
        return page

    def stored(self) -> VisitPage:
        """The visit as it is in the office."""
        return self.service.page(self.page.visit.visit_id)

    def notices(self) -> Sequence[str]:
        """What was said above the screen, by key."""
        return [said.key for said, _ in self.desk.notices.notices]  # type: ignore[attr-defined]
