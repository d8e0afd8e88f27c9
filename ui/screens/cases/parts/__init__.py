"""The parts of a case's page."""

from __future__ import annotations

from ui.screens.cases.part import PartSpec
from ui.screens.cases.parts import notes, overview, sights, tasks

PARTS: tuple[PartSpec, ...] = (overview.PART, notes.PART, tasks.PART, sights.PART)
