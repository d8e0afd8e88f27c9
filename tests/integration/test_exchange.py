"""Bundles between a real office and real laptops: what is taken, what is refused and how that is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from kmcase.application.exchange.reports import acknowledgement
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.domain.laptops import LaptopAreaChanged, LaptopRevoked
from kmcase.domain.people import Address
from kmcase.messages import Catalogue
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.devices import SqlDevices, public_keys
from kmcase.persistence.refold import read_entries
from kmcase.persistence.rows.people import person_write
from kmcase.persistence.statements import Rows
from kmcase.sync import bundle as bundle_format
from tests.builders import STORE
from tests.exchange_builders import KEY, OFFICE, Star, Station, copy_station, join, new_star

HERE, AWAY = "410113", "410101"


@pytest.fixture
def star(tmp_path: Path) -> Star:
    """An office with two laptops that it has heard of."""
    star = new_star(tmp_path / "star")
    star.settle()
    return star


def office_enters(star: Star, event: object) -> None:
    """An entry of the office's own chain, as its services make them."""
    writer = Writer(store=STORE, actor="admin", workstation="ทดสอบ", use_case="laptops.enrol", ids=star.office.ids)
    with star.office.engine.execution_options(write=True).begin() as connection:
        chain = Chain(connection, writer)
        chain.append(event, star.office.clock.now())  # type: ignore[arg-type]
        chain.finish()


def names(station: Station) -> set[str]:
    return {item.name for item in station.people().persons()}


def test_what_is_written_on_a_laptop_reaches_the_office_and_the_other_laptop(star: Star) -> None:
    one, two = star.laptops
    person = one.register(first_name="มาลี")
    applied, back = star.round(one)
    assert (applied.new, applied.known, applied.whole) == (1, 0, True)
    assert back.acknowledged is not None
    assert back.acknowledged.records["person"].there == 1
    star.round(two)
    assert two.people().page(person).values.first_name == "มาลี"
    assert star.office.state() == one.state() == two.state()


def test_who_comes_again_by_a_bundle_is_told_of_at_the_office_once(star: Star) -> None:
    one, two = star.laptops
    born = PartialDate(1957, 3, 14)
    one.register(birth=born, phone="0812345678")
    two.register(birth=born, phone="0812345678", last_name="ศรีศุข")
    assert star.office.take(one.bundle()).alike.every == ()
    bundle = two.bundle()
    came = star.office.take(bundle).alike
    assert (len(came.stops), came.waits) == (1, ())
    assert star.office.take(bundle).alike.every == (), "the second time nothing is new"
    two.register(first_name="ทองใบ", last_name="ดวงดี", phone="0899999999")
    assert star.office.take(two.bundle()).alike.every == ()
    assert one.take(star.office.bundle(one.name)).alike.every == (), "on a laptop nobody decides about them"


def test_the_acknowledgement_says_how_much_the_office_has(star: Star) -> None:
    laptop = star.laptops[0]
    person = laptop.register()
    laptop.photograph(person, b"\xff\xd8\xff one")
    star.round(laptop)
    laptop.register(first_name="ทอง")
    standing = laptop.exchange.status().standing
    assert standing is not None
    said = [Catalogue("en").render(each) for each in acknowledgement(standing)]
    assert "the office has 1 of 2 persons" in said
    assert "the office has 1 of 1 photographs and papers" in said
    assert laptop.exchange.status().not_yet_there == 1


def test_a_bundle_taken_twice_changes_nothing_the_second_time(star: Star) -> None:
    laptop = star.laptops[0]
    laptop.register()
    bundle = laptop.bundle()
    star.office.take(bundle)
    before = star.office.state()
    again = star.office.take(bundle)
    assert (again.new, again.known, again.whole) == (0, 1, True)
    assert star.office.state() == before


def test_an_old_bundle_after_a_newer_one_takes_nothing_back(star: Star) -> None:
    laptop = star.laptops[0]
    laptop.register(first_name="หนึ่ง")
    old = laptop.bundle()
    laptop.later()
    laptop.register(first_name="สอง")
    star.office.take(laptop.bundle())
    held = star.office.exchange_store.peer(laptop.store.laptop_id)
    assert star.office.take(old).new == 0
    assert star.office.exchange_store.peer(laptop.store.laptop_id) == held


def test_a_bundle_that_follows_a_lost_one_holds_all_that_was_not_acknowledged(star: Star) -> None:
    laptop = star.laptops[0]
    laptop.register(first_name="หนึ่ง")
    laptop.bundle().unlink()
    laptop.register(first_name="สอง")
    assert star.office.take(laptop.bundle()).new == 2


def test_a_cut_bundle_gives_what_is_whole_and_the_rest_comes_with_the_whole_file(star: Star) -> None:
    laptop = star.laptops[0]
    for number in range(3):
        laptop.photograph(laptop.register(first_name=f"คน{number}"), b"\xff\xd8\xff" + bytes([number]) * 5000)
    whole = laptop.bundle()
    cut = whole.with_suffix(".cut")
    cut.write_bytes(whole.read_bytes()[:-6000])
    applied = star.office.take(cut)
    assert applied.new == 6
    assert 0 < applied.photos < 3
    assert applied.stopped is not None
    assert applied.stopped.key == "exchange.error.cut_short"
    assert applied.acknowledged is None
    rest = star.office.take(whole)
    assert (rest.new, rest.known, rest.photos + applied.photos) == (0, 6, 3)


@pytest.mark.parametrize("place", [0.3, 0.6, 0.9])
def test_a_changed_byte_is_told_and_what_came_before_it_stays(star: Star, place: float) -> None:
    laptop = star.laptops[0]
    for number in range(3):
        laptop.photograph(laptop.register(), b"\xff\xd8\xff" + bytes([number]) * 5000)
    content = bytearray(laptop.bundle().read_bytes())
    content[int(len(content) * place)] ^= 1
    broken = laptop.folder / "broken"
    broken.write_bytes(content)
    applied = star.office.take(broken)
    assert applied.stopped is not None
    assert applied.stopped.key == "exchange.error.damaged"
    assert applied.refused == 0


def test_a_bundle_for_another_laptop_is_refused_with_nothing_taken(star: Star) -> None:
    one, two = star.laptops
    star.office.register()
    with pytest.raises(DomainError, match=r"exchange\.for_another"):
        two.take(star.office.bundle(one.name))
    assert names(two) == set()


def test_a_bundle_of_another_office_is_refused(star: Star) -> None:
    laptop = star.laptops[0]
    devices = SqlDevices(engine=laptop.engine, data_key=KEY)
    elsewhere = {**public_keys(SqlDevices(engine=star.office.engine, data_key=KEY).own()), "office_id": "another"}
    devices.keep(devices.own(), office=elsewhere)
    with pytest.raises(DomainError, match=r"exchange\.of_another_office"):
        star.office.take(laptop.bundle())


@pytest.mark.parametrize("content", [b"", b"KMCB", b"PK\x03\x04 a zip", bytes(5000)])
def test_a_file_that_is_no_bundle_is_named_so(star: Star, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(EnvironmentProblem, match=r"exchange\.(not_a_bundle|newer_bundle)"):
        star.office.take(path)


def test_a_file_that_is_not_there_is_named_so(star: Star, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match=r"exchange\.no_file"):
        star.office.take(tmp_path / "nowhere")


def test_a_bundle_whose_signature_is_anothers_is_refused(star: Star) -> None:
    one, two = star.laptops
    bundle = one.bundle()
    content = bundle.read_bytes().replace(one.store.laptop_id.encode(), two.store.laptop_id.encode())
    bundle.write_bytes(content)
    with pytest.raises(DomainError, match=r"exchange\.not_from_sender"):
        star.office.take(bundle)


def test_a_revoked_laptop_is_refused_and_its_earlier_work_stays(star: Star) -> None:
    laptop = star.laptops[0]
    laptop.register(first_name="ก่อน")
    star.round(laptop)
    laptop.register(first_name="หลัง")
    later = laptop.bundle()
    office_enters(star, LaptopRevoked(laptop_id=laptop.store.laptop_id, reason="ถูกขโมย"))
    with pytest.raises(DomainError, match=r"exchange\.laptop_revoked"):
        star.office.take(later)
    with pytest.raises(DomainError, match=r"exchange\.laptop_revoked"):
        star.office.bundle(laptop.name)
    assert len(names(star.office)) == 1


def test_two_laptops_of_one_disk_image_are_told_apart_and_the_first_ones_work_stays(star: Star, tmp_path: Path) -> None:
    laptop = star.laptops[0]
    clone = copy_station(laptop, tmp_path, "clone")
    laptop.register(first_name="ต้นฉบับ")
    clone.register(first_name="สำเนา")
    star.office.take(laptop.bundle())
    applied = star.office.take(clone.bundle())
    assert applied.stopped is not None
    assert applied.stopped.key == "exchange.stopped.forked"
    assert applied.held_back == 1
    assert [(fork.store, fork.n) for fork in star.office.exchange.status().forks] == [(laptop.store.laptop_id, 2)]
    assert len(names(star.office)) == 1


def test_a_laptop_put_back_from_an_old_copy_gets_its_own_later_work_again(star: Star, tmp_path: Path) -> None:
    laptop = star.laptops[0]
    old = copy_station(laptop, tmp_path, "old")
    person = laptop.register(first_name="งานหลังสำรอง")
    star.round(laptop)
    star.office.take(old.bundle())
    old.take(star.office.bundle(laptop.name))
    assert old.people().page(person).values.first_name == "งานหลังสำรอง"
    old.register(first_name="งานใหม่")
    assert star.office.take(old.bundle()).whole
    assert star.office.exchange.status().forks == ()


def test_an_office_that_rewrote_its_past_is_refused_by_a_laptop(star: Star, tmp_path: Path) -> None:
    laptop = star.laptops[0]
    other = copy_station(star.office, tmp_path, "rewritten")
    star.office.register(first_name="จริง")
    star.round(laptop)
    other.register(first_name="แก้ใหม่")
    other.register(first_name="แก้ใหม่อีก")
    before = laptop.state()
    applied = laptop.take(other.bundle(laptop.name))
    assert applied.stopped is not None
    assert applied.stopped.key == "exchange.stopped.forked"
    assert laptop.state() == before
    assert laptop.exchange.status().forks[0].told_by == OFFICE


def test_a_laptop_of_one_area_gets_the_bodies_of_that_area_and_bare_heads_of_the_rest(star: Star) -> None:
    laptop = join(star, "L9", frozenset({HERE}))
    star.office.register(first_name="ใกล้", address=Address(house_no="1", subdistrict_code=HERE))
    far = star.office.register(first_name="ไกล", address=Address(house_no="2", subdistrict_code=AWAY))
    laptop.take(star.office.bundle(laptop.name))
    assert {name.split()[0] for name in names(laptop)} == {"นางใกล้"}
    with laptop.engine.connect() as connection:
        bare = [entry.head.n for entry in read_entries(connection) if entry.body is None]
        assert Rows(connection).all(person_write, person_id=far) == []
    assert len(bare) == 1


def test_bodies_follow_when_a_laptops_area_grows(star: Star) -> None:
    laptop = join(star, "L9", frozenset({HERE}))
    far = star.office.register(first_name="ไกล", address=Address(house_no="2", subdistrict_code=AWAY))
    star.office.photograph(far, b"\xff\xd8\xff far")
    star.round(laptop)
    wider = LaptopAreaChanged(laptop_id=laptop.store.laptop_id, area=frozenset({HERE, AWAY}), reason="คำสั่ง")
    office_enters(star, wider)
    _, taken = star.round(laptop)
    assert (taken.backfilled, taken.photos) == (2, 1)
    assert laptop.people().page(far).values.first_name == "ไกล"
    assert laptop.state() == star.office.state()


def test_a_laptop_does_not_do_what_is_done_at_the_office(star: Star) -> None:
    with (
        pytest.raises(DomainError, match=r"laptops\.at_the_office"),
        star.laptops[0].work("director").begin("budgets.allot"),
    ):
        pass


def test_edits_of_one_field_on_two_laptops_stand_both_until_somebody_decides_for_all(star: Star) -> None:
    one, two = star.laptops
    person = star.office.register()
    star.settle()
    one.later(1)
    one.change(person, phone="0811111111")
    two.later(2)
    two.change(person, phone="0822222222")
    star.settle()
    shown = [station.people().page(person) for station in star.all]
    assert {page.values.phone for page in shown} == {"0822222222"}
    assert all(len(page.conflicts["phone"]) == 2 for page in shown)
    seen = shown[0].seen["phone"]
    one.later(5)
    one.people().settle(person, "phone", "0811111111", seen)
    star.settle()
    for station in star.all:
        page = station.people().page(person)
        assert page.values.phone == "0811111111"
        assert "phone" not in page.conflicts


@pytest.mark.parametrize(
    ("limit", "value", "code"),
    [
        ("LARGEST_BUNDLE", 700, "bundle_too_large"),
        ("_LONGEST", 300, "part_too_large"),
        ("_LONGEST_UNPACKED", 300, "part_too_large"),
        ("_MOST_ENTRIES", 1, "part_too_large"),
    ],
)
def test_what_is_larger_than_the_program_makes_is_refused_from_there_on(
    star: Star, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, code: str
) -> None:
    laptop = star.laptops[0]
    for name in ("มาลี", "แก้ว", "ทอง", "บุญมา"):
        laptop.register(first_name=name, remark=name * 200)
    path = laptop.bundle()
    with monkeypatch.context() as patched:
        patched.setattr(bundle_format, limit, value)
        applied = star.office.take(path)
    assert applied.stopped is not None and applied.stopped.key == f"exchange.error.{code}"
    assert not names(star.office)
    assert star.office.take(path).whole and len(names(star.office)) == 4


def test_an_envelope_that_is_longer_than_any_is_no_bundle(star: Star, monkeypatch: pytest.MonkeyPatch) -> None:
    path = star.laptops[0].bundle()
    monkeypatch.setattr(bundle_format, "_LONGEST_ENVELOPE", 10)
    with pytest.raises(EnvironmentProblem, match=r"exchange\.not_a_bundle"):
        star.office.take(path)


def test_the_office_enters_what_it_heard_and_exchanging_comes_to_an_end(star: Star) -> None:
    star.settle()
    ends = [station.exchange_store.holdings() for station in star.all]
    star.settle()
    assert [station.exchange_store.holdings() for station in star.all] == ends
    one, two = star.laptops
    one.register()
    star.round(one)
    assert [each.not_sent for each in star.office.exchange.status().laptops] == [0, 1]
    star.round(two)
    star.round(two)
    assert [each.not_sent for each in star.office.exchange.status().laptops] == [0, 0]
    assert one.exchange.status().not_yet_there == two.exchange.status().not_yet_there == 0
