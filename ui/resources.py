"""Where the drawn and written resources lie; no Qt, so that presenters and tests may ask as well."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent / "resources"


def icon_names() -> tuple[str, ...]:
    """The names of all drawn icons, in order."""
    return tuple(sorted(path.stem for path in (ROOT / "icons").glob("*.svg")))


@cache
def icon_svg(name: str) -> str:
    """The SVG of an icon, stroked in `currentColor`; an unknown name raises `FileNotFoundError`."""
    return (ROOT / "icons" / f"{name}.svg").read_text("utf-8")


@cache
def style_template(name: str) -> str:
    """A style sheet with `$token` placeholders."""
    return (ROOT / "styles" / f"{name}.qss").read_text("utf-8")


def style_image(name: str) -> str:
    """The address, in a style sheet, of a picture that only a style sheet uses."""
    return (ROOT / "styles" / f"{name}.svg").as_posix()


class Papers(NamedTuple):
    """What the program is made of, with the licences of fonts, data and libraries (Markdown), and its own licence."""

    notices: str
    licence: str


def papers() -> Papers:
    """Both papers; read in a job."""
    return Papers(*((ROOT.parent / name).read_text("utf-8") for name in ("NOTICES.md", "LICENSE")))
