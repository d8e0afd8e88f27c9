from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kmcase.domain.money import Baht
from kmcase.domain.offices import OfficeKind
from kmcase.domain.staff import Role
from kmcase.messages import message
from tests.typing_thai import type_thai
from tests.ui.fake_office import FakeOffices
from tests.ui.test_shell_sign_in import Page
from ui.ports import LiveTexts, ManualJobs
from ui.shell.wizard.presenter import Step, WizardPresenter, folder_name, money_errors, office_errors, user_errors
from ui.shell.wizard.view import WizardView
from ui.widgets.areas_edit import AreasEdit

OFFICE = {
    "name": "นิคมสร้างตนเองดอนแก้ว", "short_code": "ดก", "kind": OfficeKind.SETTLEMENT, "area": {"410113", "410101"},
    "parent": "/offices",
}  # fmt: skip
MONEY = {
    "fiscal_year": 2567, "first_half": Baht.of(500_000), "second_half": Baht.of(300_000), "document": "พม 1/2566",
}  # fmt: skip
ADMIN = {
    "name": "ดวงแก้ว กุญแจดี", "login": "Admin", "position": "", "roles": {Role.ADMINISTRATOR},
    "password": "long enough ", "password_again": "long enough ",
}  # fmt: skip
DIRECTOR = ADMIN | {"name": "มานะ ดีงาม", "login": "mana", "roles": {Role.DIRECTOR}}
KEY_END = "M4DX8"


def a_first_run() -> tuple[WizardPresenter, Page, ManualJobs, FakeOffices, list[Any]]:
    page, jobs, gateway, done = Page(), ManualJobs(), FakeOffices(), []
    presenter = WizardPresenter(page, gateway, jobs, date(2024, 6, 14), Path("/offices"), done.append)
    presenter.start()
    return presenter, page, jobs, gateway, done


def step_shown(page: Page) -> Step:
    return page.last("show_step")[0]


def test_an_office_is_made_in_four_steps() -> None:
    presenter, page, jobs, gateway, done = a_first_run()

    presenter.answer_office(OFFICE)
    presenter.answer_money(MONEY)
    assert presenter.add_user(ADMIN) and presenter.add_user(DIRECTOR)
    presenter.make()
    jobs.drain()
    assert step_shown(page) is Step.KEY
    presenter.confirm_key(f" {KEY_END.lower()} ")
    presenter.finish()

    made = gateway.made[0]
    assert made.folder == Path("/offices/นิคมสร้างตนเองดอนแก้ว.office")
    assert (made.province_code, made.fiscal_year, made.allotted) == ("41", 2567, (Baht.of(500_000), Baht.of(300_000)))
    assert made.users[0].login == "admin"
    assert made.users[0].password == "long enough "
    assert [card.name for card in done] == ["นิคมสร้างตนเองดอนแก้ว"]


def test_the_first_step_says_what_is_missing_beside_each_field() -> None:
    assert set(office_errors({})) == {"name", "short_code", "kind", "area", "parent"}


def test_an_area_lies_in_one_province() -> None:
    errors = office_errors(OFFICE | {"area": {"410113", "400101"}})

    assert errors["area"].key == "shell.error.area_provinces"


def test_money_may_come_later_but_needs_its_letter_when_it_comes() -> None:
    assert money_errors({"fiscal_year": 2567}) == {}
    assert set(money_errors(MONEY | {"document": " "})) == {"document"}
    assert set(money_errors(MONEY | {"first_half": Baht.of(-1)})) == {"first_half"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"login": "มานี"}, "login"),
        ({"roles": set()}, "roles"),
        ({"roles": {Role.ADMINISTRATOR, Role.DEVELOPMENT_OFFICER}}, "roles"),
        ({"password": "short", "password_again": "short"}, "password"),
        ({"password_again": "long enough"}, "password_again"),
    ],
)
def test_a_user_is_refused_beside_the_field(change: dict[str, Any], field: str) -> None:
    assert set(user_errors(ADMIN | change, ())) == {field}


def test_a_user_name_stands_once() -> None:
    presenter, page, *_ = a_first_run()
    presenter.add_user(ADMIN)

    assert not presenter.add_user(ADMIN | {"login": "ADMIN"})
    assert page.last("show_errors")[0]["login"].params == {"login": "admin"}


def test_duties_that_nobody_has_are_named() -> None:
    presenter, page, *_ = a_first_run()
    presenter.add_user(ADMIN)
    presenter.add_user(DIRECTOR)

    _, lacking = page.last("show_users")
    assert [said.key for said in lacking] == [
        "shell.role.development_officer", "shell.role.social_worker", "shell.role.finance",
    ]  # fmt: skip


def test_an_office_without_an_administrator_is_not_made() -> None:
    presenter, page, jobs, gateway, _ = a_first_run()
    presenter.answer_office(OFFICE)
    presenter.answer_money(MONEY)
    presenter.add_user(ADMIN | {"roles": {Role.FINANCE}})

    presenter.make()
    jobs.drain()

    assert gateway.made == []
    assert page.last("show_errors")[0]["roles"].key == "shell.error.no_administrator"


def test_an_office_for_which_nobody_signs_is_not_made() -> None:
    presenter, page, jobs, gateway, _ = a_first_run()
    presenter.answer_office(OFFICE)
    presenter.answer_money(MONEY)
    presenter.add_user(ADMIN)

    presenter.make()
    jobs.drain()

    assert gateway.made == []
    assert page.last("show_errors")[0]["roles"].key == "staff.error.no_signer"


def test_the_key_must_have_left_on_paper() -> None:
    presenter, page, jobs, *_ = a_first_run()
    presenter.answer_office(OFFICE)
    presenter.answer_money(MONEY)
    presenter.add_user(ADMIN)
    presenter.add_user(DIRECTOR)
    presenter.make()
    jobs.drain()

    presenter.confirm_key("AAAAA")
    assert page.last("show_errors")[0]["last_group"].key == "shell.error.key_not_copied"
    assert step_shown(page) is Step.KEY

    presenter.paper()
    jobs.drain()
    assert page.last("show_paper") == [b"paper"]


def test_there_is_no_way_back_once_the_office_is_made() -> None:
    presenter, page, jobs, *_ = a_first_run()
    presenter.answer_office(OFFICE)
    presenter.answer_money(MONEY)
    presenter.back()
    assert step_shown(page) is Step.MONEY
    presenter.answer_money(MONEY)
    presenter.add_user(ADMIN)
    presenter.add_user(DIRECTOR)
    presenter.make()
    jobs.drain()

    presenter.back()

    assert step_shown(page) is Step.KEY


def test_a_folders_name_fits_every_system() -> None:
    assert folder_name('นิคม "ดอนแก้ว" / 1: ก?') == "นิคม-ดอนแก้ว-1-ก.office"


def test_what_was_answered_is_still_there_on_the_way_back(qtbot: QtBot) -> None:
    view, jobs = WizardView(LiveTexts()), ManualJobs()
    presenter = WizardPresenter(view, FakeOffices(), jobs, date(2024, 6, 14), Path("/offices"), lambda _: None)
    view.attach(presenter)
    qtbot.addWidget(view)
    view.resize(1366, 768)
    view.show()
    presenter.start()

    view._office.set_values(OFFICE)
    view._next.click()
    assert view._pages.currentIndex() == Step.MONEY
    view._back.click()

    assert view._office.values()["name"] == OFFICE["name"]
    assert view._office.values()["area"] == frozenset(OFFICE["area"])


def users_page(qtbot: QtBot) -> tuple[WizardView, ManualJobs, FakeOffices]:
    """The window at the step of the users, an administrator and a director added."""
    view, jobs, offices = WizardView(LiveTexts()), ManualJobs(), FakeOffices()
    presenter = WizardPresenter(view, offices, jobs, date(2024, 6, 14), Path("/offices"), lambda _: None)
    view.attach(presenter)
    qtbot.addWidget(view)
    view.show()
    presenter.start()
    presenter.answer_office(OFFICE)
    presenter.answer_money(MONEY)
    for change in (ADMIN, DIRECTOR):
        assert presenter.add_user(change)
    return view, jobs, offices


def test_who_is_typed_and_not_added_is_added_before_the_office_is_made(qtbot: QtBot) -> None:
    view, jobs, offices = users_page(qtbot)
    view._users.form.set_values(DIRECTOR | {"login": "finance", "roles": {Role.FINANCE}})
    view._next.click()
    jobs.drain()
    assert [user.login for user in offices.made[0].users] == ["admin", "mana", "finance"]


def test_who_is_half_typed_stops_the_making_and_stays(qtbot: QtBot) -> None:
    view, jobs, offices = users_page(qtbot)
    view._users.form.set_values({"name": "นางสาวสมใจ รักดี"})
    view._next.click()
    jobs.drain()
    assert offices.made == []
    assert view._users.form.editor("login").accessibleDescription()
    assert view._users.form.values()["name"] == "นางสาวสมใจ รักดี"


def test_a_sub_district_that_is_chosen_counts_before_it_is_added(qtbot: QtBot) -> None:
    areas = AreasEdit(LiveTexts())
    qtbot.addWidget(areas)
    areas.picker.set_value("410113")
    assert areas.value() == frozenset({"410113"})
    areas._add.click()
    assert areas.value() == frozenset({"410113"})
    assert not areas.picker.value()


def test_what_is_typed_and_names_no_sub_district_is_said_and_not_taken_for_nothing(qtbot: QtBot) -> None:
    areas = AreasEdit(LiveTexts())
    qtbot.addWidget(areas)
    assert areas.is_empty() and areas.problem() is None
    type_thai(areas.picker.line, "เชียงไม่มี")
    assert not areas.is_empty() and areas.problem() == message("widgets.address.unknown_area", typed="เชียงไม่มี")
