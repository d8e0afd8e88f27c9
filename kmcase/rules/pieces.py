"""Which pieces of evidence are asked for, by cause of hardship: `evidence_by_cause.toml` read and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.requests import HARDSHIP_CAUSES, RequestContent

_KEYS = frozenset({"kind", "causes", "of_house", "with"})
WITH_PROXY = "proxy"


class PiecesError(ValueError):
    """A shipped list that names an unknown piece, cause or key: the start stops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPiece:
    """A piece asked for: of everybody, or by `causes`; `of_house` ones do not exist where there is no house."""

    kind: EvidenceKind
    causes: frozenset[str] = frozenset()
    of_house: bool = False
    with_proxy: bool = False

    def asked_of(self, content: RequestContent) -> bool:
        """Whether a request needs it."""
        if self.with_proxy and not content.proxy_name.strip():
            return False
        return not self.causes or content.hardship_cause in self.causes


def asked_pieces(content: RequestContent) -> tuple[AskedPiece, ...]:
    """What is asked for with a request, in the order of the list."""
    return tuple(piece for piece in shipped_pieces() if piece.asked_of(content))


@cache
def shipped_pieces() -> tuple[AskedPiece, ...]:
    """The list of the package, checked."""
    return read_pieces(tomllib.loads((files("kmcase.rules") / "evidence_by_cause.toml").read_text("utf-8")))


def read_pieces(table: Mapping[str, object]) -> tuple[AskedPiece, ...]:
    """The `[[piece]]` tables of a file; every cause has a document of its own."""
    rows = table.get("piece")
    if not isinstance(rows, list):
        raise PiecesError("a list of evidence needs [[piece]]")
    pieces = tuple(_piece(row) for row in rows)
    without = set(HARDSHIP_CAUSES) - {cause for piece in pieces for cause in piece.causes}
    if without:
        raise PiecesError(f"no document for {sorted(without)}")
    return pieces


def _piece(row: Mapping[str, object]) -> AskedPiece:
    causes = row.get("causes", [])
    if set(row) - _KEYS or not isinstance(causes, list) or set(causes) - set(HARDSHIP_CAUSES):
        raise PiecesError(f"unknown key or cause in {dict(row)}")
    if row.get("with") not in (None, WITH_PROXY) or row.get("kind") not in set(EvidenceKind):
        raise PiecesError(f"unknown piece or condition in {dict(row)}")
    return AskedPiece(
        kind=EvidenceKind(str(row["kind"])),
        causes=frozenset(causes),
        of_house=bool(row.get("of_house", False)),
        with_proxy=row.get("with") == WITH_PROXY,
    )
