"""Casework files: text that somebody wrote in an editor."""

from __future__ import annotations

from pathlib import Path

from kmcase.domain.errors import DomainError
from kmcase.files.opening import MEGABYTE, read_bytes


def read_text(path: Path) -> str:
    """The text, at most a megabyte of UTF-8; raises `casework.not_text` and what `read_bytes` raises."""
    try:
        return read_bytes(path, MEGABYTE).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DomainError("casework.not_text", "file", name=path.name) from None
