"""Whether anything that somebody holds tells the 3,000 baht that every payee of the tests is paid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from kmcase.domain.money import Baht
from kmcase.thai.baht import baht_words

PAID = Baht.of(3000)
_FIGURES = re.compile(rf"(?<![0-9a-f])(3,?000(\.00)?|{PAID.satang})(?![0-9a-f])|{baht_words(PAID.satang)}|สามพัน")


def everything(value: object) -> Iterator[object]:
    """Every value that an object holds, whatever it is wrapped in, properties of dataclasses too."""
    if isinstance(value, str | bytes) or value is None:
        yield value
    elif is_dataclass(value) and not isinstance(value, Baht):
        for field in fields(value):
            yield from everything(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from everything(pair)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from everything(one)
    else:
        yield value


def amounts(read: object) -> list[object]:
    """What tells the amount that was paid, as money, as a number or in words."""
    return [one for one in everything(read) if isinstance(one, Baht) or one == PAID.satang or _FIGURES.search(str(one))]
