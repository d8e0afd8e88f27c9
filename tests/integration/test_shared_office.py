"""An office on a real server: made by its owner, worked in by a role that may do no more than its work."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import psycopg
import pytest

from kmcase.application.people import ChangePerson, RegisterPerson
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.domain.money import Baht
from kmcase.domain.people import PersonRegistered
from kmcase.persistence.blob_shelves import CHUNK_BYTES, TableShelf
from kmcase.persistence.keyring_store import KeyringRow
from kmcase.persistence.office_folder import OfficeFolder
from kmcase.persistence.rows import FOLD_VERSION, JOURNAL, STATE
from kmcase.persistence.schema import IMMUTABLE_TABLES
from kmcase.persistence.server import Presence, read_address
from tests.builders import person_values
from tests.servers import ROLE_PASSWORD, OfficeServer, another_desk, desks, new_office, share, sit_down

HALF = BudgetHalf(2567, 2)


def refused_by(act: object) -> str:
    """The code of what a user is told."""
    with pytest.raises((DomainError, EnvironmentProblem)) as refused:
        act()  # type: ignore[operator]
    return str(refused.value.code)


def test_an_office_on_a_server_is_made_opened_and_worked_in(server: OfficeServer, tmp_path: Path) -> None:
    share(server, tmp_path / "desk")
    with closing(sit_down(tmp_path / "desk", "officer")) as office:
        person_id = office.services.people.register(RegisterPerson(values=person_values())).value
        picture = office.blobs.put(b"a family" * CHUNK_BYTES)
    with closing(sit_down(tmp_path / "desk", "director")) as office:
        office.services.budgets.allot(HALF, Baht.of(1_000), date(2023, 10, 5), "พม 2/2566")
        assert office.services.people.page(person_id).values.first_name == "บุญมี"
        assert office.blobs.get(picture) == b"a family" * CHUNK_BYTES
        assert office.services.verification.verify().sound
        assert office.services.verification.tables().problems == ()
        assert [problem.said.key for problem in office.status().problems] == ["shell.problem.password_lent"]


def test_the_databases_password_is_on_no_disk_in_the_clear(server: OfficeServer, tmp_path: Path) -> None:
    share(server, tmp_path / "desk")
    sit_down(tmp_path / "desk", "officer").close()
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert ROLE_PASSWORD.encode() not in written
    info = OfficeFolder(tmp_path / "desk").info()
    assert (info.server, read_address(info.server)[1]) == (server.as_role, None)


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TRIGGER keep_entry ON entry",
        "ALTER TABLE entry DISABLE TRIGGER ALL",
        "UPDATE entry SET head = ''",
        "DELETE FROM entry_body",
        "TRUNCATE entry",
        "UPDATE budget SET allotted = 0",
        "DELETE FROM budget",
        "UPDATE voucher SET amount = 1",
        "DROP FUNCTION km_keep() CASCADE",
        "CREATE OR REPLACE FUNCTION km_keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SET session_replication_role = replica",
        "CREATE TABLE mine (n int)",
        "DELETE FROM keyring",
        "INSERT INTO office_info VALUES ('other', '{}')",
        "ALTER TABLE person OWNER TO CURRENT_USER",
    ],
)
def test_the_programs_role_cannot_lift_what_guards_the_journal(server: OfficeServer, tmp_path: Path, sql: str) -> None:
    share(server, tmp_path / "desk")
    address, _ = read_address(server.as_role)
    url = address.url.set(password=ROLE_PASSWORD).render_as_string(hide_password=False)
    raised = pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedObject))
    with closing(psycopg.connect(url)) as raw, raised as refused:
        raw.execute(sql.encode())
    assert isinstance(refused.value, psycopg.errors.InsufficientPrivilege)


def test_every_table_may_be_read_and_what_is_only_added_to_is_not_to_be_changed(
    server: OfficeServer, tmp_path: Path
) -> None:
    share(server, tmp_path / "desk")
    rights = {
        name: {right for right, in server.execute(
            "SELECT privilege_type FROM information_schema.role_table_grants WHERE grantee = %s AND table_name = %s",
            server.role, name,
        )}
        for name in (table.name for metadata in (JOURNAL, STATE) for table in metadata.sorted_tables)
    }  # fmt: skip
    assert all({"SELECT", "INSERT"} <= held for held in rights.values())
    assert {name for name, held in rights.items() if "DELETE" not in held} == {
        *IMMUTABLE_TABLES, "budget", "chain_head"
    }  # fmt: skip
    assert not any({"TRUNCATE", "TRIGGER", "REFERENCES"} & held for held in rights.values())


def test_a_role_that_could_lift_the_guards_is_warned_of(server: OfficeServer, tmp_path: Path) -> None:
    share(server, tmp_path / "desk")
    server.execute(f"ALTER ROLE {server.role} SUPERUSER")
    with closing(sit_down(tmp_path / "desk", "director")) as office:
        assert "shell.problem.too_many_rights" in [problem.said.key for problem in office.status().problems]


def test_a_trigger_that_the_owner_took_away_is_told_of(server: OfficeServer, tmp_path: Path) -> None:
    share(server, tmp_path / "desk")
    server.execute("DROP TRIGGER keep_posting ON posting")
    with closing(sit_down(tmp_path / "desk", "director")) as office:
        assert office.missing_triggers == ("keep_posting",)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("no address at all", "shared_office.url"),
        ("mysql://owner@localhost/office", "shared_office.url"),
        ("postgresql://owner@localhost", "shared_office.url"),
        ("postgresql://owner:secret@db.example/office", "shared_office.tls"),
        ("postgresql://owner@db.example/office?sslmode=prefer", "shared_office.tls"),
        ("postgresql://owner@/office?host=db.example", "shared_office.tls"),
        ("postgresql://owner@localhost/office?hostaddr=192.0.2.7", "shared_office.tls"),
        ("postgresql://owner@127.0.0.1:1/office", "shared_office.unreachable"),
    ],
)
def test_an_address_that_leads_nowhere_or_unencrypted_is_refused_before_anything_is_written(
    tmp_path: Path, url: str, code: str
) -> None:
    server = OfficeServer(root="", owner=url, role="app")
    with pytest.raises(EnvironmentProblem) as refused:
        desks(tmp_path / "desk").create(new_office(tmp_path / "desk"), server=server.new())
    assert refused.value.code == code
    assert "secret" not in str(refused.value.params)
    assert not (tmp_path / "desk").exists()


def test_an_address_with_encryption_asked_for_is_taken() -> None:
    address, password = read_address("postgresql://owner:p%40ss@db.example:5433/office?sslmode=verify-full")
    assert password == "p@ss"
    assert address.shown == "postgresql://owner@db.example:5433/office?sslmode=verify-full"


def test_what_stands_in_the_database_already_is_not_written_over(server: OfficeServer, tmp_path: Path) -> None:
    share(server, tmp_path / "desk")
    offices = desks(tmp_path / "other")
    assert refused_by(lambda: offices.create(new_office(tmp_path / "other"), server=server.new())) == (
        "shared_office.has_office"
    )


def test_a_database_of_another_program_is_left_alone(server: OfficeServer, tmp_path: Path) -> None:
    server.execute("CREATE TABLE invoices (n int)")
    offices = desks(tmp_path / "desk")
    assert refused_by(lambda: offices.create(new_office(tmp_path / "desk"), server=server.new())) == (
        "shared_office.not_empty"
    )


def test_an_office_whose_making_was_broken_off_is_none_and_is_begun_again(
    server: OfficeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("kmcase.bootstrap.grounds.declare_office", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            share(server, tmp_path / "desk")
    offices = desks(tmp_path / "other")
    joined = refused_by(lambda: offices.join_server(tmp_path / "other", server.as_role, ROLE_PASSWORD))
    assert joined == "shared_office.no_office"
    share(server, tmp_path / "desk")
    sit_down(tmp_path / "desk", "officer").close()


def test_the_owner_is_not_taken_as_the_programs_role(server: OfficeServer, tmp_path: Path) -> None:
    same = replace(server, role=read_address(server.owner)[0].role)
    assert refused_by(lambda: share(same, tmp_path / "desk")) == "shared_office.same_role"


def test_an_owner_who_may_make_no_roles_is_told_what_to_ask_for(server: OfficeServer, tmp_path: Path) -> None:
    server.execute(f"ALTER ROLE {read_address(server.owner)[0].role} NOCREATEROLE")
    assert refused_by(lambda: share(server, tmp_path / "desk")) == "shared_office.role_missing"


def test_a_wrong_password_of_the_database_and_of_a_user_are_told_apart(server: OfficeServer, tmp_path: Path) -> None:
    share(server, tmp_path / "desk")
    offices = desks(tmp_path / "other")
    assert refused_by(lambda: offices.join_server(tmp_path / "other", server.as_role, "guess")) == (
        "shared_office.refused"
    )
    assert refused_by(lambda: desks(tmp_path / "desk").sign_in(tmp_path / "desk", "officer", "guess")) == (
        "shared_office.wrong_password_here"
    )


def test_a_desktop_that_never_had_the_databases_password_says_so(server: OfficeServer, tmp_path: Path) -> None:
    share(server, tmp_path / "desk")
    (tmp_path / "desk" / "server.json").unlink()
    assert refused_by(lambda: sit_down(tmp_path / "desk", "officer")) == "shared_office.password_missing"


def test_the_environment_names_an_office_and_its_password(
    server: OfficeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share(server, tmp_path / "desk")
    address, _ = read_address(server.as_role)
    monkeypatch.setenv("KMCASE_DATABASE_URL", address.url.set(password=ROLE_PASSWORD).render_as_string(False))
    offices = desks(tmp_path / "settings" / "x")
    folder = offices.place_of(None)
    assert folder is not None
    assert {user.login for user in offices.look(folder).users} >= {"officer", "director"}
    with closing(offices.sign_in(folder, "officer", "officer-password")) as office:
        assert office.shared
    monkeypatch.delenv("KMCASE_DATABASE_URL")
    sealed = desks(tmp_path / "settings" / "x")
    sealed.sign_in(folder, "director", "director-password").close()


def test_a_newer_database_is_refused_and_an_older_one_asks_for_its_owner(server: OfficeServer, tmp_path: Path) -> None:
    share(server, tmp_path / "desk")
    remember = "UPDATE {} SET content = '%s' WHERE name = 'fold_version'".format("remembered")
    server.execute(remember % (FOLD_VERSION + 1))
    assert refused_by(lambda: sit_down(tmp_path / "desk", "officer")) == "office_files.newer_database"
    server.execute(remember % (FOLD_VERSION - 1))
    assert refused_by(lambda: sit_down(tmp_path / "desk", "officer")) == "shared_office.needs_migration"
    desks(tmp_path / "desk").migrate(server.owner)
    with closing(sit_down(tmp_path / "desk", "officer")) as office:
        office.services.people.register(RegisterPerson(values=person_values()))


def test_nobody_migrates_while_desktops_are_in(server: OfficeServer, tmp_path: Path) -> None:
    share(server, tmp_path / "desk")
    with closing(sit_down(tmp_path / "desk", "officer")):
        migrate = desks(tmp_path / "desk").migrate
        assert refused_by(lambda: migrate(server.owner)) == "shared_office.others_signed_in"


def test_a_password_changed_at_one_desktop_opens_the_other(server: OfficeServer, tmp_path: Path) -> None:
    share(server, tmp_path / "one")
    another_desk(server, tmp_path / "two" / "desk", "director").close()
    with closing(sit_down(tmp_path / "one", "officer")) as office:
        office.services.staff.change_own_password("officer-password", "a new one 7")
    new = lambda: desks(tmp_path / "two" / "desk").sign_in(tmp_path / "two" / "desk", "officer", "a new one 7")  # noqa: E731
    assert refused_by(new) == "shared_office.wrong_password_here"
    sit_down(tmp_path / "two" / "desk", "director").close()
    new().close()


def test_two_who_change_the_users_at_once_lose_nothing(server: OfficeServer, tmp_path: Path) -> None:
    share(server, tmp_path / "desk")
    with closing(sit_down(tmp_path / "desk", "admin")) as office:
        keyrings = office.keyrings
        before = keyrings.load()
        first = before.with_user(office.keys, "new1", "a password 1", role_hint="auditor|ก", signs=False)
        second = before.with_user(office.keys, "new2", "a password 2", role_hint="auditor|ข", signs=False)
        keyrings.replace(before, first)
        assert refused_by(lambda: keyrings.replace(before, second)) == "shared_office.keyring_changed"
        assert isinstance(keyrings, KeyringRow)
        assert "new1" in keyrings.load().users and "new2" not in keyrings.load().users


def test_somebody_is_removed_when_nobody_else_is_in_and_photographs_move_to_the_new_key(
    server: OfficeServer, tmp_path: Path
) -> None:
    share(server, tmp_path / "one")
    with closing(another_desk(server, tmp_path / "two" / "desk", "officer2")) as other:
        picture = other.blobs.put(b"a family")
        with closing(sit_down(tmp_path / "one", "admin")) as office:
            ids = {member.login: member.staff_id for member in office.services.staff.list()}
            staff = office.services.staff
            assert refused_by(lambda: staff.remove(ids["officer"], "ย้าย")) == "shared_office.others_signed_in"
            other.inside.hold.release()
            staff.remove(ids["officer"], "ย้าย")
    with closing(sit_down(tmp_path / "one", "director")) as office:
        assert office.keys.former_data_key is not None
        assert not office.keyrings.load().rekeying
        assert office.blobs.get(picture) == b"a family"
        assert office.services.verification.verify().sound
    assert refused_by(lambda: sit_down(tmp_path / "one", "officer")) == "shared_office.wrong_password_here"


def test_a_session_from_before_a_removal_changes_no_users(server: OfficeServer, tmp_path: Path) -> None:
    share(server, tmp_path / "one")
    with closing(sit_down(tmp_path / "one", "admin")) as office:
        keyring = office.keyrings.load()
        changed, _ = keyring.without_user(office.keys, "officer2")
        office.keyrings.replace(keyring, changed)
        change = office.services.staff.change_own_password
        assert refused_by(lambda: change("admin-password", "another one 8")) == "shared_office.keys_changed"


def test_two_desktops_hear_of_each_other_and_what_both_wrote_of_a_person_stands_twice(
    server: OfficeServer, tmp_path: Path
) -> None:
    share(server, tmp_path / "one")
    with (
        closing(sit_down(tmp_path / "one", "officer")) as here,
        closing(another_desk(server, tmp_path / "two" / "desk", "officer2")) as there,
    ):
        assert (here.read_news().items, there.read_news().items) == ((), ())
        person_id = here.services.people.register(RegisterPerson(values=person_values())).value
        (told,) = there.read_news().items
        assert (told.kind, told.by, told.changes.of("person")) == ("person.registered", "นายofficer", {person_id})
        assert here.read_news().items == ()
        pages = [office.services.people.page(person_id) for office in (here, there)]
        for office, page, phone in zip((here, there), pages, ("0811111111", "0822222222"), strict=True):
            office.services.people.change(ChangePerson(person_id=person_id, values={"phone": phone}, seen=page.seen))
        (told,) = here.read_news().items
        assert (told.by, dict(told.values)) == ("นายofficer2", {"phone": "0822222222"})
        both = here.services.people.page(person_id).conflicts["phone"]
        assert {(value.written_by, value.value) for value in both} == {
            ("นายofficer", "0811111111"), ("นายofficer2", "0822222222")
        }  # fmt: skip


def test_a_server_that_goes_away_in_the_middle_loses_nothing_and_is_found_again(
    server: OfficeServer, tmp_path: Path
) -> None:
    share(server, tmp_path / "desk")
    with closing(sit_down(tmp_path / "desk", "officer")) as office:
        people, drafts = office.services.people, office.services.drafts
        with pytest.raises(EnvironmentProblem) as away, office.work.begin("people.register") as unit:
            server.cut_off()
            unit.record(PersonRegistered(person_id="p1", values=person_values(), source="office"))
        assert away.value.code == "shared_office.away"
        server.let_in(False)
        server.cut_off()
        assert refused_by(people.count_persons) == "shared_office.away"
        assert refused_by(lambda: drafts.save("person:", {"first_name": "ก"})) == "shared_office.away"
        assert refused_by(office.read_news) == "shared_office.away"
        server.let_in(True)
        drafts.save("person:", {"first_name": "ก"})
        people.register(RegisterPerson(values=person_values()))
        assert office.read_news().items == ()
        assert people.count_persons() == 1
        assert office.services.verification.verify().sound
        migrate = desks(tmp_path / "desk").migrate
        assert refused_by(lambda: migrate(server.owner)) == "shared_office.others_signed_in"


def test_the_shelf_on_the_server_keeps_names_and_bytes(server: OfficeServer, tmp_path: Path) -> None:
    share(server, tmp_path / "desk")
    with closing(sit_down(tmp_path / "desk", "officer")) as office:
        shelf = TableShelf(office.engine)
        for name, content in (("b" * 64, b""), ("a" * 64, bytes(2 * CHUNK_BYTES + 1))):
            shelf.write(name, content)
            assert shelf.has(name) and shelf.read(name) == content
        shelf.write("a" * 64, b"shorter")
        assert (shelf.read("a" * 64), list(shelf.names())) == (b"shorter", ["a" * 64, "b" * 64])
        shelf.remove("a" * 64)
        assert not shelf.has("a" * 64) and shelf.read("a" * 64) is None


def test_who_is_alone_keeps_others_out_until_it_is_done(server: OfficeServer, tmp_path: Path) -> None:
    share(server, tmp_path / "desk")
    engine = read_address(server.as_role)[0].connect(ROLE_PASSWORD)
    presence = Presence(engine)
    with presence.alone() as alone:
        assert not alone
    presence.enter()
    with presence.alone() as alone:
        assert alone
        assert refused_by(lambda: sit_down(tmp_path / "desk", "officer")) == "shared_office.busy"
    sit_down(tmp_path / "desk", "officer").close()
    presence.release()


def test_a_back_up_of_a_shared_office_opens_without_a_server(server: OfficeServer, tmp_path: Path) -> None:
    share(server, tmp_path / "desk")
    with closing(sit_down(tmp_path / "desk", "officer")) as office:
        office.services.people.register(RegisterPerson(values=person_values()))
        picture = office.blobs.put(b"a family")
        made = office.services.backups.make()
        assert office.services.backups.damaged(made.folder) == ()
    offices = desks(tmp_path / "desk")
    assert (
        refused_by(lambda: offices.restore(made.folder, tmp_path / "desk", "director", "director-password"))
        == "shared_office.restore_over_shared"
    )
    offices.restore(made.folder, tmp_path / "restored", "director", "director-password")
    with closing(sit_down(tmp_path / "restored", "director")) as office:
        assert not office.shared
        assert (office.services.people.count_persons(), office.blobs.get(picture)) == (1, b"a family")
        assert office.services.verification.verify().sound
