"""The address of a row: its own columns, or all in one cell; matched to the official areas and the office's."""

from __future__ import annotations

import re
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache

from kmcase.domain.imports.cells import Cells, clean, shown
from kmcase.domain.imports.mapping import SurveyColumn
from kmcase.domain.imports.survey import Findings, ReadingContext
from kmcase.domain.people import Address
from kmcase.thai import areas
from kmcase.thai.address_parts import AddressParts, split_address
from kmcase.thai.digits import to_arabic
from kmcase.thai.folding import fold

HIGHEST_MOO = 99
_CHOICES = 6
_CLOSE = 0.7
_MOO = re.compile(r"\D{0,12}?(\d{1,3})(?:\.0+)?(?!\d)\s*(.*)")
_A_DATE = re.compile(r"\d{1,2}/\d{1,2}/2[45]\d\d")
_LEVELS = (SurveyColumn.SUBDISTRICT, SurveyColumn.DISTRICT, SurveyColumn.PROVINCE)


def read_address(cells: Cells, context: ReadingContext, found: Findings) -> Address:
    """The address of a row; what cannot be matched, or lies outside the office's area, blocks."""
    written = _in_one_cell(cells, found)
    moo, village = _moo(cells, written, found)
    named = [cells.text(column, found) for column in _LEVELS]
    places = [own or part for own, part in zip(named, _levels_of(written), strict=True)]
    return Address(
        house_no=_house_no(cells, found) or written.house_no,
        moo=moo,
        village=cells.text(SurveyColumn.VILLAGE, found) or village or written.village,
        soi=cells.text(SurveyColumn.SOI, found) or written.soi,
        road=cells.text(SurveyColumn.ROAD, found) or written.road,
        subdistrict_code=_code(places, _area_column(cells), context, found),
    )


def subdistrict_in(titles: tuple[str, ...]) -> str:
    """The code of the sub-district that the lines above a list name, where they name exactly one; else empty."""
    for title in titles:
        parts = split_address(title)
        if parts.subdistrict:
            matches = _match(*_levels_of(parts))
            if len(matches) == 1:
                return matches[0].subdistrict_code
    return ""


def _levels_of(parts: AddressParts) -> tuple[str, str, str]:
    return (parts.subdistrict, parts.district, parts.province)


def _in_one_cell(cells: Cells, found: Findings) -> AddressParts:
    text = cells.text(SurveyColumn.ADDRESS, found)
    if not text:
        return AddressParts()
    parts = split_address(text)
    if parts.rest:
        found.warn("address_rest", SurveyColumn.ADDRESS, rest=parts.rest)
    return parts


def _house_no(cells: Cells, found: Findings) -> str:
    cell = cells.raw(SurveyColumn.HOUSE_NO)
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        found.block("house_no_is_date", SurveyColumn.HOUSE_NO, typed=shown(cell), suggested=f"{day.day}/{day.month}")
        return ""
    text = to_arabic(cells.text(SurveyColumn.HOUSE_NO, found))
    if _A_DATE.fullmatch(text):
        suggested = "/".join(str(int(part)) for part in text.split("/")[:2])
        found.block("house_no_is_date", SurveyColumn.HOUSE_NO, typed=text, suggested=suggested)
        return ""
    return text


def _moo(cells: Cells, written: AddressParts, found: Findings) -> tuple[int | None, str]:
    """The number, and a village's name behind it in the same cell."""
    cell = cells.raw(SurveyColumn.MOO)
    number, village, column = written.moo, "", SurveyColumn.ADDRESS
    if cell is not None:
        column = SurveyColumn.MOO
        hit = _MOO.fullmatch(to_arabic(clean(cell)))
        if hit is None:
            found.block("moo_unreadable", column, typed=shown(cell))
            return None, ""
        number, village = int(hit[1]), hit[2].strip()
    if number is not None and not 1 <= number <= HIGHEST_MOO:
        found.block("moo_unreadable", column, typed=str(number))
        return None, village
    return number, village


def _area_column(cells: Cells) -> SurveyColumn:
    """Where an area is mended."""
    alone = SurveyColumn.ADDRESS in cells and SurveyColumn.SUBDISTRICT not in cells
    return SurveyColumn.ADDRESS if alone else SurveyColumn.SUBDISTRICT


def _code(places: list[str], column: SurveyColumn, context: ReadingContext, found: Findings) -> str:
    subdistrict, district, province = places
    if not subdistrict:
        return _whole_list(places, column, context, found)
    matches = _match(subdistrict, district, province)
    inside = [area for area in matches if area.subdistrict_code in context.area]
    if len(matches) == 1 or len(inside) == 1:
        sure = (inside or matches)[0]
        if not inside:
            found.block("area_outside", column, area=areas.label(sure))
        elif len(matches) > 1:
            found.inform("area_assumed", column, typed=subdistrict, area=areas.label(sure))
        return sure.subdistrict_code
    typed = " ".join(place for place in places if place)
    if matches:
        found.block("area_ambiguous", column, typed=typed, choices=_labels(tuple(inside or matches)))
    else:
        found.block("area_unknown", column, typed=typed, choices=_labels(_alike(fold(subdistrict), context.area)))
    return ""


def _whole_list(places: list[str], column: SurveyColumn, context: ReadingContext, found: Findings) -> str:
    """A row without a sub-district lies in the list's, unless it names another district or province."""
    listed = areas.area(context.subdistrict_code)
    if listed is None:
        found.block("area_missing", column)
        return ""
    same = _match(listed.subdistrict, *places[1:])
    if listed not in same:
        found.block("area_unknown", column, typed=" ".join(places).strip(), choices=(areas.label(listed),))
        return ""
    if listed.subdistrict_code not in context.area:
        found.block("area_outside", column, area=areas.label(listed))
    return listed.subdistrict_code


@lru_cache(maxsize=5_000)
def _match(subdistrict: str, district: str, province: str) -> tuple[areas.Area, ...]:
    return areas.match(subdistrict, district, province)


@lru_cache(maxsize=2_000)
def _alike(name: str, area: frozenset[str]) -> tuple[areas.Area, ...]:
    """Sub-districts of the office whose names are nearly the same."""
    own = {fold(each.subdistrict): each for code in sorted(area) if (each := areas.area(code)) is not None}
    return tuple(own[close] for close in get_close_matches(name, own, n=_CHOICES, cutoff=_CLOSE))


def _labels(choices: tuple[areas.Area, ...]) -> tuple[str, ...]:
    return tuple(areas.label(each) for each in choices[:_CHOICES])
