"""The invented year: requests month by month, meetings, runs, receipts, follow-ups, and work left for today."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from heapq import heappop, heappush

from kmcase.application.batches import RequestDisbursement
from kmcase.application.meetings import RecordDecision
from kmcase.application.payments import HandOver, PrepareRun
from kmcase.application.read.payments import VoucherItem
from kmcase.application.receipts import VoidReceipt
from kmcase.application.requests import GiveDiagnosis, OpenRequest, TakeDocuments
from kmcase.bootstrap import SAMPLE_PASSWORD, OpenOffice, Services, services_for
from kmcase.cli.sample import pictures
from kmcase.cli.sample.bank import pay_by_report
from kmcase.domain.clock import FixedClock
from kmcase.domain.evidence import Attachment, EvidenceItem, EvidenceKind
from kmcase.domain.followups import FollowUp, FollowUpMethod
from kmcase.domain.likeness import FAMILIES
from kmcase.domain.meetings import MeetingValues, Outcome, PanelMember
from kmcase.domain.money import Baht
from kmcase.domain.payments import (
    Finger,
    Hand,
    Handover,
    Method,
    Proxy,
    SignatureMark,
    ThumbMark,
    VoucherState,
    Witness,
)
from kmcase.domain.requests import REPORT_HEADINGS, RequestContent, RequestStatus

CAUSES = {
    "died": ("สามีเสียชีวิต ไม่มีผู้หารายได้เลี้ยงครอบครัว", "ใบมรณบัตร", EvidenceKind.DEATH_CERTIFICATE),
    "deserted": ("คู่สมรสทอดทิ้งไปนานกว่าหนึ่งปี ติดต่อไม่ได้", "บันทึกประจำวัน", EvidenceKind.POLICE_REPORT),
    "imprisoned": ("บุตรชายซึ่งเป็นหัวหน้าครอบครัวต้องโทษจำคุก", "หนังสือรับรองเรือนจำ", EvidenceKind.PRISON_DOCUMENT),
    "accident_or_illness": ("ป่วยด้วยโรคไตเรื้อรัง ทำงานไม่ได้", "ใบรับรองแพทย์", EvidenceKind.MEDICAL_CERTIFICATE),
    "disabled": ("พิการทางการเคลื่อนไหวจากอุบัติเหตุ", "บัตรประจำตัวคนพิการ", EvidenceKind.DISABILITY_CARD),
    "cannot_care": ("สูงอายุ เลี้ยงดูหลานตามลำพัง รายได้ไม่พอ", "หนังสือรับรองผู้ใหญ่บ้าน", EvidenceKind.HARDSHIP_CERTIFICATE),
}
_NARRATIVE = {
    "background": "อยู่ในพื้นที่นิคมมานานกว่ายี่สิบปี เดิมมีอาชีพรับจ้างทั่วไป ครอบครัวพึ่งรายได้ของหัวหน้าครอบครัวเพียงคนเดียว",
    "housing": "บ้านไม้ชั้นเดียวของตนเอง หลังคารั่ว ฝาบ้านผุ ไม่มีห้องน้ำที่ใช้การได้ดี",
    "income_debts": "รายได้ไม่แน่นอน เดือนละประมาณ 3,000 บาท มีหนี้กองทุนหมู่บ้าน 15,000 บาท",
    "health": "มีโรคประจำตัวคือความดันโลหิตสูง ต้องไปรับยาที่โรงพยาบาลทุกสองเดือน",
    "dependants": "ดูแลหลานวัยเรียนสองคนและมารดาสูงอายุหนึ่งคน",
    "problem": "ขาดรายได้หลังเกิดเหตุ ค่าใช้จ่ายในบ้านและค่าเดินทางไปโรงพยาบาลไม่พอ",
    "needs": "ต้องการเงินเป็นค่าครองชีพระยะแรกและทุนเลี้ยงไก่พันธุ์พื้นเมืองเพื่อให้มีรายได้ต่อเนื่อง",
    "officer_opinion": "เห็นควรช่วยเหลือตามระเบียบ เพราะเดือดร้อนจริงและไม่ได้รับการช่วยเหลือจากหน่วยงานอื่นในปีนี้",
}
_PURPOSES = ("ค่าครองชีพและค่าเดินทางไปโรงพยาบาล", "ทุนประกอบอาชีพเลี้ยงไก่พันธุ์พื้นเมือง", "ซ่อมแซมหลังคาและฝาบ้าน", "ทุนค้าขายรายวัน")
_PICTURES = 40
_USED_AGAIN = {("photo_house_outside", 63): 24, ("photo_person", 120): 27}
"""Pictures that are another one, mirrored and made smaller, so that there is something to find."""
_BANGKOK = timedelta(hours=7)
Evidence = Callable[[EvidenceKind, int], Attachment]


@dataclass(slots=True)
class Year:
    """The office at work: whose services, what day it is, and who still waits for help."""

    office: OpenOffice
    clock: FixedClock
    people: list[str]
    rand: random.Random
    step: Callable[[str], None]
    _services: dict[str, Services] = field(default_factory=dict)
    _kept: dict[tuple[str, int], Attachment] = field(default_factory=dict)
    _planned: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)
    _done: int = 0

    def of(self, login: str) -> Services:
        """The services in somebody's name."""
        if login not in self._services:
            self._services[login] = services_for(self.office, login)
        return self._services[login]

    def on(self, day: date, hour: int = 9, minute: int = 0) -> None:
        """Let the clock go on to a Bangkok time of day; it never goes back."""
        self.clock.at = max(self.clock.at, datetime.combine(day, time(hour, minute), UTC) - _BANGKOK)

    def plan(self, day: date, hour: int, action: Callable[[], object]) -> None:
        """Have something done on a day; what is planned later for the same hour comes later."""
        heappush(self._planned, (datetime.combine(day, time(hour)), len(self._planned) + self._done, action))

    def play(self) -> None:
        """Do everything that is planned, and what that plans, in the order of time."""
        while self._planned:
            when, _, action = heappop(self._planned)
            self._done += 1000
            self.on(when.date(), when.hour)
            action()

    def evidence(self, kind: EvidenceKind, number: int) -> Attachment:
        """A drawn piece: what shows one person or one home is a picture of its own, papers are a few kept once."""
        key = (kind.value, number if kind in FAMILIES else number % _PICTURES)
        if key not in self._kept:
            again = _USED_AGAIN.get(key)
            content = pictures.photograph(*key) if again is None else pictures.mirrored(kind.value, again)
            self._kept[key] = self.keep(content, kind, f"{kind.value}-{key[1] + 1}.jpg", "image/jpeg")
        return replace(self._kept[key], taken_at=self.clock.now() - timedelta(minutes=self.rand.randint(5, 90)))

    def keep(self, content: bytes, kind: EvidenceKind, name: str, media_type: str) -> Attachment:
        """Store bytes and describe them."""
        digest = self.office.blobs.put(content)
        return Attachment(
            sha256=hashlib.sha256(content).hexdigest(),
            stored_sha256=digest,
            kind=kind,
            media_type=media_type,
            size=len(content),
            name=name,
        )


def open_request(year: Year, person_id: str, day: date, number: int) -> str:
    """A draft by one of the officers after a visit."""
    rand = year.rand
    officer = f"officer{number % 5 + 1}"
    cause = list(CAUSES)[number % len(CAUSES)]
    fact, document, _ = CAUSES[cause]
    wanted = Baht.of(rand.choice((3000, 4000, 5000, 6000, 8000)))
    page = year.of(officer).people.page(person_id)
    content = RequestContent(
        received_on=day,
        known_case=number % 7 == 0,
        hardship_cause=cause,
        cause_fact=fact,
        cause_document=f"{document} ฉบับที่ {number + 11}/2567",
        needed=wanted,
        proposed=Baht.of(rand.choice((2000, 2500, 3000, 3000, 3000))),
        purpose=_PURPOSES[number % len(_PURPOSES)],
        fact_finder=year.of(officer).actor.staff_id,
        fact_found_on=day,
        joint_fact_finders=("นางสาวอาสา ช่วยงาน (อพม.)",),
        informant=page.values.full_name,
        report={heading: _NARRATIVE.get(heading, "") for heading in REPORT_HEADINGS},
        dependants={"children": number % 3, "elderly": number % 2},
        monthly_income=page.values.monthly_income,
        housing="own_dilapidated",
    )
    return year.of(officer).requests.open(OpenRequest(person_id=person_id, content=content)).value


def complete(year: Year, request_id: str, number: int) -> None:
    """Settle every piece of evidence that is asked for, and send the draft for review."""
    officer = year.of(f"officer{number % 5 + 1}")
    for line in officer.requests.page(request_id).evidence:
        if not line.asked:
            continue
        pages = 2 if line.kind is EvidenceKind.HOUSE_REGISTRATION else 1
        pieces = tuple(year.evidence(line.kind, number * 3 + page) for page in range(pages))
        missing = line.kind is EvidenceKind.PHOTO_HOUSE_INSIDE and number % 23 == 5
        item = (
            EvidenceItem(kind=line.kind, none_reason="เจ้าของบ้านไม่สะดวกให้ถ่ายภาพภายใน")
            if missing
            else EvidenceItem(kind=line.kind, attachments=pieces)
        )
        officer.requests.settle_evidence(request_id, item)
    if number % 6 == 0:
        papers = ("สำเนาบัตรประจำตัวประชาชน", "สำเนาทะเบียนบ้าน")
        on = officer.today()
        officer.requests.take_documents(TakeDocuments(request_id=request_id, items=papers, taken_from="ผู้ยื่นคำขอ", on=on))
    officer.requests.submit(request_id)


def review(year: Year, request_id: str, number: int, *, back: bool = False) -> None:
    """Comments and corrections for learners, then the opinion and the review."""
    social, officer = year.of(f"social{number % 2 + 1}"), year.of(f"officer{number % 5 + 1}")
    if back:
        social.requests.comment(request_id, "report", "ขอรายละเอียดรายได้ของสมาชิกแต่ละคนและที่มาของหนี้")
        social.requests.send_back(request_id, RequestStatus.NEEDS_CORRECTION, "ข้อเท็จจริงเรื่องรายได้ยังไม่ครบ")
        return
    page = officer.requests.page(request_id)
    proposed = page.request.content.proposed or Baht.of(3000)
    social.requests.diagnose(
        GiveDiagnosis(
            request_id=request_id,
            text="ครอบครัวประสบความเดือดร้อนตามระเบียบ ควรช่วยเหลือเป็นเงินและติดตามการใช้เงินภายในสามเดือน",
            proposed=proposed,
        )
    )
    year.of("director").requests.find_ready(request_id)


def panel(year: Year) -> tuple[PanelMember, ...]:
    """The ONE HOME panel: other agencies, and the director of the office."""
    return (
        PanelMember(name="นางพัฒนา มั่นคง", agency="สำนักงาน พมจ. อุดรธานี", position="ประธาน"),
        PanelMember(name="นายเมตตา คุ้มครอง", agency="ศูนย์คุ้มครองคนไร้ที่พึ่ง", position="กรรมการ"),
        PanelMember(name="นางสาวเด็กดี มีสุข", agency="บ้านพักเด็กและครอบครัว", position="กรรมการ"),
        PanelMember(
            name=year.of("director").actor.name,
            agency="นิคมสร้างตนเองเชียงพิณ",
            position="กรรมการ",
            staff_id=year.of("director").actor.staff_id,
        ),
    )


def call_meeting(year: Year, day: date, number: str) -> str:
    """A meeting with all that is ready on its agenda; gives its id."""
    clerk = year.of("officer6").meetings
    values = MeetingValues(number=number, held_on=day, place="ห้องประชุม พมจ. อุดรธานี", panel=panel(year))
    meeting_id = clerk.plan(values).value
    agenda = tuple(item.request_id for item in clerk.candidates())
    clerk.set_agenda(meeting_id, agenda)
    return meeting_id


def hold_meeting(year: Year, meeting_id: str, day: date, number: str) -> list[str]:
    """The panel's decisions one by one; gives what was approved."""
    clerk = year.of("officer6").meetings
    approved = []
    position = 0
    for position, item in enumerate(clerk.page(meeting_id).agenda, 1):
        resolution = f"{number} ข้อ {position}"
        if position % 17 == 9:
            outcome, reason = Outcome.REJECTED, "ครอบครัวมีรายได้เพียงพอและมีบุตรอุปการะ ไม่เข้าลักษณะตามระเบียบ"
        elif position % 19 == 11:
            outcome, reason = Outcome.DEFERRED, "ขอให้ตรวจสอบการช่วยเหลือของหน่วยงานอื่นก่อน"
        else:
            outcome, reason = Outcome.APPROVED, ""
        clerk.decide(
            RecordDecision(
                meeting_id=meeting_id,
                request_id=item.request_id,
                resolution_number=resolution,
                outcome=outcome,
                amount=item.proposed if outcome is Outcome.APPROVED else None,
                reason=reason,
            )
        )
        if outcome is Outcome.APPROVED:
            approved.append(item.request_id)
        elif position % 2:
            year.of("officer6").requests.notify(item.request_id, "letter", day)
    scan = year.keep(pictures.photograph("minutes", position), EvidenceKind.MINUTES, "รายงานการประชุม.jpg", "image/jpeg")
    clerk.attach_minutes(meeting_id, scan)
    clerk.close(meeting_id)
    return approved


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlan:
    """How a run of the story goes."""

    number: str
    asked_on: date
    drawn_on: date
    paid_on: date
    place: str
    method: Method = Method.CASH
    leave: int = 0
    close: bool = True
    hold_back: int = 0
    taken_out: int = 0
    scanned: bool = False


def ask_for_money(year: Year, requests: list[str], plan: RunPlan) -> str:
    """A ฎีกา/ขอเบิก over approved requests; gives its id."""
    finance = year.of("finance1")
    return finance.batches.request(
        RequestDisbursement(number=plan.number, requested_on=plan.asked_on, request_ids=tuple(requests))
    ).value


def prepare_run(year: Year, batch_id: str, requests: list[str], plan: RunPlan) -> str:
    """Draw the money, number the payees; gives the run's id."""
    finance = year.of("finance1")
    total = next(item.amount for item in finance.batches.list() if item.batch_id == batch_id)
    finance.batches.draw(batch_id, plan.drawn_on, total, f"ใบสำคัญคู่จ่าย {plan.number}")
    transfer = plan.method is not Method.CASH
    accounts = {request: f"98{number:08d}" for number, request in enumerate(requests)} if transfer else None
    return finance.payments.prepare(
        PrepareRun(
            batch_id=batch_id,
            method=plan.method,
            planned_on=plan.paid_on,
            place=plan.place,
            payer=finance.actor.staff_id,
            committee=(year.of("finance2").actor.staff_id, year.of("officer7").actor.staff_id),
            witnesses=(Witness(name="นายผู้ใหญ่ บ้านดี", position="ผู้ใหญ่บ้าน"),),
            request_ids=tuple(requests),
            accounts=accounts,
        )
    ).value


def pay_run(year: Year, run_id: str, plan: RunPlan) -> None:
    """Hand over or transfer, with what happens in real runs; the last `leave` payees still wait."""
    finance = year.of("finance1")
    vouchers = finance.payments.run(run_id).vouchers
    if plan.method is not Method.CASH:
        year.on(plan.paid_on, 15)
        pay_by_report(year.office.folder.path.with_name("bank-reports"), finance, vouchers, plan.paid_on)
        vouchers = ()
    for number, voucher in enumerate(vouchers[: len(vouchers) - plan.leave or None]):
        year.on(plan.paid_on, 9 + number // 12, number * 4 % 60)
        if number % 13 == 8:
            finance.payments.not_paid(voucher.voucher_id, "ไม่มารับเงินในวันจ่าย ติดต่อแล้วจะรับในรอบถัดไป", ends_approval=False)
        else:
            handover = _handover(year, plan, number, can_write=voucher.can_write, payee=voucher.payee_name)
            counted = replace(handover, counted=voucher.amount)
            finance.payments.hand_over(HandOver(voucher_id=voucher.voucher_id, handover=counted))
    if plan.close:
        _close(year, run_id, plan)


def _handover(year: Year, plan: RunPlan, number: int, *, can_write: bool, payee: str) -> Handover:
    witnesses = (
        Witness(name="นางกำนัน ใจงาม", position="กำนัน"),
        Witness(name="นายสารวัตร รักษ์บ้าน", position="สารวัตรกำนัน"),
    )
    thumb = signature = proxy = None
    place = plan.paid_on.toordinal() * 100 + number
    if not can_write:
        image = year.keep(pictures.thumbprint(place), EvidenceKind.THUMBPRINT, "ลายพิมพ์นิ้วมือ.png", "image/png")
        thumb = ThumbMark(image=image, finger=Finger.THUMB, hand=Hand.RIGHT, witnesses=witnesses)
    else:
        signature = SignatureMark(strokes=pictures.signature(place))
    if number % 29 == 14 and can_write:
        authority = year.evidence(EvidenceKind.PROXY_AUTHORITY, number)
        proxy = Proxy(name="นางสาวผู้รับ มอบแทน", relation="child", authority=authority)
    return Handover(
        paid_on=plan.paid_on,
        counted=Baht.zero(),
        payer=year.of("finance1").actor.staff_id,
        committee=(year.of("finance2").actor.staff_id, year.of("officer7").actor.staff_id),
        witnesses=(Witness(name="นายผู้ใหญ่ บ้านดี", position="ผู้ใหญ่บ้าน"),),
        place=plan.place,
        signature=signature,
        thumbprint=thumb,
        photo=year.evidence(EvidenceKind.HANDOVER_PHOTO, place),
        proxy=proxy,
    )


def _close(year: Year, run_id: str, plan: RunPlan) -> None:
    finance = year.of("finance1")
    year.on(plan.paid_on, 16)
    page = finance.payments.run(run_id)
    paid = [voucher for voucher in page.vouchers if voucher.state is VoucherState.PAID]
    if len(paid) > 15 and plan.method is Method.CASH:
        finance.receipts.void(
            VoidReceipt(
                voucher_id=paid[15].voucher_id,
                reason="ผู้รับเงินนำเงินมาคืน เพราะได้รับการช่วยเหลือจากหน่วยงานอื่นแล้ว",
                second_person=year.of("director").actor.staff_id,
                second_password=SAMPLE_PASSWORD,
            )
        )
        page = finance.payments.run(run_id)
    if page.cash_left:
        finance.batches.give_back(run_id, plan.paid_on, page.cash_left, f"นส. {plan.number}")
    waiting = finance.payments.run(run_id).open_lines
    finance.receipts.close(run_id, "รอธนาคารตอบเรื่องรายการที่ไม่มีใบสำคัญ" if waiting else "")


def paid_numbers(year: Year) -> list[VoucherItem]:
    """What was paid, as finance knows it: who asks is not told, and the payees of the story have to remember."""
    return [one for one in year.of("finance1").receipts.receipts() if one.state is VoucherState.PAID]


def follow_up(year: Year, day: date) -> None:
    """Who had no part in it asks every third payee; a few say something else than the receipt."""
    asker = year.of("social1")
    for number, voucher in enumerate(paid_numbers(year)):
        known = voucher.followed_up_on is not None
        if known or number % 3 or voucher.paid_on is None or voucher.paid_on > day - timedelta(days=14):
            continue
        year.on(day, 10, number % 60)
        pooled = number % 24 == 12
        asker.receipts.record_follow_up(
            FollowUp(
                follow_up_id="",
                voucher_id=voucher.voucher_id,
                person_id=voucher.person_id,
                asked_on=day,
                asked_by="",
                method=FollowUpMethod.VISIT if number % 2 else FollowUpMethod.PHONE,
                amount_said=voucher.amount - Baht.of(500) if number % 30 == 15 else voucher.amount,
                received_on_said=voucher.paid_on + timedelta(days=12 if number % 48 == 27 else 0),
                received_from="เจ้าหน้าที่นิคม",
                put_together=pooled,
                given_to="ประธานกลุ่มอาชีพเลี้ยงไก่" if pooled else "",
                who_asked="ประธานกลุ่มอาชีพ" if pooled else "",
            )
        )
