"""Checkpoints that a test office signs with a key of the moment."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kmcase.persistence.chain import Writer
from kmcase.persistence.verification import SqlVerifier
from tests.builders import STORE, TestOffice


def signed(office: TestOffice) -> str:
    """The text of a checkpoint over the journal as it is."""
    return SqlVerifier(
        engine=office.engine,
        store_id=STORE,
        clock=office.clock,
        blobs=None,  # type: ignore[arg-type]
        keyed=False,
        signing_key=Ed25519PrivateKey.from_private_bytes(bytes(range(32))),
        writer=Writer(store=STORE, actor="director", workstation="ทดสอบ", use_case="day.seal", ids=office.ids),
    ).checkpoint("day")
