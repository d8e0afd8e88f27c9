"""A labelled set in the interchange columns: each person written down once, some once more by a kind of corruption."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kmcase.thai.digits import to_thai
from tests.labelled_persons import mistakes
from tests.labelled_persons.population import Population, Truth

COLUMNS = (
    "rec_id", "title", "first_name", "last_name", "sex", "birth_date", "id_type", "national_id", "house_no", "moo",
    "tambon_code", "tambon", "amphoe", "province", "postcode", "house_code", "phone", "bank", "bank_account",
    "father_name", "mother_name", "household_id",
)  # fmt: skip
PAIR_COLUMNS = ("rec_a", "rec_b", "label", "kind")
REPEATED = 0.08
"""The share of records that write somebody down once more."""
BE = 543

KINDS = {
    "retyped": 26, "no_id": 11, "moved": 12, "ocr": 9, "married": 8, "deliberate": 6, "renamed": 3, "relative_id": 3,
    "nickname": 4, "swapped": 4, "tone": 5, "be_ce": 4, "transposed": 5,
}  # fmt: skip
"""Kinds of corruption, and how common each is."""

Record = dict[str, str]


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Records in a shuffled order, and all true pairs with their kind."""

    records: list[Record]
    pairs: list[tuple[str, str, str]]

    def write(self, folder: Path) -> tuple[Path, Path]:
        """PERSONS.csv and PAIRS.csv in a folder."""
        persons, pairs = folder / "PERSONS.csv", folder / "PAIRS.csv"
        with persons.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(self.records)
        with pairs.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(PAIR_COLUMNS)
            lines.writerows((one, other, "1", kind) for one, other, kind in self.pairs)
        return persons, pairs


def make(seed: int, records: int, *, severity: float = 1.0) -> LabelledSet:
    """So many records, of which `REPEATED` repeat somebody; `severity` 2 makes twice as many mistakes."""
    clerk = Clerk(random.Random(f"clerk {seed}"), Population(seed, int(records * (1 - REPEATED))), severity)
    return clerk.write()


class Clerk:
    """Writes persons down."""

    def __init__(self, chance: random.Random, population: Population, severity: float) -> None:
        self.chance, self.population, self.severity = chance, population, severity
        self._corruptions: dict[str, Callable[[Truth, Record], None]] = {
            kind: getattr(self, f"_{kind}", self._nothing) for kind in KINDS
        }

    def write(self) -> LabelledSet:
        chance = self.chance
        people = list(self.population.people())
        records = [self.record(person) for person in people]
        written: dict[int, list[str]] = {at: [record["rec_id"]] for at, record in enumerate(records)}
        relatives: dict[int, list[Truth]] = {}
        for person in people:
            relatives.setdefault(person.household, []).append(person)
        self._relatives = relatives
        pairs = []
        for number in range(int(len(people) * REPEATED / (1 - REPEATED))):
            at = chance.randrange(len(people))
            kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
            again = self._again(people[at], kind)
            again["rec_id"] = f"r{number}"
            pairs += [(before, again["rec_id"], kind) for before in written[at]]
            written[at].append(again["rec_id"])
            records.append(again)
        chance.shuffle(records)
        return LabelledSet(records, pairs)

    def _again(self, person: Truth, kind: str) -> Record:
        if kind == "no_id" and self.chance.random() < 0.5:
            person = replace(person, id_kind="none", national_id="")
        record = self.record(person)
        self._corruptions[kind](person, record)
        if kind != "tone":
            self._careless(record, 0.30 if kind in ("retyped", "no_id", "moved") else 0.12)
        return record

    def record(self, person: Truth) -> Record:
        """A person as a fair clerk writes him down; not everything is asked."""
        chance = self.chance
        father, mother = (chance.random() < 0.6 and name for name in (person.father, person.mother))
        known = chance.random()
        return {
            "rec_id": f"p{person.number}",
            **self._names(person),
            "sex": ("", "ชาย", "หญิง")[person.sex] if chance.random() < 0.9 else "",
            "birth_date": self.birth(person.birth.day, person.birth.month, person.birth.year),
            "id_type": person.id_kind,
            "national_id": self._number(person.national_id),
            "house_no": person.house if chance.random() < 0.95 else "",
            "moo": str(person.moo) if chance.random() < 0.95 else "",
            "tambon_code": person.area.subdistrict_code if known < 0.97 else "",
            "tambon": person.area.subdistrict,
            "amphoe": person.area.district,
            "province": person.area.province,
            "postcode": person.area.postcode,
            "house_code": person.house_code if chance.random() < 0.4 else "",
            "phone": self._phone(person.phone) if chance.random() < 0.6 else "",
            "bank": "BAAC" if person.account else "",
            "bank_account": person.account if chance.random() < 0.7 else "",
            "father_name": father or "",
            "mother_name": mother or "",
            "household_id": f"h{person.household}",
        }

    def _names(self, person: Truth) -> Record:
        chance = self.chance
        title = self._title(person)
        first, last = person.first, person.last
        shape = chance.random()
        if person.nickname and shape < 0.04:
            first = f"{first} ({person.nickname})"
        if 0.04 <= shape < 0.06:
            first, last, title = f"{title}{first} {last}", "", ""
        elif 0.06 <= shape < 0.10:
            first, title = f"{title}{first}", ""
        return {"title": title, "first_name": first, "last_name": last}

    def _title(self, person: Truth) -> str:
        pick = self.chance.choice
        if person.birth.year > 2009:
            return pick(("เด็กชาย", "ด.ช.")) if person.sex == 1 else pick(("เด็กหญิง", "ด.ญ."))
        if person.sex == 1:
            return "นาย"
        return "นาง" if person.married else pick(("นางสาว", "น.ส.", "นส."))

    def birth(self, day: int, month: int, year: int) -> str:
        """A date in พ.ศ., now and then the year alone or with Thai digits."""
        shape = self.chance.random()
        if shape < 0.04:
            return str(year + BE)
        text = f"{day:02d}/{month:02d}/{year + BE}"
        return to_thai(text) if shape < 0.06 else text

    def _number(self, number: str) -> str:
        if len(number) != 13 or self.chance.random() < 0.5:
            return number
        parts = (number[0], number[1:5], number[5:10], number[10:12], number[12])
        return ("-" if self.chance.random() < 0.7 else " ").join(parts)

    def _phone(self, phone: str) -> str:
        return phone if self.chance.random() < 0.6 else f"{phone[:3]}-{phone[3:6]}-{phone[6:]}"

    def _careless(self, record: Record, often: float) -> None:
        """Mistakes of any clerk, field by field."""
        chance = self.chance
        often = min(often * self.severity, 0.9)
        for name, rate in (("first_name", 1.0), ("last_name", 1.0), ("father_name", 0.5), ("mother_name", 0.5)):
            if chance.random() < often * rate:
                record[name] = mistakes.misspelt(chance, record[name])
        for name in ("national_id", "phone", "bank_account", "house_no"):
            if chance.random() < often / 4:
                record[name] = mistakes.digit(chance, record[name])
            elif chance.random() < often / 5:
                record[name] = mistakes.exchanged_digits(chance, record[name])
        if chance.random() < often / 4:
            self._wrong_birth(record)
        for name, rate, other in (
            ("national_id", 0.2, ""),
            ("moo", 0.17, str(chance.randint(1, 14))),
            ("phone", 0.33, self.population.phone()),
        ):
            if chance.random() < often * rate:
                record[name] = other

    def _wrong_birth(self, record: Record) -> None:
        parts = record["birth_date"].split("/")
        if len(parts) != 3 or not parts[0].isascii():
            return
        day, month, year = parts
        shape = self.chance.random()
        if shape < 0.35 and int(day) <= 12:
            day, month = month, day
        elif shape < 0.6:
            year = str(int(year) + self.chance.choice((-10, -1, 1, 10)))
        elif shape < 0.8:
            day = f"{self.chance.randint(1, 28):02d}"
        else:
            month = f"{self.chance.randint(1, 12):02d}"
        record["birth_date"] = f"{day}/{month}/{year}"

    def _nothing(self, person: Truth, record: Record) -> None:
        """Retyped: only what a careless clerk does."""

    def _no_id(self, person: Truth, record: Record) -> None:
        record["national_id"], record["id_type"] = "", "none"
        if self.chance.random() < 0.4:
            record["birth_date"] = str(person.birth.year + BE)

    def _moved(self, person: Truth, record: Record) -> None:
        area, house, moo = self.population.elsewhere()
        record |= {
            "house_no": house, "moo": str(moo), "tambon_code": area.subdistrict_code, "tambon": area.subdistrict,
            "amphoe": area.district, "province": area.province, "postcode": area.postcode, "house_code": "",
            "household_id": "",
        }  # fmt: skip

    def _ocr(self, person: Truth, record: Record) -> None:
        for name in ("first_name", "last_name", "father_name", "mother_name"):
            if self.chance.random() < 0.5:
                record[name] = mistakes.ocr(self.chance, record[name])
        for name in ("national_id", "phone", "house_no", "birth_date"):
            if self.chance.random() < 0.25:
                record[name] = mistakes.scanned_digit(self.chance, record[name])

    def _married(self, person: Truth, record: Record) -> None:
        if person.sex != 2:
            return
        record["last_name"], record["title"] = self.population.names.family(), "นาง"
        if self.chance.random() < 0.5:
            self._moved(person, record)

    def _deliberate(self, person: Truth, record: Record) -> None:
        """One digit of the id is changed; money comes to the same telephone or account."""
        record["national_id"] = mistakes.digit(self.chance, person.national_id)
        record["phone"] = person.phone
        record["bank_account"] = person.account
        if self.chance.random() < 0.5:
            record["first_name"] = mistakes.sound(self.chance, record["first_name"])
            record["last_name"] = mistakes.sound(self.chance, record["last_name"])

    def _renamed(self, person: Truth, record: Record) -> None:
        record["first_name"] = self.population.names.given(person.sex, person.birth.year)

    def _relative_id(self, person: Truth, record: Record) -> None:
        others = [each for each in self._relatives[person.household] if each.number != person.number]
        if others:
            record["national_id"] = self.chance.choice(others).national_id

    def _nickname(self, person: Truth, record: Record) -> None:
        """Called by a short form of the name, or the nickname beside it."""
        name = person.nickname or person.first[-4:]
        record["first_name"] = name if self.chance.random() < 0.5 else f"{person.first} ({name})"

    def _swapped(self, person: Truth, record: Record) -> None:
        record["first_name"], record["last_name"] = person.last or person.first, person.first

    def _tone(self, person: Truth, record: Record) -> None:
        for name in ("first_name", "last_name"):
            record[name] = mistakes.tone(self.chance, record[name])

    def _be_ce(self, person: Truth, record: Record) -> None:
        year = person.birth.year + self.chance.choice((0, 0, 0, 2 * BE))
        record["birth_date"] = f"{person.birth.day:02d}/{person.birth.month:02d}/{year}"

    def _transposed(self, person: Truth, record: Record) -> None:
        for name in ("national_id", "phone", "bank_account"):
            record[name] = mistakes.exchanged_digits(self.chance, record[name])
