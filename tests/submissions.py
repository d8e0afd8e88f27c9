"""Survey lists and submissions taken into a test's office; pictures are kept in memory."""

from __future__ import annotations

import hashlib

from kmcase.application.evidence import Attachments
from kmcase.application.imports import ImportService
from kmcase.application.imports.submissions import Submissions
from kmcase.bootstrap.forms import shipped_forms
from kmcase.documents.waiting_lists import write_waiting_list
from kmcase.files.captured import CapturedPictures
from kmcase.files.submissions import open_pictures, read_list
from tests.builders import TestOffice


class HeldBlobs:
    """`Blobs` in memory."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        self.held[sha256] = content
        return sha256

    def get(self, sha256: str) -> bytes:
        return self.held[sha256]


def imports_of(office: TestOffice, login: str = "officer", blobs: HeldBlobs | None = None) -> ImportService:
    """Survey lists in somebody's name."""
    attachments = Attachments(blobs or HeldBlobs(), CapturedPictures())
    submissions = Submissions(shipped_forms(), attachments, open_pictures)
    return ImportService(office.work(login), read_list, write_waiting_list, submissions)
