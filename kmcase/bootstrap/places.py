"""Where files go that are no office's."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kmcase.persistence.durable import atomic_write


def settings_folder() -> Path:
    """Where this user's own settings lie (which offices were opened last); never anything of a person."""
    if configured := os.environ.get("KMCASE_SETTINGS"):
        return Path(configured)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", str(Path.home()))) / "kmcase"
    return Path(os.environ.get("XDG_CONFIG_HOME", str(Path.home() / ".config"))) / "kmcase"


def write_file(path: Path, content: bytes) -> None:
    """A file put in place whole; raises `office_files.*` where it cannot be written."""
    atomic_write(path, content)
