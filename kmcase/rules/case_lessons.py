"""Whether a lesson speaks of the client from whose case it was learned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kmcase.domain.cases.heads import CaseHead
from kmcase.thai.mentions import house_in, name_in, number_in


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOf:
    """What leads to a client: names (first, last), long numbers, houses, and the number of the case."""

    names: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]
    houses: tuple[str, ...]
    case_number: str


def known_of(head: CaseHead, houses: tuple[str, ...]) -> KnownOf:
    """What leads to the client of a case; `houses` are those of the register."""
    client = head.client
    return KnownOf(
        names=((client.first_name, client.last_name), (client.called, "")),
        numbers=tuple(number for number in (client.national_id, client.phone) if number),
        houses=tuple(house for house in houses if house),
        case_number=head.number,
    )


def mentions_of(known: KnownOf, texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Fields that speak of the client, with the words by which they do."""
    return tuple((field, said) for field, text in texts.items() for said in _mentioned(known, text))


def _mentioned(known: KnownOf, text: str) -> Iterator[str]:
    yield from (said for first, last in known.names if (said := name_in(text, first, last)))
    yield from (number for number in known.numbers if number_in(text, number))
    yield from (house for house in known.houses if house_in(text, house))
    if house_in(text, known.case_number):
        yield known.case_number
