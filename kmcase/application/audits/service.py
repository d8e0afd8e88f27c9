"""Use cases of auditors' bundles.

What is read is one state of the office; papers are printed after it, as anybody may print them. That a bundle was made
is entered before it appears, so that none is outside of which nobody knows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from kmcase.application.access import Silent, Steps
from kmcase.application.audits.filing import (
    MANIFEST,
    MISSING,
    OTHERS,
    RESTRICTED,
    SHARED_PAPERS,
    SIGNATURE,
    FiledAttachment,
    Filing,
    Shown,
    attachment_path,
    journal_line,
    named_attachments,
    statement,
)
from kmcase.application.audits.index import Gathered, about, index_json, index_tables, numbers_of, short_id
from kmcase.application.audits.ports import BundleFolders, Observations
from kmcase.application.changes import Outcome
from kmcase.application.permissions import require
from kmcase.application.ports.reading import Reading
from kmcase.application.printing.audits import IndexSnapshot
from kmcase.application.printing.press import Press
from kmcase.application.printing.service import PrintingService
from kmcase.application.read.audits import AuditRecords, BundleItem
from kmcase.application.verification import VerificationService
from kmcase.application.work import Work
from kmcase.domain.audits import AuditBundleMade, AuditScope, ScopeKind
from kmcase.domain.errors import DomainError, EnvironmentProblem, require_that
from kmcase.domain.offices import Office
from kmcase.domain.payments import VoucherState
from kmcase.domain.visits import VisitState
from kmcase.journal.checkpoints import key_fingerprint
from kmcase.journal.entries import canonical
from kmcase.messages import Catalogue, Language
from kmcase.rules.regulations import Regulations
from kmcase.thai.calendar import format_datetime

_RECEIPTED = frozenset({VoucherState.PAID, VoucherState.VOID})
_NOT_HELD = frozenset({"office_files.blob_missing", "office_files.blob_damaged"})
_STEP = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderBundle:
    """A bundle of a scope, to be written as a folder, or as a zip where the name of `target` ends so."""

    scope: AuditScope
    target: Path
    language: Language = "th"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBundle:
    """A bundle that was made: where, and what names it.

    `fingerprint` is that of the key which signs, `signed` whether the office signed the manifest; `uncovered` counts
    entries after the newest checkpoint, `restricted` persons and `withheld` pieces that were left out.
    """

    path: Path
    title: str
    manifest_sha256: str
    fingerprint: str
    signed: bool
    files: int
    persons: int
    restricted: int
    withheld: int


@dataclass(slots=True)
class _Read:
    """What one reading gave."""

    office: Office
    records: AuditRecords
    chains: tuple[str, ...]
    shown: list[Shown]
    checkpoints: tuple[str, ...]
    shared: frozenset[str]
    names: dict[str, str]
    regulations: Regulations
    signing_key: str
    reports: frozenset[str]


class AuditService:
    """Bundles for auditors; `sign` is the office's key where this user holds it, `verifier` the program that checks."""

    def __init__(
        self,
        work: Work,
        printing: PrintingService,
        press: Press,
        verification: VerificationService,
        open_bytes: Callable[[str], bytes],
        folders: BundleFolders,
        sign: Callable[[bytes], bytes] | None,
        observations: Observations,
        verifier: Callable[[], bytes],
    ) -> None:
        self._work = work
        self._printing = printing
        self._press = press
        self._verification = verification
        self._open_bytes = open_bytes
        self._folders = folders
        self._sign = sign
        self._observations = observations
        self._verifier = verifier

    def bundles(self) -> tuple[BundleItem, ...]:
        """Bundles that were made, the newest first."""
        with self._work.read("audits.read") as reading:
            return reading.audits.bundles()

    def title_of(self, scope: AuditScope) -> str:
        """What a scope is called; raises what is wrong with it."""
        _check(scope)
        with self._work.read("audits.read") as reading:
            return reading.audits.scope(scope).title

    def make(self, order: OrderBundle, steps: Steps | None = None) -> Outcome[MadeBundle]:
        """Write a bundle and enter that it was made.

        Raises `audits.period_wrong`, `audits.place_taken`, what is wrong with the place, and `laptops.at_the_office`;
        broken off or cancelled, nothing is left at its place.
        """
        require("audits.bundle", self._work.actor.roles)
        require_that(not self._work.at_laptop, "laptops.at_the_office")
        _check(order.scope)
        self._verification.checkpoint("audit")
        catalogue = Catalogue(order.language)
        with self._folders.begin(order.target) as folder:
            filing = Filing(folder, steps or Silent())
            read = self._read(order.scope, filing)
            attachments = self._attachments(read, filing)
            self._papers(read, filing, order.language)
            self._index(read, attachments, filing, catalogue)
            manifest = filing.manifest(_head(read, order.scope, self._work.actor.name))
            filing.steps.check()
            folder.write(MANIFEST, [manifest])
            sha256 = hashlib.sha256(manifest).hexdigest()
            if self._sign is not None:
                folder.write(SIGNATURE, [self._sign(statement(sha256)).hex().encode()])
            outcome = self._enter(order, read, filing, sha256)
            folder.finish()
        return outcome

    # --- inside ---

    def _read(self, scope: AuditScope, filing: Filing) -> _Read:
        """The journal into its files, and with it what else is read in the same state."""
        with self._work.read("audits.read") as reading:
            audits = reading.audits
            records = audits.scope(scope)
            chains = audits.chains()
            shown: list[Shown] = []
            for store in chains:
                filing.fill(f"journal/{store}.jsonl", _lines(reading, store, records, filing, shown))
            checkpoints = audits.checkpoints()
            filing.write("checkpoints.txt", "\n".join((*checkpoints, "")).encode())
            if records.restricted:
                filing.leave_out(str(records.restricted), RESTRICTED)
            shared = frozenset(
                named["stored_sha256"]
                for one in shown
                for named in named_attachments(one.body)
                if named["kind"] in SHARED_PAPERS
            )
            return _Read(
                office=reading.office,
                records=records,
                chains=chains,
                shown=shown,
                checkpoints=checkpoints,
                shared=audits.outsiders(shared, records.persons),
                names={member.staff_id: member.name for member in reading.staff.members()},
                regulations=reading.regulations,
                signing_key=reading.signing_key,
                reports=frozenset(item.visit_id for item in reading.visits.list() if item.state is VisitState.REVIEWED),
            )

    def _attachments(self, read: _Read, filing: Filing) -> list[FiledAttachment]:
        """Every attachment that a shown body names, once, with the content that it names."""
        numbers = numbers_of(read.records)
        found: dict[str, FiledAttachment] = {}
        for one in read.shown:
            for named in named_attachments(one.body):
                sha256, path = named["stored_sha256"], attachment_path(named)
                if sha256 not in found:
                    kept = self._attach(named, path, read, filing)
                    found[sha256] = FiledAttachment(
                        named=named, entry=short_id(one), about=about(one, numbers), path=path if kept else ""
                    )
        return list(found.values())

    def _attach(self, named: Mapping[str, Any], path: str, read: _Read, filing: Filing) -> bool:
        sha256, what = named["stored_sha256"], f"{path} ({named['kind']})"
        if sha256 in read.shared:
            filing.leave_out(what, OTHERS, sha256)
            return False
        try:
            content = self._open_bytes(sha256)
        except EnvironmentProblem as problem:
            if problem.code not in _NOT_HELD:
                raise
            filing.leave_out(what, MISSING, sha256)
            return False
        filing.write(path, content)
        return True

    def _papers(self, read: _Read, filing: Filing, language: Language) -> None:
        """The papers of each request, visit, meeting and receipt; one whose picture is gone is left out."""
        papers = tuple(self._every_paper(read, language))
        for done, (folder, name, compose) in enumerate(papers):
            filing.steps.check()
            filing.steps.report(done, len(papers))
            try:
                filing.paper(folder, name, compose())
            except EnvironmentProblem as problem:
                if problem.code not in _NOT_HELD:
                    raise
                filing.leave_out(f"{folder}/{name}", MISSING)
        filing.steps.report(len(papers), len(papers))

    def _every_paper(self, read: _Read, language: Language) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
        printing, records = self._printing, read.records
        requests = frozenset(request_id for request_id, _ in records.requests)
        for request_id, number in records.requests:
            yield "requests", number, partial(printing.request_form, request_id, language)
            yield "fact-findings", number, partial(printing.fact_finding, request_id, language)
        for visit_id, number in records.visits:
            if visit_id in read.reports:
                yield "visits", number, partial(printing.visit, visit_id, language)
        for meeting_id, number in records.meetings:
            yield "meetings", number, partial(printing.meeting, meeting_id, language, requests)
        for one in records.vouchers:
            if one.state in _RECEIPTED:
                yield "receipts", one.number, partial(printing.receipt, one.voucher_id, language)

    def _index(self, read: _Read, attachments: list[FiledAttachment], filing: Filing, catalogue: Catalogue) -> None:
        """The verifier, the words that explain it, the index as JSON, and last the index of all of that."""
        filing.write("verify.py", self._verifier())
        filing.write("README.txt", catalogue.text("audits.readme", office=read.office.name).encode())
        filing.write("index.json", canonical(index_json(read.records)))
        vouchers = frozenset(one.voucher_id for one in read.records.vouchers)
        with self._work.read("audits.read") as reading:
            now, today = reading.now, reading.today
        gathered = Gathered(
            records=read.records,
            shown=read.shown,
            attachments=attachments,
            observations=self._observations(read.records.persons, vouchers),
            checkpoints=read.checkpoints,
            names=read.names,
            regulations=read.regulations,
            day=today,
        )
        say = catalogue.text
        snapshot = IndexSnapshot(
            office=read.office.name,
            title=say("audits.index.title", title=read.records.title),
            about=(
                (say("audits.index.office"), read.office.name),
                (say("audits.index.made"), f"{format_datetime(now)} · {self._work.actor.name}"),
                (say("audits.index.persons"), catalogue.show(len(read.records.persons))),
                (say("audits.index.restricted"), catalogue.show(read.records.restricted)),
                (say("audits.index.key"), key_fingerprint(read.signing_key)),
            ),
            tables=index_tables(gathered, filing, catalogue),
            sample=read.office.sample,
        )
        filing.write("index.xlsx", self._press.audit_workbook(snapshot))
        filing.write("index.pdf", self._press.audit_index(snapshot, catalogue.language))

    def _enter(self, order: OrderBundle, read: _Read, filing: Filing, sha256: str) -> Outcome[MadeBundle]:
        records = read.records
        made = MadeBundle(
            path=order.target,
            title=records.title,
            manifest_sha256=sha256,
            fingerprint=key_fingerprint(read.signing_key),
            signed=self._sign is not None,
            files=len(filing.files),
            persons=len(records.persons),
            restricted=records.restricted,
            withheld=len(filing.withheld),
        )
        with self._work.begin("audits.bundle") as unit:
            unit.record(
                AuditBundleMade(
                    bundle_id=unit.ids.new(),
                    scope=order.scope,
                    title=made.title,
                    manifest_sha256=sha256,
                    files=made.files,
                    persons=made.persons,
                    withheld=made.withheld,
                )
            )
            return unit.commit(made)


def _check(scope: AuditScope) -> None:
    if scope.kind is not ScopeKind.PERIOD:
        return
    if scope.first is None or scope.last is None or scope.last < scope.first:
        raise DomainError("audits.period_wrong", "first")


def _lines(reading: Reading, store: str, records: AuditRecords, filing: Filing, shown: list[Shown]) -> Iterator[bytes]:
    """The lines of a chain's file; on the way notes what is shown and what is withheld."""
    for entry in reading.audits.entries(store, records):
        if entry.n % _STEP == 0:
            filing.steps.check()
            filing.steps.report(entry.n)
        if entry.body is not None:
            shown.append(Shown(entry=entry, body=json.loads(entry.body)))
        elif entry.withheld:
            filing.leave_out(f"{entry.store}:{entry.n} ({entry.type})", OTHERS)
        yield journal_line(entry)


def _head(read: _Read, scope: AuditScope, name: str) -> dict[str, object]:
    told = {
        "kind": scope.kind.value,
        "record_id": scope.record_id,
        "first": scope.first.isoformat() if scope.first else "",
        "last": scope.last.isoformat() if scope.last else "",
        "title": read.records.title,
    }
    return {
        "office": read.office.name,
        "store": read.office.store,
        "made_by": name,
        "scope": told,
        "chains": list(read.chains),
        "public_key": read.signing_key,
        "persons": len(read.records.persons),
        "restricted": read.records.restricted,
    }
