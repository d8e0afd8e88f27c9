"""What the office enters of a laptop's chain once it holds more of it: how far it goes, and what it doubts in it."""

from __future__ import annotations

from collections.abc import Mapping

from kmcase.application.cases.entries import CASE_ENTRIES
from kmcase.application.permissions import ALLOWED
from kmcase.application.ports.laptops import LaptopChain
from kmcase.application.work import Unit, Work
from kmcase.domain import (
    agencies,
    appointments,
    checkouts,
    evidence,
    house_building,
    household_plans,
    indicators,
    lessons,
    partners,
    people,
    publicity,
    visits,
)
from kmcase.domain.events import Event
from kmcase.domain.laptops import DoubtedEntry, LaptopHeard
from kmcase.domain.staff import Role

_VISIT_WRITING = ("visits.begin", "visits.write")
_MADE_BY: Mapping[type[Event], tuple[str, ...]] = {
    people.PersonRegistered: ("people.register", "visits.begin"),
    people.PersonChanged: ("people.change",),
    people.HouseholdRegistered: ("households.register", "visits.begin"),
    people.HouseholdChanged: ("households.change",),
    people.FamilyFormed: ("households.change", "households.register"),
    people.HouseholdMemberListed: ("households.change", "households.register"),
    people.HouseholdMemberRemoved: ("households.change",),
    people.IdRevealed: ("people.reveal_id",),
    partners.PartnerListed: ("partners.change",),
    partners.PartnerChanged: ("partners.change",),
    appointments.AppointmentMade: ("appointments.plan",),
    appointments.AppointmentMoved: ("appointments.plan",),
    appointments.AppointmentHandedOver: ("appointments.plan",),
    appointments.AppointmentJoined: ("appointments.plan",),
    appointments.AppointmentLeft: ("appointments.plan",),
    appointments.AppointmentCancelled: ("appointments.plan",),
    appointments.AppointmentDone: ("appointments.plan", "visits.begin", "visits.submit"),
    visits.VisitBegun: ("visits.begin",),
    visits.VisitWritten: _VISIT_WRITING,
    visits.SittingBegun: _VISIT_WRITING,
    visits.SittingEnded: (*_VISIT_WRITING, "visits.submit"),
    visits.VisitAbandoned: ("visits.write",),
    visits.InformantSigned: ("visits.sign",),
    visits.PartnerSigned: ("visits.sign",),
    visits.VisitSubmitted: ("visits.submit",),
    visits.VisitCommented: ("visits.review",),
    visits.VisitCommentAnswered: ("visits.answer",),
    visits.VisitReturned: ("visits.review",),
    visits.VisitReviewed: ("visits.review",),
    visits.DifferenceExplained: ("visits.explain",),
    visits.DifferencesConfirmed: ("visits.confirm",),
    visits.AidWished: ("visits.wish",),
    evidence.EvidenceSettled: ("people.change", "visits.attach"),
    household_plans.PlanWritten: ("household_plans.write",),
    household_plans.PlanLineTold: ("household_plans.write",),
    household_plans.PlanCertified: ("household_plans.certify",),
    household_plans.NeedSent: ("household_plans.write",),
    household_plans.NeedAnswered: ("household_plans.write",),
    household_plans.StepMarked: ("household_plans.write",),
    house_building.BuildingPlanned: ("house_building.plan",),
    house_building.LabourGiven: ("house_building.note_work",),
    house_building.LabourVoided: ("house_building.void_work",),
    lessons.LessonWritten: ("lessons.write", "lessons.learn"),
    lessons.ProposalMarked: ("lessons.write",),
    publicity.PublicityWritten: ("publicity.write",),
    publicity.PhotoConsentGiven: ("publicity.consent",),
    publicity.PhotoConsentWithdrawn: ("publicity.consent",),
    agencies.AgencyDescribed: ("agencies.change",),
    checkouts.HandoverRecorded: ("payments.pay",),
    checkouts.VoucherLeftUnpaid: ("payments.not_paid",),
    indicators.FormAnswered: ("indicators.answer",),
    **CASE_ENTRIES,
}
MADE_BY: Mapping[str, tuple[str, ...]] = {event.TYPE: use_cases for event, use_cases in _MADE_BY.items()}
"""By type of what laptops enter the use cases that make it: the program's own, whatever an entry says of itself."""

_PERMITTED: Mapping[str, frozenset[Role]] = {
    kind: frozenset[Role]().union(*(ALLOWED[use_case] for use_case in use_cases)) for kind, use_cases in MADE_BY.items()
}


class Hearing:
    """Enters, in the office's own chain, how far it heard the laptops."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def hear(self) -> None:
        """An entry for each chain that grew; none where nothing is new, so that exchanging comes to an end."""
        with self._work.begin("laptops.hear") as unit:
            grown = unit.laptops.unheard()
            for chain in grown:
                unit.record(
                    LaptopHeard(
                        laptop_id=chain.laptop_id,
                        store=chain.store,
                        size=chain.size,
                        head=chain.head,
                        doubted=_doubted(unit, chain),
                    )
                )
            if grown:
                unit.commit(None)


def _doubted(unit: Unit, chain: LaptopChain) -> tuple[DoubtedEntry, ...]:
    """Entries of a kind that no role permits which the officer ever held at the office.

    A role that was taken away counts: the laptop may not have known of it yet.
    """
    held = unit.laptops.roles_ever()
    return tuple(
        entry
        for entry in unit.laptops.new_entries(chain)
        if entry.type in _PERMITTED and not _PERMITTED[entry.type] & held.get(entry.actor, frozenset())
    )
