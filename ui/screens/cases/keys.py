"""The parts of a case's page, in the order of their tabs. No Qt: the screen is known before its views are."""

from __future__ import annotations

PART_KEYS = (
    "overview",
    "intake",
    "papers",
    "assessment",
    "network",
    "plan",
    "notes",
    "tasks",
    "conferences",
    "stay",
    "referrals",
    "closing",
    "sights",
)
