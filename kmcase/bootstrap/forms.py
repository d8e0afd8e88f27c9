"""Forms, which need no open office."""

from __future__ import annotations

from kmcase.application.forms import Forms
from kmcase.documents.xlsforms import XlsForms
from kmcase.files.forms import compile_shipped, shipped_form

__all__ = ["compile_shipped", "shipped_forms"]


def shipped_forms() -> Forms:
    """The forms of the package."""
    return Forms(shipped_form, XlsForms())
