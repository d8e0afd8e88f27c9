"""Who is named on a public list, and who is only counted."""

from __future__ import annotations

from datetime import date

import pytest

from kmcase.domain.audits import AuditBundleMade, AuditScope, ScopeKind
from kmcase.domain.dates import PartialDate
from kmcase.domain.money import Baht
from kmcase.domain.offices import OfficeKind
from kmcase.domain.public_lists import Listed, ListNoun, PublicListMade, Unnamed
from kmcase.rules.public_lists import reason_unnamed

TODAY = date(2024, 6, 10)


def listed(birth: str | None = "1960-01-01", *, restricted: bool = False) -> Listed:
    return Listed(
        person_id="p",
        name="นางบุญมี ศรีสุข",
        birth=PartialDate.parse(birth) if birth else None,
        restricted=restricted,
        subdistrict_code="410113",
        amount=Baht.of(3000),
    )


@pytest.mark.parametrize(
    ("birth", "reason"),
    [
        ("2006-06-10", None),
        ("2006-06-11", Unnamed.CHILD),
        ("2006", Unnamed.CHILD),
        ("2005", None),
        ("2006-06", Unnamed.CHILD),
        (None, Unnamed.AGE_UNKNOWN),
    ],
)
def test_who_may_be_under_eighteen_is_not_named(birth: str | None, reason: Unnamed | None) -> None:
    assert reason_unnamed(listed(birth), OfficeKind.SETTLEMENT, TODAY) is reason


def test_restricted_persons_and_every_client_of_a_shelter_are_not_named() -> None:
    assert reason_unnamed(listed(restricted=True), OfficeKind.SETTLEMENT, TODAY) is Unnamed.RESTRICTED
    assert reason_unnamed(listed(), OfficeKind.SHELTER, TODAY) is Unnamed.SHELTER


def made(scope: AuditScope) -> AuditBundleMade:
    return AuditBundleMade(
        bundle_id="b", scope=scope, title="t", manifest_sha256="0" * 64, files=1, persons=1, withheld=0
    )


def test_what_is_handed_out_of_somebody_touches_them() -> None:
    of_person = made(AuditScope(kind=ScopeKind.PERSON, record_id="p"))
    of_days = made(AuditScope(kind=ScopeKind.PERIOD, first=TODAY, last=TODAY))
    assert of_person.touches == (("audit_bundle", "b"), ("person", "p"))
    assert of_days.touches == (("audit_bundle", "b"),)
    told = PublicListMade(list_id="l", list_of=ListNoun.MEETING, record_id="m", named=1, unnamed=0, sha256="0" * 64)
    assert told.touches == (("public_list", "l"), ("meeting", "m"))
