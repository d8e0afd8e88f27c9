"""CSV files as Thai offices make them: UTF-8, TIS-620 (cp874) or UTF-16, parted by comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from kmcase.domain.errors import DomainError

_DELIMITERS = ",;\t|"
_SNIFFED_LINES = 30
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DOS_END = "\x1a"


def read_delimited(name: str, content: bytes) -> list[list[str]]:
    """The records of a CSV file. Raises `files.unknown_encoding` or `files.broken_quotes` (with the line)."""
    text = decode(name, content).rstrip(_DOS_END)
    delimiter, text = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return list(reader)
    except csv.Error as problem:
        raise DomainError("files.broken_quotes", "file", name=name, line=reader.line_num) from problem


def decode(name: str, content: bytes) -> str:
    """Bytes as text, by their mark, else as UTF-8, else as TIS-620."""
    for encoding in _candidates(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DomainError("files.unknown_encoding", "file", name=name)


def _candidates(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    head = content[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even or odd:
        return ("utf-16-be",) if even > odd else ("utf-16-le",)
    return ("utf-8", "cp874")


def _delimiter(text: str) -> tuple[str, str]:
    """The sign that parts most lines into equally many cells, and the text without Excel's `sep=` line."""
    first, _, rest = text.partition("\n")
    told = first.strip().lower()
    if told.startswith("sep=") and len(told) == len("sep=") + 1:
        return told[-1], rest
    if first.lower().startswith("sep=\t"):
        return "\t", rest
    lines = [line for line in text[:100_000].splitlines()[:_SNIFFED_LINES] if line.strip()]
    return max(_DELIMITERS, key=lambda sign: _agreement(lines, sign)), text


def _agreement(lines: list[str], sign: str) -> tuple[int, int]:
    """How many lines have the commonest number of cells, and that number; nothing for a sign that parts none."""
    counts = Counter(_signs_outside_quotes(line, sign) for line in lines)
    counts.pop(0, None)
    if not counts:
        return (0, 0)
    count, how_many = max(counts.items(), key=lambda item: (item[1], item[0]))
    return (how_many * count, how_many)


def _signs_outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[0::2])
