"""A restricted case leaks nowhere: everything that can be asked is asked in the name of each who is not of its team."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kmcase.application.access import NewOffice, NewUser, Steps
from kmcase.application.audits import OrderBundle
from kmcase.application.cases import OpenCase
from kmcase.application.people import RegisterPerson
from kmcase.application.printing import LedgerOrder
from kmcase.application.printing.case_assessments import AssessmentOrder
from kmcase.application.printing.work_plans import PlanOrder
from kmcase.application.work import Actor
from kmcase.bootstrap import Offices, OpenOffice
from kmcase.bootstrap.services import Services, make_services
from kmcase.cli.output import Progress
from kmcase.domain.audits import AuditScope, ScopeKind
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.cases.heads import (
    CaseKind,
    CaseOpened,
    CaseRestricted,
    ClientDescribed,
    ClientValues,
    TeamChanged,
    TeamRole,
)
from kmcase.domain.clock import FixedClock
from kmcase.domain.conferences import ConferenceCalled, ConferenceValues
from kmcase.domain.indicators import Period
from kmcase.domain.money import Baht
from kmcase.domain.offices import OfficeKind
from kmcase.domain.partners import PartnerKind, PartnerValues
from kmcase.domain.people import PersonValues
from kmcase.messages import Catalogue
from kmcase.persistence.news import JournalNews
from kmcase.persistence.reading import SqlReading
from kmcase.persistence.repositories.staff import SqlStaff
from kmcase.persistence.rows import STATE
from kmcase.persistence.statements import Rows
from kmcase.persistence.unit_of_work import SqlWork
from tests.builders import CHIANG_PHIN, JUNE, STAFF, person_values
from tests.case_builders import client
from tests.case_events import CASE, CONFERENCE, MAKERS
from tests.sample import CHEAP
from tests.secrecy_walk import ReadingAlone, Walk, told, words

WORD, CALLED, OPEN = "KHWAMLAP", "LUNGLAP", "PERTPHEI"
PHONE, NATIONAL_ID = "0945551234", "1101700230708"
MARKS = (WORD, CALLED, PHONE, NATIONAL_ID, CASE)
TEAM = "social"
OUTSIDERS = ("director", "auditor", "officer", "finance", "admin", "assistant")
HALF = BudgetHalf(2567, 2)
PASSWORD = "long enough"


@dataclass
class Secretive:
    """An office with a restricted case of which every event is told, beside a case that is open."""

    opened: OpenOffice
    person_id: str
    folder: Path
    asked: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def work(self, login: str, kind: type[SqlWork] = SqlWork) -> SqlWork:
        """Somebody's work."""
        with self.opened.engine.connect() as connection:
            member = SqlStaff(Rows(connection)).by_login(login)
        actor = Actor(staff_id=member.staff_id, name=member.name, roles=member.roles, workstation="ทดสอบ")
        work = self.opened.work
        return kind(work.store, actor, work.clock, work.ids, work.seconds)

    def services(self, login: str, kind: type[SqlWork] = SqlWork) -> Services:
        """All services in somebody's name."""
        return make_services(self.work(login, kind), self.opened.machine)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secretive]:
    """Made once: nothing in these tests writes but what its name says."""
    root = tmp_path_factory.mktemp("secrecy")
    offices = Offices(root, clock=FixedClock(JUNE), cost=CHEAP)
    users = tuple(
        NewUser(login=login, name=name, position="", roles=roles, password=PASSWORD)
        for login, (name, roles) in STAFF.items()
    )
    new = NewOffice(
        folder=root / "office", name="นิคมทดสอบ", kind=OfficeKind.SETTLEMENT, province_code="41",
        area=frozenset({CHIANG_PHIN}), short_code="ทส", fiscal_year=2567, allotted=(Baht.of(500_000), Baht.of(300_000)),
        document="พม 1/2566", users=users,
    )  # fmt: skip
    offices.create(new)
    opened = offices.sign_in(new.folder, "director", PASSWORD)
    secretive = Secretive(opened, "", root)
    person_id = secretive.services("officer").people.register(RegisterPerson(values=person_values())).value
    secretive = replace(secretive, person_id=person_id)
    _open_cases(secretive)
    yield secretive
    opened.close()


def _open_cases(office: Secretive) -> None:
    """A restricted case with one event of every kind, whose words are marked, and an open case with other words."""
    work = office.work(TEAM)
    team = work.actor.staff_id
    head = ConferenceValues(on=JUNE.date(), chair=team)
    called = ConferenceCalled(conference_id=CONFERENCE, prefix="", serial=1, fiscal_year=2567, values=head)
    with work.begin("conferences.call") as unit:
        unit.record(called)
        unit.commit(None)
    described = {"called": CALLED, "phone": PHONE, "national_id": NATIONAL_ID, "first_name": WORD, "last_name": WORD}
    with work.begin("cases.describe") as unit:
        unit.record(MAKERS[CaseOpened](WORD, True))
        for number, (kind, make) in enumerate(MAKERS.items()):
            for flag in (True, False) if kind is not CaseOpened else ():
                made = make(f"{WORD}{number}{flag}", flag)
                if made.case_id == CASE:
                    unit.record(made)
        unit.record(ClientDescribed(case_id=CASE, values=described, seen={}))
        unit.record(TeamChanged(case_id=CASE, staff_id=team, role=TeamRole.MANAGER))
        unit.record(CaseRestricted(case_id=CASE, restricted_for=("asked",), note=f"{WORD}note"))
        unit.commit(None)
    opened = office.services(TEAM).cases.open(
        OpenCase(
            kind=CaseKind.SHELTER,
            legal_basis="homeless_act",
            client_group="homeless",
            client=client(first_name=OPEN),
            opened_at=JUNE,
            person_id=office.person_id,
        )
    )
    office.services(TEAM).conferences.put_on(CONFERENCE, (opened.value,))


def _ids_within(office: Secretive) -> dict[str | type, Iterable[Any]]:
    """By name the ids of what hangs on the restricted case: somebody may have noted one while he still saw it."""
    found: dict[str | type, set[str]] = {}
    with office.opened.engine.connect() as connection:
        for table in STATE.sorted_tables:
            names = [each.name for each in table.c if each.name.endswith("_id")] if "case_id" in table.c else []
            for row in Rows(connection).all(table, case_id=CASE) if names else ():
                for name in names:
                    found.setdefault(name, set()).add(str(row[name]))
    return {name: sorted(values) for name, values in found.items() if name not in _OTHERS_TOO}


_OTHERS_TOO = frozenset({"case_id", "event_id", "person_id", "record_id", "staff_id"})
"""Ids that are not of a case's parts alone: every text is tried for them."""

LEFT = {
    "actor": "who asks",
    "backups": "whole copies under the office's key",
    "network": "speaks with another machine",
    "exchange": "sealed for a laptop: tests/integration/test_cases_apart.py opens what laptops get",
    "forms": "shipped forms hold nobody's data",
    "form_exports": "shipped forms hold nobody's data",
    "drafts": "a login's own drafts",
    "camera": "pictures that the actor chooses",
    "attachments": "by a hash that only who holds the record knows",
    "audits.make": "made and searched in a test of its own",
    "audits.entries": "what is made of them is searched in a test of its own",
    "audits.scope": "what is made of it is searched in a test of its own",
    ".sealed": "an id for a number, which tells nothing: the glass is broken by it",
    "case_intake.rows_of": "the rows of a case that was looked up before",
    "checkouts.return_page": "of a run that was read before",
    "conflicts.settle": "writes",
    "verification.checkpoint": "writes",
    "verification.seal_day": "writes",
    "duplicates.as_known": "pairs that were read before",
    "duplicates.remember_pairs": "writes",
    "pictures.strokes": "of uses that were read before",
    "command": "what is told to a use case that writes, or is judged as it is typed",
    "commands": "what is told to use cases that write",
    "content": "what is typed",
    "book": "a workbook that the actor brings",
    "sheet": "a workbook that the actor brings",
    "page": "a scan that the actor brings",
    "goals": "a plan as typed",
    "record": "a person as typed; `values` is the same by the service",
}
"""What is not asked: nouns, their methods, parameters."""


@pytest.fixture(scope="module")
def walk(office: Secretive) -> Walk:
    """Knows every name that somebody could type."""
    fillings: dict[str | type, Iterable[Any]] = {
        **_ids_within(office),
        str: (CASE, WORD[:5], NATIONAL_ID, office.person_id, "1/2567"),
        int: (2567,),
        bool: (False, True),
        float: (0.0,),
        date: (JUNE.date(),),
        Path: (office.folder / "none",),
        BudgetHalf: (HALF,),
        LedgerOrder: (LedgerOrder(half=HALF),),
        Period: (Period(2567), Period(2567, 2)),
        AssessmentOrder: (AssessmentOrder(case_id=CASE), AssessmentOrder(case_id=CASE, assessment_ids=(WORD,))),
        PlanOrder: (PlanOrder(month=JUNE.date()),),
        Catalogue: (Catalogue(),),
        Steps: (Progress(),),
        PersonValues: (person_values(national_id=NATIONAL_ID, no_id_reason=None),),
        ClientValues: (client(first_name=WORD[:5], national_id=NATIONAL_ID, phone=PHONE),),
        PartnerValues: (PartnerValues(kind=next(iter(PartnerKind)), name=WORD[:5]),),
        AuditScope: tuple(AuditScope(kind=kind, record_id=office.person_id) for kind in ScopeKind),
    }
    return Walk(fillings, LEFT)


def found(walk: Walk, office: Secretive, login: str, marks: tuple[str, ...] = MARKS) -> dict[str, set[str]]:
    """Which questions say which of the marks to somebody."""
    if login not in office.asked:
        # The made events say what no real case does: pages of the team may not bear it, and need not.
        office.asked[login] = asked(walk.anew() if login == TEAM else walk, office, login)
    return {name: said & {*marks} for name, said in office.asked[login].items() if said & {*marks}}


def asked(walk: Walk, office: Secretive, login: str) -> dict[str, set[str]]:
    """Which marks each question says to somebody; asked once, for nothing is written in between."""
    marks = (*MARKS, OPEN)
    work = office.work(login)
    answers: dict[str, set[str]] = {}
    with office.opened.engine.connect() as connection:
        reading = SqlReading(connection, JUNE, viewer=work.viewer)
        for name, said in walk.reading(reading):
            answers.setdefault(f"reading.{name}", set()).update(told(said, marks))
    for name, said in walk.services(office.services(login, ReadingAlone)):
        answers.setdefault(name, set()).update(told(said, marks))
    return answers


def test_the_team_finds_the_case_everywhere_where_it_stands(walk: Walk, office: Secretive) -> None:
    """Else the walk would find nothing for the outsiders either."""
    answers = found(walk, office, TEAM)
    for question in ("cases.list", "cases.page", "cases.steps", "cases.sights", "conferences.page"):
        assert WORD in answers[question], question
        assert WORD in answers[f"reading.{question}"], question
    assert WORD in answers["overview.search"]


def test_the_walk_asks_whatever_can_be_asked(walk: Walk, office: Secretive) -> None:
    for login in OUTSIDERS:
        found(walk, office, login)
    assert walk.untold == set(), "Fill the parameter in `walk`, or say in LEFT why it is not asked"
    assert walk.used == set(LEFT), "Take the line away that leaves nothing out"


@pytest.mark.parametrize("login", OUTSIDERS)
def test_a_restricted_case_is_said_to_nobody_outside_its_team(walk: Walk, office: Secretive, login: str) -> None:
    assert found(walk, office, login) == {}


@pytest.mark.parametrize("login", ["director", "auditor", "officer"])
def test_a_case_that_is_open_is_found_by_who_is_in_case_work(walk: Walk, office: Secretive, login: str) -> None:
    assert found(walk, office, login, (OPEN,)).keys() >= {"cases.list"}


@pytest.mark.parametrize("scope", ["person", "period"])
def test_an_auditors_bundle_holds_nothing_of_a_case(office: Secretive, tmp_path: Path, scope: str) -> None:
    """Neither of a restricted one nor of an open one of the very person."""
    whole = AuditScope(kind=ScopeKind.PERIOD, first=date(2023, 10, 1), last=date(2024, 9, 30))
    of_person = AuditScope(kind=ScopeKind.PERSON, record_id=office.person_id)
    order = OrderBundle(scope=of_person if scope == "person" else whole, target=tmp_path / "bundle")
    office.services("director").audits.make(order)
    files = [path for path in (tmp_path / "bundle").rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert told(words(path.read_bytes()), (*MARKS, OPEN)) == set(), path.name


def test_other_desktops_hear_that_a_case_changed_and_not_what_is_in_it(office: Secretive) -> None:
    news = JournalNews(replace(office.work("officer").store, written=set()))
    news.read()
    with office.work(TEAM).begin("cases.describe") as unit:
        unit.record(ClientDescribed(case_id=CASE, values={"called": CALLED}, seen={}))
        unit.commit(None)
    [item] = news.read().items
    assert (item.kind, item.changes.of("case")) == ("case.client_described", {CASE})
    assert item.values == {}


def test_the_log_for_who_helps_names_nobody(office: Secretive) -> None:
    assert told(words(office.opened.problem_report()), (*MARKS, OPEN)) == set()
