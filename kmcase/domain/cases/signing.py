"""How a client says yes on paper: a drawn signature, a thumbprint before two witnesses, or ink on a paper scanned."""

from __future__ import annotations

from dataclasses import dataclass

from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.evidence import Attachment
from kmcase.domain.payments import SignatureMark, ThumbMark


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who signed, and with what; exactly one of the three marks.

    `relation` is empty for the client, else what makes somebody sign for them (guardian, interpreter, ...).
    `paper` is the first page of a paper that was signed in ink, `more_pages` are those after it.
    """

    name: str
    relation: str = ""
    signature: SignatureMark | None = None
    thumbprint: ThumbMark | None = None
    paper: Attachment | None = None
    more_pages: tuple[Attachment, ...] = ()

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The files that it names."""
        thumb = self.thumbprint.image if self.thumbprint else None
        return tuple(found for found in (thumb, *self.pages) if found is not None)

    @property
    def pages(self) -> tuple[Attachment, ...]:
        """The pages of the paper that was signed in ink."""
        return (self.paper, *self.more_pages) if self.paper is not None else ()


def require_signed(signed: Signed | None) -> Signed:
    """A signature that holds.

    Raises `case_intake.signature_missing`, `.signer_missing`, `.witnesses_missing`, each beside its field. Two persons,
    neither of them the signer, certify a thumbprint (Civil and Commercial Code, s. 9).
    """
    if signed is None:
        raise DomainError("case_intake.signature_missing", "way")
    require_that(bool(signed.name.strip()), "case_intake.signer_missing", "signed_by")
    marks = (signed.signature, signed.thumbprint, signed.paper)
    require_that(sum(mark is not None for mark in marks) == 1, "case_intake.signature_missing", "way")
    if signed.thumbprint is not None:
        names = {witness.name.strip() for witness in signed.thumbprint.witnesses}
        require_that(len(names - {"", signed.name.strip()}) == 2, "case_intake.witnesses_missing", "witness_one")
    return signed
