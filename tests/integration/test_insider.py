"""The insider drill: who holds the office's key writes an old authorisation anew, and what outside gives it away.

The office itself finds nothing: that is said by the first test, and is why copies out of his reach matter.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kmcase.application.audits import OrderBundle
from kmcase.application.exchange import EnrolLaptop
from kmcase.application.printing import LedgerOrder
from kmcase.bootstrap import Offices, OpenOffice
from kmcase.cli.main import main
from kmcase.cli.sample.people import AREA
from kmcase.domain.audits import AuditScope, ScopeKind
from kmcase.domain.budgets import BudgetHalf
from kmcase.messages import Catalogue
from tests.paper import text_of
from tests.rewriting import rewrite_history
from tests.sample import CHEAP, open_sample, sample_copy
from tests.verifying import look

pytestmark = pytest.mark.slow
NAME = "เครื่องของผู้ตรวจ"
BEFORE, AFTER = 200_000, 900_000
DECISION = (
    "SELECT entry.n, body FROM entry JOIN entry_body ON entry_body.store = entry.store AND entry_body.n = entry.n"
    " WHERE type = 'meeting.decision_recorded' ORDER BY entry.n"
)


@dataclass
class Drill:
    """The office after the deed, its laptop, and what was outside before it."""

    office: OpenOffice
    laptop: OpenOffice
    entry: int
    person_id: str
    checkpoint: str
    page: Path
    earlier: Path
    root: Path


def authorisation(office: OpenOffice) -> tuple[int, str]:
    """An old authorisation of 2,000 baht: its entry and whose it is."""
    with office.engine.connect() as connection:
        for n, text in connection.exec_driver_sql(DECISION):
            body = json.loads(text)
            if body.get("amount") == BEFORE:
                return n, body["person_id"]
    raise AssertionError("the sample has no authorisation of 2,000 baht")


def with_laptop(folder: Path, root: Path) -> OpenOffice:
    """A laptop that met the office, and stays open for the officer who carries it."""
    admin = open_sample(folder, "admin")
    file = root / "laptop.enrol"
    admin.services.laptops.enrol(EnrolLaptop(name=NAME, area=frozenset(AREA), officers=frozenset({"officer1"})), file)
    admin.close()
    offices = Offices(root / "laptop-settings", clock=admin.clock, cost=CHEAP)
    offices.join(file, root / "laptop", "officer1", "sample")
    return offices.sign_in(root / "laptop", "officer1", "sample")


def bundle(office: OpenOffice, person_id: str, target: Path) -> Path:
    """A bundle of the person whom the authorisation is for."""
    scope = AuditScope(kind=ScopeKind.PERSON, record_id=person_id)
    office.services.audits.make(OrderBundle(scope=scope, target=target))
    return target


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drill]:
    root = tmp_path_factory.mktemp("drill")
    folder = sample_copy(root)
    laptop = with_laptop(folder, root)
    office = open_sample(folder, "director")
    n, person_id = authorisation(office)
    page = root / "page.txt"
    ledger = text_of(office.services.printing.ledger(LedgerOrder(half=BudgetHalf(2567, 1))))
    checkpoint = office.services.verification.checkpoint("ledger")
    page.write_text(f"{ledger}\n{checkpoint}", "utf-8")
    earlier = bundle(office, person_id, root / "earlier")
    rewrite_history(office, n, lambda body: body.update(amount=AFTER))
    yield Drill(office, laptop, n, person_id, checkpoint, page, earlier, root)
    laptop.close()
    office.close()


def test_the_office_itself_finds_nothing(drill: Drill) -> None:
    report = drill.office.services.verification.verify()
    assert [Catalogue().render(problem) for part in report.parts for problem in part.problems] == []


def carry(drill: Drill, name: str) -> tuple[str, set[int]]:
    """A bundle to the laptop: why it stopped there, and the entries at which the laptop knows of a fork."""
    carried = drill.root / name
    drill.office.services.exchange.make(NAME, carried)
    applied = drill.laptop.services.exchange.apply(carried)
    forks = drill.laptop.services.exchange.status().forks
    assert {fork.store for fork in forks} == {drill.office.work.store.store_id}
    return applied.stopped.key if applied.stopped else "", {fork.n for fork in forks}


def test_the_laptop_refuses_the_next_bundle_and_a_whole_one_tells_it_at_which_entry(drill: Drill) -> None:
    before = drill.laptop.services.people.persons()
    stopped, forks = carry(drill, "next.kmbundle")
    assert stopped == "exchange.stopped.forked"
    assert forks
    with drill.office.engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("DELETE FROM peer")
    stopped, forks = carry(drill, "whole.kmbundle")
    assert stopped == "exchange.stopped.forked"
    assert drill.entry in forks
    assert drill.laptop.services.people.persons() == before


def test_a_page_that_was_printed_before_differs(drill: Drill) -> None:
    paper = drill.office.services.verification.paper(drill.checkpoint, ())
    assert [problem.key for problem in paper.problems] == ["verify.problem.paper_root_differs"]


def test_a_bundle_made_afterwards_is_sound_alone_and_differs_from_the_earlier_one_at_that_entry(drill: Drill) -> None:
    later = bundle(drill.office, drill.person_id, drill.root / "later")
    store = drill.office.work.store.store_id
    assert look(later).code == 0
    assert look(later, "--earlier", str(drill.earlier)).differs == (
        (
            f"the earlier bundle earlier differs from this one from entry {drill.entry} of journal {store} on"
            " (meeting.decision_recorded)"
        ),
    )
    with_page = look(later, "--page", str(drill.page))
    assert any("entries differ from the checkpoint of" in line for line in with_page.differs)


def test_the_office_is_held_against_the_earlier_bundle_by_the_command(
    drill: Drill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KMCASE_SETTINGS", str(tmp_path / "settings"))
    folder = str(drill.office.folder.path)
    drill.office.close()
    assert main(["verify", "--office", folder, "--bundle", str(drill.earlier)]) == 1
    said = capsys.readouterr().out
    assert f"{drill.entry:,}" in said.splitlines()[-1]
