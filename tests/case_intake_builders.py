"""Builders of reception: facts, belongings, signatures."""

from __future__ import annotations

from typing import Any

from kmcase.application.cases import CaseIntakeService, CasePaperService, ReceiveClient
from kmcase.documents.press import Printer
from kmcase.domain.cases.intake import Belonging, IntakeValues
from kmcase.domain.cases.signing import Signed
from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.domain.payments import Finger, Hand, SignatureMark, ThumbMark, Witness
from tests.builders import JUNE, TestOffice
from tests.case_builders import opening
from tests.money_builders import SIGNATURE

MARK = Signed(name="นายสมหวัง รอดพ้น", signature=SignatureMark(strokes=SIGNATURE))


def intakes(office: TestOffice, login: str = "social") -> CaseIntakeService:
    """The use cases of reception."""
    return CaseIntakeService(office.work(login))


def papers(office: TestOffice, login: str = "social") -> CasePaperService:
    """The use cases of papers; every stored file is a small picture."""
    return CasePaperService(office.work(login), Printer(), lambda _: PICTURE)


def facts(**changes: Any) -> IntakeValues:
    """What was found of somebody whom a citizen brought."""
    values: dict[str, Any] = {
        "received_at": JUNE,
        "received_by": "social",
        "source": "citizen",
        "story": "นอนอยู่หน้าตลาด ไม่มีญาติ",
    }
    return IntakeValues(**{**values, **changes})


def received(office: TestOffice, login: str = "social", **changes: Any) -> str:
    """Somebody received; gives the case's id."""
    values: dict[str, Any] = {"opening": opening(), "intake": facts()}
    return intakes(office, login).receive(ReceiveClient(**{**values, **changes})).value


def things(*names: str) -> tuple[Belonging, ...]:
    """Things that are not listed yet."""
    return tuple(Belonging(item_id="", name=name) for name in names)


def attachment(name: str = "a", kind: EvidenceKind = EvidenceKind.PHOTO_PERSON) -> Attachment:
    """A stored picture."""
    return Attachment(sha256=name * 64, stored_sha256=name * 64, kind=kind, media_type="image/png", size=9)


def thumbed(*witnesses: str, name: str = "นายสมหวัง รอดพ้น") -> Signed:
    """A thumbprint before two witnesses."""
    one, other = (Witness(name=each) for each in witnesses)
    image = attachment("b", EvidenceKind.THUMBPRINT)
    return Signed(
        name=name, thumbprint=ThumbMark(image=image, finger=Finger.THUMB, hand=Hand.LEFT, witnesses=(one, other))
    )


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
