"""Numbers that laptops give as the office does: each counts a fiscal year (B.E.), a laptop under its own name."""

from __future__ import annotations

CASE, CONFERENCE = "case", "conference"
NUMBERED = frozenset({CASE, CONFERENCE})
"""What is numbered so."""


def series_of(kind: str, prefix: str, fiscal_year: int) -> str:
    """Under which name the serials of a kind and year are counted; `prefix` is a laptop's name, else empty."""
    return f"{kind}:{fiscal_year}:{prefix}" if prefix else f"{kind}:{fiscal_year}"


def numbered_by(series: str) -> str:
    """The name of the laptop that counts by a series; empty of a series of the office."""
    kind, _, rest = series.partition(":")
    return rest.partition(":")[2] if kind in NUMBERED else ""


def number_said(prefix: str, serial: int, fiscal_year: int) -> str:
    """What people write and say: `12/2567`, of a laptop `แท็บเล็ต 1 3/2567`."""
    return f"{prefix} {serial}/{fiscal_year}".strip()
