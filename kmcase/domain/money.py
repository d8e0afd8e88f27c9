"""Money: whole satang, never float."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SATANG_PER_BAHT = 100


@dataclass(frozen=True, slots=True, order=True)
class Baht:
    """An amount in whole satang; may be negative in differences."""

    satang: int

    def __post_init__(self) -> None:
        given: object = self.satang
        if not isinstance(given, int) or isinstance(given, bool):
            raise TypeError("Baht takes whole satang")

    @classmethod
    def of(cls, baht: int, satang: int = 0) -> Baht:
        """`Baht.of(3000)` is three thousand baht."""
        return cls(baht * SATANG_PER_BAHT + satang)

    @classmethod
    def zero(cls) -> Baht:
        """Nothing."""
        return cls(0)

    @classmethod
    def total(cls, amounts: Iterable[Baht]) -> Baht:
        """The sum of amounts; zero for none."""
        return cls(sum(amount.satang for amount in amounts))

    def __add__(self, other: Baht) -> Baht:
        return Baht(self.satang + other.satang)

    def __sub__(self, other: Baht) -> Baht:
        return Baht(self.satang - other.satang)

    def __mul__(self, times: int) -> Baht:
        return Baht(self.satang * times)

    def __neg__(self) -> Baht:
        return Baht(-self.satang)

    def __bool__(self) -> bool:
        return self.satang != 0

    @property
    def whole(self) -> int:
        """Whole baht, the satang cut off towards zero."""
        sign = -1 if self.satang < 0 else 1
        return sign * (abs(self.satang) // SATANG_PER_BAHT)

    @property
    def cents(self) -> int:
        """The satang part, 0 to 99."""
        return abs(self.satang) % SATANG_PER_BAHT
