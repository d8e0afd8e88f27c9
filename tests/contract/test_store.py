"""What the store promises on both engines: nothing is rewritten, and the tables are what the journal adds up to."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from kmcase.application.access import Silent
from kmcase.application.verification import Part
from kmcase.domain.clock import FixedClock
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.domain.events import decode
from kmcase.domain.money import Baht
from kmcase.domain.offices import CheckpointSigned
from kmcase.domain.payments import RunPrepared
from kmcase.domain.staff import StaffAdded
from kmcase.journal.checkpoints import Frontier, read_checkpoint
from kmcase.persistence import schema, verification
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.chain import Writer
from kmcase.persistence.chains import frontier_of
from kmcase.persistence.engine import sqlite_engine
from kmcase.persistence.fold import folds, unfolded_types
from kmcase.persistence.key_wrapping import sub_keys
from kmcase.persistence.migrations import REVISIONS, revision, scripts
from kmcase.persistence.refold import read_entries
from kmcase.persistence.rows import FOLD_VERSION, JOURNAL, STATE
from kmcase.persistence.verification import SqlVerifier
from tests.builders import SECOND_HALF, STORE, TestOffice, allot, new_office, register
from tests.money_builders import payments, prepared_run, voucher_ids
from tests.request_builders import refused
from tests.state import state_of


def _verifier(office: TestOffice, tmp_path: object, key: Ed25519PrivateKey | None = None) -> SqlVerifier:
    writer = Writer(store=STORE, actor="director", workstation="ทดสอบ", use_case="office.checkpoint", ids=office.ids)
    return SqlVerifier(
        engine=office.engine,
        store_id=STORE,
        clock=office.clock,
        blobs=BlobStore(Path(str(tmp_path)), sub_keys(bytes(32))),
        keyed=False,
        signing_key=key,
        writer=writer if key is not None else None,
    )


def _write(office: TestOffice, sql: str) -> None:
    with office.engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql(sql)


def test_every_event_has_its_fold() -> None:
    assert not unfolded_types()


def test_an_event_is_folded_by_one_function_only() -> None:
    with pytest.raises(ValueError, match=r"staff\.added is folded twice"):
        folds(StaffAdded)(lambda rows, at, event: None)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE posting SET amount = amount + 1",
        "DELETE FROM posting",
        "UPDATE entry SET head = ''",
        "DELETE FROM entry",
        "DELETE FROM entry_body",
    ],
)
def test_journal_and_postings_cannot_be_changed(office: TestOffice, sql: str) -> None:
    allot(office, 300_000)
    with pytest.raises(DatabaseError, match="KM001"):
        _write(office, sql)


@pytest.mark.parametrize("name", sorted(schema.IMMUTABLE_TABLES))
def test_no_row_of_a_table_that_is_only_added_to_is_changed_replaced_or_taken_away(
    office: TestOffice, name: str
) -> None:
    table = next(found for tables in (JOURNAL, STATE) for found in tables.sorted_tables if found.name == name)
    row = {column.name: {int: 7, bytes: b"7"}.get(column.type.python_type, "7") for column in table.columns}
    row |= {"kind": "allot"} if name == "posting" else {}
    with office.engine.execution_options(write=True).begin() as connection:
        connection.execute(table.insert(), row)
    column, values = list(row)[-1], ", ".join("X'37'" if value == b"7" else f"'{value}'" for value in row.values())
    forbidden = [f"UPDATE {name} SET {column} = {column}", f"DELETE FROM {name}"]
    if office.engine.dialect.name == "sqlite":
        forbidden.append(f"INSERT OR REPLACE INTO {name} VALUES ({values})")
    for sql in forbidden:
        with pytest.raises(DatabaseError, match=f"KM001 {name}"):
            _write(office, sql)


def test_a_checkpoint_is_an_entry_and_is_signed_again_only_after_another(office: TestOffice, tmp_path: object) -> None:
    keyless, verifier = _verifier(office, tmp_path), _verifier(office, tmp_path, Ed25519PrivateKey.generate())
    assert keyless.checkpoint("ledger") == ""
    texts = [verifier.checkpoint("ledger") for _ in range(2)]
    allot(office, 300_000)
    texts.append(verifier.checkpoint("day"))
    first, again, later = (read_checkpoint(text) for text in texts)
    assert (again.size, later.size) == (first.size, first.size + 2)
    assert keyless.checkpoint("ledger") == texts[-1]
    before = state_of(office.engine)
    schema.rebuild(office.engine)
    assert state_of(office.engine) == before
    assert sorted((size, text, reason) for _, size, _, text, reason in before["checkpoint"]) == [
        (first.size, texts[0], "ledger"),
        (later.size, texts[2], "day"),
    ]


@pytest.mark.parametrize("other", ["seals", "enters"])
def test_a_checkpoint_is_the_next_entry_also_where_two_write_at_once(
    office: TestOffice, tmp_path: object, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    verifier, told = _verifier(office, tmp_path, Ed25519PrivateKey.generate()), list[str]()
    colleague = Thread(
        target=lambda: told.append(verifier.checkpoint("day")) if other == "seals" else allot(office, 300_000)
    )

    def while_the_colleague_tries(connection: Connection, store: str) -> Frontier:
        monkeypatch.undo()
        found = frontier_of(connection, store)
        colleague.start()
        colleague.join(0.5)
        return found

    monkeypatch.setattr(verification, "frontier_of", while_the_colleague_tries)
    text = verifier.checkpoint("day")
    colleague.join()
    with office.engine.connect() as connection:
        (n,) = connection.exec_driver_sql(f"SELECT n FROM entry WHERE type = '{CheckpointSigned.TYPE}'").one()
    assert n == read_checkpoint(text).size + 1
    assert told == ([text] if other == "seals" else [])


def test_a_day_that_a_wrong_clock_sealed_years_ahead_keeps_no_later_day_from_its_seal(
    office: TestOffice, tmp_path: object
) -> None:
    verifier, sealed = _verifier(office, tmp_path, Ed25519PrivateKey.generate()), list[bool]()
    for year, month in ((2031, 1), (2027, 1), (2027, 1), (2027, 6)):
        allot(office, 1_000)
        clock = FixedClock(datetime(year, month, 1, 2, tzinfo=UTC))
        sealed.append(replace(verifier, clock=clock).seal_day())
    assert sealed == [True, True, False, True]


def test_a_checkpoint_that_the_database_has_no_time_for_is_refused_in_words(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    engine = sqlite_engine(tmp_path / "office.db", bytes(range(32)), busy_seconds=0.1)
    hasty = replace(_verifier(office, tmp_path, Ed25519PrivateKey.generate()), engine=engine)
    with office.engine.execution_options(write=True).begin(), pytest.raises(EnvironmentProblem, match="database_busy"):
        hasty.checkpoint("day")
    engine.dispose()
    office.engine.dispose()


def test_rebuilding_from_the_journal_gives_equal_tables(office: TestOffice) -> None:
    allot(office, 300_000)
    for number in range(5):
        register(office, first_name=f"คนที่{number}", phone=f"08{number}")
    before = state_of(office.engine)
    schema.rebuild(office.engine)
    assert state_of(office.engine) == before
    assert office.people().search("คนที่3")[0].name == "นางคนที่3 ศรีสุข"


@pytest.mark.parametrize("phone", ["081-234-5678", "0812345678"])
def test_a_long_number_is_found_with_its_dashes_and_without(office: TestOffice, phone: str) -> None:
    register(office, phone="0899999999")
    person_id = register(office, first_name="สมหญิง", phone=phone, national_id="1000000000017", no_id_reason=None)
    typed = ("0812345678", "081-234-5678", "1000000000017", "1-0000-00000-01-7", "สมหญิง 081-234-5678")
    assert [[item.person_id for item in office.people().search(each)] for each in typed] == [[person_id]] * len(typed)


def test_a_budget_cannot_fall_below_zero_or_rise_above_its_allotment(office: TestOffice) -> None:
    allot(office, 1_000)
    with pytest.raises(DomainError) as refused:
        office.budgets().allot(SECOND_HALF, Baht.of(-2_000), date(2024, 5, 1), "หนังสือ 2")
    assert refused.value.code == "budgets.below_used"
    with pytest.raises(DatabaseError):
        _write(office, "UPDATE budget SET used = allotted + 1")


def test_a_sound_office_verifies(office: TestOffice, tmp_path: object) -> None:
    allot(office, 300_000)
    register(office)
    report = _verifier(office, tmp_path).verify(Silent())
    assert report.sound, [part.problems for part in report.parts]
    assert report.entries == 12


def test_a_row_changed_with_the_triggers_removed_is_named(office: TestOffice, tmp_path: object) -> None:
    allot(office, 300_000)
    if office.engine.dialect.name == "sqlite":
        for name in ("keep_update_posting", "keep_delete_posting", "keep_replace_posting"):
            _write(office, f"DROP TRIGGER {name}")
    else:
        _write(office, "DROP TRIGGER keep_posting ON posting")
    _write(office, "UPDATE posting SET amount = amount + 100")
    parts = {part.part: part for part in _verifier(office, tmp_path).verify(Silent()).parts}
    assert parts[Part.TRIGGERS].problems
    found = parts[Part.TABLES].problems[0]
    assert (found.params["table"], found.params["number"], found.params["field"]) == ("posting", "2567/2", "amount")


def test_a_person_renamed_by_sql_is_named_by_table_and_field(office: TestOffice, tmp_path: object) -> None:
    register(office)
    _write(office, "UPDATE person SET last_name = 'อื่น'")
    parts = {part.part: part for part in _verifier(office, tmp_path).verify(Silent()).parts}
    assert [problem.params["field"] for problem in parts[Part.TABLES].problems] == ["last_name"]


def test_a_row_added_or_taken_away_by_sql_is_named(office: TestOffice, tmp_path: object) -> None:
    person_id = register(office)
    _write(office, f"DELETE FROM person WHERE person_id = '{person_id}'")
    _write(office, "INSERT INTO plan_month VALUES ('2567/2', '2024-05', 1, 'x', 'y')")
    parts = {part.part: part for part in _verifier(office, tmp_path).verify(Silent()).parts}
    keys = {problem.key for problem in parts[Part.TABLES].problems}
    assert keys == {"verify.problem.row_missing", "verify.problem.row_added"}


def test_a_unit_that_is_not_committed_leaves_nothing(office: TestOffice) -> None:
    before = state_of(office.engine)
    with office.work("director").begin("budgets.allot") as unit:
        from kmcase.domain.budgets import BudgetAllotted

        unit.record(
            BudgetAllotted(posting_id="p", half=SECOND_HALF, amount=Baht.of(5), on=date(2024, 4, 1), document="หนังสือ")
        )
    assert state_of(office.engine) == before


def test_a_database_from_a_newer_program_is_refused(office: TestOffice) -> None:
    _write(office, f"UPDATE remembered SET content = '{FOLD_VERSION + 1}' WHERE name = 'fold_version'")
    with pytest.raises(EnvironmentProblem) as refused:
        schema.prepare(office.engine)
    assert refused.value.code == "office_files.newer_database"


def test_the_revisions_known_at_the_start_are_those_of_the_migrations(office: TestOffice) -> None:
    assert tuple(script.revision for script in reversed(list(scripts().walk_revisions()))) == REVISIONS
    with office.engine.connect() as connection:
        assert revision(connection) == REVISIONS[-1]


def test_a_database_of_an_unknown_revision_is_refused(office: TestOffice) -> None:
    _write(office, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(EnvironmentProblem) as refused:
        schema.prepare(office.engine)
    assert refused.value.code == "office_files.newer_database"


def test_tables_of_an_older_fold_are_built_anew_at_the_start(office: TestOffice) -> None:
    register(office)
    before = state_of(office.engine)
    _write(office, "UPDATE remembered SET content = '0' WHERE name = 'fold_version'")
    _write(office, "UPDATE person SET last_name = 'เก่า'")
    assert not schema.prepare(office.engine).needs_rebuild
    assert state_of(office.engine) == before


def test_a_guard_that_stands_and_does_nothing_is_named(office: TestOffice, tmp_path: object) -> None:
    if office.engine.dialect.name == "postgresql":
        hollow = "CREATE OR REPLACE FUNCTION km_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
        _write(office, hollow)
        wanted = "km_keep"
    else:
        _write(office, "DROP TRIGGER keep_update_posting")
        _write(office, "CREATE TRIGGER keep_update_posting BEFORE UPDATE ON posting BEGIN SELECT 1; END")
        wanted = "keep_update_posting"
    parts = {part.part: part for part in _verifier(office, tmp_path).verify(Silent()).parts}
    assert wanted in [problem.params.get("name") for problem in parts[Part.TRIGGERS].problems]


def test_a_page_reads_one_state_of_the_database(office: TestOffice) -> None:
    with office.work("director").read("people.read") as reading:
        before = reading.people.count_persons()
        if office.engine.dialect.name == "postgresql":
            register(office)
        assert reading.people.count_persons() == before


def test_a_request_gets_no_second_number_while_the_first_is_paid_or_to_be_paid(office: TestOffice) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    with office.engine.connect() as connection:
        bodies = [entry.body for entry in read_entries(connection) if entry.head.type == RunPrepared.TYPE]
    prepared = decode(RunPrepared.TYPE, json.loads(bodies[0] or ""))
    assert isinstance(prepared, RunPrepared)

    def number_again(serial: int) -> None:
        voucher = replace(prepared.vouchers[0], voucher_id=f"again-{serial}", serial=serial, run_id=f"run-{serial}")
        with office.work("finance").begin("payments.prepare") as unit:
            unit.record(replace(prepared, run_id=voucher.run_id, vouchers=(voucher,)))
            unit.commit(None)

    with refused("payments.second_number"):
        number_again(2)
    payments(office).not_paid(voucher_id, "ไม่มารับ", ends_approval=False)
    number_again(2)
    with refused("payments.second_number"):
        number_again(3)
