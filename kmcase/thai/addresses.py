"""An address as it is written on a form."""

from __future__ import annotations

from kmcase.thai.areas import area, label


def written(house_no: str, moo: int | None, village: str, soi: str, road: str, subdistrict_code: str) -> str:
    """`12 หมู่ที่ 3 บ้าน… ซอย… ถนน… ต.… อ.… จ.…`; what is not known is left out."""
    parts = [house_no]
    if moo is not None:
        parts.append(f"หมู่ที่ {moo}")
    for name, word in ((village, "บ้าน"), (soi, "ซอย"), (road, "ถนน")):
        if name:
            parts.append(name if name.startswith(word) else f"{word}{name}")
    official = area(subdistrict_code)
    if official is not None:
        parts.append(label(official))
    return " ".join(part for part in parts if part)
