"""The parts of a case's page, in the order of `keys.PART_KEYS`."""

from __future__ import annotations

from ui.screens.cases.part import PartSpec
from ui.screens.cases.parts import (
    assessment,
    closing,
    intake,
    network,
    notes,
    overview,
    papers,
    plan,
    referrals,
    sights,
    tasks,
)

PARTS: tuple[PartSpec, ...] = (
    overview.PART,
    intake.PART,
    papers.PART,
    assessment.PART,
    network.PART,
    plan.PART,
    notes.PART,
    tasks.PART,
    referrals.PART,
    closing.PART,
    sights.PART,
)
