"""Auditors' bundles and public lists of a test office."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kmcase.application.audits import AuditService, MadeBundle, OrderBundle
from kmcase.application.audits.ports import Observations
from kmcase.application.controls import ControlService
from kmcase.application.people import ChangePerson
from kmcase.application.public_lists import PublicListService
from kmcase.application.verification import VerificationService
from kmcase.documents.press import Printer
from kmcase.domain.audits import AuditScope, ScopeKind
from kmcase.domain.errors import EnvironmentProblem
from kmcase.files.audit_bundles import read_bundle_hashes
from kmcase.files.bundle_verifier import verifier_source
from kmcase.files.ledger_pages import read_ledger_pages
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.bundle_folders import DurableFolders
from kmcase.persistence.key_wrapping import sub_keys
from kmcase.persistence.verification import SqlVerifier
from tests.builders import STORE, TestOffice
from tests.paper import printing


def audits(
    office: TestOffice, folder: Path, login: str = "director", observations: Observations | None = None
) -> AuditService:
    """The use cases of bundles in somebody's name; no attachment of the test office has any bytes."""

    def nothing_held(sha256: str) -> bytes:
        raise EnvironmentProblem("office_files.blob_missing", sha256=sha256, file=sha256)

    blobs = BlobStore(folder / "photos", sub_keys(bytes(32)))
    verifier = SqlVerifier(engine=office.engine, store_id=STORE, clock=office.clock, blobs=blobs, keyed=False)
    work = office.work(login)
    return AuditService(
        work,
        printing(office, folder, login),
        Printer(),
        VerificationService(work.actor, verifier, read_ledger_pages, read_bundle_hashes),
        nothing_held,
        DurableFolders(),
        None,
        observations or ControlService(work).concerning,
        verifier_source,
    )


def bundle_of(
    office: TestOffice, folder: Path, kind: ScopeKind, record_id: str = "", name: str = "bundle", **scope: Any
) -> tuple[MadeBundle, Path]:
    """A bundle in a folder of its own."""
    target = folder / name
    order = OrderBundle(scope=AuditScope(kind=kind, record_id=record_id, **scope), target=target)
    return audits(office, folder).make(order).value, target


def shown_bodies(bundle: Path) -> list[tuple[str, str]]:
    """Type and text of each body in a bundle."""
    found = []
    for path in sorted((bundle / "journal").iterdir()):
        for line in path.read_text("utf-8").splitlines():
            values = json.loads(line)
            if "body" in values:
                found.append((json.loads(values["head"])["type"], values["body"]))
    return found


def index_of(bundle: Path) -> dict[str, Any]:
    """The index as JSON."""
    found: dict[str, Any] = json.loads((bundle / "index.json").read_text("utf-8"))
    return found


def public_lists(office: TestOffice, login: str = "director") -> PublicListService:
    """The use cases of public lists in somebody's name."""
    return PublicListService(office.work(login), Printer())


def change(office: TestOffice, person_id: str, **values: object) -> None:
    """A person written otherwise by somebody who saw what stood."""
    seen = office.people().page(person_id).seen
    seen = {name: seen[name] for name in values if name in seen}
    office.people().change(ChangePerson(person_id=person_id, values=dict(values), seen=seen))
