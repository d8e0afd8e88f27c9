"""A laptop that forges its chain: whatever it sends, the office goes on, opens again and can fold everything anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from kmcase.application.exchange.bundles import Frame
from kmcase.application.exchange.ports import Taken
from kmcase.domain.errors import EnvironmentProblem
from kmcase.domain.events import encode
from kmcase.domain.laptops import Laptop, LaptopEnrolled
from kmcase.domain.people import PersonRegistered
from kmcase.journal.entries import Entry, EntryHead, commitment
from kmcase.journal.merge import Fate
from kmcase.persistence import refold, schema
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.chains import chains
from kmcase.persistence.comparing import compare_with_journal
from kmcase.persistence.devices import new_device_keys, public_keys
from kmcase.persistence.rows.exchange import laptop_chain, refused_entry
from kmcase.persistence.statements import Rows
from tests.builders import AREA, JUNE, STORE, person_values
from tests.exchange_builders import Star, empty_laptop, new_star, seeded

SALT = bytes(16)
GOOD = {"person_id": "p-1", "values": encode(person_values(first_name="หลัง"))}
UNREADABLE = {
    "an unknown type": ("visit.of_next_year", "{}"),
    "a body that lacks fields": ("person.registered", "{}"),
    "a body that is a list": ("person.registered", "[]"),
    "a body that is no JSON": ("person.registered", "{{{"),
    "a body without end": ("person.registered", "[" * 100_000),
    "a number for a text": ("lesson.written", '{"lesson_id":5}'),
    "a number no column holds": (
        "attendance.unknown",
        f'{{"n":{"9" * 400}}}',
    ),
}


@pytest.fixture
def star(tmp_path: Path) -> Star:
    star = new_star(tmp_path / "star")
    star.settle()
    return star


class Forger:
    """Whoever holds a laptop with its keys, and writes entries of his own."""

    def __init__(self, star: Star, laptop_id: str, store: str = "") -> None:
        self.office = star.office
        self.laptop_id = laptop_id
        self.store = store or laptop_id
        held = self.office.exchange_store.holdings().get(self.store)
        self.n = held.held.size if held else 0

    def entry(self, kind: str, body: object, *, n: int = 0, at: str = "2024-06-10T04:00:00.000000Z") -> Entry:
        """The next entry, or the one of a number; `body` as JSON text or as what is put into it."""
        self.n = n or self.n + 1
        text = (body if isinstance(body, str) else json.dumps(body)).encode()
        head = EntryHead(
            store=self.store,
            n=self.n,
            type=kind,
            version=1,
            at=at,
            actor="officer",
            workstation="L",
            use_case="x",
            commitment=commitment(SALT, text),
        )
        return Entry(head_text=head.canonical(), hash=b"", salt=SALT, body=text)

    def send(self, *entries: Entry) -> Taken:
        """What the office does with them."""
        taken = self.office.exchange_store.take(Frame(entries=entries), self.laptop_id, JUNE)
        self.office.exchange_store.settle()
        return taken


def bare(entry: Entry) -> Entry:
    return Entry(head_text=entry.head_text, hash=b"")


def first_laptop(star: Star) -> str:
    return star.laptops[0].store.laptop_id


def goes_on(star: Star) -> bool:
    """The office folds everything anew to the tables that stand."""
    schema.rebuild(star.office.engine)
    with star.office.engine.connect() as connection:
        return not compare_with_journal(connection)[1]


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_an_entry_that_cannot_be_read_adds_nothing_and_stops_nobody(star: Star, name: str) -> None:
    forger = Forger(star, first_laptop(star))
    kind, body = UNREADABLE[name]
    taken = forger.send(forger.entry(kind, body), forger.entry(PersonRegistered.TYPE, GOOD))
    assert taken.count(Fate.NEW) == 2
    assert [item.name.split()[0] for item in star.office.people().persons()] == ["นางหลัง"]
    with star.office.engine.connect() as connection:
        (refused,) = Rows(connection).all(refused_entry)
    assert (refused["type"], refused["n"]) == (kind, forger.n - 1)
    assert goes_on(star)


def test_of_an_entry_that_breaks_off_in_the_middle_nothing_is_written(star: Star) -> None:
    forger = Forger(star, first_laptop(star))
    photo = {"sha256": "a", "stored_sha256": "0" * 64, "kind": "photo_person", "media_type": "x", "size": 1 << 70}
    settled = {"noun": "person", "record_id": "p-1", "item": {"kind": "photo_person", "attachments": [photo]}}
    forger.send(forger.entry("evidence.settled", settled))
    state = star.office.state()
    assert len(state["refused_entry"]) == 1
    assert not state["entry_photo"] and not state["evidence_piece"] and not state["attachment"]
    assert goes_on(star)


def test_a_trouble_of_the_store_refuses_no_entry(star: Star, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OperationalError("INSERT", (), Exception("database or disk is full"))

    forger = Forger(star, first_laptop(star))
    entry = forger.entry(PersonRegistered.TYPE, GOOD)
    with monkeypatch.context() as patched:
        patched.setattr(refold, "fold", full)
        with pytest.raises(EnvironmentProblem) as found:
            forger.send(entry)
        assert found.value.code == "office_files.disk_full"
    assert forger.send(entry).count(Fate.NEW) == 1
    assert not star.office.state()["refused_entry"]


def test_a_head_without_its_body_and_the_body_afterwards_are_not_taken_from_a_laptop(star: Star) -> None:
    forger = Forger(star, first_laptop(star))
    entry = forger.entry(PersonRegistered.TYPE, {})
    assert forger.send(bare(entry)).stopped is Fate.DAMAGED
    assert forger.send(entry).count(Fate.NEW) == 1
    assert forger.send(entry).count(Fate.KNOWN) == 1
    assert goes_on(star)


def test_a_body_that_was_erased_at_the_office_does_not_come_back(star: Star) -> None:
    forger = Forger(star, first_laptop(star))
    entry = forger.entry(PersonRegistered.TYPE, GOOD)
    forger.send(entry)
    with star.office.engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER keep_delete_entry_body")
        connection.exec_driver_sql("DELETE FROM entry_body WHERE store = ? AND n = ?", (forger.store, forger.n))
    taken = forger.send(entry)
    assert (taken.count(Fate.KNOWN), taken.count(Fate.BODY)) == (1, 0)


@pytest.mark.parametrize("at", ["2024-99-99T99:99:99.000000Z", "0001-01-01T00:00:00.000000Z"])
def test_an_instant_that_no_calendar_has_is_damage(star: Star, at: str) -> None:
    forger = Forger(star, first_laptop(star))
    assert forger.send(forger.entry("person.id_revealed", {"person_id": "p"}, at=at)).stopped is Fate.DAMAGED


def test_a_laptop_cannot_take_the_chain_of_another(star: Star) -> None:
    one, two = star.laptops
    forger = Forger(star, two.store.laptop_id)
    forger.send(forger.entry("laptop.began", {"laptop_id": two.store.laptop_id, "store": one.store.laptop_id}))
    into = Forger(star, two.store.laptop_id, store=one.store.laptop_id)
    assert into.send(into.entry("person.id_revealed", {"person_id": "p"})).stopped is Fate.REFUSED
    one.register()
    assert star.office.take(one.bundle()).whole


def test_a_laptop_cannot_enter_in_the_name_of_another(star: Star) -> None:
    one, two = (laptop.store.laptop_id for laptop in star.laptops)
    forger = Forger(star, two)
    forger.send(forger.entry("laptop.began", {"laptop_id": one, "store": two}))
    restored = {"laptop_id": one, "store": two, "old_store": one, "old_size": 1, "old_head": ""}
    forger.send(forger.entry("laptop.restored", restored))
    with star.office.engine.connect() as connection:
        found = {row["store"]: row["laptop_id"] for row in Rows(connection).all(laptop_chain)}
    assert found == {one: one, two: two}


@pytest.mark.parametrize(
    "changes", [{"store": "elsewhere"}, {"old_store": "nowhere"}, {"laptop_id": "x"}, {"old_size": "x"}]
)
def test_a_restored_laptop_names_its_own_chains(star: Star, changes: dict[str, object]) -> None:
    laptop_id = first_laptop(star)
    forger = Forger(star, laptop_id, store="new-chain")
    told = {"laptop_id": laptop_id, "store": "new-chain", "old_store": laptop_id, "old_size": 1, "old_head": ""}
    assert forger.send(forger.entry("laptop.restored", {**told, **changes})).stopped is Fate.REFUSED
    forger.n = 0
    assert forger.send(forger.entry("laptop.restored", told)).count(Fate.NEW) == 1


def enrolled_tomorrow(star: Star) -> str:
    """A laptop that did not come yet."""
    keys = new_device_keys(seeded("new"))
    laptop = Laptop(laptop_id="new-laptop", name="new", area=AREA, officers=frozenset({"officer"}), **public_keys(keys))
    writer = Writer(store=STORE, actor="admin", workstation="t", use_case="laptops.enrol", ids=star.office.ids)
    with star.office.engine.execution_options(write=True).begin() as connection:
        chain = Chain(connection, writer)
        chain.append(LaptopEnrolled(laptop=laptop), JUNE)
        chain.finish()
    star.laptops.append(empty_laptop(star, "new", "new-laptop", keys))
    return "new-laptop"


def test_the_place_of_a_laptop_that_did_not_come_yet_stays_free(star: Star) -> None:
    mine, other = first_laptop(star), enrolled_tomorrow(star)
    forger = Forger(star, mine, store=other)
    told = {"laptop_id": mine, "store": other, "old_store": mine, "old_size": 1, "old_head": ""}
    assert forger.send(forger.entry("laptop.restored", told)).stopped is Fate.REFUSED
    star.laptops[-1].take(star.office.bundle("new"))
    assert star.office.take(star.laptops[-1].bundle()).whole


def test_the_first_entry_of_a_new_laptop_says_that_it_began(star: Star) -> None:
    forger = Forger(star, enrolled_tomorrow(star))
    assert forger.send(forger.entry("laptop.restored", {})).stopped is Fate.REFUSED
    with star.office.engine.connect() as connection:
        assert len(chains(connection)) == 3
    assert goes_on(star)


WRONG_FIELDS = {
    "a field that persons have not": ("person.changed", {"person_id": "p-1", "values": {"wings": 2}, "seen": {}}),
    "a number for a name": ("person.changed", {"person_id": "p-1", "values": {"first_name": 5}, "seen": {}}),
    "a house without a code": (
        "household.changed",
        {"household_id": "h", "values": {"address": {"house_no": 1}}, "seen": {}},
    ),
    "a partner of no kind": ("partner.listed", {"partner_id": "a", "content": {"name": "นาง"}}),
    "a partner of an unknown kind": ("partner.changed", {"partner_id": "a", "content": {"kind": "wizard"}}),
    "a partner without a name": ("partner.changed", {"partner_id": "a", "content": {"name": None}}),
}


@pytest.mark.parametrize("name", sorted(WRONG_FIELDS))
@pytest.mark.parametrize("at", ["2024-06-10T03:00:00.000000Z", "2024-06-10T05:00:00.000000Z"], ids=("older", "newer"))
def test_a_value_that_is_none_of_its_field_is_refused_whether_or_not_it_would_stand(
    star: Star, name: str, at: str
) -> None:
    forger = Forger(star, first_laptop(star))
    kind, body = WRONG_FIELDS[name]
    forger.send(forger.entry(PersonRegistered.TYPE, GOOD), forger.entry(kind, body, at=at))
    with star.office.engine.connect() as connection:
        (refused,) = Rows(connection).all(refused_entry)
    assert refused["type"] == kind
    with star.office.work().read("people.read") as reading:
        assert reading.people.page("p-1").values.first_name == "หลัง"
        assert not reading.appointments.partners() and not reading.conflicts.list()


def test_an_emptied_field_that_may_be_empty_is_a_change(star: Star) -> None:
    forger = Forger(star, first_laptop(star))
    changed = {"person_id": "p-1", "values": {"phone": None, "birth": None}, "seen": {}}
    forger.send(forger.entry(PersonRegistered.TYPE, GOOD), forger.entry("person.changed", changed))
    assert not star.office.state()["refused_entry"]
