"""What a hand-over needs to be evidence: each rule fires once and once does not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.money import Baht
from kmcase.domain.payments import Finger, Hand, Handover, Payee, Proxy, SignatureMark, ThumbMark, Witness
from kmcase.rules.duties import Relative
from kmcase.rules.payments import HandoverFacts, RunFigures, adds_up, check_day, check_handover, check_late
from kmcase.rules.regulations import shipped_regulations

TODAY = date(2024, 6, 10)
YESTERDAY = date(2024, 6, 9)
NUMBERS = shipped_regulations()
SIGNED = json.dumps({"v": 1, "w": 10, "h": 10, "strokes": [[[n, n, 0.5, n] for n in range(8)]]})
STORED = Attachment(
    sha256="a" * 64, stored_sha256="b" * 64, kind=EvidenceKind.THUMBPRINT, media_type="image/png", size=1
)
PHOTO = replace(STORED, kind=EvidenceKind.HANDOVER_PHOTO)
KIN = Relative(name="นายญาติ สนิท", national_id="1101700230705", staff_id="officer", staff_name="นายอาทิตย์ ลงพื้นที่")


def handover(**changes: object) -> Handover:
    whole = Handover(
        paid_on=TODAY,
        counted=Baht.of(3000),
        payer="finance",
        committee=("director", "officer2"),
        witnesses=(Witness(name="นายใหญ่ บ้านนา"),),
        place="ศาลาประชาคม",
        signature=SignatureMark(strokes=SIGNED),
        photo=PHOTO,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def payee(**changes: object) -> Payee:
    whole = Payee(
        person_id="p", name="นางบุญมี ศรีสุข", national_id="3410000000001", address="12", subdistrict_code="410113"
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def facts(of: Handover, **changes: object) -> HandoverFacts:
    whole = HandoverFacts(
        payee=payee(),
        amount=Baht.of(3000),
        handover=of,
        today=TODAY,
        drawn_on=date(2024, 6, 1),
        approved_on=date(2024, 6, 1),
        issued_on=date(2024, 6, 1),
        recorder="clerk",
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def thumb(one: str = "นายใหญ่ บ้านนา", two: str = "นางแดง สวนสวย") -> ThumbMark:
    witnesses = (Witness(name=one), Witness(name=two))
    return ThumbMark(image=STORED, finger=Finger.THUMB, hand=Hand.RIGHT, witnesses=witnesses)


def codes(found: tuple[Finding, ...]) -> list[str]:
    return [finding.code.split(".")[1] for finding in found]


def said(of: Handover, **changes: object) -> list[str]:
    return codes(check_handover(facts(of, **changes), NUMBERS))


def test_a_hand_over_as_it_should_be_meets_nothing() -> None:
    assert said(handover()) == []


def test_a_hand_over_without_a_photograph_is_told_of_and_goes_on() -> None:
    (found,) = check_handover(facts(handover(photo=None)), NUMBERS)
    assert (found.code, found.severity, found.fields) == ("payments.photo_missing", Severity.INFORM, ("photo",))


def test_a_count_that_differs_says_by_how_much() -> None:
    found = check_handover(facts(handover(counted=Baht.of(2500))), NUMBERS)
    assert codes(found) == ["count_differs"]
    assert found[0].params["difference"] == Baht.of(-500)
    assert found[0].severity is Severity.BLOCK


@pytest.mark.parametrize(
    ("strokes", "expected"),
    [
        (SIGNED, []),
        ('{"strokes": [[[1, 1, 0.5, 1]]]}', ["signature_too_short"]),
        ("not strokes", ["signature_too_short"]),
        ("{}", ["signature_too_short"]),
        ("[]", ["signature_too_short"]),
    ],
)
def test_a_signature_is_more_than_a_touch(strokes: str, expected: list[str]) -> None:
    assert said(handover(signature=SignatureMark(strokes=strokes))) == expected


def test_some_mark_is_needed_and_ink_on_paper_is_one() -> None:
    assert said(handover(signature=None)) == ["mark_missing"]
    assert said(handover(signature=None, on_paper=True)) == []


def test_who_cannot_write_gives_a_thumbprint() -> None:
    unable = payee(can_write=False)
    assert said(handover(), payee=unable) == ["thumbprint_wanted"]
    assert said(handover(signature=None, thumbprint=thumb()), payee=unable) == []


def test_a_thumbprint_on_paper_needs_its_two_witnesses_as_well() -> None:
    unable = payee(can_write=False)
    paper = handover(signature=None, on_paper=True)
    assert said(paper, payee=unable) == ["thumb_witnesses_missing"]
    two = (Witness(name="นายใหญ่ บ้านนา"), Witness(name="นางแดง สวนสวย"))
    assert said(replace(paper, witnesses=two), payee=unable) == []


def test_a_proxy_of_somebody_who_cannot_write_signs() -> None:
    proxy = Proxy(name="นายลูก ศรีสุข", relation="บุตร", authority=STORED)
    assert said(handover(proxy=proxy), payee=payee(can_write=False)) == []


def test_both_witnesses_of_a_thumbprint_are_named() -> None:
    assert said(handover(signature=None, thumbprint=thumb(two=" "))) == ["thumb_witnesses_missing"]


def test_the_payee_does_not_witness_the_own_thumbprint() -> None:
    mark = thumb(two="นางบุญมี  ศรีสุข")
    assert said(handover(signature=None, thumbprint=mark)) == ["witness_is_payee"]


def test_a_small_company_warns_and_does_not_stop() -> None:
    found = check_handover(facts(handover(committee=("director", "director"), witnesses=())), NUMBERS)
    assert codes(found) == ["few_committee", "few_witnesses"]
    assert {finding.severity for finding in found} == {Severity.WARN}
    assert found[0].params == {"have": 1, "least": 2}


def test_the_place_is_named() -> None:
    assert said(handover(place="  ")) == ["place_missing"]


@pytest.mark.parametrize(
    ("day", "drawn", "approved", "expected"),
    [
        (TODAY, TODAY, TODAY, []),
        (TODAY, TODAY, None, []),
        (date(2024, 6, 11), TODAY, TODAY, ["paid_in_future"]),
        (TODAY, None, TODAY, ["money_not_drawn"]),
        (YESTERDAY, TODAY, YESTERDAY, ["paid_before_drawn"]),
        (YESTERDAY, YESTERDAY, TODAY, ["paid_before_approved"]),
    ],
)
def test_a_day_lies_between_drawing_and_today(
    day: date, drawn: date | None, approved: date | None, expected: list[str]
) -> None:
    assert codes(check_day(day, TODAY, drawn, approved)) == expected


def test_nothing_is_handed_over_before_its_number_was_given() -> None:
    late = handover(paid_on=YESTERDAY, late_reason="ไฟดับ", late_second_person="director")
    assert said(late, issued_on=TODAY) == ["paid_before_numbered", "late"]
    assert said(late, issued_on=YESTERDAY) == ["late"]


@pytest.mark.parametrize(
    ("day", "reason", "second", "expected"),
    [
        (TODAY, "", "", []),
        (YESTERDAY, "", "director", ["late_unexplained"]),
        (YESTERDAY, "ไฟดับ", "", ["late_unexplained"]),
        (YESTERDAY, "ไฟดับ", "clerk", ["late_by_self"]),
        (YESTERDAY, "ไฟดับ", "clerk again", ["late_by_self"]),
        (YESTERDAY, "ไฟดับ", "director", ["late"]),
    ],
)
def test_a_late_entry_needs_a_reason_and_somebody_else(
    day: date, reason: str, second: str, expected: list[str]
) -> None:
    staff = {"clerk": "นายพุธ จ่ายเงิน", "clerk again": "พุธ  จ่ายเงิน", "director": "นายศุกร์ ปกครอง"}
    assert codes(check_late(day, TODAY, reason, second, frozenset({"clerk"}), staff)) == expected


def test_the_payer_does_not_stand_beside_the_own_late_entry() -> None:
    late = handover(paid_on=YESTERDAY, late_reason="ไฟดับ", late_second_person="finance")
    assert said(late) == ["late_by_self"]
    found = check_handover(facts(replace(late, late_second_person="director")), NUMBERS)
    assert [(finding.code, finding.severity) for finding in found] == [("payments.late", Severity.WARN)]


def test_nobody_collects_for_another_without_a_stored_authority() -> None:
    proxy = Proxy(name="นายลูก ศรีสุข", relation="บุตร", authority=STORED)
    assert said(handover(proxy=proxy)) == []
    assert said(handover(proxy=replace(proxy, name=" "))) == ["authority_missing"]
    assert said(handover(proxy=replace(proxy, authority=replace(STORED, sha256="")))) == ["authority_missing"]


@pytest.mark.parametrize(
    ("name", "national_id", "expected"),
    [
        ("นายญาติ  สนิท", None, ["proxy_is_relative"]),
        ("นายคนอื่น ไกลตัว", KIN.national_id, ["proxy_is_relative"]),
        ("นายคนอื่น ไกลตัว", "1000000000000", []),
        ("นายคนอื่น ไกลตัว", None, []),
    ],
)
def test_no_officers_relative_collects(name: str, national_id: str | None, expected: list[str]) -> None:
    proxy = Proxy(name=name, national_id=national_id, relation="เพื่อนบ้าน", authority=STORED)
    assert said(handover(proxy=proxy), relatives=(KIN,)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("พุธ จ่ายเงิน", ["proxy_is_officer"]),
        ("จ่ายเงิน นายพุธ", ["proxy_is_officer"]),
        ("ใหญ่ บ้านนา", ["proxy_is_witness"]),
        ("แดง สวนสวย", ["proxy_is_witness"]),
        ("นายลูก ศรีสุข", []),
    ],
)
def test_neither_officer_nor_witness_collects(name: str, expected: list[str]) -> None:
    whole = handover(
        proxy=Proxy(name=name, relation="บุตร", authority=STORED),
        signature=None,
        thumbprint=thumb("นายคำ ดีงาม", "นางแดง สวนสวย"),
    )
    assert said(whole, staff={"finance": "นายพุธ จ่ายเงิน"}) == expected
    signed = replace(whole, thumbprint=None, signature=SignatureMark(strokes=SIGNED))
    wanted = [] if name == "แดง สวนสวย" else expected
    assert said(signed, staff={"finance": "นายพุธ จ่ายเงิน"}) == wanted


def figures(**changes: object) -> RunFigures:
    whole = RunFigures(
        approved=Baht.of(9000),
        receipts=Baht.of(6000),
        not_paid=Baht.of(3000),
        counted=Baht.of(6000),
        drawn=Baht.of(9000),
        returned=Baht.of(3000),
        open_vouchers=0,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"open_vouchers": 1}, ["run_open_vouchers"]),
        ({"approved": Baht.of(9001)}, ["run_approved_differs"]),
        ({"counted": Baht.of(5900)}, ["run_counted_differs"]),
        ({"returned": Baht.zero()}, ["run_drawn_differs"]),
    ],
)
def test_a_run_adds_up_in_three_columns(changes: dict[str, object], expected: list[str]) -> None:
    assert codes(adds_up(figures(**changes))) == expected


def test_a_column_that_differs_says_by_how_much() -> None:
    (found,) = adds_up(figures(returned=Baht.of(1000)))
    assert found.params == {"one": Baht.of(9000), "other": Baht.of(7000), "difference": Baht.of(2000)}
