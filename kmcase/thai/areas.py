"""The official areas: 77 provinces, 928 districts, 7,436 sub-districts with DOPA codes and postcodes.

The data is geothai's (CC BY 4.0), read at the first call, not at import. Codes are text: province 2 digits, district 4,
sub-district 6. Names of districts of Bangkok are held without เขต.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from kmcase.thai.collation import sort_key
from kmcase.thai.folding import fold

BANGKOK_CODE = "10"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A province or a district of a picker."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A sub-district with what it lies in; `postcode` is the first of `postcodes` (160 areas have several)."""

    subdistrict_code: str
    subdistrict: str
    district_code: str
    district: str
    province_code: str
    province: str
    postcode: str
    postcodes: tuple[str, ...]

    @property
    def in_bangkok(self) -> bool:
        """Whether it is called แขวง and เขต."""
        return self.province_code == BANGKOK_CODE


def provinces() -> tuple[Place, ...]:
    """All provinces in dictionary order."""
    return _distinct(_areas().values(), lambda each: (each.province_code, each.province))


def province_name(code: str) -> str:
    """The name of a province, without the word for it; empty for an unknown code."""
    return next((each.province for each in _areas().values() if each.province_code == code), "")


def districts(province_code: str) -> tuple[Place, ...]:
    """The districts of a province in dictionary order; none for an unknown code."""
    inside = (each for each in _areas().values() if each.province_code == province_code)
    return _distinct(inside, lambda each: (each.district_code, each.district))


def subdistricts(district_code: str) -> tuple[Area, ...]:
    """The sub-districts of a district in dictionary order; none for an unknown code."""
    inside = (each for each in _areas().values() if each.district_code == district_code)
    return tuple(sorted(inside, key=lambda each: sort_key(each.subdistrict)))


def area(subdistrict_code: str) -> Area | None:
    """The sub-district of a code, or None."""
    return _areas().get(subdistrict_code)


def label(each: Area) -> str:
    """`ต.เชียงพิณ อ.เมืองอุดรธานี จ.อุดรธานี`, or `แขวงสีลม เขตบางรัก กรุงเทพมหานคร`."""
    if each.in_bangkok:
        return f"แขวง{each.subdistrict} เขต{each.district} {each.province}"
    return f"ต.{each.subdistrict} อ.{each.district} จ.{each.province}"


def search(text: str, limit: int = 20) -> tuple[Area, ...]:
    """Areas of which each typed word is part of a name, or the start of a postcode; best first.

    A word behind ต. อ. จ. (or ตำบล อำเภอ จังหวัด แขวง เขต) is sought in names of that level only.
    """
    terms = _terms(text)
    if not terms:
        return ()
    found = list(_search_index())
    for term in terms:
        found = term.fitting(found)
    found.sort(key=lambda entry: (_rank(terms, entry), entry.order))
    return tuple(entry.area for entry in found[:limit])


def match(subdistrict_name: str, district_name: str = "", province_name: str = "") -> tuple[Area, ...]:
    """The areas that bear exactly these names, for imports; one is sure, none or several are for a person.

    Prefixes, spellings of sara am and the short forms อ.เมือง and กทม. are read; an empty name does not narrow.
    """
    import geothai

    name = fold(subdistrict_name)
    found = geothai.match(
        _bracketed_names().get(_LONG_PREFIX.sub("", _SHORT_PREFIX.sub("", name)), name),
        district=fold(district_name),
        province=fold(province_name).removesuffix("ฯ"),
    )
    return tuple(_areas()[each.subdistrict.code] for each in found)


@dataclass(frozen=True, slots=True)
class _Entry:
    """`lines` are the names and `postcodes` the postcodes, each behind the end of a line, which nobody types."""

    area: Area
    names: tuple[str, str, str]
    lines: str
    postcodes: str
    order: str


@dataclass(frozen=True, slots=True)
class _Term:
    word: str
    level: int | None

    def fitting(self, entries: list[_Entry]) -> list[_Entry]:
        word, level, start = self.word, self.level, f"\n{self.word}"
        if level is not None:
            return [entry for entry in entries if word in entry.names[level]]
        return [entry for entry in entries if word in entry.lines or start in entry.postcodes]


_LEVELS = {"ต": 0, "ตำบล": 0, "แขวง": 0, "อ": 1, "อำเภอ": 1, "กิ่งอำเภอ": 1, "เขต": 1, "จ": 2, "จังหวัด": 2}
_SHORT_PREFIX = re.compile(r"([ตอจ])\s*\.\s*(?=[ก-ฮเแโใไ])(?!ป\.)")
_LONG_PREFIX = re.compile(r"(?:^|(?<=\s))(ตำบล|แขวง|อำเภอ|กิ่งอำเภอ|เขต|จังหวัด)\s*(?=\S)")
_SHORT_BANGKOK = ("กทม", "ก.ท.ม", "กรุงเทพ")
_PREFIXED = re.compile(r"([^:\s]+):(.+)")


def _terms(text: str) -> tuple[_Term, ...]:
    marked = _SHORT_PREFIX.sub(r" \1:", fold(text))
    marked = _LONG_PREFIX.sub(r" \1:", marked)
    return tuple(_term(word) for word in marked.replace(",", " ").split())


def _term(word: str) -> _Term:
    if (found := _PREFIXED.fullmatch(word)) and found[1] in _LEVELS:
        return _Term(found[2], _LEVELS[found[1]])
    return _Term("กรุงเทพมหานคร", 2) if word.rstrip(".ฯ") in _SHORT_BANGKOK else _Term(word, None)


def _rank(terms: tuple[_Term, ...], entry: _Entry) -> tuple[int, ...]:
    """For each term, how well it names: 0-2 the whole name of a level, 3-5 its start, 6 a part."""
    return tuple(_rank_of(term, entry) for term in terms)


def _rank_of(term: _Term, entry: _Entry) -> int:
    for level, name in enumerate(entry.names):
        if name == term.word:
            return level
    for level, name in enumerate(entry.names):
        if name.startswith(term.word):
            return 3 + level
    return 6


@lru_cache(maxsize=1)
def _bracketed_names() -> dict[str, str]:
    """Of an official name with a second spelling in brackets, each spelling."""
    names = [fold(each.subdistrict) for each in _areas().values() if "(" in each.subdistrict]
    return {spelling.strip(" )"): name for name in names for spelling in name.split("(")}


def _distinct(inside: Iterable[Area], code_and_name: Callable[[Area], tuple[str, str]]) -> tuple[Place, ...]:
    places = sorted({code_and_name(each) for each in inside}, key=lambda each: sort_key(each[1]))
    return tuple(Place(code=code, name=name) for code, name in places)


@lru_cache(maxsize=1)
def _areas() -> dict[str, Area]:
    import geothai

    found = {}
    for province in geothai.provinces():
        prefix = "เขต" if province.code == BANGKOK_CODE else ""
        for district in geothai.districts(province.code):
            for subdistrict in geothai.subdistricts(district.code):
                found[subdistrict.code] = Area(
                    subdistrict_code=subdistrict.code,
                    subdistrict=subdistrict.name_th,
                    district_code=district.code,
                    district=district.name_th.removeprefix(prefix),
                    province_code=province.code,
                    province=province.name_th,
                    postcode=subdistrict.postal_codes[0],
                    postcodes=subdistrict.postal_codes,
                )
    return found


@lru_cache(maxsize=1)
def _search_index() -> tuple[_Entry, ...]:
    return tuple(_entry(each) for each in _areas().values())


def _entry(area: Area) -> _Entry:
    names = fold(area.subdistrict), fold(area.district), fold(area.province)
    lines, postcodes = ("".join(f"\n{word}" for word in words) for words in (names, area.postcodes))
    return _Entry(area, names, lines, postcodes, sort_key(area.subdistrict))
