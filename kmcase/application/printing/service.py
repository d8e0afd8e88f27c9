"""Use cases of printing: permission, one reading, snapshot, page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from kmcase.application.access import Silent, Steps
from kmcase.application.forms import Forms
from kmcase.application.ports.files import OpenBytes
from kmcase.application.ports.reading import Reading
from kmcase.application.printing import (
    budgets,
    case_referrals,
    controls,
    fact_findings,
    lessons,
    meetings,
    notices,
    publicity,
    request_forms,
    samples,
    visits,
    work_plans,
)
from kmcase.application.printing.household_papers import HouseholdPapers
from kmcase.application.printing.ledgers import NOBODY, LedgerRow, LedgerSnapshot
from kmcase.application.printing.press import Press
from kmcase.application.printing.receipts import ReceiptSnapshot
from kmcase.application.read.payments import LedgerItem, ReceiptPage
from kmcase.application.verification import VerificationService
from kmcase.application.work import Work
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from kmcase.domain.payments import VoucherState
from kmcase.messages import Catalogue, Language
from kmcase.thai.areas import area, label, province_name
from kmcase.thai.calendar import MONTHS, be_year, format_datetime
from kmcase.thai.national_id import mask_id

Group = Literal["month", "half", "batch", "subdistrict", "officer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerOrder:
    """Which ledger: a half, by what it is grouped, and perhaps one group alone (its label)."""

    half: BudgetHalf
    group: Group = "half"
    only: str = ""
    language: Language = "th"


class PrintingService:
    """Pages of what the office holds; `open_bytes` gives a stored attachment."""

    def __init__(
        self, work: Work, press: Press, verification: VerificationService, open_bytes: OpenBytes, forms: Forms
    ) -> None:
        self._work = work
        self._press = press
        self._verification = verification
        self._open_bytes = open_bytes
        self._forms = forms
        self.households = HouseholdPapers(work, press)

    def blank_receipts(self, run_id: str, language: Language = "th") -> bytes:
        """The numbered receipts of a run with date and signature blank, to be signed in ink."""
        with self._work.read("documents.print") as reading:
            vouchers = reading.payments.run(run_id).vouchers
            pages = [reading.payments.receipt(voucher.voucher_id) for voucher in vouchers]
            catalogue = Catalogue(language)
            snapshots = [self._receipt(reading, page, catalogue, blank=True) for page in pages]
        return self._press.receipts(snapshots, language)

    def receipt(self, voucher_id: str, language: Language = "th") -> bytes:
        """One receipt with what was captured at the hand-over (the corroborating record beside the ink)."""
        with self._work.read("documents.print") as reading:
            page = reading.payments.receipt(voucher_id)
            snapshot = self._receipt(reading, page, Catalogue(language), blank=False)
        return self._press.receipts([snapshot], language)

    def _receipt(self, reading: Reading, page: ReceiptPage, catalogue: Catalogue, *, blank: bool) -> ReceiptSnapshot:
        names = {member.staff_id: member.name for member in reading.staff.members()}
        voucher, handover = page.voucher, None if blank else page.handover
        thumb = handover.thumbprint if handover else None
        committee = handover.committee if handover else page.run.committee
        witnesses = handover.witnesses if handover else page.run.witnesses
        payer = handover.payer if handover else page.run.payer
        say = catalogue.text
        reason = say(f"widgets.id.reason.{voucher.no_id_reason}") if voucher.no_id_reason else ""
        return ReceiptSnapshot(
            office=reading.office.name,
            store=reading.office.store,
            number=voucher.number,
            place=handover.place if handover else page.run.place,
            payee=voucher.payee_name,
            national_id=voucher.national_id,
            no_id_reason=reason,
            address=voucher.address,
            received_from=say(
                "documents.receipt.payer_office",
                province=province_name(reading.office.province_code),
                office=reading.office.name,
            ),
            purpose=say("documents.receipt.purpose", purpose=page.purpose),
            regulation=say(
                "documents.receipt.regulation", occurrence=voucher.occurrence, year=str(page.half.fiscal_year)
            ),
            amount=voucher.amount,
            batch_number=page.batch_number,
            resolution=page.resolution_number,
            payer=names.get(payer, ""),
            committee=tuple(names.get(staff_id, "") for staff_id in committee),
            witnesses=tuple(witness.name for witness in witnesses),
            paid_on=None if blank else voucher.paid_on,
            strokes=handover.signature.strokes if handover and handover.signature else "",
            thumbprint=self._open_bytes(thumb.image.stored_sha256) if thumb else None,
            finger=say(f"payments.finger.{thumb.finger.value}") if thumb else "",
            hand=say(f"payments.hand.{thumb.hand.value}") if thumb else "",
            thumb_witnesses=tuple(witness.name for witness in thumb.witnesses) if thumb else (),
            wants_thumbprint=blank and not voucher.can_write,
            proxy=handover.proxy.name if handover and handover.proxy else "",
            photo=self._open_bytes(handover.photo.stored_sha256) if handover and handover.photo else None,
            reference=voucher.reference,
            void_reason="" if blank else page.void_reason,
            late_note=_late_note(page, say) if not blank else "",
            exceptions=(
                *(say("documents.receipt.exception", what=text) for text in page.duty_exceptions),
                *(say("documents.receipt.lifted", **_lifting(one)) for one in dict.fromkeys(page.overrides)),
            ),
            mark="" if blank else voucher.mark,
            sample=reading.office.sample,
        )

    def request_form(self, request_id: str, language: Language = "th") -> bytes:
        """The form of a request: ปสค.1 with the members of the household, ปสค.2."""
        with self._work.read("documents.print") as reading:
            snapshot = request_forms.collect(reading, request_id, Catalogue(language))
        return self._press.request_form(snapshot, language)

    def fact_finding(self, request_id: str, language: Language = "th") -> bytes:
        """The report of a request's fact-finding, with photographs."""
        with self._work.read("documents.print") as reading:
            snapshot = fact_findings.collect(reading, request_id, Catalogue(language), self._open_bytes)
        return self._press.fact_finding(snapshot, language)

    def visit(self, visit_id: str, language: Language = "th") -> bytes:
        """The report of a visit, with its photographs and their hashes, and the differences from the survey."""
        with self._work.read("documents.print") as reading:
            snapshot = visits.collect(reading, self._forms, visit_id, Catalogue(language), self._open_bytes)
        return self._press.fact_finding(snapshot, language)

    def result_notice(self, request_id: str, language: Language = "th") -> bytes:
        """The letter with result and reason; raises `requests.no_result_yet`."""
        with self._work.read("documents.print") as reading:
            snapshot = notices.collect_notice(reading, request_id)
        return self._press.result_notice(snapshot, language)

    def document_slip(self, slip_id: str, language: Language = "th") -> bytes:
        """The slip for papers taken from a family."""
        with self._work.read("documents.print") as reading:
            snapshot = notices.collect_slip(reading, slip_id, Catalogue(language))
        return self._press.document_slip(snapshot, language)

    def meeting(self, meeting_id: str, language: Language = "th", only: frozenset[str] | None = None) -> bytes:
        """The agenda of a meeting, with its resolutions once there are any; of some requests alone where told."""
        with self._work.read("documents.print") as reading:
            snapshot = meetings.collect(reading, meeting_id, Catalogue(language), only)
        return self._press.meeting(snapshot, language)

    def control_report(
        self, period: controls.ControlPeriod | None, language: Language = "th", steps: Steps | None = None
    ) -> bytes:
        """The control report of a period, of the present half-year where none is named."""
        return self._press.control_report(self._control_report(period, steps), language)

    def control_workbook(
        self, period: controls.ControlPeriod | None, language: Language = "th", steps: Steps | None = None
    ) -> bytes:
        """The same as a workbook."""
        return self._press.control_workbook(self._control_report(period, steps), language)

    def _control_report(self, period: controls.ControlPeriod | None, steps: Steps | None) -> controls.ControlReport:
        with self._work.read("documents.print") as reading:
            wanted = period or controls.period_of(reading.today)
            return controls.collect(reading, wanted, self._work.actor.name, steps or Silent())

    def sample_list(self, half: BudgetHalf | None, language: Language = "th") -> bytes:
        """Whom to ask in a half by the newest draw, without amounts; raises `samples.none_drawn`."""
        return self._press.sample_list(self._sample_paper(half), language)

    def sample_workbook(self, half: BudgetHalf | None, language: Language = "th") -> bytes:
        """The same as a workbook."""
        return self._press.sample_workbook(self._sample_paper(half), language)

    def _sample_paper(self, half: BudgetHalf | None) -> samples.SamplePaper:
        with self._work.read("documents.print") as reading:
            return samples.collect(reading, half, self._work.actor.name)

    def referral(self, case_id: str, referral_id: str, language: Language = "th") -> bytes:
        """The letter of a referral; raises `cases.unknown` of a case that the actor may not see."""
        with self._work.read("documents.print") as reading:
            letter = case_referrals.collect(reading, case_id, referral_id)
        return self._press.referral(letter, language)

    def lesson(self, lesson_id: str, language: Language = "th") -> bytes:
        """A lesson of a round."""
        with self._work.read("documents.print") as reading:
            snapshot = lessons.collect(reading, lesson_id)
        return self._press.lesson(snapshot, language)

    def publicity(self, publicity_id: str, language: Language = "th") -> bytes:
        """A publicity text with photographs; one that is not approved is marked as a draft."""
        with self._work.read("documents.print") as reading:
            snapshot = publicity.collect(reading, publicity_id, self._open_bytes)
        return self._press.publicity(snapshot, language)

    def work_plan(self, order: work_plans.PlanOrder, language: Language = "th") -> bytes:
        """The plan of a month, of all officers or of one."""
        return self._press.work_plan(self._plan(order, language), language)

    def work_plan_workbook(self, order: work_plans.PlanOrder, language: Language = "th") -> bytes:
        """The same as a workbook."""
        return self._press.work_plan_workbook(self._plan(order, language), language)

    def _plan(self, order: work_plans.PlanOrder, language: Language) -> work_plans.PlanSnapshot:
        with self._work.read("documents.print") as reading:
            return work_plans.collect_plan(reading, order, Catalogue(language), self._work.actor.name)

    def visit_slips(self, appointment_ids: Sequence[str], language: Language = "th") -> bytes:
        """Slips for the families of appointments to come."""
        with self._work.read("documents.print") as reading:
            snapshot = work_plans.collect_slips(reading, appointment_ids, Catalogue(language))
        return self._press.visit_slips(snapshot, language)

    def survey_reminder(self, survey_id: str, language: Language = "th") -> bytes:
        """The letter that reminds an agency; raises `survey_lists.unknown_survey`."""
        with self._work.read("documents.print") as reading:
            snapshot = work_plans.collect_reminder(reading, survey_id, self._work.actor.name)
        return self._press.survey_reminder(snapshot, language)

    def budget_report(self, half: BudgetHalf, language: Language = "th") -> bytes:
        """A half by month, planned and paid, with the gap between need and approval."""
        return self._press.budget_report(self._budget_report(half), language)

    def budget_workbook(self, half: BudgetHalf, language: Language = "th") -> bytes:
        """The same as a workbook."""
        return self._press.budget_workbook(self._budget_report(half), language)

    def _budget_report(self, half: BudgetHalf) -> budgets.BudgetReport:
        with self._work.read("documents.print") as reading:
            return budgets.collect(reading, half, self._work.actor.name)

    def ledger(self, order: LedgerOrder, steps: Steps | None = None) -> bytes:
        """The ledger as PDF, with a fresh checkpoint in its QR where this user may sign."""
        snapshots = self.ledger_snapshots(order)
        return self._press.ledger(snapshots, order.language, steps or Silent())

    def ledger_workbook(self, order: LedgerOrder, steps: Steps | None = None) -> bytes:
        """The ledger as a workbook."""
        return self._press.ledger_workbook(self.ledger_snapshots(order), order.language, steps or Silent())

    def ledger_snapshots(self, order: LedgerOrder) -> tuple[LedgerSnapshot, ...]:
        """The groups of a ledger in order; by month, each opens with what the half has paid before it."""
        checkpoint = self._verification.checkpoint("ledger")
        catalogue = Catalogue(order.language)
        with self._work.read("ledger.read") as reading:
            items = reading.payments.ledger(order.half)
            groups: dict[str, list[LedgerItem]] = {}
            for item in items:
                groups.setdefault(group_of(item, order.group, catalogue), []).append(item)
            opening, found = 0, []
            for name, members in groups.items() or {"": []}.items():
                snapshot = LedgerSnapshot(
                    office=reading.office.name,
                    period=catalogue.text(f"documents.ledger.half{order.half.half}", year=str(order.half.fiscal_year)),
                    group="" if order.group == "half" else name,
                    rows=tuple(_row(item, catalogue) for item in members),
                    opening_satang=opening,
                    printed_at=format_datetime(reading.now),
                    printed_by=self._work.actor.name,
                    checkpoint=checkpoint,
                    head=reading.head,
                    sample=reading.office.sample,
                )
                if order.group == "month":
                    opening += sum(row.satang for row in snapshot.rows if row.counted)
                if not order.only or order.only == name:
                    found.append(snapshot)
        return tuple(found)

    def ledger_items(self, half: BudgetHalf) -> Sequence[LedgerItem]:
        """The rows of a half's ledger for the screen."""
        with self._work.read("ledger.read") as reading:
            return reading.payments.ledger(half)


def group_of(item: LedgerItem, group: Group, catalogue: Catalogue) -> str:
    """The label of the group that a row falls in; numbers that were passed over belong to nobody."""
    if item.passed_to and group not in ("month", "half"):
        return catalogue.text("documents.ledger.state.passed_over")
    match group:
        case "month":
            return f"{MONTHS[item.on.month - 1]} {be_year(item.on)}"
        case "batch":
            return item.batch_number or catalogue.text("documents.ledger.no_group")
        case "subdistrict":
            found = area(item.subdistrict_code)
            return label(found) if found else catalogue.text("documents.ledger.no_group")
        case "officer":
            return item.officer_name or catalogue.text("documents.ledger.no_group")
    return ""


def _late_note(page: ReceiptPage, say: Callable[..., str]) -> str:
    if not page.voucher.late_days:
        return ""
    return say(
        "documents.receipt.late",
        days=page.voucher.late_days,
        reason=page.late_reason,
        second=page.late_second_person,
    )


def _lifting(override: Override) -> dict[str, str]:
    return {"reason": override.reason, "document": override.document, "second": override.second_person}


def _shown_id(item: LedgerItem, say: Callable[..., str]) -> str:
    if item.passed_to:
        return NOBODY
    return mask_id(item.national_id) if item.national_id else say("documents.ledger.no_id")


def _row(item: LedgerItem, catalogue: Catalogue) -> LedgerRow:
    say = catalogue.text
    remarks = []
    if item.state is not VoucherState.PAID:
        remarks.append(say(f"documents.ledger.state.{item.state.value}"))
    if item.opening:
        remarks.append(say("documents.ledger.opening"))
    if item.late_days:
        remarks.append(say("documents.ledger.late", days=item.late_days))
    if item.lifted_under:
        remarks.append(say("documents.ledger.lifted", document=item.lifted_under))
    if item.reason:
        remarks.append(item.reason)
    if item.passed_to:
        remarks.append(say("documents.ledger.passed_reason"))
    return LedgerRow(
        day=item.on,
        number=item.number,
        payee=item.payee_name or say("documents.ledger.passed_to", number=item.passed_to),
        national_id=_shown_id(item, say),
        address=item.address,
        aid_kind=item.aid_kind,
        occurrence=str(item.occurrence) if item.occurrence else "",
        satang=item.amount.satang,
        counted=item.state is VoucherState.PAID,
        method=say(f"payments.method.{item.method.value}") if item.method else "",
        batch_number=item.batch_number,
        payer=item.payer_name,
        followed_up_on=item.followed_up_on,
        remark=" ".join(remarks),
        mark=item.mark,
    )


def ledger_total(items: Sequence[LedgerItem]) -> Baht:
    """What the ledger counts: paid and not void."""
    return Baht.total(item.amount for item in items if item.state is VoucherState.PAID)
