"""What a publicity text of a round may say, and which photographs it may show.

The dignity of those who are helped comes first (systems.md §1): nobody is named, a figure so small that it points at a
family is not told, and a picture needs the consent of everybody it was taken of. Children (Child Protection Act
B.E. 2546, s. 4 and 27: under eighteen years) and clients of a shelter are never shown, whoever agreed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kmcase.domain.findings import Finding, Severity
from kmcase.domain.money import Baht
from kmcase.domain.offices import OfficeKind
from kmcase.domain.publicity import (
    EVERY_PHOTOGRAPH,
    ConsentWithdrawal,
    PhotoConsent,
    PhotographedPerson,
    PublicityValues,
    RoundFigures,
    RoundPerson,
    RoundPhotograph,
)
from kmcase.rules.persons import may_be_child
from kmcase.thai.calendar import bangkok_date
from kmcase.thai.mentions import house_in, name_in, number_in

FEWEST_TOLD = "publicity.fewest_told"
"""The number of the regulations: the least families that a figure may speak of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A count as it may be told: itself, or only that it is fewer than a number; neither, where it would give others
    away."""

    count: int | None = None
    fewer_than: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFigures:
    """The figures of a round as a text may tell them; None is not told."""

    families: Told
    amount: Baht | None
    villages: int | None
    causes: tuple[tuple[str, Told], ...]


def told_figures(figures: RoundFigures, fewest: int) -> ToldFigures:
    """What may be told, so that nothing under `fewest` families can be read off or reckoned from the rest.

    Of a round of fewer families nothing else is told. Where the causes that are too small would come out by taking the
    others from the whole, the smallest of the others is left out as well.
    """
    if figures.families < fewest:
        return ToldFigures(families=Told(fewer_than=fewest), amount=None, villages=None, causes=())
    large = [(cause, count) for cause, count in figures.causes if count >= fewest]
    small = [(cause, count) for cause, count in figures.causes if count < fewest]
    silent = {large[-1][0]} if small and large and sum(count for _, count in small) < fewest else set()
    causes = (
        *((cause, Told() if cause in silent else Told(count=count)) for cause, count in large),
        *((cause, Told(fewer_than=fewest)) for cause, _ in small),
    )
    return ToldFigures(
        families=Told(count=figures.families), amount=figures.amount, villages=figures.villages, causes=causes
    )


def text_findings(values: PublicityValues, persons: Iterable[RoundPerson]) -> tuple[Finding, ...]:
    """Names, ids, telephones and house numbers of a round's payees that stand in title or text: each blocks."""
    every = tuple(persons)
    fields = {"title": values.title, "text": values.text}
    return tuple(finding for name, text in fields.items() for finding in _mentioned(name, text, every))


def _mentioned(field: str, text: str, persons: tuple[RoundPerson, ...]) -> tuple[Finding, ...]:
    names = {name_in(text, first, last) for person in persons for first, last in person.names} - {""}
    houses = {house for person in persons for house in person.houses if house_in(text, house)}
    found = [_block("publicity.name_stands", field, said=said) for said in sorted(names)]
    found += [_block("publicity.house_stands", field, said=said) for said in sorted(houses)]
    if any(number_in(text, number) for person in persons for number in person.national_ids):
        found.append(_block("publicity.id_stands", field))
    if any(number_in(text, number) for person in persons for number in person.phones):
        found.append(_block("publicity.phone_stands", field))
    return tuple(found)


def consent_stands(consent: PhotoConsent, withdrawals: Iterable[ConsentWithdrawal]) -> bool:
    """Whether no withdrawal names the consent or came on a later day; two laptops may have written them apart."""
    return not any(
        consent.consent_id in withdrawal.consent_ids or withdrawal.withdrawn_on > consent.asked_on
        for withdrawal in withdrawals
    )


def photograph_findings(photo: RoundPhotograph, kind: OfficeKind, today: date) -> tuple[Finding, ...]:
    """Why a photograph may not be shown; nothing where it may. A child is who was one on the day it was taken."""
    if kind is OfficeKind.SHELTER:
        return (_block("publicity.photo_client", "photographs", name=_names(photo)),)
    day = bangkok_date(photo.taken_at) if photo.taken_at else today
    return tuple(finding for person in photo.persons for finding in _of_person(person, photo, day))


def _of_person(person: PhotographedPerson, photo: RoundPhotograph, day: date) -> tuple[Finding, ...]:
    if person.restricted:
        return (_block("publicity.photo_client", "photographs", name=person.name),)
    if person.birth is None:
        return (_block("publicity.photo_age_unknown", "photographs", name=person.name),)
    if may_be_child(person.birth, day):
        return (_block("publicity.photo_child", "photographs", name=person.name),)
    agreed = any(
        consent.photograph in (EVERY_PHOTOGRAPH, photo.stored_sha256) and consent_stands(consent, person.withdrawals)
        for consent in person.consents
    )
    return () if agreed else (_block("publicity.photo_no_consent", "photographs", name=person.name),)


def choice_findings(
    values: PublicityValues, photographs: Mapping[str, RoundPhotograph], kind: OfficeKind, today: date
) -> tuple[Finding, ...]:
    """Why photographs that were chosen may not be shown: not of this round, not agreed to, not looked over."""
    found = []
    for chosen in dict.fromkeys(values.photographs):
        photo = photographs.get(chosen)
        if photo is None:
            found.append(_block("publicity.photo_unknown", "photographs"))
        else:
            found.extend(photograph_findings(photo, kind, today))
    if values.photographs and not values.looked_over:
        found.append(_block("publicity.not_looked_over", "looked_over"))
    return tuple(found)


def _names(photo: RoundPhotograph) -> str:
    return ", ".join(person.name for person in photo.persons)


def _block(code: str, field: str, **params: object) -> Finding:
    return Finding(code=code, severity=Severity.BLOCK, fields=(field,), params=params)
