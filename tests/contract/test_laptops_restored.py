"""A restored laptop goes on with numbers of its own that no paper bears yet."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kmcase.application.cases import CaseService
from kmcase.persistence.chain import Writer
from kmcase.persistence.restored import go_on_restored_laptop
from tests.case_builders import opening
from tests.exchange_builders import KEY, Star, Station, copy_station, new_star, reopened

AGAIN = "laptop-again"


@pytest.fixture
def star(tmp_path: Path) -> Iterator[Star]:
    found = new_star(tmp_path, laptops=1)
    yield found
    found.close()


def a_number(station: Station) -> str:
    """The number of a case that is opened here."""
    case_id = CaseService(station.work()).open(opening()).value
    return CaseService(station.work()).page(case_id).head.number


def gone_on(laptop: Station) -> Station:
    """A laptop whose store was put back, as it is opened for the first time."""
    laptop_id = laptop.store.laptop_id
    writer = Writer(store=AGAIN, actor="officer", workstation="L1", use_case="", ids=laptop.ids, laptop=True)
    assert go_on_restored_laptop(laptop.engine, laptop.folder, KEY, writer, laptop_id, laptop.clock.now())
    assert not go_on_restored_laptop(laptop.engine, laptop.folder, KEY, writer, laptop_id, laptop.clock.now())
    laptop.close()
    return reopened(laptop.name, laptop.folder, AGAIN, laptop_id)


@pytest.mark.parametrize(("readable", "number"), [(True, "L1 3/2567"), (False, "L1 601/2567")])
def test_a_restored_laptop_passes_over_numbers_that_paper_may_bear(
    star: Star, tmp_path: Path, readable: bool, number: str
) -> None:
    [laptop] = star.laptops
    assert a_number(laptop) == "L1 1/2567"
    back = copy_station(laptop, tmp_path / "back-up")
    assert a_number(laptop) == "L1 2/2567"
    star.settle()
    laptop.close()
    if readable:
        shutil.copytree(laptop.folder, back.folder / "replaced-1")
    star.laptops[:] = [gone_on(back)]
    assert a_number(star.laptops[0]) == number
    star.settle()
    told = {item.number for item in CaseService(star.office.work()).list().items}
    assert told == {"L1 1/2567", "L1 2/2567", number}
    assert star.office.state()["series"] == star.laptops[0].state()["series"]
    assert a_number(star.office) == "1/2567"
