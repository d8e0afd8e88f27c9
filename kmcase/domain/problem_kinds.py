"""Kinds of social problems in the register; their words are in the catalogue under `imports.problem_kind`.

After the ministry's groups of people in hardship (ผู้ประสบปัญหาทางสังคม); an office lists every kind that applies.
"""

from __future__ import annotations

OTHER = "other"
PROBLEM_KINDS = (
    "low_income",
    "destitute",
    "homeless",
    "begging",
    "child",
    "teenage_parent",
    "single_parent",
    "elderly",
    "disabled",
    "illness",
    "bedridden",
    "psychiatric",
    "abandoned",
    "violence",
    "unemployed",
    "debt",
    "poor_housing",
    "landless",
    "disaster",
    "ex_prisoner",
    "addiction",
    "stateless",
    OTHER,
)
