"""What a bundle of one edit costs is told by the edit, not by what was exchanged before it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from kmcase.domain.evidence import Attachment, EvidenceItem, EvidenceKind, EvidenceSettled
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.looked_over import FAR
from tests.exchange_builders import Star, Station, new_star

PHOTO = b"\xff\xd8\xff"


@pytest.fixture
def star(tmp_path: Path) -> Iterator[Star]:
    found = new_star(tmp_path, laptops=1)
    found.settle()
    yield found
    found.close()


def enter_much(laptop: Station, count: int, person_id: str, sha256: str) -> None:
    """So many photographs of a person are noted anew, all of one content."""
    laptop.later()
    writer = Writer(
        store=laptop.store.store_id, actor="officer", workstation="L1", use_case="people.change", ids=laptop.ids,
        laptop=True,
    )  # fmt: skip
    kind = EvidenceKind.PHOTO_PERSON
    attached = Attachment(sha256=sha256, stored_sha256=sha256, kind=kind, media_type="image/jpeg", size=len(PHOTO))
    told = EvidenceSettled(noun="person", record_id=person_id, item=EvidenceItem(kind=kind, attachments=(attached,)))
    with laptop.engine.execution_options(write=True).begin() as connection:
        chain = Chain(connection, writer)
        for _ in range(count):
            chain.append(told, laptop.clock.now())
        chain.finish()


@contextmanager
def steps_of(station: Station) -> Iterator[list[int]]:
    """How many instructions the database's machine is given: its work, whatever the clock says."""
    count = [0]

    def tick() -> int:
        count[0] += 1
        return 0

    def watch(raw: object, *_: object) -> None:
        raw.set_progress_handler(tick, 1)  # type: ignore[attr-defined]

    def unwatch(raw: object, *_: object) -> None:
        raw.set_progress_handler(None, 1)  # type: ignore[attr-defined]

    event.listen(station.engine, "checkout", watch)
    event.listen(station.engine, "checkin", unwatch)
    yield count
    event.remove(station.engine, "checkout", watch)
    event.remove(station.engine, "checkin", unwatch)


def one_edit(star: Star, person_id: str) -> tuple[int, int]:
    """The work of making a bundle of one edit, and of applying it."""
    laptop, office = star.laptops[0], star.office
    laptop.later()
    laptop.change(person_id, remark=f"แก้ครั้งที่ {laptop.made}")
    with steps_of(laptop) as making:
        bundle = laptop.bundle()
    with steps_of(office) as applying:
        assert office.take(bundle).new == 1
    laptop.take(office.bundle(laptop.name))
    return making[0], applying[0]


def test_a_bundle_of_one_edit_costs_the_same_however_much_was_exchanged_before(star: Star) -> None:
    laptop = star.laptops[0]
    person = laptop.register()
    sha256 = laptop.blobs.put(PHOTO)
    costs = []
    for count in (FAR, 4 * FAR):
        enter_much(laptop, count, person, sha256)
        star.settle()
        costs.append(one_edit(star, person))
    (made, applied), (made_later, applied_later) = costs
    assert made_later < made * 1.1 and applied_later < applied * 1.1


def test_a_photograph_whose_file_is_gone_is_wanted_again_when_all_are_looked_for(star: Star) -> None:
    laptop = star.laptops[0]
    person = laptop.register()
    sha256 = laptop.blobs.put(PHOTO)
    enter_much(laptop, FAR, person, sha256)
    star.settle()
    office = star.office.exchange_store
    assert office.photos_wanted() == ()
    for path in (star.office.folder / "photos").rglob("*"):
        if path.is_file():
            path.unlink()
    assert office.photos_wanted() == ()
    assert office.photos_wanted(again=True) == (sha256,)
    assert office.photos_wanted() == (sha256,)
    star.office.later()
    laptop.take(star.office.bundle(laptop.name))
    assert star.office.take(laptop.bundle()).photos == 1
    assert office.photos_wanted() == ()


def test_what_was_looked_over_is_what_a_first_look_finds(star: Star) -> None:
    laptop = star.laptops[0]
    person = laptop.register()
    enter_much(laptop, FAR, person, laptop.blobs.put(PHOTO))
    star.settle()
    for station in star.all:
        held = station.exchange_store.holdings()
        with station.engine.execution_options(write=True).begin() as connection:
            connection.exec_driver_sql("DELETE FROM remembered WHERE name LIKE '%looked_over'")
        assert station.exchange_store.holdings() == held
