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

from kmcase.domain.findings import Finding, Severity
from kmcase.domain.payments import Witness
from kmcase.messages import message


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


def check_witnesses(
    witnesses: Iterable[Witness],
    *,
    payer: str,
    payee_name: str,
    payee_national_id: str | None,
    relatives: Iterable[Relative],
) -> tuple[Finding, ...]:
    """Witnesses are neither payer nor payee, not the same person twice, and nobody's declared relative."""
    found = []
    kin = tuple(relatives)
    met: set[str] = set()
    for witness in witnesses:
        identity = witness.national_id or witness.staff_id or _plain(witness.name)
        if identity in met:
            found.append(_about(witness, "witness_twice"))
        met.add(identity)
        if witness.staff_id == payer:
            found.append(_about(witness, "witness_is_payer"))
        if _same(witness, payee_name, payee_national_id):
            found.append(_about(witness, "witness_is_payee"))
        found += [
            _about(witness, "witness_is_relative", officer=relative.staff_name)
            for relative in kin
            if _same(witness, relative.name, relative.national_id)
        ]
    return tuple(found)


def _same(witness: Witness, name: str, national_id: str | None) -> bool:
    if witness.national_id and national_id:
        return witness.national_id == national_id
    return _plain(witness.name) == _plain(name)


def _plain(name: str) -> str:
    return "".join(name.split())


def _about(witness: Witness, name: str, **params: object) -> Finding:
    return Finding(
        code=f"duties.{name}",
        severity=Severity.BLOCK,
        fields=("witnesses",),
        params={"name": witness.name, **params},
    )
