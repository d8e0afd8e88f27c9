"""Laptops of case assistants: theirs alone, without an area, and so without anybody of the register."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from kmcase.application.exchange import EnrolLaptop
from kmcase.application.exchange.laptops import LaptopService, NewLaptopKeys
from kmcase.domain.cases.heads import TeamRole
from kmcase.domain.errors import DomainError
from kmcase.persistence.exchange_scope import cases_of, scope_of
from kmcase.persistence.rows.exchange import laptop
from kmcase.persistence.statements import Rows
from tests.builders import AREA, TestOffice, register
from tests.case_builders import a_case, join


class Enrolments:
    def keys(self, _officers: tuple[str, ...]) -> NewLaptopKeys:
        return NewLaptopKeys(sealing_key="aa", verify_key="bb", sealed={})

    def write(self, *_what: object) -> None:
        """Nothing is written here."""


class Standing:
    """Laptops as the office knows them."""

    def __init__(self) -> None:
        self.known: list[SimpleNamespace] = []

    def laptops(self) -> tuple[SimpleNamespace, ...]:
        return tuple(self.known)


def service(office: TestOffice, standing: Standing | None = None) -> LaptopService:
    exchange = SimpleNamespace(make=lambda *_what, **_how: None)
    return LaptopService(office.work("admin"), standing or Standing(), exchange, Enrolments())  # type: ignore[arg-type]


def enrol(office: TestOffice, tmp_path: Path, *officers: str, area: frozenset[str] = AREA) -> str:
    command = EnrolLaptop(name="เครื่อง", area=area, officers=frozenset(officers))
    return service(office).enrol(command, tmp_path / "a.enrol").value


def refused(code: str, field: str) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: (error.code, error.field) == (code, field))


def test_an_assistants_laptop_carries_their_cases_and_nobody_of_the_register(
    office: TestOffice, tmp_path: Path
) -> None:
    register(office)
    own = a_case(office)
    a_case(office)
    join(office, own, "assistant", TeamRole.ASSISTANT)
    laptop_id = enrol(office, tmp_path, "assistant")
    with office.engine.connect() as connection:
        assert scope_of(connection, frozenset(), cases_of(connection, laptop_id)) == {("case", own)}
        [row] = Rows(connection).all(laptop)
    assert row["area"] == "[]"


def test_assistants_and_officers_share_no_laptop(office: TestOffice, tmp_path: Path) -> None:
    with refused("laptops.assistants_apart", "officers"):
        enrol(office, tmp_path, "assistant", "officer")


def test_officers_need_an_area(office: TestOffice, tmp_path: Path) -> None:
    with refused("laptops.area_missing", "area"):
        enrol(office, tmp_path, "officer", area=frozenset())


def test_the_laptop_of_an_assistant_gets_no_area_later(office: TestOffice, tmp_path: Path) -> None:
    laptop_id = enrol(office, tmp_path, "assistant")
    standing = Standing()
    carried = SimpleNamespace(laptop_id=laptop_id, name="เครื่อง", officers=frozenset({"assistant"}))
    standing.known.append(SimpleNamespace(laptop=carried, revoked_at=None, is_called=lambda name: name == "เครื่อง"))
    with refused("laptops.of_assistants", "area"):
        service(office, standing).change_area("เครื่อง", AREA, "ขอเพิ่ม")
