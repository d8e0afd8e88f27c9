"""A client's mark as papers of a case print it."""

from __future__ import annotations

from dataclasses import dataclass

from kmcase.application.ports.files import OpenBytes
from kmcase.domain.cases.signing import Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedSnapshot:
    """A mark as it is printed: drawn strokes, or a thumbprint's picture (PNG) with its two witnesses."""

    name: str
    relation: str = ""
    strokes: str = ""
    thumbprint: bytes | None = None
    finger: str = ""
    hand: str = ""
    witnesses: tuple[str, ...] = ()
    on_paper: bool = False


def collect_signed(signed: Signed, open_bytes: OpenBytes) -> SignedSnapshot:
    """A mark with the picture of its thumbprint."""
    thumb = signed.thumbprint
    return SignedSnapshot(
        name=signed.name,
        relation=signed.relation,
        strokes=signed.signature.strokes if signed.signature else "",
        thumbprint=open_bytes(thumb.image.stored_sha256) if thumb else None,
        finger=thumb.finger.value if thumb else "",
        hand=thumb.hand.value if thumb else "",
        witnesses=tuple(witness.name for witness in thumb.witnesses) if thumb else (),
        on_paper=signed.paper is not None,
    )
