"""Who may be named on a public list.

Children (Child Protection Act B.E. 2546, s. 4 and 27: under eighteen years), clients of a shelter and restricted
persons are counted and never named; nor is somebody of whom nobody knows whether they are a child.
"""

from __future__ import annotations

from datetime import date

from kmcase.domain.offices import OfficeKind
from kmcase.domain.public_lists import Listed, Unnamed
from kmcase.rules.persons import may_be_child


def reason_unnamed(listed: Listed, kind: OfficeKind, day: date) -> Unnamed | None:
    """Why somebody is not named on a list put up on a day; None where they may be."""
    if kind is OfficeKind.SHELTER:
        return Unnamed.SHELTER
    if listed.restricted:
        return Unnamed.RESTRICTED
    if listed.birth is None:
        return Unnamed.AGE_UNKNOWN
    return Unnamed.CHILD if may_be_child(listed.birth, day) else None
