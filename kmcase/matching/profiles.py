"""What is compared of a record: each field in one spelling, empty text or 0 where it is not known."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kmcase.domain.dates import PartialDate
from kmcase.matching.records import PersonRecord
from kmcase.thai import national_id
from kmcase.thai.address_parts import split_address
from kmcase.thai.digits import figures, to_arabic
from kmcase.thai.folding import fold
from kmcase.thai.names import split_name
from kmcase.thai.spellings import k1, k2, skeleton
from kmcase.thai.titles import FEMALE_TITLES, MALE_TITLES


class Profile(NamedTuple):
    """A record as it is compared.

    Names are held as `k1`, parents as `k2`; `sex` is 0 unknown, 1 male, 2 female; year, month and day are C.E.;
    `area` is the sub-district's code, or `?` with the skeletons of its names.
    """

    first: str
    last: str
    nickname: str
    sex: int
    year: int
    month: int
    day: int
    number: str
    phone: str
    account: str
    area: str
    moo: int
    house: str
    house_code: str
    father: str
    mother: str


def profile_of(record: PersonRecord) -> Profile:
    """A record in its one spelling."""
    title, first, last, nickname = _names(record.first_name, record.last_name)
    year, month, day = _birth_parts(record.birth)
    house, moo_beside = _house(record.house_no)
    return Profile(
        first=first,
        last=last,
        nickname=nickname,
        sex=_sex(record.sex, record.title, title),
        year=year,
        month=month,
        day=day,
        number=_number(record.national_id),
        phone=_phone(record.phone),
        account=_account(record.bank_account),
        area=_area(record.subdistrict_code, record.subdistrict, record.district, record.province),
        moo=_moo(record.moo) or moo_beside,
        house=house,
        house_code=_house_code(record.house_code),
        father=_parent(record.father),
        mother=_parent(record.mother),
    )


def district_of(area: str) -> str:
    """The district of an area of a profile: the first four digits, or the names without the last."""
    return area.rpartition("/")[0] if area.startswith("?") else area[:4]


def as_text(profile: Profile) -> str:
    """One line for a table of profiles; `from_text` reads it."""
    return "\t".join(map(str, profile))


def from_text(text: str) -> Profile:
    """`as_text` undone."""
    parts = text.split("\t")
    return Profile(*(int(part) if at in _NUMBERS else part for at, part in enumerate(parts)))  # type: ignore[arg-type]


_NUMBERS = frozenset(Profile._fields.index(name) for name in ("sex", "year", "month", "day", "moo"))
_SEXES = {"male": 1, "female": 2}
_MASKED = re.compile(r"[x*]{2}", re.IGNORECASE)
_PAPER = re.compile(r"[A-Z0-9/]{5,}")
_HOUSE = re.compile(r"\d+(?:\s*[/-]\s*\d+)*")
_SEVERAL = re.compile(r"[^\d\s().+-]+")
_TELEPHONE_DIGITS = 9
_PLACEHOLDERS = re.compile(r"(\d)\1*|0?123456789\d?")
"""What is typed into a field that must not stay empty."""


@lru_cache(maxsize=200_000)
def _cell(text: str) -> tuple[str, str, str, str]:
    """Title, first word, the rest and nickname of a cell."""
    parts = split_name(text)
    title, first, rest = parts.title, parts.first_name, parts.last_name
    while first and (again := split_name(f"{first} {rest}")).title:
        title, first, rest = again.title, again.first_name, again.last_name
    return title, k1(first), k1(rest), k1(parts.nickname)


def _names(first_cell: str, last_cell: str) -> tuple[str, str, str, str]:
    """Title found in the cells, first and last name, nickname; one cell may hold all."""
    title, first, rest, nickname = _cell(first_cell)
    if not last_cell:
        return title, first, rest, nickname
    _, last, more, other = _cell(last_cell)
    if not first:
        return title, last, more, nickname or other
    last += more
    first += "" if rest == last else rest
    return title, first, last, nickname or other


@lru_cache(maxsize=1_000)
def _sex(said: str, title: str, title_found: str) -> int:
    if said in _SEXES:
        return _SEXES[said]
    for each in (split_name(title).title or title, title_found):
        if each in MALE_TITLES or each in FEMALE_TITLES:
            return 1 if each in MALE_TITLES else 2
    return 0


def _birth_parts(birth: PartialDate | None) -> tuple[int, int, int]:
    return (birth.year, birth.month or 0, birth.day or 0) if birth is not None else (0, 0, 0)


def _number(text: str) -> str:
    """Digits of a national id (a zero that a spreadsheet dropped is put back), or a paper's letters and digits."""
    if not text or _MASKED.search(text):
        return ""
    number = national_id.normalise(text).upper()
    if "E+" in number:
        verdict = national_id.from_cell(text)
        number = verdict.number if verdict.accepted else ""
    if _PLACEHOLDERS.fullmatch(number) or not _PAPER.fullmatch(number):
        return ""
    zero = "0" + number
    lost = len(zero) == national_id.LENGTH and number.isdigit() and national_id.check_digit(zero[:-1]) == zero[-1]
    return zero if lost else number


def _phone(text: str) -> str:
    """The last nine digits, without the zero in front or the country's number."""
    digits = figures(text)
    for part in _SEVERAL.split(to_arabic(text)) if len(digits) > _TELEPHONE_DIGITS + 2 else ():
        if len(figures(part)) >= _TELEPHONE_DIGITS:
            digits = figures(part)
            break
    digits = digits.removeprefix("66") if len(digits) > _TELEPHONE_DIGITS + 1 else digits
    digits = digits.lstrip("0")[-_TELEPHONE_DIGITS:]
    return "" if len(digits) < _TELEPHONE_DIGITS - 1 or _PLACEHOLDERS.fullmatch(digits) else digits


def _account(text: str) -> str:
    digits = figures(text)
    return "" if len(digits) < 6 or _PLACEHOLDERS.fullmatch(digits) else digits


@lru_cache(maxsize=50_000)
def _area(code: str, subdistrict: str, district: str, province: str) -> str:
    digits = figures(code)
    if len(digits) == 6:
        return digits
    names = [skeleton(name) for name in (province, district, subdistrict)]
    return "?" + "/".join(names) if any(names) else ""


@lru_cache(maxsize=50_000)
def _house(text: str) -> tuple[str, int]:
    """The house number, and the number of the village where it stands beside."""
    plain = fold(text)
    moo = 0
    if not _HOUSE.fullmatch(plain):
        parts = split_address(plain)
        plain, moo = parts.house_no, parts.moo or 0
    found = _HOUSE.search(plain)
    return "/".join(part.lstrip("0") for part in re.findall(r"\d+", found[0])).strip("/") if found else "", moo


@lru_cache(maxsize=5_000)
def _moo(text: str) -> int:
    found = re.search(r"\d{1,3}", to_arabic(text))
    return int(found[0]) if found else 0


def _house_code(text: str) -> str:
    digits = figures(text)
    return digits if len(digits) >= 8 and not _PLACEHOLDERS.fullmatch(digits) else ""


@lru_cache(maxsize=200_000)
def _parent(text: str) -> str:
    """The first name alone: a list may write a parent with or without the family's name."""
    return k2(_cell(text)[1]) if text else ""
