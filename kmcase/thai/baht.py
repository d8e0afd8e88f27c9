"""Amounts in baht, held as whole satang: in words, in figures, and as people type them.

The words follow what receipts in Thailand show: 101 is หนึ่งร้อยเอ็ดบาทถ้วน, and less than one baht names no baht.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from kmcase.thai.digits import to_arabic
from kmcase.thai.folding import INVISIBLE

SATANG = 100
LARGEST = 9_999_999_999_99
"""The greatest amount that can be typed, in satang: what lies beyond is a slip of the keyboard."""

_DIGIT_WORDS = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACE_WORDS = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_MILLION = 1_000_000

_IGNORED = re.compile(rf"[\s{INVISIBLE}]")
_SIGN = re.compile(r"^[-\u2010-\u2015\u2212(]+|[-\u2010-\u2015\u2212)]+$")
_UNIT = re.compile(r"^฿|(?:บาท(?:ถ้วน)?|บ\.?|฿)$")
_DASH_FOR_SATANG = re.compile(r"\.[-\u2010-\u2015\u2212]+$")
_FIGURES = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?")


class BahtProblem(ValueError):
    """What was typed is no amount: `empty`, `letters`, `unreadable`, `decimals`, `negative` or `too_large`."""

    def __init__(self, code: str, typed: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.typed = typed


def baht_words(satang: int) -> str:
    """Satang in words: 300000 -> `สามพันบาทถ้วน`, 50 -> `ห้าสิบสตางค์`; below zero with `ลบ` before it."""
    if satang < 0:
        return "ลบ" + baht_words(-satang)
    baht, rest = divmod(satang, SATANG)
    if rest == 0:
        return _number_words(baht) + "บาทถ้วน"
    whole = _number_words(baht) + "บาท" if baht else ""
    return whole + _number_words(rest) + "สตางค์"


def format_baht(satang: int) -> str:
    """Satang in figures: 300000 -> `3,000.00`."""
    sign = "-" if satang < 0 else ""
    baht, rest = divmod(abs(satang), SATANG)
    return f"{sign}{baht:,}.{rest:02d}"


def parse_baht(text: str) -> int:
    """Satang from typed figures: `3,000`, `๓,๐๐๐.๕๐ บาท`, `3,000.-`. Raises `BahtProblem`."""
    figures = to_arabic(_IGNORED.sub("", unicodedata.normalize("NFC", text)))
    figures = _DASH_FOR_SATANG.sub("", _UNIT.sub("", figures))
    unsigned = _SIGN.sub("", figures)
    if not unsigned:
        raise BahtProblem("empty", text)
    if re.search(r"[^\d.,]", unsigned, re.ASCII):
        raise BahtProblem("letters", text)
    if unsigned != figures:
        raise BahtProblem("negative", text)
    return _satang(figures, text)


def baht_from_cell(value: object) -> int:
    """Satang from a cell: a number as it stands, text as `parse_baht`. Raises `BahtProblem`."""
    if value is None:
        raise BahtProblem("empty")
    if isinstance(value, bool):
        raise BahtProblem("letters", str(value))
    if isinstance(value, float):
        # Sums that a workbook computed carry noise far behind the satang.
        value = format(Decimal(repr(round(value, 6))), "f")
    return parse_baht(str(value))


def _satang(figures: str, typed: str) -> int:
    found = _FIGURES.fullmatch(figures)
    if found is None or not re.search(r"\d", figures):
        raise BahtProblem("unreadable", typed)
    whole = (found[1] or "0").replace(",", "")
    decimals = (found[2] or "").rstrip("0")
    if len(decimals) > 2:
        raise BahtProblem("decimals", typed)
    if len(whole.lstrip("0")) > len(str(LARGEST // SATANG)):
        raise BahtProblem("too_large", typed)
    return int(whole) * SATANG + int(decimals.ljust(2, "0"))


def _number_words(number: int) -> str:
    if number == 0:
        return _DIGIT_WORDS[0]
    millions, rest = divmod(number, _MILLION)
    above = _number_words(millions) + "ล้าน" if millions else ""
    return above + _below_million(rest, follows=bool(millions))


def _below_million(number: int, *, follows: bool) -> str:
    """Words of 0 to 999,999 (nothing for 0); `follows` where millions stand before it, so that 1 is เอ็ด."""
    words = []
    for place, digit in reversed(list(enumerate(map(int, reversed(str(number)))))):
        if digit:
            words.append(_digit_in_place(digit, place, alone=number == 1 and not follows))
    return "".join(words)


def _digit_in_place(digit: int, place: int, *, alone: bool) -> str:
    if place == 0:
        return "เอ็ด" if digit == 1 and not alone else _DIGIT_WORDS[digit]
    if place == 1 and digit <= 2:
        return ("", "ยี่")[digit - 1] + _PLACE_WORDS[1]
    return _DIGIT_WORDS[digit] + _PLACE_WORDS[place]
