"""How the window looks to this user: colours and size of text, chosen in their menu and remembered."""

from __future__ import annotations

from ui.ports import Memory
from ui.theme import Theme

SCHEMES = ("system", "light", "dark")
SCALES = (100, 125, 150)
"""Sizes of text, in per cent of normal."""


class Looks:
    """What was chosen; a choice is worn at once."""

    def __init__(self, theme: Theme, memory: Memory) -> None:
        self._theme = theme
        self._memory = memory

    @property
    def scheme(self) -> str:
        """One of `SCHEMES`."""
        kept = self._memory.get("scheme")
        return kept if kept in SCHEMES else SCHEMES[0]

    @property
    def scale(self) -> int:
        """One of `SCALES`."""
        kept = self._memory.get("text_scale")
        return int(kept) if kept in map(str, SCALES) else SCALES[0]

    def wear(self) -> None:
        """Dress the window as was chosen."""
        self._theme.wear({"light": False, "dark": True}.get(self.scheme), self.scale / 100)

    def choose_scheme(self, scheme: str) -> None:
        """Light, dark, or as the system has it."""
        self._memory.put("scheme", scheme)
        self.wear()

    def choose_scale(self, scale: int) -> None:
        """A size of text, in per cent."""
        self._memory.put("text_scale", str(scale))
        self.wear()
