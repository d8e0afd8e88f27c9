"""Forms, which need no open office."""

from __future__ import annotations

from kmcase.application.forms import FormExports, Forms
from kmcase.documents.xlsforms import XlsForms
from kmcase.files.forms import compile_shipped, shipped_form

__all__ = ["compile_shipped", "form_exports", "shipped_forms"]


def shipped_forms() -> Forms:
    """The forms of the package."""
    return Forms(shipped_form)


def form_exports() -> FormExports:
    """The same, written for telephones."""
    return FormExports(shipped_forms(), XlsForms())
