"""Codes of the editable lists in words."""

from __future__ import annotations

from kmcase.messages import Catalogue


def said(catalogue: Catalogue, table: str, code: str) -> str:
    """The words of a code; what an office wrote in its own words stays as it is."""
    key = f"{table}.{code}"
    return catalogue.text(key) if catalogue.has(key) else code
