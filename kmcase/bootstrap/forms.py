"""Forms, which need no open office."""

from __future__ import annotations

from pathlib import Path

from kmcase.application.casework import faulty_lines
from kmcase.application.forms import FormExports, Forms
from kmcase.application.read.casework import FaultyLine
from kmcase.documents.xlsforms import XlsForms
from kmcase.files.casework_files import read_text
from kmcase.files.forms import compile_shipped, read_form, shipped_form
from kmcase.rules.casework import read_casework

__all__ = ["check_form", "compile_shipped", "form_exports", "shipped_forms"]


def check_form(path: Path) -> tuple[str, tuple[FaultyLine, ...]]:
    """The version of a sound casework file or XLSForm (`.xlsx`), else the faults of the casework file.

    Raises `forms.faulty` for the first fault of an XLSForm, and what opening a file raises.
    """
    if path.suffix.lower() == ".xlsx":
        return read_form(path).version, ()
    text = read_text(path)
    found, faults = read_casework(text)
    return (found.version if found is not None else ""), faulty_lines(text, faults)


def shipped_forms() -> Forms:
    """The forms of the package."""
    return Forms(shipped_form)


def form_exports() -> FormExports:
    """The same, written for telephones."""
    return FormExports(shipped_forms(), XlsForms())
