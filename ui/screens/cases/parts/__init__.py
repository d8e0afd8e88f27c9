"""The parts of a case's page, in the order of `keys.PART_KEYS`."""

from __future__ import annotations

from ui.screens.cases.part import PartSpec
from ui.screens.cases.parts import (
    assessment,
    closing,
    conferences,
    intake,
    network,
    notes,
    overview,
    papers,
    plan,
    referrals,
    sights,
    stay,
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
    conferences.PART,
    stay.PART,
    referrals.PART,
    closing.PART,
    sights.PART,
)
