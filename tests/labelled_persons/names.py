"""Names put together from syllables that Thai names are made of; how common each is falls off as in a real register."""

from __future__ import annotations

import random
import tomllib
from itertools import accumulate
from pathlib import Path

_PARTS = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
NICKNAMES: list[str] = _PARTS["nicknames"]


class Names:
    """Names of one country of imagination, drawn by a source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._given = {
            (sex, late): self._shuffled(_PARTS["late_front"] if late else _PARTS["front"], ends)
            for sex, ends in ((1, _PARTS["male_end"]), (2, _PARTS["female_end"]))
            for late in (False, True)
        }
        self._fashion = {key: list(accumulate(_falling(len(names)))) for key, names in self._given.items()}

    def _shuffled(self, fronts: list[str], ends: list[str]) -> list[str]:
        names = [front + end for front in fronts for end in ends if front != end]
        self._chance.shuffle(names)
        return names

    def given(self, sex: int, birth_year: int) -> str:
        """A given name of the fashion of a year (C.E.); 3 in 100 come from elsewhere."""
        if self._chance.random() < 0.03:
            return self._chance.choice(_PARTS["foreign_male"] if sex == 1 else _PARTS["foreign_female"])
        key = (sex, birth_year > 1985)
        return self._chance.choices(self._given[key], cum_weights=self._fashion[key])[0]

    def beside(self, name: str, sex: int, birth_year: int) -> str:
        """A sibling's name: often with the same beginning (สมชาย, สมศักดิ์)."""
        for fronts in (_PARTS["front"], _PARTS["late_front"]):
            front = next((each for each in fronts if name.startswith(each)), "")
            if front and self._chance.random() < 0.35:
                return front + self._chance.choice(_PARTS["male_end"] if sex == 1 else _PARTS["female_end"])
        return self.given(sex, birth_year)

    def family(self) -> str:
        """A family name; some foreigners have none."""
        pick = self._chance.choice
        if self._chance.random() < 0.01:
            return pick(_PARTS["foreign_family"])
        middle = pick(_PARTS["family_middle"]) if self._chance.random() < 0.6 else ""
        return pick(_PARTS["family_front"]) + middle + pick(_PARTS["family_end"])


def _falling(count: int) -> list[float]:
    """How common the first, second, ... name is."""
    return [1 / (rank + 12) ** 0.9 for rank in range(count)]
