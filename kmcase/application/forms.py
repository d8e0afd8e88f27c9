"""The forms that the office asks by, by id and version: what was answered keeps the version it was answered with."""

from __future__ import annotations

from collections.abc import Callable

from kmcase.domain.forms import Form

VISIT = "visit"
"""The fact-finding visit (ปสค.1 and ปสค.2)."""

ShippedForm = Callable[[str, str], Form]
"""A form of the package by id and version ("" for the newest); raises `forms.unknown`."""


class Forms:
    """Finds forms; all of it is in memory after the first call."""

    def __init__(self, shipped: ShippedForm) -> None:
        self._shipped = shipped

    def newest(self, form_id: str) -> Form:
        """The version that is asked by today; raises `forms.unknown`."""
        return self._shipped(form_id, "")

    def form(self, form_id: str, version: str) -> Form:
        """The version that something was answered with; raises `forms.unknown`."""
        return self._shipped(form_id, version)
