"""The parts of a case's page."""

from __future__ import annotations

from ui.screens.cases.part import PartSpec
from ui.screens.cases.parts import assessment, network, overview, sights

PARTS: tuple[PartSpec, ...] = (overview.PART, assessment.PART, network.PART, sights.PART)
