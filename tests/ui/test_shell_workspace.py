from __future__ import annotations

import pytest

from kmcase.domain.staff import Role
from kmcase.messages import message
from kmcase.thai.keyboard import swap_layout
from tests.ui.fake_office import FOLDER, PASSWORD, STATUS, FakeOffices
from tests.ui.plain_screens import SCREENS
from tests.ui.test_shell_sign_in import Page
from ui.ports import Area, LiveTexts, ManualJobs
from ui.shell.workspace.history import History, Place
from ui.shell.workspace.presenter import Command, WorkspacePresenter, role_words


def a_workspace(login: str = "manee") -> tuple[WorkspacePresenter, Page, ManualJobs]:
    page, jobs = Page(), ManualJobs()
    session = FakeOffices().sign_in(FOLDER, login, PASSWORD)
    return WorkspacePresenter(page, session, SCREENS, jobs, LiveTexts()), page, jobs


def offered(page: Page) -> list[str]:
    return [offer.title for offer in page.last("show_offers")[1]]


@pytest.mark.parametrize(
    ("login", "areas"),
    [
        ("manee", [Area.TODAY, Area.REGISTER]),
        ("chujai", [Area.TODAY, Area.REGISTER, Area.ASSISTANCE]),
        ("admin", [Area.TODAY, Area.REGISTER, Area.ASSISTANCE, Area.SETTINGS]),
    ],
)
def test_a_role_sees_only_areas_with_something_it_may_open(login: str, areas: list[Area]) -> None:
    presenter, *_ = a_workspace(login)

    assert [area for area, _ in presenter.areas()] == areas


def test_a_screen_outside_the_role_cannot_be_opened() -> None:
    presenter, *_ = a_workspace("manee")

    with pytest.raises(KeyError):
        presenter.open("staff")


def test_back_and_forward_go_as_in_a_browser() -> None:
    presenter, page, _ = a_workspace()
    presenter.open("people")
    presenter.open("people", "p1")
    presenter.open("households")

    presenter.back()
    screen, record = page.last("show_place")
    assert (screen.key, record) == ("people", "p1")
    presenter.forward()
    assert page.last("show_place")[0].key == "households"


def test_going_somewhere_new_forgets_what_lay_ahead() -> None:
    history = History()
    for place in ("a", "b", "c"):
        history.visit(Place(place))
    history.back()
    history.back()

    history.visit(Place("d"))

    assert (history.can_go_forward, history.back()) == (False, Place("a"))


def test_a_history_has_an_end() -> None:
    history = History()
    assert (history.here, history.back(), history.forward()) == (None, None, None)
    for number in range(80):
        history.visit(Place(str(number)))

    steps = 0
    while history.back():
        steps += 1

    assert steps == 49


def test_a_search_finds_people_and_opens_their_page() -> None:
    presenter, page, jobs = a_workspace()

    presenter.search("สมหญิง")
    jobs.drain()
    page.last("show_offers")[1][0].run()

    screen, record = page.last("show_place")
    assert (screen.key, record) == ("people", "p1")


def test_the_wrong_keyboard_layout_finds_as_well() -> None:
    presenter, page, jobs = a_workspace()

    presenter.search(swap_layout("สมหญิง"))
    jobs.drain()

    assert offered(page)[0] == "นางสมหญิง ปั๊มน้ำ"


def test_a_screen_and_a_command_are_found_by_name_in_either_layout() -> None:
    presenter, page, jobs = a_workspace()
    presenter.set_commands([Command(said=message("shell.top.lock"), icon="lock", run=lambda: None)])

    presenter.search("ล็อก")
    jobs.drain()
    assert offered(page) == ["ล็อกหน้าจอ"]
    presenter.search(swap_layout("งานวัน"))
    jobs.drain()
    assert offered(page) == ["งานวันนี้"]


def test_a_late_answer_for_other_letters_is_not_shown() -> None:
    presenter, page, jobs = a_workspace()
    presenter.search("บ้าน")
    presenter.search("สมหญิง")

    jobs.drain()

    assert [values[0] for kind, *values in page.shown if kind == "show_offers"] == ["สมหญิง"]


def test_an_empty_box_offers_every_screen() -> None:
    presenter, page, jobs = a_workspace()

    presenter.search("  ")

    assert (jobs.waiting, len(offered(page))) == (0, 3)


def test_the_start_opens_the_first_screen_and_looks_at_the_clocks() -> None:
    presenter, page, jobs = a_workspace()

    presenter.start()
    jobs.drain()

    assert page.last("show_place")[0].key == "today"
    assert page.last("show_status") == [STATUS]
    assert presenter.here() is SCREENS[0]


def test_roles_are_said_in_the_order_of_the_work() -> None:
    said = role_words(frozenset({Role.ADMINISTRATOR, Role.FINANCE}))

    assert [word.key for word in said] == ["shell.role.finance", "shell.role.administrator"]


def test_evidence_is_compared_at_the_start_and_once_more_where_some_came_in_meanwhile() -> None:
    presenter, _, jobs = a_workspace()
    session = presenter._session  # type: ignore[attr-defined]
    presenter.start()
    presenter.look_at_pictures()
    presenter.look_at_pictures()
    jobs.drain()
    assert session.looked == 2
    presenter.look_at_pictures()
    jobs.drain()
    assert session.looked == 3
    assert jobs.titles.count(message("pictures.job.compare")) == 3
