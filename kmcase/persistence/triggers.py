"""Triggers of both engines from one declaration: what may never change, what moves a budget, one number a request.

They make mistakes and other programs' writes fail. Whoever holds the SQLite key can drop them: that they stand as
declared is checked at every start and by `verify`, and the journal shows what was changed. On PostgreSQL the tables
belong to another role than the program's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Table

IMMUTABLE = "KM001"
SECOND_NUMBER = "KM002"


def declared(dialect: str, tables: Iterable[Table], immutable: frozenset[str]) -> Mapping[str, str]:
    """Trigger name to its SQL for every table that may not change, the budget's mover, and the guard of numbers."""
    found: dict[str, str] = {}
    for table in tables:
        if table.name in immutable:
            found.update(_keep(dialect, table))
        if table.name == "posting":
            found.update(_move_budget(dialect))
        if table.name == "voucher":
            found.update(_number_once(dialect))
        if table.name == "person_search" and dialect == "sqlite":
            found.update(_index_search())
    return found


def _keep(dialect: str, table: Table) -> Mapping[str, str]:
    name = table.name
    if dialect == "postgresql":
        row = f"CREATE TRIGGER keep_{name} BEFORE UPDATE OR DELETE ON {name} FOR EACH ROW EXECUTE FUNCTION km_keep()"
        each = "FOR EACH STATEMENT EXECUTE FUNCTION km_keep()"
        all_rows = f"CREATE TRIGGER keep_all_{name} BEFORE TRUNCATE ON {name} {each}"
        return {f"keep_{name}": row, f"keep_all_{name}": all_rows}
    keys = " AND ".join(f'"{column.name}" = NEW."{column.name}"' for column in table.primary_key.columns)
    refuse = f"SELECT RAISE(ABORT, '{IMMUTABLE} {name}')"
    return {
        f"keep_update_{name}": f"CREATE TRIGGER keep_update_{name} BEFORE UPDATE ON {name} BEGIN {refuse}; END",
        f"keep_delete_{name}": f"CREATE TRIGGER keep_delete_{name} BEFORE DELETE ON {name} BEGIN {refuse}; END",
        # INSERT OR REPLACE passes a delete trigger by where recursive_triggers is off.
        f"keep_replace_{name}": (
            f"CREATE TRIGGER keep_replace_{name} BEFORE INSERT ON {name} "
            f"WHEN EXISTS (SELECT 1 FROM {name} WHERE {keys}) BEGIN {refuse}; END"
        ),
    }


_MOVES = """
    allotted = allotted + CASE WHEN {new}.kind IN ('allot', 'transfer') THEN {new}.amount ELSE 0 END,
    reserved = reserved + CASE {new}.kind WHEN 'reserve' THEN {new}.amount WHEN 'release' THEN -{new}.amount ELSE 0 END,
    paid = paid + CASE {new}.kind WHEN 'pay' THEN {new}.amount ELSE 0 END,
    returned = returned + CASE {new}.kind WHEN 'return' THEN {new}.amount ELSE 0 END,
    used = used + CASE WHEN {new}.kind IN ('reserve', 'pay') THEN {new}.amount
                       WHEN {new}.kind IN ('release', 'return') THEN -{new}.amount ELSE 0 END
"""


def _move_budget(dialect: str) -> Mapping[str, str]:
    update = f"UPDATE budget SET {_MOVES.format(new='NEW')} WHERE budget_id = NEW.budget_id"
    if dialect == "postgresql":
        return {
            "move_budget": "CREATE TRIGGER move_budget AFTER INSERT ON posting FOR EACH ROW"
            " EXECUTE FUNCTION km_move_budget()"
        }
    return {"move_budget": f"CREATE TRIGGER move_budget AFTER INSERT ON posting BEGIN {update}; END"}


# Numbers are given in the office's own chain alone, so rows may be compared here (design.md, decision 4).
_NUMBERED = """
    SELECT 1 FROM voucher WHERE request_id = NEW.request_id AND voucher_id <> NEW.voucher_id
    AND NOT EXISTS (SELECT 1 FROM voucher_not_paid WHERE voucher_not_paid.voucher_id = voucher.voucher_id)
    AND NOT EXISTS (SELECT 1 FROM receipt_void WHERE receipt_void.voucher_id = voucher.voucher_id)
"""


def _number_once(dialect: str) -> Mapping[str, str]:
    """A request whose number is paid or to be paid gets no second one."""
    if dialect == "postgresql":
        return {
            "number_once": "CREATE TRIGGER number_once BEFORE INSERT ON voucher FOR EACH ROW"
            " EXECUTE FUNCTION km_number_once()"
        }
    refuse = f"SELECT RAISE(ABORT, '{SECOND_NUMBER} voucher')"
    return {
        "number_once": f"CREATE TRIGGER number_once BEFORE INSERT ON voucher"
        f" WHEN EXISTS ({_NUMBERED}) BEGIN {refuse}; END"
    }


def _index_search() -> Mapping[str, str]:
    gone = "INSERT INTO person_fts(person_fts, rowid, folded) VALUES ('delete', OLD.row_no, OLD.folded)"
    come = "INSERT INTO person_fts(rowid, folded) VALUES (NEW.row_no, NEW.folded)"
    return {
        "search_insert": f"CREATE TRIGGER search_insert AFTER INSERT ON person_search BEGIN {come}; END",
        "search_delete": f"CREATE TRIGGER search_delete AFTER DELETE ON person_search BEGIN {gone}; END",
        "search_update": f"CREATE TRIGGER search_update AFTER UPDATE ON person_search BEGIN {gone}; {come}; END",
    }


POSTGRES_FUNCTIONS = (
    f"""CREATE OR REPLACE FUNCTION km_keep() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{IMMUTABLE} %%', TG_TABLE_NAME; END $$""",
    f"""CREATE OR REPLACE FUNCTION km_move_budget() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path FROM CURRENT AS $$
    BEGIN UPDATE budget SET {_MOVES.format(new="NEW")} WHERE budget_id = NEW.budget_id; RETURN NEW; END $$""",
    f"""CREATE OR REPLACE FUNCTION km_number_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF EXISTS ({_NUMBERED}) THEN RAISE EXCEPTION '{SECOND_NUMBER} voucher'; END IF; RETURN NEW; END $$""",
)


def standing(connection: Connection) -> Mapping[str, str]:
    """Trigger name to its SQL as the database holds them."""
    if connection.dialect.name == "postgresql":
        sql = (
            "SELECT tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid"
            " JOIN pg_namespace n ON n.oid = relnamespace"
            " WHERE NOT tgisinternal AND tgenabled <> 'D' AND nspname = current_schema()"
        )
    else:
        sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    return {row[0]: row[1] for row in connection.exec_driver_sql(sql)}


def drop_all(connection: Connection) -> None:
    """Away with every trigger, whoever made it."""
    if connection.dialect.name == "sqlite":
        for name in standing(connection):
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        return
    sql = (
        "SELECT tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid"
        " JOIN pg_namespace n ON n.oid = relnamespace WHERE NOT tgisinternal AND nspname = current_schema()"
    )
    for name, table in connection.exec_driver_sql(sql).all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}" ON "{table}"')


def missing(connection: Connection, wanted: Mapping[str, str]) -> tuple[str, ...]:
    """Names of declared triggers, and on PostgreSQL of their functions, that are gone or say something else."""
    found = standing(connection)
    if connection.dialect.name == "postgresql":
        changed = {name for name, sql in wanted.items() if _meaning(found.get(name, "")) != _meaning(sql)}
        return tuple(sorted(changed | _changed_functions(connection)))
    return tuple(sorted(name for name, sql in wanted.items() if found.get(name) != sql))


def undeclared(connection: Connection, wanted: Mapping[str, str]) -> tuple[str, ...]:
    """Names of triggers that nobody declared: one could make a write fail in silence."""
    return tuple(sorted(standing(connection).keys() - wanted.keys()))


_TRIGGER = re.compile(
    r"CREATE TRIGGER \S+ (BEFORE|AFTER) ([A-Z ]+) ON (?:\w+\.)?(\w+) FOR EACH (ROW|STATEMENT)"
    r" EXECUTE FUNCTION (?:\w+\.)?(\w+)\(\)"
)
_FUNCTION = re.compile(r"FUNCTION (\w+)\(\).*?\$\$(.*)\$\$", re.DOTALL)


def _meaning(sql: str) -> tuple[object, ...]:
    """When, on what, where and what a PostgreSQL trigger does, however the server spells it; empty for another form."""
    found = _TRIGGER.fullmatch(sql)
    if found is None:
        return ()
    when, events, table, each, function = found.groups()
    return when, frozenset(events.split(" OR ")), table, each, function


def _changed_functions(connection: Connection) -> set[str]:
    sql = (
        "SELECT proname, prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace"
        " WHERE nspname = current_schema()"
    )
    found = {row[0]: row[1] for row in connection.exec_driver_sql(sql)}
    declared_ones = (_FUNCTION.search(text) for text in POSTGRES_FUNCTIONS)
    # The driver reads %% in a statement as one per cent sign.
    bodies = {match[1]: match[2].replace("%%", "%") for match in declared_ones if match is not None}
    return {name for name, body in bodies.items() if found.get(name) != body}
