"""The tone of a mark or notice; no Qt, so that presenters may choose one."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """What a mark says; a signal tone never stands without an icon and a word."""

    PLAIN = "plain"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    ERROR = "error"
