"""What a lifted block is made of; the form for it is in `ui.forms.override`. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kmcase.domain.meetings import Override


def override_of(values: Mapping[str, Any], codes: Iterable[str]) -> Override:
    """The override that the form describes, for the rules that block."""
    return Override(
        codes=tuple(codes),
        reason=values["override_reason"] or "",
        document=values["document"] or "",
        second_person=values["second_person"] or "",
    )
