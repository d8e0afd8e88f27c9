"""Verifying a journal of 20,000 entries: chain, commitments and heads read out of the encrypted store.

Held to: at most 0.5 s without signatures, which are told apart, and so is the refolding of the tables. Floor: the same
rows read, and both their texts hashed with SHA-256. Five rounds, the median.
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import tempfile
import time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine

from kmcase.application.access import Silent
from kmcase.application.verification import Part
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.key_wrapping import signing_public_text, sub_keys
from kmcase.persistence.verification import SqlVerifier
from tests import bulk
from tests.builders import STORE, new_office

ENTRIES = 20_000
RUNS = 5
LIMIT_S = 0.5


def parts(verifier: SqlVerifier) -> dict[Part, float]:
    """Seconds of each part of a sound verification."""
    report = verifier.verify(Silent())
    if not report.sound or report.entries < ENTRIES:
        raise AssertionError(report)
    return {part.part: part.milliseconds / 1000 for part in report.parts}


def floor(engine: Engine) -> float:
    """Seconds to read heads and bodies and hash them."""
    start = time.perf_counter()
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT head, salt, body FROM entry JOIN entry_body USING (store, n) ORDER BY n"
        )
        for head, salt, body in rows:
            hashlib.sha256(head.encode()).digest()
            hashlib.sha256(bytes(salt) + body.encode()).digest()
    return time.perf_counter() - start


def an_office(folder: Path, key: Ed25519PrivateKey | None) -> SqlVerifier:
    """So many entries, signed where there is a key."""
    folder.mkdir()
    office = new_office(folder, signing_key=signing_public_text(key) if key is not None else "")
    bulk.append_all(office, bulk.people(ENTRIES), key)
    return SqlVerifier(
        engine=office.engine,
        store_id=STORE,
        clock=office.clock,
        blobs=BlobStore(folder, sub_keys(bytes(32))),
        keyed=key is not None,
    )


def main() -> int:
    """Print the figures; 1 where the limit is missed."""
    with tempfile.TemporaryDirectory() as name:
        plain = an_office(Path(name) / "plain", None)
        signed = an_office(Path(name) / "signed", Ed25519PrivateKey.generate())
        floors, chains, folds, signatures = [], [], [], []
        for _ in range(RUNS):
            floors.append(floor(plain.engine))
            found = parts(plain)
            chains.append(found[Part.JOURNAL])
            folds.append(found[Part.TABLES])
            signatures.append(parts(signed)[Part.JOURNAL])
        plain.engine.dispose()
        signed.engine.dispose()
    chain, bare = statistics.median(chains), statistics.median(floors)
    print(f"journal: {ENTRIES:,} entries in {chain:.2f} s (limit {LIMIT_S} s)")
    print(f"journal: floor {bare:.2f} s (read and hashed), ratio {chain / bare:.1f}")
    print(f"journal: with as many signatures {statistics.median(signatures):.2f} s")
    print(f"journal: tables folded anew and compared {statistics.median(folds):.2f} s")
    return int(chain > LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())
