"""The office's own forms and stages on both engines: each a version of its own, kept by the cases opened with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kmcase.application.cases import MoveCase
from kmcase.application.casework import CaseworkService
from kmcase.domain.casework import CaseworkSet
from kmcase.domain.errors import DomainError
from kmcase.files.casework_files import read_text
from kmcase.persistence.schema import rebuild
from kmcase.rules.casework import NEWEST, shipped_text
from tests.builders import JUNE, STAFF, TestOffice
from tests.case_builders import a_case, a_sealed_case, cases
from tests.conference_builders import conferences
from tests.state import state_of

OWN = shipped_text().replace(f'version = "{NEWEST}"', 'version = "นิคม.1"').replace("days = 7\n", "days = 10\n", 1)


def casework(office: TestOffice, login: str = "director") -> CaseworkService:
    return CaseworkService(office.work(login), read_text)


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "casework.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refused(code: str) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: (error.code, error.field) == (code, "file"))


def test_an_own_version_leads_new_cases_and_old_ones_keep_theirs(office: TestOffice) -> None:
    old = a_case(office)
    assert casework(office).set(OWN).value == "นิคม.1"
    new = a_case(office)
    assert [cases(office).page(each).clocks[0].deadline.days for each in (old, new)] == [7, 10]
    assert cases(office).page(old).casework.version == NEWEST
    cases(office).move(MoveCase(case_id=old, stage="assess", on=JUNE.date()))
    assert casework(office, "social").text("นิคม.1") == OWN
    assert casework(office).text(NEWEST) == shipped_text()


def test_the_versions_are_listed_with_since_when_and_how_many_cases_keep_them(office: TestOffice) -> None:
    a_case(office)
    a_sealed_case(office)
    casework(office).set(OWN)
    a_case(office)
    own, shipped = casework(office, "auditor").versions()
    assert (own.version, own.newest, own.set_at, own.set_by) == ("นิคม.1", True, JUNE, STAFF["director"][0])
    assert (own.cases, own.open) == (1, 1)
    assert (shipped.version, shipped.newest, shipped.set_at) == (NEWEST, False, None)
    assert (shipped.cases, shipped.open) == (2, 2)


def test_a_file_is_looked_at_before_it_leads_anything(office: TestOffice, tmp_path: Path) -> None:
    file = casework(office).look(written(tmp_path, "\ufeff" + OWN))
    assert (file.name, file.version, file.faults) == ("casework.toml", "นิคม.1", ())
    [found] = file.differences
    assert (found.part, found.path, found.before, found.after) == ("deadlines", ("reception", "days"), "7", "10")
    assert casework(office).versions()[0].version == NEWEST


def test_a_file_with_faults_is_refused_beside_its_line(office: TestOffice, tmp_path: Path) -> None:
    wrong = OWN.replace("days = 10\n", "days = 0\n", 1)
    [faulty] = [each for each in casework(office).look(written(tmp_path, wrong)).faults if each.fault.code == "days"]
    assert faulty.text == "days = 0"
    with refused("casework.faulty"):
        casework(office).set(wrong)
    [empty] = casework(office).look(written(tmp_path, "x = \n")).faults
    assert (empty.fault.code, empty.fault.line, empty.text) == ("syntax", 1, "x =")


@pytest.mark.parametrize("text", [shipped_text(), shipped_text().replace("days = 7\n", "days = 8\n", 1)])
def test_a_version_that_exists_is_not_taken_twice(office: TestOffice, tmp_path: Path, text: str) -> None:
    [faulty] = casework(office).look(written(tmp_path, text)).faults
    assert (faulty.fault.code, faulty.text) == ("version_taken", f'version = "{NEWEST}"')
    with refused("casework.version_taken"):
        casework(office).set(text)
    casework(office).set(OWN)
    with refused("casework.version_taken"):
        casework(office).set(OWN)


def test_a_version_whose_name_stands_in_quotes_is_not_taken_twice_either(office: TestOffice, tmp_path: Path) -> None:
    quoted = "# นิคม\n" + shipped_text().replace("version =", '"version" =', 1)
    [faulty] = casework(office).look(written(tmp_path, quoted)).faults
    assert (faulty.fault.code, faulty.fault.line, faulty.text) == ("version_taken", 2, f'"version" = "{NEWEST}"')


def test_a_file_is_opened_by_those_alone_who_may_read_casework(office: TestOffice, tmp_path: Path) -> None:
    with pytest.raises(DomainError, check=lambda error: error.code == "shell.not_permitted"):
        casework(office, "finance").look(tmp_path / "none.toml")


def test_what_is_no_text_is_said_so(office: TestOffice, tmp_path: Path) -> None:
    with refused("casework.not_text"):
        casework(office).look(written(tmp_path, b"\xff\xfe\x00"))


def test_a_version_stays_readable_that_was_taken_in_before_the_program_asked_more_of_such_files(
    office: TestOffice,
) -> None:
    older = OWN.replace('code = "goal_behind"', 'code = "goal_late"')
    with refused("casework.faulty"):
        casework(office).set(older)
    with office.work("director").begin("casework.set") as unit:
        unit.record(CaseworkSet(version="นิคม.1", text=older))
        unit.commit(None)
    case_id = a_case(office)
    assert cases(office).page(case_id).clocks[0].deadline.days == 10
    assert [item.case_id for item in cases(office).list().items] == [case_id]
    assert conferences(office).needs().items == ()


def test_only_the_director_sets_a_version(office: TestOffice) -> None:
    for login in ("social", "auditor", "admin"):
        with pytest.raises(DomainError, check=lambda error: error.code == "shell.not_permitted"):
            casework(office, login).set(OWN)


def test_versions_are_what_their_entries_add_up_to(office: TestOffice) -> None:
    casework(office).set(OWN)
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
