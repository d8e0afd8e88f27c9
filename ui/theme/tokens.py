"""Design tokens: colours, sizes and distances of the window. No Qt.

Body text keeps a contrast of 4.5 to what it stands on, borders of controls 3 (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from dataclasses import dataclass

from ui.tone import Tone


class Size:
    """Font sizes in points: the base is the size of the official 16 pt TH Sarabun, three stand above it."""

    BASE = 11.0
    LEAD = 13.0
    TITLE = 16.0
    HERO = 22.0


class Space:
    """Distances in pixels on a grid of 8; `HALF` parts what belongs together."""

    HALF = 4
    ONE = 8
    TWO = 16
    THREE = 24
    FOUR = 32
    RADIUS = 6
    CONTROL = 36
    ICON = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The colours of one scheme, as `#rrggbb`."""

    window: str
    surface: str
    sunken: str
    hover: str
    line: str
    edge: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    error: str
    error_soft: str
    on_signal: str

    def ink(self, tone: Tone) -> str:
        """The colour of text and icons in a tone."""
        return {
            Tone.PLAIN: self.muted,
            Tone.ACCENT: self.accent,
            Tone.OK: self.ok,
            Tone.WARN: self.warn,
            Tone.ERROR: self.error,
        }[tone]

    def soft(self, tone: Tone) -> str:
        """The ground behind text in a tone."""
        return {
            Tone.PLAIN: self.sunken,
            Tone.ACCENT: self.accent_soft,
            Tone.OK: self.ok_soft,
            Tone.WARN: self.warn_soft,
            Tone.ERROR: self.error_soft,
        }[tone]


LIGHT = Colours(
    window="#f3f6f7",
    surface="#ffffff",
    sunken="#edf1f3",
    hover="#e6eef0",
    line="#dbe2e6",
    edge="#80909a",
    text="#18252c",
    muted="#4d5d67",
    faint="#66757f",
    accent="#0b6b7c",
    accent_strong="#085361",
    accent_soft="#e0f0f3",
    on_accent="#ffffff",
    ok="#17703f",
    ok_soft="#e3f4ea",
    warn="#855000",
    warn_soft="#fcf0d9",
    error="#ab2318",
    error_soft="#fce9e6",
    on_signal="#ffffff",
)

DARK = Colours(
    window="#12181b",
    surface="#1b2327",
    sunken="#232d32",
    hover="#2a363c",
    line="#323f46",
    edge="#74858f",
    text="#e7edf0",
    muted="#b0bdc4",
    faint="#95a4ad",
    accent="#5fc4d4",
    accent_strong="#8bd8e4",
    accent_soft="#17393f",
    on_accent="#06242a",
    ok="#74cf9b",
    ok_soft="#173527",
    warn="#f0bd62",
    warn_soft="#3b2d10",
    error="#ff9b8f",
    error_soft="#451f1b",
    on_signal="#12181b",
)
