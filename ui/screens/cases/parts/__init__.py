"""The parts of a case's page."""

from __future__ import annotations

from ui.screens.cases.part import PartSpec
from ui.screens.cases.parts import closing, overview, referrals, sights

PARTS: tuple[PartSpec, ...] = (overview.PART, referrals.PART, closing.PART, sights.PART)
