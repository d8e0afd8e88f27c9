"""The parts of a case's page."""

from __future__ import annotations

from ui.screens.cases.part import PartSpec
from ui.screens.cases.parts import intake, overview, papers, sights

PARTS: tuple[PartSpec, ...] = (overview.PART, intake.PART, papers.PART, sights.PART)
