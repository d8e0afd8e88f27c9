"""The machinery of verification, on an open store."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from kmcase.application.access import Steps
from kmcase.application.verification import (
    BundleResult,
    PaperResult,
    PaperRow,
    Part,
    PartResult,
    VerificationReport,
    said,
)
from kmcase.domain.clock import Clock
from kmcase.domain.errors import EnvironmentProblem
from kmcase.domain.offices import CheckpointSigned
from kmcase.journal.checkpoints import (
    Checkpoint,
    Frontier,
    PrintedCheckpoint,
    read_checkpoint,
    sign_checkpoint,
    verify_checkpoint,
)
from kmcase.journal.entries import Entry, ProblemKind, PublicKey, verify_chain
from kmcase.messages import Message
from kmcase.persistence import schema
from kmcase.persistence.blobs import BlobState, BlobStore
from kmcase.persistence.chain import Chain, Writer, iso
from kmcase.persistence.chains import (
    ChainEnd,
    chains,
    follows,
    frontier_of,
    hashes,
    newest_head,
    office_chains,
    stored_entry,
)
from kmcase.persistence.comparing import compare_with_journal
from kmcase.persistence.engine import one_state, translating
from kmcase.persistence.exchange_heard import heard_problems
from kmcase.persistence.former_bundles import bundle_problems
from kmcase.persistence.printed_pages import later_rows, page_problems
from kmcase.persistence.rows import journal as tables
from kmcase.persistence.rows.evidence import attachment
from kmcase.persistence.rows.exchange import laptop
from kmcase.persistence.rows.office import checkpoint
from kmcase.persistence.signing import types_that_differ, unsigned
from kmcase.persistence.signing_keys import SigningKeys, signing_keys
from kmcase.persistence.statements import Row, Rows, bound_mark
from kmcase.persistence.triggers import missing, undeclared
from kmcase.persistence.user_keys import differing, user_keys
from kmcase.thai.calendar import bangkok_date

_MOST_NAMED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlVerifier:
    """`Verifier` on rows, photographs and keys.

    `keyed`: the office has a keyring, so that the journal must name the key that signs for it; `keyring_keys` reads its
    users' public keys by login. Who holds the key has a `writer` for the entries of checkpoints. On a `laptop` bodies
    and photographs may be lacking: they are at the office.
    """

    engine: Engine
    store_id: str
    clock: Clock
    blobs: BlobStore
    keyed: bool
    keyring_keys: Callable[[], Mapping[str, str]] = dict
    signing_key: Ed25519PrivateKey | None = None
    writer: Writer | None = None
    laptop: bool = False

    def verify(self, steps: Steps) -> VerificationReport:
        """Look at everything; a part that cannot be read is said and the next one tried."""
        entries, head = 0, b""
        parts = []
        looks: tuple[tuple[Part, Callable[[Connection], tuple[int, list[Message]]]], ...] = (
            (Part.FILE, self._file),
            (Part.TRIGGERS, self._triggers),
            (Part.JOURNAL, self._journal),
            (Part.TABLES, self._tables),
            (Part.ATTACHMENTS, self._attachments),
        )
        with translating(), one_state(self.engine).connect() as connection:
            for done, (part, look) in enumerate(looks):
                steps.check()
                steps.report(done, len(looks))
                begun = time.perf_counter()
                try:
                    count, problems = look(connection)
                except (DatabaseError, EnvironmentProblem, ValueError, KeyError, TypeError, AttributeError):
                    count, problems = 0, [said("unreadable", part=part.value)]
                    connection.rollback()
                took = int((time.perf_counter() - begun) * 1000)
                parts.append(PartResult(part=part, count=count, milliseconds=took, problems=tuple(problems)))
                if part is Part.JOURNAL:
                    entries, head = count, newest_head(connection)
        steps.report(len(looks), len(looks))
        return VerificationReport(made_at=self.clock.now(), entries=entries, head=head.hex(), parts=tuple(parts))

    def _file(self, connection: Connection) -> tuple[int, list[Message]]:
        if connection.dialect.name != "sqlite":
            return 0, []
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar() or 0
        found = [row[0] for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
        return int(pages), [said("damaged_page", what=text) for text in found[:_MOST_NAMED]]

    def _triggers(self, connection: Connection) -> tuple[int, list[Message]]:
        wanted = schema.all_triggers(connection.dialect.name)
        return len(wanted), [
            *(said("trigger_missing", name=name) for name in missing(connection, wanted)),
            *(said("trigger_added", name=name) for name in undeclared(connection, wanted)),
            *(said("table_changed", name=name) for name in schema.changed_tables(connection)),
        ]

    def _journal(self, connection: Connection) -> tuple[int, list[Message]]:
        keys = signing_keys(connection)
        count, problems = 0, self._held_key(keys)
        others = differing(self.keyring_keys(), user_keys(connection))
        problems += [said("keyring_other_user_key", login=login) for login in others]
        ends: dict[str, ChainEnd] = {}
        office = office_chains(connection)
        for store in chains(connection):
            signed = self.keyed and store in office
            key_for = partial(_key_of_entry, keys, store) if signed else None
            entries = _entries(connection, store)
            verdict = verify_chain(entries, store=store, public_key_for=key_for, heads_only=self.laptop)
            wrong = [p for p in verdict.problems if p.kind is not ProblemKind.CLOCK_BACK]
            problems += [said(f"journal_{p.kind.value}", n=p.n) for p in wrong[:_MOST_NAMED]]
            problems += [said("journal_other_type", n=n) for n in types_that_differ(connection, store)[:_MOST_NAMED]]
            if signed:
                problems += [said("journal_not_signed", n=n) for n in unsigned(connection, store)[:_MOST_NAMED]]
            head = Rows(connection).one(tables.chain_head, store=store)
            if head is None or head["n"] != verdict.count or bytes(head["hash"]) != verdict.head_hash:
                problems.append(said("head_differs", count=verdict.count))
            if not _belongs(connection, store, office, ends):
                problems.append(said("chain_unlinked", store=store))
            problems += _checkpoints(connection, keys, store, head)
            ends[store] = ChainEnd(size=verdict.count, head=verdict.head_hash)
            count += verdict.count
        return count, problems + heard_problems(connection, office)

    def _held_key(self, keys: SigningKeys) -> list[Message]:
        """What is wrong with the keyring's signing key: the journal must name it, for who holds it and who does not."""
        newest = keys.newest()
        if self.keyed and newest is None:
            return [said("no_signing_key")]
        if newest is None or self.signing_key is None or self.signing_key.public_key() == newest:
            return []
        return [said("keyring_other_key")]

    def _tables(self, connection: Connection) -> tuple[int, list[Message]]:
        count, problems = compare_with_journal(connection)
        return count, problems[:_MOST_NAMED]

    def tables(self) -> PartResult:
        """The tables against the journal folded anew, with every difference."""
        begun = time.perf_counter()
        with translating(), one_state(self.engine).connect() as connection:
            count, problems = compare_with_journal(connection)
        took = int((time.perf_counter() - begun) * 1000)
        return PartResult(part=Part.TABLES, count=count, milliseconds=took, problems=tuple(problems))

    def _attachments(self, connection: Connection) -> tuple[int, list[Message]]:
        rows = Rows(connection).all(attachment)
        named = {row["stored_sha256"]: row for row in rows}
        problems = []
        for found in self.blobs.problems(sorted(named)):
            if self.laptop and found.state is BlobState.MISSING:
                continue  # It is at the office.
            row = named[found.sha256]
            problems.append(
                said(
                    f"attachment_{found.state.value}",
                    file=found.name[:12],
                    name=row["name"] or found.sha256[:12],
                    kind=row["kind"],
                )
            )
        return len(named), problems

    def checkpoint(self, reason: str) -> str:
        """Sign the present root, enter it, and give its text for a QR; who may not sign prints the newest one kept.

        Where nothing was entered since the last one, that is given.
        Raises `verify.not_signed` where the end of the chain is not what its entries come to.
        """
        if self.signing_key is None or self.writer is None:
            newest = self._newest()
            return str(newest["text"]) if newest is not None else ""
        with translating(), self.engine.execution_options(write=True).begin() as connection:
            # Before anything is read: the end of the chain then stays where it is.
            chain = Chain(connection, self.writer)
            head = Rows(connection).one(tables.chain_head, store=self.store_id)
            if head is None:
                return ""
            newest = _newest(connection, self.store_id)
            if newest is not None and newest["size"] + 1 == head["n"]:
                return str(newest["text"])
            frontier = frontier_of(connection, self.store_id)
            if frontier.to_text() != head["frontier"]:
                raise EnvironmentProblem("verify.not_signed")
            now, size = self.clock.now(), frontier.size
            root = Checkpoint(store=self.store_id, size=size, root=frontier.root(), at=iso(now))
            text = sign_checkpoint(self.signing_key, root)
            chain.append(CheckpointSigned(store=self.store_id, size=size, text=text, reason=reason), now)
            chain.finish()
            return text

    def seal_day(self) -> bool:
        """Sign the present root where this person may and none was signed today; whether one was."""
        if self.signing_key is None:
            return False
        newest = self._newest()
        if newest is not None and bangkok_date(datetime.fromisoformat(newest["at"])) == bangkok_date(self.clock.now()):
            return False
        return bool(self.checkpoint("day"))

    def _newest(self) -> Row | None:
        with translating(), self.engine.connect() as connection:
            return _newest(connection, self.store_id)

    def paper(self, checkpoint: str, rows: tuple[PaperRow, ...]) -> PaperResult:
        """A printed page: its signed checkpoint, and the rows on it."""
        try:
            printed = read_checkpoint(checkpoint)
        except ValueError:
            return PaperResult(printed_at=None, size=0, problems=(said("paper_unreadable"),))
        problems: list[Message] = []
        uncovered: tuple[str, ...] = ()
        with translating(), self.engine.connect() as connection:
            store = next((known for known in office_chains(connection) if printed.is_of(known)), None)
            if store is None:
                problems.append(said("paper_of_another_office"))
            elif not _signed(signing_keys(connection), store, printed):
                problems.append(said("paper_not_signed"))
            else:
                problems += page_problems(connection, store, printed, rows)
                uncovered = later_rows(connection, store, printed, rows)
        return PaperResult(
            printed_at=printed.at,
            size=printed.size,
            problems=tuple(problems),
            rows=len(rows),
            uncovered=uncovered,
        )

    def bundle(self, chains: Mapping[str, tuple[bytes, ...]]) -> BundleResult:
        """The hashes of chains as an auditor's bundle has them against those that stand here."""
        with translating(), one_state(self.engine).connect() as connection:
            problems = tuple(bundle_problems(connection, chains))
        return BundleResult(entries=sum(map(len, chains.values())), problems=problems)


def _belongs(connection: Connection, store: str, office: tuple[str, ...], ends: Mapping[str, ChainEnd]) -> bool:
    """Whether a chain is the office's first, a laptop's that was enrolled, or goes on from one before it."""
    if store in office[:1] or follows(connection, store, ends):
        return True
    return store not in office and Rows(connection).one(laptop, laptop_id=store) is not None


def _key_of_entry(keys: SigningKeys, store: str, n: int) -> PublicKey | None:
    return keys.after(store, n - 1)


def _newest(connection: Connection, store: str) -> Row | None:
    kept = Rows(connection).all(checkpoint, store=store)
    return max(kept, key=lambda row: int(row["size"]), default=None)


def _checkpoints(connection: Connection, keys: SigningKeys, store: str, head: Row | None) -> list[Message]:
    kept = {row["size"]: row for row in Rows(connection).all(checkpoint, store=store)}
    frontier, problems = Frontier(), []
    for size, entry_hash in enumerate(hashes(connection, store), 1):
        frontier.append(entry_hash)
        row = kept.pop(size, None)
        if row is not None:
            problems += _checkpoint(keys, store, row, frontier.root())
    problems += [said("checkpoint_beyond", size=size) for size in sorted(kept)]
    if head is not None and head["frontier"] != frontier.to_text():
        problems.append(said("frontier_differs"))
    return problems


def _checkpoint(keys: SigningKeys, store: str, row: Row, root: bytes) -> list[Message]:
    """A kept checkpoint: what its signed text says agrees with the journal and with its row."""
    size, at = row["size"], row["at"]
    try:
        printed = read_checkpoint(row["text"])
    except ValueError:
        return [said("checkpoint_differs", size=size, at=at)]
    if printed.root != root or printed.size != size or not printed.is_of(store):
        return [said("checkpoint_differs", size=size, at=at)]
    return [] if _signed(keys, store, printed) else [said("checkpoint_not_signed", size=size, at=at)]


def _signed(keys: SigningKeys, store: str, printed: PrintedCheckpoint) -> bool:
    """Whether the key that counted at a checkpoint signed it."""
    key = keys.after(store, printed.size)
    return key is not None and verify_checkpoint(key, printed)


def _entries(connection: Connection, store: str) -> Iterator[Entry]:
    mark = bound_mark(connection)
    sql = (
        "SELECT head, hash, signature, salt, body FROM entry LEFT JOIN entry_body"
        " ON entry_body.store = entry.store AND entry_body.n = entry.n"
        f" WHERE entry.store = {mark} ORDER BY entry.n"
    )
    for row in connection.exec_driver_sql(sql, (store,)):
        yield stored_entry(*row)
