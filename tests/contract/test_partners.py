"""Partners of field work, on both engines."""

from __future__ import annotations

from dataclasses import replace

from kmcase.application.imports import AskForList
from kmcase.domain.partners import PartnerKind, PartnerValues
from kmcase.domain.surveys import ReminderMethod
from tests.builders import CHIANG_PHIN, TestOffice
from tests.field_builders import TODAY, a_partner, partners
from tests.request_builders import refused
from tests.submissions import imports_of


def values_of(office: TestOffice, partner_id: str) -> PartnerValues:
    with office.work().begin("partners.change") as unit:
        return unit.appointments.partner(partner_id).values


def test_a_partner_is_listed_by_kind_and_name(office: TestOffice) -> None:
    a_partner(office, "นางแก้ว")
    a_partner(office, "อบต.เชียงพิณ", kind=PartnerKind.LOCAL_GOVERNMENT, phone="")
    a_partner(office, " นางกุหลาบ ")
    found = partners(office, "auditor").partners()
    assert [(item.kind, item.name) for item in found] == [
        (PartnerKind.LOCAL_GOVERNMENT, "อบต.เชียงพิณ"),
        (PartnerKind.HEALTH_VOLUNTEER, "นางกุหลาบ"),
        (PartnerKind.HEALTH_VOLUNTEER, "นางแก้ว"),
    ]
    assert found[0].active and found[0].visits == 0


def test_a_partner_has_a_name(office: TestOffice) -> None:
    with refused("partners.name_missing"):
        a_partner(office, "  ")
    with refused("partners.unknown"):
        partners(office).change("nobody", values_of(office, a_partner(office)))


def test_two_who_change_different_fields_keep_both(office: TestOffice) -> None:
    partner_id = a_partner(office)
    seen = values_of(office, partner_id)
    partners(office).change(partner_id, replace(seen, phone="0899999999"))
    partners(office, "officer2").change(partner_id, replace(values_of(office, partner_id), active=False))
    assert not partners(office).change(partner_id, values_of(office, partner_id)).changes.touched
    after = values_of(office, partner_id)
    assert (after.phone, after.active, after.name) == ("0899999999", False, seen.name)


def test_every_reminder_of_an_agency_is_kept_the_newest_first(office: TestOffice) -> None:
    imports = imports_of(office)
    partner_id = a_partner(office, "อบต.เชียงพิณ", kind=PartnerKind.LOCAL_GOVERNMENT)
    ask = AskForList(
        agency="อบต.เชียงพิณ", subdistrict_code=CHIANG_PHIN, asked_on=TODAY, due_on=TODAY,
        kind=PartnerKind.LOCAL_GOVERNMENT, partner_id=partner_id,
    )  # fmt: skip
    survey_id = imports.ask(ask).value
    with refused("partners.unknown"):
        imports.ask(replace(ask, partner_id="nobody"))
    imports.remind(survey_id, TODAY)
    office.clock.advance(days=3)
    later = TODAY.replace(day=13)
    imports.remind(survey_id, later, ReminderMethod.LETTER, " ที่ อด 1/2567 ")
    (survey,) = imports.surveys()
    assert (survey.kind, survey.partner_id, survey.reminded_on) == (PartnerKind.LOCAL_GOVERNMENT, partner_id, later)
    assert [(one.reminded_on, one.method, one.note) for one in survey.reminders] == [
        (later, ReminderMethod.LETTER, "ที่ อด 1/2567"), (TODAY, None, ""),
    ]  # fmt: skip
    assert survey.reminders[0].by == "นายอาทิตย์ ลงพื้นที่"
