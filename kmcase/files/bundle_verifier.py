"""The program that goes into each auditor's bundle, as it lies in `resources/verifier`."""

from __future__ import annotations

from pathlib import Path

VERIFIER = Path(__file__).resolve().parents[2] / "resources" / "verifier" / "verify.py"


def verifier_source() -> bytes:
    """Its source."""
    return VERIFIER.read_bytes()
