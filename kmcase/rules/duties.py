"""Duties that exclude each other on one record: fact-finder, recorder of the decision, panel, payer, verifier.

They are pairwise different persons; the recorder may sit on the panel. No witness is payer, payee or a declared
relative of an officer. A named exception with a reason, granted by a second person, lets a small office go on and is
printed (design.md §3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from kmcase.domain.findings import Finding, Severity, once
from kmcase.domain.payments import Witness
from kmcase.messages import message
from kmcase.thai.names import same_name


class Duty(StrEnum):
    """A part that somebody plays for one request and its money."""

    FACT_FINDER = "fact_finder"
    PANEL = "panel"
    RECORDER = "recorder"
    PAYER = "payer"
    VERIFIER = "verifier"


MAY_COINCIDE = frozenset({frozenset({Duty.PANEL, Duty.RECORDER})})


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyException:
    """A granted exception: these two duties may fall to this person on this record."""

    duties: frozenset[Duty]
    staff_id: str
    reason: str
    granted_by: str


def check_duties(
    holders: Mapping[Duty, frozenset[str]],
    names: Mapping[str, str],
    exceptions: Iterable[DutyException] = (),
) -> tuple[Finding, ...]:
    """A blocking finding for each person who holds two duties that exclude each other without an exception."""
    granted = {(exception.duties, exception.staff_id) for exception in exceptions}
    found = []
    for one, other in combinations(sorted(holders), 2):
        pair = frozenset({one, other})
        if pair in MAY_COINCIDE:
            continue
        for staff_id in sorted(holders[one] & holders[other]):
            excused = (pair, staff_id) in granted
            found.append(
                Finding(
                    code=f"duties.{'excused' if excused else 'coincide'}",
                    severity=Severity.INFORM if excused else Severity.BLOCK,
                    fields=(other.value,),
                    params={
                        "name": names.get(staff_id, ""),
                        "one": message(f"duties.duty.{one.value}"),
                        "other": message(f"duties.duty.{other.value}"),
                    },
                )
            )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A declared relative of a member of staff."""

    name: str
    national_id: str | None
    staff_id: str
    staff_name: str


def same_person(name: str, national_id: str | None, other_name: str, other_id: str | None) -> bool:
    """Whether two persons named in full are one: by national id where both show it, else by name."""
    if national_id and other_id:
        return national_id == other_id
    return same_name(name, other_name)


def same_member(staff_id: str, others: Iterable[str], names: Mapping[str, str]) -> bool:
    """Whether a member of staff is one of the others, by staff id or, added twice, by the name that both bear."""
    known = {other: names.get(other, "") for other in others}
    name = names.get(staff_id, "")
    return staff_id in known or (bool(name) and any(other and same_name(name, other) for other in known.values()))


def check_witnesses(
    witnesses: Iterable[Witness],
    *,
    payers: Mapping[str, str],
    committee: Mapping[str, str],
    payee_name: str,
    payee_national_id: str | None,
    relatives: Iterable[Relative],
) -> tuple[Finding, ...]:
    """Witnesses are neither payer, committee nor payee, not the same person twice, and nobody's declared relative.

    `payers` (who is named as payer and who records) and `committee` are staff ids with their names. Nothing is said
    twice of one name.
    """
    found = []
    kin = tuple(relatives)
    met: list[Witness] = []
    for witness in witnesses:
        if any(same_person(witness.name, witness.national_id, known.name, known.national_id) for known in met):
            found.append(_about(witness, "witness_twice"))
        met.append(witness)
        if _is_one_of(payers, witness):
            found.append(_about(witness, "witness_is_payer"))
        if _is_one_of(committee, witness):
            found.append(_about(witness, "witness_in_committee"))
        if same_person(witness.name, witness.national_id, payee_name, payee_national_id):
            found.append(_about(witness, "witness_is_payee"))
        found += [
            _about(witness, "witness_is_relative", officer=relative.staff_name)
            for relative in kin
            if same_person(witness.name, witness.national_id, relative.name, relative.national_id)
        ]
    return once(found)


def _is_one_of(people: Mapping[str, str], witness: Witness) -> bool:
    return witness.staff_id in people or any(same_name(witness.name, name) for name in people.values())


def check_payee(
    name: str, national_id: str | None, *, payers: Mapping[str, str], relatives: Iterable[Relative]
) -> tuple[Finding, ...]:
    """Nobody pays himself or a declared relative; a relative of anybody else in the office is remarked upon.

    `payers` are staff ids with their names: who is named as payer and who records.
    """
    found = [
        _about_payee("payee_is_payer", Severity.BLOCK, payer=payer)
        for payer in payers.values()
        if same_name(name, payer)
    ]
    for relative in relatives:
        if not same_person(name, national_id, relative.name, relative.national_id):
            continue
        if any(same_name(relative.staff_name, payer) for payer in payers.values()):
            found.append(_about_payee("payee_is_payers_relative", Severity.BLOCK, payer=relative.staff_name))
        else:
            found.append(_about_payee("payee_is_relative", Severity.WARN, officer=relative.staff_name))
    return tuple(found)


def _about_payee(name: str, severity: Severity, **params: object) -> Finding:
    field = "payer" if severity is Severity.BLOCK else "person"
    return Finding(code=f"duties.{name}", severity=severity, fields=(field,), params=params)


def _about(witness: Witness, name: str, **params: object) -> Finding:
    return Finding(
        code=f"duties.{name}",
        severity=Severity.BLOCK,
        fields=("witnesses",),
        params={"name": witness.name, **params},
    )
