"""Answers that are offered, as by the register: shown in their editors, and no answers before somebody confirms them.

No Qt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kmcase.domain.forms import Answers

Raws = Mapping[str, Any]
"""What editors hold by question, as JSON."""


class Offered:
    """What is offered, and what each editor held before (`blank`) and holds while it shows that (`shown`)."""

    def __init__(self, answers: Answers | None = None) -> None:
        self.answers: Answers = dict(answers or {})
        self._held: dict[str, tuple[Any, Any]] = {}

    def hold(self, name: str, blank: Any, shown: Any) -> None:
        """An editor shows what is offered."""
        self._held[name] = (blank, shown)

    def take(self, names: Iterable[str]) -> None:
        """These are so, or somebody types into them: what their editors hold counts as typed."""
        for name in names:
            self._held.pop(name, None)

    def waiting(self, raws: Raws) -> Answers:
        """What editors show and nobody has taken or changed."""
        return {name: self.answers[name] for name, (_, shown) in self._held.items() if raws[name] == shown}

    def keep_waiting(self, raws: Raws) -> None:
        """What is typed is saved: what was taken or changed is offered no more."""
        self.answers = self.waiting(raws)
        self._held = {name: held for name, held in self._held.items() if name in self.answers}

    def typed(self, raws: Raws) -> dict[str, Any]:
        """What is typed: an editor that shows what is offered counts as it was before."""
        return {**raws} | {name: blank for name, (blank, shown) in self._held.items() if raws[name] == shown}
