"""What the side-by-side of pictures and signatures shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kmcase.domain.likeness import PictureUse


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePage:
    """Uses of pictures or signatures, the earliest first; `strokes` by content, `names` of staff by id."""

    uses: tuple[PictureUse, ...]
    strokes: Mapping[str, str]
    names: Mapping[str, str]
