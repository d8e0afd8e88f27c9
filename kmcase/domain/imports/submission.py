"""One submission of a form from a telephone, as it stands beside its row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What was sent: `key` is its UUID wherever it went, `row` the number of its row in the sheet (from 1).

    `answers` are those to the form's repeats (see `domain.forms`), `pictures` file names by kind of evidence, `sent_at`
    as the server wrote it; `rejected` says that somebody turned it down there.
    """

    key: str
    row: int
    form_id: str
    version: str
    answers: dict[str, Any] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    sent_at: str = ""
    sent_by: str = ""
    rejected: bool = False
