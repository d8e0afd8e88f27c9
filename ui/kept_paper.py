"""A picture of a paper, chosen in a form, is stored before what names it is recorded. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from kmcase.application.evidence import AttachmentStore
from kmcase.domain.evidence import Attachment, EvidenceKind


class Paper(Protocol):
    """What a `PaperEdit` gives, and a `PagesEdit` of each page."""

    @property
    def content(self) -> bytes: ...
    @property
    def name(self) -> str: ...


def kept_paper(
    attachments: AttachmentStore, paper: Paper | None, kind: EvidenceKind = EvidenceKind.OTHER
) -> Attachment | None:
    """Store it, in a job; None where none was chosen."""
    return attachments.keep(paper.content, kind, paper.name) if paper is not None else None


def kept_pages(attachments: AttachmentStore, pages: Iterable[Paper]) -> tuple[Attachment, ...]:
    """Store each page of a paper, in a job."""
    return tuple(attachments.keep(page.content, EvidenceKind.OTHER, page.name) for page in pages)
