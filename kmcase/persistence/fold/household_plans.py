"""Household plans and houses: rows are only added, or the newest stands."""

from __future__ import annotations

from kmcase.domain.house_building import (
    DONATION_SERIES,
    BookContent,
    BookEntryVoided,
    BuildingPlanned,
    CashCounted,
    DonationReceived,
    EntryKind,
    LabourGiven,
    LabourVoided,
    MaterialIssued,
    PurchaseMade,
)
from kmcase.domain.household_plans import (
    NeedAnswered,
    NeedSent,
    PlanCertified,
    PlanLineTold,
    PlanWritten,
    StepMarked,
)
from kmcase.persistence.fold.evidence import attach
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import household_plans as tables
from kmcase.persistence.rows.office import series
from kmcase.persistence.statements import Rows


@folds(PlanWritten, BuildingPlanned)
def _written(rows: Rows, at: At, event: PlanWritten | BuildingPlanned) -> None:
    rows.insert(
        tables.household_plan_version if isinstance(event, PlanWritten) else tables.house_version,
        version_id=event.version_id,
        household_id=event.household_id,
        replaces=event.replaces,
        content=event.values,
        written_at=at.at,
        written_by=at.actor,
    )


@folds(PlanLineTold)
def _told(rows: Rows, at: At, event: PlanLineTold) -> None:
    put_newest(
        rows,
        tables.household_plan_result,
        at,
        household_id=event.household_id,
        line_id=event.line_id,
        content=event.result,
        told_by=at.actor,
    )


@folds(PlanCertified)
def _certified(rows: Rows, at: At, event: PlanCertified) -> None:
    certificate = event.certificate
    rows.insert(
        tables.household_certificate,
        certificate_id=certificate.certificate_id,
        household_id=event.household_id,
        version_id=certificate.version_id,
        content=certificate,
        entered_at=at.at,
        entered_by=at.actor,
    )
    if certificate.paper is not None:
        attach(rows, at, certificate.paper, "household_plan", event.household_id)


@folds(NeedSent)
def _sent(rows: Rows, at: At, event: NeedSent) -> None:
    rows.insert(
        tables.household_need,
        need_id=event.need.need_id,
        household_id=event.household_id,
        content=event.need,
        entered_at=at.at,
        entered_by=at.actor,
    )


@folds(NeedAnswered)
def _answered(rows: Rows, at: At, event: NeedAnswered) -> None:
    put_newest(
        rows,
        tables.household_need_answer,
        at,
        need_id=event.need_id,
        household_id=event.household_id,
        content=event.answer,
        told_by=at.actor,
    )


@folds(StepMarked)
def _marked(rows: Rows, at: At, event: StepMarked) -> None:
    put_newest(
        rows,
        tables.household_step,
        at,
        household_id=event.household_id,
        step=event.step,
        done=event.mark.done,
        content=event.mark,
        marked_by=at.actor,
    )


@folds(DonationReceived)
def _donated(rows: Rows, at: At, event: DonationReceived) -> None:
    donation = event.donation
    _enter(rows, at, event.household_id, EntryKind.DONATION, donation.donation_id, donation)
    rows.bump(series, f"{DONATION_SERIES}:{donation.fiscal_year}", donation.serial)


@folds(PurchaseMade)
def _bought(rows: Rows, at: At, event: PurchaseMade) -> None:
    purchase = event.purchase
    _enter(rows, at, event.household_id, EntryKind.PURCHASE, purchase.purchase_id, purchase)
    if purchase.paper is not None:
        attach(rows, at, purchase.paper, "household_plan", event.household_id)


@folds(MaterialIssued)
def _issued(rows: Rows, at: At, event: MaterialIssued) -> None:
    _enter(rows, at, event.household_id, EntryKind.ISSUE, event.issue.issue_id, event.issue)


@folds(CashCounted)
def _counted(rows: Rows, at: At, event: CashCounted) -> None:
    _enter(rows, at, event.household_id, EntryKind.COUNT, event.count.count_id, event.count)


@folds(LabourGiven)
def _worked(rows: Rows, at: At, event: LabourGiven) -> None:
    _enter(rows, at, event.household_id, EntryKind.LABOUR, event.labour.labour_id, event.labour)


@folds(BookEntryVoided)
def _voided(rows: Rows, at: At, event: BookEntryVoided) -> None:
    _void(rows, at, event.household_id, event.kind, event.entry_id, event.reason)


@folds(LabourVoided)
def _labour_voided(rows: Rows, at: At, event: LabourVoided) -> None:
    """What a laptop voids is a day of work, whatever id it names: a void counts for entries of its kind alone."""
    _void(rows, at, event.household_id, EntryKind.LABOUR, event.labour_id, event.reason)


def _void(rows: Rows, at: At, household_id: str, kind: EntryKind, entry_id: str, reason: str) -> None:
    put_newest(
        rows,
        tables.house_entry_void,
        at,
        kind=kind,
        entry_id=entry_id,
        household_id=household_id,
        reason=reason,
        voided_by=at.actor,
    )


def _enter(rows: Rows, at: At, household_id: str, kind: EntryKind, entry_id: str, content: BookContent) -> None:
    rows.insert(
        tables.house_entry,
        entry_id=entry_id,
        household_id=household_id,
        kind=kind,
        content=content,
        entered_at=at.at,
        entered_event=at.event_id,
        entered_by=at.actor,
    )
