"""The thirteen digits of the citizen's identity number.

A valid check digit is no proof that a person exists, and a wrong one none that he does not: it warns and asks for a
reason. Numbers from 0 (persons without a status in the registry) to 8 are accepted; 9 was never issued.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from kmcase.thai.digits import to_arabic
from kmcase.thai.folding import INVISIBLE

LENGTH = 13
REFUSALS = frozenset({"length", "letters", "lost_digits", "repeated", "nine"})
WARNINGS = frozenset({"check_digit", "first_digit"})

_UNUSUAL_FIRST = "0"
_IGNORED = re.compile(rf"[\s{INVISIBLE}._\-\u2010-\u2015\u2212'’]")
_SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?[eE]\+?(\d+)")
_ROUNDED = "00000"
"""A number cell that ends so was rounded by a spreadsheet before it was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdVerdict:
    """What is known of a typed number: its digits and the codes of what is wrong, refusals first."""

    number: str
    problems: tuple[str, ...] = ()

    @property
    def refusals(self) -> tuple[str, ...]:
        """Codes that forbid the number."""
        return tuple(code for code in self.problems if code in REFUSALS)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Codes that ask for a reason."""
        return tuple(code for code in self.problems if code in WARNINGS)

    @property
    def accepted(self) -> bool:
        """Whether the number may be stored, perhaps with a reason."""
        return not self.refusals


def normalise(text: str) -> str:
    """Arabic digits without dashes, dots and spaces; letters stay."""
    return to_arabic(_IGNORED.sub("", text))


def check(text: str) -> IdVerdict:
    """Judge a typed number."""
    number = normalise(text)
    if re.search(r"\D", number, re.ASCII):
        return IdVerdict(number=number, problems=("letters",))
    if len(number) != LENGTH:
        return IdVerdict(number=number, problems=("length",))
    return IdVerdict(number=number, problems=tuple(_problems(number)))


def check_digit(first_twelve: str) -> str:
    """The thirteenth digit: (11 - sum of digit x weight 13..2 mod 11) mod 10."""
    weighted = sum(int(digit) * weight for digit, weight in zip(first_twelve, range(LENGTH, 1, -1), strict=True))
    return str((11 - weighted % 11) % 10)


def format_id(text: str) -> str:
    """`1-2345-67890-12-1`; what has not thirteen characters stays as typed."""
    number = normalise(text)
    if len(number) != LENGTH:
        return text
    return f"{number[0]}-{number[1:5]}-{number[5:10]}-{number[10:12]}-{number[12]}"


def mask_id(text: str) -> str:
    """`1-xxxx-xxxxx-56-3`: first digit and last three; of anything else nothing is shown."""
    number = normalise(text)
    if len(number) != LENGTH:
        return "x" * len(number)
    return f"{number[0]}-xxxx-xxxxx-{number[10:12]}-{number[12]}"


def from_cell(value: object) -> IdVerdict:
    """Judge a workbook's cell: text, or a number that Excel made of it; `lost_digits` where it rounded."""
    if value is None:
        return check("")
    if isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
        return IdVerdict(number="", problems=("letters",))
    if isinstance(value, int | float):
        return _from_number(value)
    text = str(value).strip()
    return _from_scientific(text) or check(text)


def _problems(number: str) -> list[str]:
    problems = []
    if len(set(number)) == 1:
        problems.append("repeated")
    if number[0] == "9":
        problems.append("nine")
    if number[-1] != check_digit(number[:-1]):
        problems.append("check_digit")
    if number[0] in _UNUSUAL_FIRST:
        problems.append("first_digit")
    return problems


def _from_number(value: int | float) -> IdVerdict:
    if value != int(value):
        return IdVerdict(number="", problems=("letters",))
    number = str(int(value))
    if value > 0 and len(number) == LENGTH - 1 and check_digit("0" + number[:-1]) == number[-1]:
        number = "0" + number  # a number cell drops the zero in front
    verdict = check(number)
    return _lost(verdict.number) if verdict.accepted and number.endswith(_ROUNDED) else verdict


def _from_scientific(text: str) -> IdVerdict | None:
    """Text like `1.1037E+12`: exact only where the mantissa has all the digits."""
    found = _SCIENTIFIC.fullmatch(to_arabic(text))
    if found is None:
        return None
    digits, exponent = found[1] + (found[2] or ""), int(found[3])
    if len(digits) == exponent + 1:
        return check(digits)
    return _lost(digits)


def _lost(number: str) -> IdVerdict:
    return IdVerdict(number=number, problems=("lost_digits",))
