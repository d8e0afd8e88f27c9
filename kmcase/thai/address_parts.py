"""An address in one line, taken apart: `12 ม.3 ต.เชียงพิณ อ.เมือง จ.อุดรธานี`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kmcase.thai.areas import match
from kmcase.thai.digits import to_arabic
from kmcase.thai.folding import INVISIBLE

_ZERO_WIDTH = re.compile(f"[{INVISIBLE}]")
_MARKERS = re.compile(
    r"""
      (?P<house>(?:บ้าน)?เลขที่\s*)
    | (?P<moo>(?:หมู่\s*ที่|หมู่|ม\.)\s*(?=\d))
    | (?:(?<=[\s\d,])|^)(?P<village>หมู่บ้าน|บ้าน|บ\.)
    | (?:(?<=[\s\d,])|^)(?P<soi>ซอย|ซ\.)
    | (?:(?<=[\s\d,])|^)(?P<road>ถนน|ถ\.)
    | (?P<subdistrict>ตำบล|(?<![ก-ฮ]\.)ต\.|(?:(?<=[\s\d,])|^)แขวง)
    | (?P<district>(?:กิ่ง)?อำเภอ|(?<![ก-ฮ]\.)(?:กิ่ง)?อ\.|(?:(?<=[\s\d,])|^)เขต)
    | (?P<province>จังหวัด|(?<![ก-ฮ]\.)จ\.|(?=กทม|กรุงเทพ))
    """,
    re.VERBOSE,
)
_LEVELS = ("subdistrict", "district", "province")
_POSTCODE = re.compile(r"(?:รหัสไปรษณีย์\s*)?(?<!\d)([1-9]\d{4})(?!\d)\s*$")
_HOUSE_NO = re.compile(r"\d+(?:\s*[/-]\s*\d+)*[ก-ฮ]?(?=[\s,]|$)")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressParts:
    """What an address names; what is not there is empty. `rest` is what could not be placed."""

    house_no: str = ""
    moo: int | None = None
    village: str = ""
    soi: str = ""
    road: str = ""
    subdistrict: str = ""
    district: str = ""
    province: str = ""
    postcode: str = ""
    rest: str = ""


def split_address(text: str) -> AddressParts:
    """The parts of an address, by the words before them; three bare names at its end if they name a real area."""
    line = " ".join(to_arabic(_ZERO_WIDTH.sub("", text)).split())
    postcode = _POSTCODE.search(line)
    if postcode:
        line = line[: postcode.start()]
    values = _marked(line)
    moo, behind_moo = _leading_number(values.pop("moo", ""))
    house_no, before = _leading_house(values.pop("house", "") or values.pop("head", ""))
    loose = [*values.pop("head", "").split(), *before.split(), *behind_moo.split()]
    levels = {level: values.pop(level, "") for level in _LEVELS}
    parts = AddressParts(house_no=house_no, moo=moo, postcode=postcode[1] if postcode else "", **values)
    return _placed(parts, levels, loose)


def _marked(line: str) -> dict[str, str]:
    """The text behind each marker by its name; what stands before the first is `head`."""
    found = [(hit.lastgroup or "", hit.start(), hit.end()) for hit in _MARKERS.finditer(line)]
    values = {"head": line[: found[0][1] if found else len(line)].strip(" ,")}
    bare_level = ""
    for place, (marker, start, end) in enumerate(found):
        until = found[place + 1][1] if place + 1 < len(found) else len(line)
        # `ต. บ้านเลื่อม`: behind a bare ต. the word for a village belongs to the name.
        name = bare_level or marker
        value = line[start if bare_level else end : until].strip(" ,")
        bare_level = name if not value and name in _LEVELS else ""
        if not values.get(name):
            values[name] = value
        else:
            values["head"] = f"{values['head']} {value}"
    return values


def _leading_number(text: str) -> tuple[int | None, str]:
    found = _NUMBER.match(text)
    return (int(found[0]), text[found.end() :].strip(" ,")) if found else (None, text)


def _leading_house(text: str) -> tuple[str, str]:
    found = _HOUSE_NO.match(text)
    if found is None:
        return "", text
    return re.sub(r"\s", "", found[0]), text[found.end() :].strip(" ,")


def _placed(parts: AddressParts, levels: dict[str, str], loose: list[str]) -> AddressParts:
    """Of each level the first word; words left over name the levels below it, if they name an area together."""
    spare = loose
    for level in _LEVELS:
        words = levels[level].replace(",", " ").split()
        levels[level] = words[0] if words else ""
        spare = [*spare, *words[1:]]
    empty = [level for level in _LEVELS if not levels[level]]
    tried = levels | dict(zip(empty, spare[-len(empty) :] if empty else (), strict=False))
    if spare and empty and len(spare) >= len(empty) and match(*(tried[level] for level in _LEVELS)):
        levels, spare = tried, spare[: -len(empty)]
    subdistrict, district, province = levels.values()
    return replace(parts, subdistrict=subdistrict, district=district, province=province, rest=" ".join(spare))
