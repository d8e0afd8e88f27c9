"""The forms that the office asks by, by id and version: what was answered keeps the version it was answered with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kmcase.domain.forms import Form

VISIT = "visit"
"""The fact-finding visit (ปสค.1 and ปสค.2)."""
SURVEY = "survey"
"""What volunteers ask on their telephones (แบบสำรวจข้อมูลผู้ประสบปัญหาทางสังคม)."""

ShippedForm = Callable[[str, str], Form]
"""A form of the package by id and version ("" for the newest); raises `forms.unknown`."""


class FormWriter(Protocol):
    """Writes a form for telephones."""

    def xlsform(self, form: Form) -> bytes:
        """An XLSForm workbook."""
        ...

    def xform(self, form: Form) -> bytes:
        """An ODK XForm, XML in UTF-8."""
        ...


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


class FormExports:
    """Writes forms for volunteers' telephones; a form holds nobody's data, so everybody may."""

    def __init__(self, forms: Forms, writer: FormWriter) -> None:
        self._forms = forms
        self._writer = writer

    def xlsform(self, form_id: str) -> bytes:
        """The newest version as an XLSForm workbook, which KoboToolbox and ODK Central open; raises `forms.unknown`."""
        return self._writer.xlsform(self._forms.newest(form_id))

    def xform(self, form_id: str) -> bytes:
        """The newest version as an ODK XForm, which ODK Collect opens; raises `forms.unknown`."""
        return self._writer.xform(self._forms.newest(form_id))
