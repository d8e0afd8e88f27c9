"""The first run: what is asked, what is wrong with an answer, and the making of the office."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Any, Protocol

from kmcase.domain.money import Baht
from kmcase.domain.staff import LOGIN, SHORTEST_PASSWORD, SIGNING_ROLES, Role, administers_alone
from kmcase.messages import Message, message
from kmcase.thai import areas, calendar
from ui.gateway import MadeOffice, NewOffice, NewUser, OfficeCard, OfficeGateway
from ui.ports import Err, Jobs, Result

_NOT_IN_A_FOLDER = re.compile(r'[\\/:*?"<>|.\s]+')
_SHORT_CODE = re.compile(r"[^\s/\\]{1,8}")

Errors = Mapping[str, Message]


class Step(IntEnum):
    """The steps in order."""

    OFFICE = 0
    MONEY = 1
    USERS = 2
    KEY = 3
    DONE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What has been answered so far, by the names of the fields."""

    office: Mapping[str, Any]
    money: Mapping[str, Any]
    users: tuple[NewUser, ...] = ()


class WizardPort(Protocol):
    """What the wizard can show."""

    def show_step(self, step: Step, answers: Answers) -> None:
        """Go to a step, its fields as answered before."""
        ...

    def show_errors(self, errors: Errors) -> None:
        """What is wrong, beside its field."""
        ...

    def show_users(self, users: tuple[NewUser, ...], lacking: tuple[Message, ...]) -> None:
        """The users so far, and duties that nobody has yet."""
        ...

    def show_busy(self, busy: bool) -> None:
        """The office is being made."""
        ...

    def show_trouble(self, failure: Err) -> None:
        """Why it could not be made."""
        ...

    def show_key(self, recovery_key: str) -> None:
        """The recovery key, this once."""
        ...

    def show_paper(self, pdf: bytes) -> None:
        """The key as a page."""
        ...


class WizardPresenter:
    """Asks step by step and makes the office at the end of the third."""

    def __init__(
        self,
        view: WizardPort,
        gateway: OfficeGateway,
        jobs: Jobs,
        today: date,
        parent: Path,
        finished: Callable[[OfficeCard], None],
    ) -> None:
        self._view = view
        self._gateway = gateway
        self._jobs = jobs
        self._parent = parent
        self._finished = finished
        self._made: MadeOffice | None = None
        year = calendar.fiscal_year(today)
        self._answers = Answers(office={"parent": str(parent)}, money={"fiscal_year": year})
        self._step = Step.OFFICE

    def start(self) -> None:
        """Show the first step."""
        self._show(Step.OFFICE)

    def back(self) -> None:
        """The step before; once the office is made there is none."""
        if Step.OFFICE < self._step < Step.KEY:
            self._show(Step(self._step - 1))

    def answer_office(self, values: Mapping[str, Any]) -> None:
        """Name, kind, area: go on if all is well."""
        self._answers = replace(self._answers, office=dict(values))
        self._go_on(office_errors(values), Step.MONEY)

    def answer_money(self, values: Mapping[str, Any]) -> None:
        """Year and the two allotments: go on if all is well."""
        self._answers = replace(self._answers, money=dict(values))
        self._go_on(money_errors(values), Step.USERS)

    def add_user(self, values: Mapping[str, Any]) -> bool:
        """One more user; whether all was well."""
        errors = user_errors(values, self._answers.users)
        self._view.show_errors(errors)
        if errors:
            return False
        user = NewUser(
            login=values["login"].strip().lower(),
            name=values["name"].strip(),
            position=values["position"].strip(),
            roles=frozenset(values["roles"]),
            password=values["password"],
        )
        self._answers = replace(self._answers, users=(*self._answers.users, user))
        self._show_users()
        return True

    def remove_user(self, login: str) -> None:
        """Take a user out again."""
        users = tuple(user for user in self._answers.users if user.login != login)
        self._answers = replace(self._answers, users=users)
        self._show_users()

    def make(self) -> None:
        """Make the office, if somebody can administer it and somebody else sign for it."""
        users = self._answers.users
        if not any(Role.ADMINISTRATOR in user.roles for user in users):
            self._view.show_errors({"roles": message("shell.error.no_administrator")})
            return
        if not any(user.roles & SIGNING_ROLES for user in users):
            self._view.show_errors({"roles": message("staff.error.no_signer")})
            return
        office = new_office(self._answers)
        self._view.show_busy(True)
        self._jobs.background(
            lambda progress: self._gateway.create(office, progress),
            self._was_made,
            title=message("shell.job.create", office=office.name),
        )

    def paper(self) -> None:
        """The recovery key as a page."""
        made = self._made
        if made is not None:
            self._jobs.background(
                lambda _: self._gateway.recovery_paper(made), self._paper_made, title=message("shell.job.key_paper")
            )

    def confirm_key(self, typed: str) -> None:
        """The last group of the key was copied from the paper: go on."""
        if self._made is None:
            return
        if typed.strip().upper() != last_group(self._made.recovery_key):
            self._view.show_errors({"last_group": message("shell.error.key_not_copied")})
            return
        self._show(Step.DONE)

    def finish(self) -> None:
        """Go to the door of the new office."""
        if self._made is not None:
            self._finished(self._made.card)

    def _was_made(self, result: Result[MadeOffice]) -> None:
        self._view.show_busy(False)
        if isinstance(result, Err):
            self._view.show_trouble(result)
            return
        self._made = result.value
        self._answers = replace(self._answers, users=())
        self._show(Step.KEY)
        self._view.show_key(result.value.recovery_key)

    def _paper_made(self, result: Result[bytes]) -> None:
        if isinstance(result, Err):
            self._view.show_trouble(result)
        else:
            self._view.show_paper(result.value)

    def _go_on(self, errors: Errors, step: Step) -> None:
        self._view.show_errors(errors)
        if not errors:
            self._show(step)

    def _show(self, step: Step) -> None:
        self._step = step
        self._view.show_step(step, self._answers)
        if step is Step.USERS:
            self._show_users()

    def _show_users(self) -> None:
        self._view.show_users(self._answers.users, lacking_duties(self._answers.users))


def office_errors(values: Mapping[str, Any]) -> Errors:
    """What is wrong with the first step."""
    errors: dict[str, Message] = {}
    if not (values.get("name") or "").strip():
        errors["name"] = message("shell.error.office_name")
    if not _SHORT_CODE.fullmatch((values.get("short_code") or "").strip()):
        errors["short_code"] = message("shell.error.short_code")
    if values.get("kind") is None:
        errors["kind"] = message("shell.error.office_kind")
    codes = values.get("area") or ()
    if not codes:
        errors["area"] = message("shell.error.area_missing")
    elif len({code[:2] for code in codes}) > 1:
        errors["area"] = message("shell.error.area_provinces")
    parent = (values.get("parent") or "").strip()
    if not parent or not Path(parent).is_absolute():
        errors["parent"] = message("shell.error.office_place")
    return errors


def money_errors(values: Mapping[str, Any]) -> Errors:
    """What is wrong with the second step; an allotment of nothing may come later."""
    errors: dict[str, Message] = {}
    if not values.get("fiscal_year"):
        errors["fiscal_year"] = message("shell.error.fiscal_year")
    first, second = (values.get(name) or Baht.zero() for name in ("first_half", "second_half"))
    for name, amount in (("first_half", first), ("second_half", second)):
        if amount.satang < 0:
            errors[name] = message("shell.error.allotment_negative")
    if (first or second) and not (values.get("document") or "").strip():
        errors["document"] = message("shell.error.allotment_document")
    return errors


def user_errors(values: Mapping[str, Any], others: tuple[NewUser, ...]) -> Errors:
    """What is wrong with one user."""
    errors: dict[str, Message] = {}
    login = (values.get("login") or "").strip().lower()
    password = values.get("password") or ""
    if not (values.get("name") or "").strip():
        errors["name"] = message("shell.error.user_name")
    if not LOGIN.fullmatch(login):
        errors["login"] = message("shell.error.login_shape")
    elif any(user.login == login for user in others):
        errors["login"] = message("shell.error.login_taken", login=login)
    if not values.get("roles"):
        errors["roles"] = message("shell.error.no_role")
    elif not administers_alone(frozenset(values["roles"])):
        errors["roles"] = message("staff.error.administrator_alone")
    if len(password) < SHORTEST_PASSWORD:
        errors["password"] = message("shell.error.password_short", least=SHORTEST_PASSWORD)
    elif password != values.get("password_again"):
        errors["password_again"] = message("shell.error.passwords_differ")
    return errors


def lacking_duties(users: tuple[NewUser, ...]) -> tuple[Message, ...]:
    """Roles that nobody has yet; work that needs them waits until they come."""
    held = frozenset(role for user in users for role in user.roles)
    needed = (Role.ADMINISTRATOR, Role.DIRECTOR, Role.DEVELOPMENT_OFFICER, Role.SOCIAL_WORKER, Role.FINANCE)
    return tuple(message(f"shell.role.{role.value}") for role in needed if role not in held)


def new_office(answers: Answers) -> NewOffice:
    """The command from the answers."""
    office, money = answers.office, answers.money
    area = frozenset(office["area"])
    first = areas.area(min(area))
    name = office["name"].strip()
    return NewOffice(
        folder=Path(office["parent"].strip()) / folder_name(name),
        name=name,
        kind=office["kind"],
        province_code=first.province_code if first is not None else min(area)[:2],
        area=area,
        short_code=office["short_code"].strip(),
        fiscal_year=money["fiscal_year"],
        allotted=(money.get("first_half") or Baht.zero(), money.get("second_half") or Baht.zero()),
        document=(money.get("document") or "").strip(),
        users=answers.users,
    )


def folder_name(name: str) -> str:
    """A folder's name from an office's name, fit for every system."""
    return _NOT_IN_A_FOLDER.sub("-", name).strip("-")[:60] + ".office"


def last_group(recovery_key: str) -> str:
    """The letters after the last dash."""
    return recovery_key.rpartition("-")[2].strip().upper()
