"""What a part of a case's page is, and what it may ask of the page. No Qt.

To add a part: a module in `parts` with its widget and a `PartSpec`, its key in `keys.PART_KEYS`, a line in
`parts.PARTS`; the title is `cases.part.<key>`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from kmcase.application.changes import Outcome
from kmcase.application.read.cases import CasePage
from kmcase.messages import Message
from ui.ports import Desk, Done, LiveTexts, Progress

NEW_HERE = "Ctrl+Shift+N"
"""The key of something new in the part in front; Ctrl+N receives somebody new wherever one is on the screen."""


class CaseHost(Protocol):
    """What a part asks of the page that it stands on."""

    def fill_in(self, form: Any, keep: Callable[[dict[str, Any]], None]) -> None:
        """Show a `FormPage` in place of the screen; `keep` is given what was typed, Esc leads back."""
        ...

    def recorded(self, said: Message) -> Done[Outcome[Any]]:
        """The end of every write: the form's refusal, or its leaving with a notice, and all screens told."""
        ...

    def show_paper(self, make: Callable[[Progress], bytes], title: Message, part: str) -> None:
        """Make a paper of the case in front and preview it; that it was asked for at a part is kept."""
        ...


class CasePart(Protocol):
    """A part's widget (a QWidget besides)."""

    def show_case(self, page: CasePage) -> None:
        """A case came to the front, or something of it changed: show it anew."""
        ...

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSpec:
    """A part: its key, the use case that a role must be allowed to see it, and how its widget is made when needed."""

    key: str
    use_case: str
    make: Callable[[Desk, CaseHost], Any]
