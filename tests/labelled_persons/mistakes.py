"""What clerks, keyboards and scanners do to what they copy."""

from __future__ import annotations

import random

_TONES = "่้๊๋"
_ALIKE = (
    "ศสษซ", "นณ", "ยญ", "ดฎ", "ตฏ", "ทธฒฐ", "พภผ", "ขคฆ", "ฟฝ", "ชฌฉ", "ลรฬ", "ใไ", "ิี", "ึื", "ุู",
)  # fmt: skip
_OCR = ("กภถ", "ดตค", "ชซ", "ผฝพฟ", "บปษ", "อฮ", "ขช", "ทฑฆ", "ลสศ", "นมฆ", "ิีึื", "่้", "ๆว", "านา")
_OCR_DIGITS = ("17", "38", "56", "08", "49")
_KEYS = ("ภถุึคตจขช", "ๆไำพะัีรนยบล", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ")
_SPELLINGS = (("พงศ์", "พงษ์"), ("พงษ์", "พงศ์"), ("รรณ", "ัณ"), ("วรรณ", "วัน"), ("ไช", "ชัย"), ("ิ์", "ิ"), ("์", ""))


def pick(chance: random.Random, text: str, groups: tuple[str, ...]) -> str:
    """One letter of a text exchanged for another of its group."""
    places = [at for at, letter in enumerate(text) if any(letter in group for group in groups)]
    if not places:
        return text
    at = chance.choice(places)
    group = chance.choice([group for group in groups if text[at] in group])
    return text[:at] + chance.choice([each for each in group if each != text[at]] or [text[at]]) + text[at + 1 :]


def tone(chance: random.Random, text: str) -> str:
    """A tone mark lost, changed or put in."""
    places = [at for at, letter in enumerate(text) if letter in _TONES]
    if places:
        at = chance.choice(places)
        return text[:at] + chance.choice(["", chance.choice(_TONES)]) + text[at + 1 :]
    places = [at for at, letter in enumerate(text) if "ก" <= letter <= "ฮ"]
    if not places:
        return text
    at = chance.choice(places)
    return text[: at + 1] + chance.choice(_TONES) + text[at + 1 :]


def sound(chance: random.Random, text: str) -> str:
    """Written as it is heard."""
    fitting = [each for each in _SPELLINGS if each[0] in text]
    if fitting and chance.random() < 0.5:
        return text.replace(*chance.choice(fitting), 1)
    return pick(chance, text, _ALIKE)


def key(chance: random.Random, text: str) -> str:
    """The key beside."""
    places = [at for at, letter in enumerate(text) if any(letter in row for row in _KEYS)]
    if not places:
        return text
    at = chance.choice(places)
    row = next(row for row in _KEYS if text[at] in row)
    beside = row.index(text[at]) + chance.choice((-1, 1))
    return text[:at] + row[max(0, min(beside, len(row) - 1))] + text[at + 1 :]


def slip(chance: random.Random, text: str) -> str:
    """A letter lost, doubled, or exchanged with the next."""
    if len(text) < 4:
        return text
    at = chance.randrange(1, len(text) - 1)
    before, letter, behind = text[:at], text[at], text[at + 1 :]
    return before + chance.choice((behind, letter + letter + behind, behind[0] + letter + behind[1:]))


def ocr(chance: random.Random, text: str) -> str:
    """What a scanner takes for another letter."""
    return pick(chance, text, _OCR)


def lookalike(chance: random.Random, text: str) -> str:
    """Other characters that look the same."""
    exchanged = text.replace("แ", "เเ") if chance.random() < 0.5 else text.replace("ำ", "ํา")
    if chance.random() < 0.3 and len(text) > 3:
        at = chance.randrange(1, len(text))
        return exchanged[:at] + "\u200b" + exchanged[at:]
    return exchanged


def digit(chance: random.Random, number: str) -> str:
    """One digit wrong."""
    places = [at for at, each in enumerate(number) if each.isdigit()]
    if not places:
        return number
    at = chance.choice(places)
    return number[:at] + chance.choice([each for each in "0123456789" if each != number[at]]) + number[at + 1 :]


def scanned_digit(chance: random.Random, number: str) -> str:
    """One digit taken for another that looks like it."""
    return pick(chance, number, _OCR_DIGITS)


def exchanged_digits(chance: random.Random, number: str) -> str:
    """Two digits beside each other exchanged."""
    places = [at for at in range(len(number) - 1) if number[at] != number[at + 1] and number[at : at + 2].isdigit()]
    if not places:
        return number
    at = chance.choice(places)
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def misspelt(chance: random.Random, text: str) -> str:
    """Any of the mistakes of a clerk in a name."""
    return chance.choices((tone, sound, key, slip, lookalike), (25, 40, 10, 15, 10))[0](chance, text)
