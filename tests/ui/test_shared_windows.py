"""Two windows on one shared office: each sees what the other enters, and nothing that is typed is written over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.application.changes import Changes
from kmcase.application.news import News, NewsItem
from kmcase.application.people import ChangePerson, RegisterPerson
from kmcase.bootstrap import OpenOffice
from kmcase.domain.errors import EnvironmentProblem
from tests.builders import person_values
from tests.servers import ROLE_PASSWORD, OfficeServer, desks, share
from tests.ui.desks import a_desk
from tests.ui.plain_screens import PlainScreen
from ui.app import Application
from ui.forms import Field, FormSpec, FormView, Section
from ui.ports import DictMemory, LiveTexts, Tone
from ui.screens.people.view import PeopleView
from ui.shell.workspace.colleagues import Colleagues
from ui.shell.workspace.view import WorkspaceView
from ui.widgets import LineEdit
from ui.widgets.notices import Banner

PATIENCE_MS = 30_000


@dataclass
class Window:
    """The real window of one desktop."""

    qtbot: QtBot
    application: Application

    @property
    def workspace(self) -> WorkspaceView:
        found = self.application.frame.workspace
        assert found is not None
        return found

    @property
    def people(self) -> PeopleView:
        view = self.workspace.screen_view("people")
        assert isinstance(view, PeopleView)
        return view

    @property
    def office(self) -> OpenOffice:
        session = self.application.frame.session
        assert isinstance(session, OpenOffice)
        return session

    def sign_in(self, login: str) -> None:
        frame = self.application.frame
        self.qtbot.waitUntil(lambda: frame.sign_in.door() is not None, timeout=PATIENCE_MS)
        frame.sign_in.users.choose(login)
        QTest.keyClicks(frame.sign_in.password.line, f"{login}-password")
        with self.qtbot.waitSignal(frame.arrived, timeout=PATIENCE_MS):
            QTest.keyClick(frame.sign_in.password.line, Qt.Key.Key_Return)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.application.frame.jobs.busy, timeout=PATIENCE_MS)

    def show_person(self, person_id: str) -> None:
        self.workspace.open("people", person_id)
        self.qtbot.waitUntil(lambda: self.people.page.name.plain_text() != "", timeout=PATIENCE_MS)
        self.settle()

    def phone(self) -> str:
        return str(self.people.page.form.editor("phone").value() or "")

    def said(self) -> str:
        return " ".join(each.accessibleName() for each in self.workspace.findChildren(Banner) if each.isVisible())

    def wait(self, fits: object) -> None:
        self.qtbot.waitUntil(fits, timeout=PATIENCE_MS)


@contextmanager
def at_a_desk(qtbot: QtBot, server: OfficeServer, folder: Path, login: str) -> Iterator[Window]:
    """A window on this desktop's folder, which is made where it is not there."""
    offices = desks(folder)
    if not folder.exists():
        offices.join_server(folder, server.as_role, ROLE_PASSWORD)
    application = Application(offices, DictMemory(), new_offices=folder.parent)
    qtbot.addWidget(application.frame)
    application.frame.start(folder)
    application.frame.show()
    window = Window(qtbot, application)
    try:
        window.sign_in(login)
        yield window
    finally:
        application.frame.close()
        application.undress()


@pytest.mark.slow
def test_two_windows_see_each_others_changes_and_keep_what_is_typed(
    qtbot: QtBot, server: OfficeServer, tmp_path: Path
) -> None:
    share(server, tmp_path / "one")
    with ExitStack() as stack:
        here = stack.enter_context(at_a_desk(qtbot, server, tmp_path / "one", "officer"))
        there = stack.enter_context(at_a_desk(qtbot, server, tmp_path / "two" / "desk", "officer2"))
        people = there.office.services.people
        person_id = people.register(RegisterPerson(values=person_values(phone="0800000000"))).value
        here.show_person(person_id)
        _change(there, person_id, phone="0811111111")
        here.wait(lambda: here.phone() == "0811111111")
        here.people.page.form.editor("phone").set_value("0822222222")
        _change(there, person_id, phone="0833333333", remark="ย้ายบ้าน")
        here.wait(lambda: "0833333333" in here.said())
        assert "นายofficer2" in here.said()
        assert here.phone() == "0822222222"
        here.people.page.save()
        here.settle()
        page = here.office.services.people.page(person_id)
        assert {value.value for value in page.conflicts["phone"]} == {"0822222222", "0833333333"}
        assert (set(page.conflicts), page.values.remark) == ({"phone"}, "ย้ายบ้าน")


def _change(window: Window, person_id: str, **values: str) -> None:
    people = window.office.services.people
    seen = people.page(person_id).seen
    people.change(ChangePerson(person_id=person_id, values=dict(values), seen=seen))


class Typed(PlainScreen):
    """A screen with a form, whose draft is kept under a key."""

    def __init__(self, draft_key: str) -> None:
        super().__init__(a_desk())
        spec = FormSpec((Section(None, (Field("phone", "people.field.phone", LineEdit),)),))
        self.form = FormView(self.desk.texts, spec, drafts=NoDrafts())
        self.layout().addWidget(self.form)
        self.form.use_draft(draft_key)
        self.show()


class NoDrafts:
    """Keeps nothing."""

    def save(self, key: str, values: object) -> None: ...
    def load(self, key: str, found: object) -> None: ...
    def clear(self, key: str) -> None: ...


Heard = list[tuple[str, Tone]]


@contextmanager
def listening(view: PlainScreen, heard: Heard, read: Callable[[], News] = News) -> Iterator[Colleagues]:
    """Somebody who listens for a screen; what is said above it is noted."""
    texts = LiveTexts("en")
    colleagues = Colleagues(
        read, lambda: (view,), lambda said, tone: heard.append((texts.render(said), tone)), texts, view, each_ms=5
    )
    yield colleagues
    colleagues.stop()


def changed(person_id: str, **values: object) -> News:
    """Somebody changed a person elsewhere."""
    changes = Changes(frozenset({("person", person_id)}))
    return News((NewsItem(kind="person.changed", by="Piti", changes=changes, values=values),))


def test_a_page_is_told_of_what_others_entered_without_a_word(qtbot: QtBot) -> None:
    view, heard = Typed("person:p1"), Heard()
    qtbot.addWidget(view)
    with listening(view, heard) as colleagues:
        colleagues.hear(changed("p1", phone="081"))
        colleagues.hear(News())
    assert ([each.of("person") for each in view.changes], heard) == ([{"p1"}], [])


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"phone": "081", "monthly_income": 500_000}, ("081", "5,000.00")),
        ({"address": {"house_no": "7"}}, ("Piti", "…")),
        ({"national_id": "1234567890123"}, ("Piti",)),
    ],
)
def test_who_types_hears_who_changed_the_record_and_to_what(
    qtbot: QtBot, values: dict[str, object], said: tuple[str, ...]
) -> None:
    view, heard = Typed("person:p1"), Heard()
    qtbot.addWidget(view)
    view.form.editor("phone").set_value("082")
    with listening(view, heard) as colleagues:
        colleagues.hear(changed("p2", phone="083"))
        assert heard == []
        colleagues.hear(changed("p1", **values))
    ((told, tone),) = heard
    assert tone is Tone.WARN and all(part in told for part in said)
    assert "1234567890123" not in told


def test_a_form_of_no_record_of_its_own_keeps_its_page_from_being_filled_anew_while_it_is_typed_in(
    qtbot: QtBot,
) -> None:
    view, heard = Typed(""), Heard()
    qtbot.addWidget(view)
    view.form.editor("phone").set_value("082")
    with listening(view, heard) as colleagues:
        colleagues.hear(changed("p1"))
        assert view.changes == []
        view.form.mark_clean()
        colleagues.hear(News())
    assert [each.of("person") for each in view.changes] == [{"p1"}]


def test_a_server_that_is_away_is_said_once_and_when_it_is_back(qtbot: QtBot) -> None:
    view, heard, looks = Typed(""), Heard(), [0]
    qtbot.addWidget(view)

    def read() -> News:
        looks[0] += 1
        if looks[0] < 4:
            raise EnvironmentProblem("shared_office.away")
        return News()

    with listening(view, heard, read) as colleagues:
        colleagues.start()
        qtbot.waitUntil(lambda: looks[0] > 5)
    assert [tone for _, tone in heard] == [Tone.WARN, Tone.OK]
