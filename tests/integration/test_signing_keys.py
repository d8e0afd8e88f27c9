"""Whose signature is believed: keys that the journal names, each from the entry that the key before it signed."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kmcase.application.access import NewOffice, NewUser
from kmcase.application.staff import NewMember
from kmcase.bootstrap import Offices, OpenOffice
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.clock import SystemClock
from kmcase.domain.errors import DomainError
from kmcase.domain.events import Event
from kmcase.domain.ids import RandomIds
from kmcase.domain.money import Baht
from kmcase.domain.offices import CheckpointSigned, OfficeKind, OfficeOpened, SigningKeyRenewed
from kmcase.domain.staff import Role
from kmcase.journal.checkpoints import Checkpoint, sign_checkpoint
from kmcase.journal.entries import EntryHead, commitment
from kmcase.messages import Catalogue
from kmcase.persistence.chain import Chain, Signer, Writer, iso
from kmcase.persistence.chains import frontier_of
from kmcase.persistence.engine import sqlite_engine
from kmcase.persistence.key_wrapping import UnlockedKeys, signing_public_text
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.keyring_store import KeyringFile
from kmcase.persistence.logs import LOG_NAME
from kmcase.persistence.office_backups import FolderBackups
from kmcase.persistence.office_folder import OfficeFolder
from kmcase.persistence.repositories.office import load_office
from kmcase.persistence.signing_keys import key_in_force, renew_signing_key, signing_keys
from tests.builders import AREA
from tests.integration.test_tampering import tamper, told
from tests.killing import killed_everywhere, killed_while_growing
from tests.locking import once_before_the_lock
from tests.sample import CHEAP

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
PAGE = 4096
OTHER_KEY = "กุญแจลงลายมือชื่อในแฟ้มกุญแจไม่ใช่กุญแจที่สายบันทึกระบุไว้"
NOT_THE_OFFICES = "ลายมือชื่ออิเล็กทรอนิกส์บนหน้ากระดาษไม่ใช่ของสำนักงานนี้"
HALF = BudgetHalf(2567, 1)
STAFF = {
    "admin": Role.ADMINISTRATOR,
    "auditor": Role.AUDITOR,
    "director": Role.DIRECTOR,
    "deputy": Role.DIRECTOR,
    "finance": Role.FINANCE,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new office in which three hold the signing key."""
    users = tuple(
        NewUser(login=login, name=f"นาย{login}", position="", roles=frozenset({role}), password=f"{login}-password")
        for login, role in STAFF.items()
    )
    new = NewOffice(
        folder=tmp_path / "office",
        name="นิคมสร้างตนเองดอนแก้ว",
        kind=OfficeKind.SETTLEMENT,
        province_code="41",
        area=AREA,
        short_code="ดก",
        fiscal_year=2567,
        allotted=(Baht.of(500_000), Baht.of(300_000)),
        document="พม 1/2566",
        users=users,
    )
    Offices(tmp_path / "settings", cost=CHEAP).create(new)
    return new.folder


def signed_in(folder: Path, login: str) -> OpenOffice:
    """Somebody at the real door."""
    return Offices(folder.parent / "settings", cost=CHEAP).sign_in(folder, login, f"{login}-password")


def said_to(folder: Path, login: str) -> list[str]:
    """What verification tells somebody."""
    with closing(signed_in(folder, login)) as office:
        return told(office.services.verification.verify())


def named_key(office: OpenOffice) -> str:
    """The public key that the tables say."""
    with office.engine.connect() as connection:
        return load_office(connection).signing_key


def held_key(office: OpenOffice) -> Ed25519PrivateKey:
    """The signing key of who is signed in."""
    assert office.keys.signing_key is not None
    return office.keys.signing_key


def finance_leaves(folder: Path) -> None:
    """The administrator, who holds no signing key, removes one who does."""
    with closing(signed_in(folder, "admin")) as office:
        ids = {member.login: member.staff_id for member in office.services.staff.list()}
        office.services.staff.remove(ids["finance"], "ย้าย")


def allot(office: OpenOffice) -> None:
    """Something that is signed."""
    office.services.budgets.allot(HALF, Baht.of(1_000), date(2023, 10, 5), "พม 2/2566")


def append(office: OpenOffice, event: Event, signer: Signer | None) -> int:
    """An entry past the services, in the chain as it ought to be but for its signature; gives its number."""
    writer = Writer(
        store=office.work.store.store_id, actor=office.actor.staff_id, workstation="elsewhere",
        use_case="office.renew_key", ids=office.work.ids, signer=signer,
    )  # fmt: skip
    with office.engine.execution_options(write=True).begin() as connection:
        chain = Chain(connection, writer)
        where = chain.append(event, office.clock.now())
        chain.finish()
    return int(where.event_id.rpartition(":")[2])


def sign_with(office: OpenOffice, key: Ed25519PrivateKey) -> int:
    """A checkpoint of the present end with any key, kept as the program keeps its own; gives its size."""
    store, at = office.work.store.store_id, iso(office.clock.now())
    with office.engine.connect() as connection:
        frontier = frontier_of(connection, store)
    text = sign_checkpoint(key, Checkpoint(store=store, size=frontier.size, root=frontier.root(), at=at))
    append(office, CheckpointSigned(store=store, size=frontier.size, text=text, reason="day"), None)
    return frontier.size


def assert_refused(office: OpenOffice, *, key: Ed25519PrivateKey) -> None:
    """A page with another key's signature is no page of the office."""
    store = office.work.store.store_id
    with office.engine.connect() as connection:
        frontier = frontier_of(connection, store)
    root = Checkpoint(store=store, size=frontier.size, root=frontier.root(), at=iso(office.clock.now()))
    page = office.services.verification.paper(sign_checkpoint(key, root), ())
    assert [Catalogue().render(one) for one in page.problems] == [NOT_THE_OFFICES]


def not_of_the_key(n: int) -> str:
    return f"รายการบันทึก {n:,} ไม่ได้ลงลายมือชื่ออิเล็กทรอนิกส์ด้วยกุญแจที่ใช้อยู่ในขณะนั้น"


def test_after_a_signer_left_the_next_who_signs_changes_the_key_and_everything_stays_good(folder: Path) -> None:
    with closing(signed_in(folder, "director")) as office:
        allot(office)
        office.services.verification.checkpoint("ledger")
        former = held_key(office)
    finance_leaves(folder)
    with closing(signed_in(folder, "auditor")) as office:
        assert named_key(office) == signing_public_text(former), "who holds no key changes none"
        assert told(office.services.verification.verify()) == []
    with closing(signed_in(folder, "director")) as office:
        allot(office)
        office.services.verification.checkpoint("ledger")
        fresh = held_key(office)
        assert named_key(office) == signing_public_text(fresh) != signing_public_text(former)
        assert told(office.services.verification.verify()) == []
    with closing(signed_in(folder, "deputy")) as office:
        assert named_key(office) == signing_public_text(held_key(office)) == signing_public_text(fresh)
        assert told(office.services.verification.verify()) == []


def test_a_signature_of_the_key_that_a_leaver_knows_counts_no_more(folder: Path) -> None:
    with closing(signed_in(folder, "finance")) as office:
        former = held_key(office)
    finance_leaves(folder)
    with closing(signed_in(folder, "director")) as office:
        size = sign_with(office, former)
        n = append(office, SigningKeyRenewed(store=office.work.store.store_id, public_key="ab" * 32), former.sign)
        said = told(office.services.verification.verify())
    (at_checkpoint,) = (one for one in said if one.startswith("จุดตรวจสอบ"))
    assert f"รายการ {size:,} " in at_checkpoint
    assert not_of_the_key(n) in said


@pytest.mark.parametrize("signs", [False, True], ids=["unsigned", "signed with itself"])
def test_a_key_that_the_one_before_did_not_name_is_not_believed(folder: Path, *, signs: bool) -> None:
    own = Ed25519PrivateKey.generate()
    with closing(signed_in(folder, "auditor")) as office:
        renewed = SigningKeyRenewed(store=office.work.store.store_id, public_key=signing_public_text(own))
        n = append(office, renewed, own.sign if signs else None)
        size = sign_with(office, own)
        said = told(office.services.verification.verify())
        printed = office.services.verification.paper(office.services.verification.checkpoint("ledger"), ())
    unsigned = f"รายการบันทึก {n:,} ไม่มีลายมือชื่ออิเล็กทรอนิกส์ของสำนักงานทั้งที่ต้องมี"
    assert (not_of_the_key(n) if signs else unsigned) in said
    assert any(f"จุดตรวจสอบที่รายการ {size:,} " in one for one in said)
    assert [Catalogue().render(one) for one in printed.problems] == [NOT_THE_OFFICES]


def test_the_office_tells_the_fingerprint_of_the_key_in_force(folder: Path) -> None:
    finance_leaves(folder)
    with closing(signed_in(folder, "director")) as office:
        public = held_key(office).public_key().public_bytes_raw()
        for entered in (signing_public_text(Ed25519PrivateKey.generate()), "no key"):
            append(office, SigningKeyRenewed(store=office.work.store.store_id, public_key=entered), None)
            groups = office.services.office.page().fingerprint.split()
            assert "".join(groups) == sha256(public).hexdigest().upper()
            assert {len(group) for group in groups} == {4}


def test_another_opening_of_the_office_names_no_key(folder: Path) -> None:
    own = Ed25519PrivateKey.generate()
    with closing(signed_in(folder, "director")) as office:
        with office.engine.connect() as connection:
            opened = replace(load_office(connection), store="another", signing_key=signing_public_text(own))
        append(office, OfficeOpened(office=opened), own.sign)
        with office.engine.connect() as connection:
            assert signing_keys(connection).newest() == held_key(office).public_key()


@pytest.mark.parametrize("head", [False, True], ids=["its type and body", "its head as well"])
def test_a_signed_entry_that_was_made_another_names_no_key(folder: Path, *, head: bool) -> None:
    own = Ed25519PrivateKey.generate()
    with closing(signed_in(folder, "director")) as office:
        allot(office)
    with closing(signed_in(folder, "auditor")) as office:
        body = json.dumps({"public_key": signing_public_text(own)})
        with office.engine.connect() as connection:
            n, was, salt = connection.exec_driver_sql(
                "SELECT n, head, salt FROM entry JOIN entry_body USING (store, n) WHERE signature IS NOT NULL"
            ).one()
        fresh = replace(
            EntryHead.from_text(was), type=SigningKeyRenewed.TYPE, commitment=commitment(salt, body.encode())
        )
        tamper(
            office,
            f"UPDATE entry SET type = '{SigningKeyRenewed.TYPE}' WHERE n = {n}",
            f"UPDATE entry SET head = '{fresh.canonical().decode() if head else was}' WHERE n = {n}",
            f"UPDATE entry_body SET body = '{body}' WHERE n = {n}",
            guards=True,
        )
        assert_refused(office, key=own)


def test_an_entry_that_names_a_key_counts_whatever_the_column_beside_it_says(folder: Path) -> None:
    with closing(signed_in(folder, "director")) as office:
        former = held_key(office)
    finance_leaves(folder)
    with closing(signed_in(folder, "director")) as office:
        tamper(office, f"UPDATE entry SET type = 'x' WHERE type = '{SigningKeyRenewed.TYPE}'", guards=True)
        assert_refused(office, key=former)


@pytest.fixture
def false_key(folder: Path) -> Path:
    """The office in which the auditor sealed a key of his own for the director, and has a change of it fall due."""
    found = OfficeFolder(folder)
    keyring = Keyring.load(found.keyring, cost=CHEAP)
    own = Ed25519PrivateKey.generate()
    thief = replace(keyring.unlock("auditor", "auditor-password"), signing_key=own)
    for signs in (False, True):
        keyring = keyring.with_role(thief, "director", role_hint="director", signs=signs)
    keyring.save(found.keyring)
    return folder


def test_a_signing_key_that_somebody_put_into_the_keyring_is_named_and_signs_nothing(false_key: Path) -> None:
    with closing(signed_in(false_key, "director")) as office:
        n = append(office, SigningKeyRenewed(store="none", public_key="ab" * 32), held_key(office).sign)
        said = told(office.services.verification.verify())
    assert OTHER_KEY in said
    assert not_of_the_key(n) in said


def test_a_change_is_not_made_with_a_key_that_the_journal_does_not_name(false_key: Path) -> None:
    before = OfficeFolder(false_key).keyring.read_bytes()
    assert said_to(false_key, "director") == [OTHER_KEY]
    assert OfficeFolder(false_key).keyring.read_bytes() == before
    assert "office.key_not_renewed" in (OfficeFolder(false_key).logs / LOG_NAME).read_text("utf-8")
    for login in ("deputy", "director"):
        with closing(signed_in(false_key, login)) as office:
            assert named_key(office) == signing_public_text(held_key(office))
            assert told(office.services.verification.verify()) == []


@pytest.mark.parametrize("body", ["{", "null", "{}", '{"office": {"signing_key": "00"}}'])
def test_a_journal_whose_first_entry_names_no_key_any_more_is_named(folder: Path, body: str) -> None:
    with closing(signed_in(folder, "auditor")) as office:
        tamper(office, f"UPDATE entry_body SET body = '{body}' WHERE n = 1", guards=True)
        said = told(office.services.verification.verify())
    assert "สายบันทึกไม่ได้ระบุกุญแจลงลายมือชื่อของสำนักงาน" in said
    assert "เนื้อความของรายการบันทึก 1 ถูกเปลี่ยน" in said


def test_a_removal_that_was_killed_before_its_entry_was_kept_is_done_again(folder: Path) -> None:
    found = OfficeFolder(folder)
    keyring = Keyring.load(found.keyring, cost=CHEAP)
    gone, _ = keyring.without_user(keyring.unlock("admin", "admin-password"), "finance")
    gone.save(found.keyring)
    finance_leaves(folder)
    assert said_to(folder, "director") == []


@pytest.fixture
def due(folder: Path) -> Path:
    """The office with a change of the signing key due; its database has moved to the new data key."""
    finance_leaves(folder)
    signed_in(folder, "admin").close()
    return folder


def test_a_renewal_knows_who_was_removed_and_added_until_the_folder_was_free(
    due: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = signed_in(due, "admin")

    def remove_one_and_add_another() -> None:
        staff = admin.services.staff
        (deputy,) = (member.staff_id for member in staff.list() if member.login == "deputy")
        staff.remove(deputy, "ย้าย")
        roles = frozenset({Role.SOCIAL_WORKER})
        staff.add(NewMember(login="malee", name="นางสาวมาลี", position="", roles=roles, password="malee-password"))
        admin.close()

    once_before_the_lock(monkeypatch, remove_one_and_add_another)
    with closing(signed_in(due, "director")) as office:
        assert named_key(office) == signing_public_text(held_key(office))
    signed_in(due, "malee").close()
    with pytest.raises(DomainError, match="wrong_password"):
        signed_in(due, "deputy")
    assert said_to(due, "director") == []


def renew(place: Path) -> None:
    """What the director's opening does about the key."""
    folder = OfficeFolder(place)
    keyring = Keyring.load(folder.keyring, cost=CHEAP)
    keys = keyring.unlock("director", "director-password")
    engine = sqlite_engine(folder.database, keys.parts.database)
    store = folder.info().store
    writer = Writer(store=store, actor="x", workstation="x", use_case="office.renew_key", ids=RandomIds())
    renew_signing_key(KeyringFile(folder.keyring), keyring, keys, engine, writer, SystemClock().now())
    engine.dispose()


def left_whole(place: Path) -> str:
    """Who holds no key finds nothing wrong; who holds one ends the change; gives the key that then signs."""
    assert said_to(place, "auditor") == []
    with closing(signed_in(place, "deputy")) as office:
        assert named_key(office) == signing_public_text(held_key(office))
        allot(office)
        assert told(office.services.verification.verify()) == []
        return named_key(office)


@posix
@pytest.mark.parametrize("growing", [False, True], ids=["between its files", "within the database"])
def test_a_change_of_the_key_killed_anywhere_leaves_an_office_that_opens_and_is_sound(
    due: Path, *, growing: bool
) -> None:
    with closing(signed_in(due, "auditor")) as office:
        former = named_key(office)
    runs = killed_while_growing(due, renew, step=PAGE) if growing else killed_everywhere(due, renew)
    for left in runs:
        assert left_whole(left) != former


def test_a_back_up_of_a_change_that_was_begun_is_restored_and_goes_on(due: Path) -> None:
    folder = OfficeFolder(due)
    keyring = Keyring.load(folder.keyring, cost=CHEAP)
    begun, keys = keyring.with_new_signing_key(keyring.unlock("director", "director-password"))
    begun.save(folder.keyring)
    with closing(signed_in(due, "auditor")) as office:
        former = named_key(office)
        made = FolderBackups(
            folder=folder, engine=office.engine, database_key=keys.parts.database, clock=office.clock
        ).make()
    offices = Offices(due.parent / "settings", cost=CHEAP)
    offices.restore(made.folder, due, "director", "director-password")
    assert left_whole(due) != former


def test_the_former_key_signs_until_the_journal_names_the_new_one() -> None:
    former, fresh = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    changing = UnlockedKeys(login="x", data_key=bytes(32), signing_key=fresh, former_signing_key=former)
    assert key_in_force(changing, former.public_key()) is former
    assert key_in_force(changing, fresh.public_key()) is fresh
    assert key_in_force(replace(changing, former_signing_key=None), fresh.public_key()) is fresh
