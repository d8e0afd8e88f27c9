"""Titles and ranks that stand before a name, and the patterns that find them.

To add one: a line in `_CIVIL` (short form -> full form), or a word in the tuple that says how it may be written.
"""

from __future__ import annotations

import re

_CIVIL = {
    "น.ส.": "นางสาว",
    "นส.": "นางสาว",
    "น.ส": "นางสาว",
    "นาง สาว": "นางสาว",
    "ด.ช.": "เด็กชาย",
    "ดช.": "เด็กชาย",
    "ด.ช": "เด็กชาย",
    "ด.ญ.": "เด็กหญิง",
    "ดญ.": "เด็กหญิง",
    "ด.ญ": "เด็กหญิง",
}

TITLES = ("นาย", "นาง", "นางสาว", "เด็กชาย", "เด็กหญิง")
"""The titles of civilians, in the order of a picker."""

MALE_TITLES = frozenset({"นาย", "เด็กชาย"})
FEMALE_TITLES = frozenset({"นาง", "นางสาว", "เด็กหญิง"})

_MONKS = (
    "พระครูสังฆรักษ์",
    "พระครูสมุห์",
    "พระครูปลัด",
    "พระครูใบฎีกา",
    "พระครู",
    "พระมหา",
    "พระอธิการ",
    "พระปลัด",
    "พระสมุห์",
    "พระใบฎีกา",
    "พระภิกษุ",
    "พระ",
    "สามเณร",
    "แม่ชี",
)

_FULL_RANKS = (
    *(f"{size}{step}" for size in ("พล", "พัน", "ร้อย") for step in ("เอก", "โท", "ตรี")),
    *(f"{size}ตำรวจ{step}" for size in ("พล", "พัน", "ร้อย", "สิบ") for step in ("เอก", "โท", "ตรี")),
    *(f"จ่าสิบ{step}" for step in ("เอก", "โท", "ตรี")),
    *(f"สิบ{step}" for step in ("เอก", "โท", "ตรี")),
    *(f"{size}{step}" for size in ("เรือ", "นาวา", "นาวาอากาศ", "เรืออากาศ") for step in ("เอก", "โท", "ตรี")),
    *(f"{size}จ่าอากาศ{step}" for size in ("พัน", "") for step in ("เอก", "โท", "ตรี")),
    "จ่าสิบตำรวจ",
    "ดาบตำรวจ",
    "อาสาสมัครทหารพราน",
    "พลทหาร",
)

_SHORT_RANKS = (
    *(f"{size}.{step}." for size in ("พล", "พ", "ร", "ส", "น", "จ") for step in ("อ", "ท", "ต")),
    *(f"{size}.ต.{step}." for size in ("พล", "พ", "ร", "ส") for step in ("อ", "ท", "ต")),
    *(f"จ.ส.{step}." for step in ("อ", "ท", "ต")),
    *(f"{size}.อ.{step}." for size in ("พล", "น", "ร", "พ", "จ") for step in ("อ", "ท", "ต")),
    *(f"{size}.จ.{step}." for size in ("พ",) for step in ("อ", "ท", "ต")),
    *(f"พล.ร.{step}." for step in ("อ", "ท", "ต")),
    "ด.ต.",
    "จ.ส.ต.",
    "อส.ทพ.",
    "พลฯ",
)

_LEARNED = ("ผศ.ดร.", "รศ.ดร.", "ศ.ดร.", "ผศ.", "รศ.", "ศ.", "ดร.", "นพ.", "พญ.", "ทพ.", "ทพญ.", "ม.ร.ว.", "ม.ล.")
_LATIN = ("mr.", "mrs.", "ms.", "miss.")

_ONLY_BEFORE_SPACE = ("คุณ", "ดร", "นส", "ดช", "ดญ", "เณร", "หม่อมหลวง", "หม่อมราชวงศ์", "mr", "mrs", "ms", "miss")
"""Words that begin names as well (คุณากร, ดรุณี): a title only where a space follows."""


def _alternatives(titles: tuple[str, ...]) -> str:
    return "|".join(re.escape(title).replace(r"\ ", r"\s+") for title in sorted(titles, key=len, reverse=True))


def _dotted(titles: tuple[str, ...]) -> tuple[str, ...]:
    """Short forms with a space after each dot as well."""
    return tuple({*titles, *(title.replace(".", ". ").strip() for title in titles)})


_RANK = f"(?:(?:ว่าที่\\s*)?(?:{_alternatives(_dotted(_SHORT_RANKS))}|{_alternatives(_FULL_RANKS)})(?:\\s*หญิง)?)"
_PLAIN = _alternatives((*TITLES, *_dotted(tuple(_CIVIL)), *_MONKS, *_dotted(_LEARNED), *_LATIN))

# A glued title needs a consonant or a leading vowel behind it, else นายิกา would lose its นาย.
GLUED_TITLES = re.compile(rf"(?:{_RANK}|{_PLAIN})(?=\s|$|[ก-ฮเแโใไa-z])\s*", re.IGNORECASE)
SPACED_TITLES = re.compile(rf"(?:{_alternatives(_ONLY_BEFORE_SPACE)})\s+", re.IGNORECASE)

_CANONICAL = {re.sub(r"\s", "", short): full for short, full in _CIVIL.items()} | {
    "นส": "นางสาว",
    "ดช": "เด็กชาย",
    "ดญ": "เด็กหญิง",
}


def canonical_title(text: str) -> str:
    """A title without inner spaces after dots, in its full form where it has one: `ด. ช.` -> `เด็กชาย`."""
    bare = text.strip()
    return _CANONICAL.get(re.sub(r"\s", "", bare), re.sub(r"\.\s+", ".", bare))
