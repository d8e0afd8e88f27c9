"""What stands on the report of a fact-finding that is printed from its visit, with or without a request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kmcase.application.forms import Forms
from kmcase.application.ports.files import OpenBytes
from kmcase.application.ports.reading import Reading
from kmcase.application.printing.fact_findings import (
    DifferenceLine,
    FactFindingSnapshot,
    PhotoLine,
    SignedBy,
)
from kmcase.application.printing.request_forms import Piece, written_address
from kmcase.application.read.visits import Difference, VisitPage
from kmcase.application.visits.content import request_content
from kmcase.application.visits.judging import visit_page
from kmcase.domain.evidence import Attachment
from kmcase.domain.forms import Form, Question, QuestionKind
from kmcase.domain.forms import said as in_words
from kmcase.domain.requests import REPORT_HEADINGS
from kmcase.domain.visits import Informant, Partner
from kmcase.messages import Catalogue
from kmcase.rules.differences import MEMBERS
from kmcase.thai.baht import format_baht
from kmcase.thai.calendar import format_datetime


def collect(
    reading: Reading, forms: Forms, visit_id: str, catalogue: Catalogue, open_bytes: OpenBytes
) -> FactFindingSnapshot:
    """The report of a visit: answers under the headings, hashes of the photographs, differences from the survey."""
    page = visit_page(reading, forms, visit_id)
    visit = page.visit
    form = forms.form(visit.form_id, visit.form_version)
    content = request_content(form, visit, received_on=visit.visited_on)
    positions = {member.staff_id: member.position for member in reading.staff.members()}
    say = catalogue.text
    return FactFindingSnapshot(
        office=reading.office.name,
        number=page.request_number or say("documents_forms.facts.not_requested"),
        person=page.person_name,
        national_id=page.national_id,
        address=written_address(page.address),
        informant=content.informant,
        found_on=visit.visited_on,
        cause=say(f"requests.cause.{content.hardship_cause}") if content.hardship_cause else "",
        cause_fact=content.cause_fact,
        cause_document=content.cause_document,
        sections=tuple(
            (say(f"requests.heading.{heading}"), content.report.get(heading, "").strip()) for heading in REPORT_HEADINGS
        ),
        pieces=tuple(
            Piece(
                name=say(f"evidence.kind.{line.kind.value}"),
                pages=len(line.attachments),
                none_reason=line.none_reason.strip(),
            )
            for line in page.evidence
        ),
        photos=tuple((photo.caption, open_bytes(held.stored_sha256)) for photo, held in _photographs(page, catalogue)),
        needed=content.needed,
        proposed=content.proposed,
        diagnosis="",
        diagnosed_by="",
        diagnosed_position="",
        diagnosed_on="",
        fact_finder=page.officer_name,
        fact_finder_position=positions.get(visit.officer, ""),
        joint_fact_finders=(),
        sample=reading.office.sample,
        diagnosable=False,
        signed=tuple(_signed(page, catalogue, open_bytes)),
        photo_lines=tuple(photo for photo, _ in _photographs(page, catalogue)),
        differences=tuple(_difference(one, form, catalogue) for one in page.differences),
    )


def _photographs(page: VisitPage, catalogue: Catalogue) -> Iterator[tuple[PhotoLine, Attachment]]:
    for line in page.evidence:
        for held in line.attachments:
            if line.kind.value.startswith("photo_") and held.media_type.startswith("image/"):
                place = f"{held.latitude}, {held.longitude}" if held.latitude and held.longitude else ""
                yield (
                    PhotoLine(
                        caption=catalogue.text(f"evidence.kind.{line.kind.value}"),
                        taken=format_datetime(held.taken_at) if held.taken_at else "",
                        place=place,
                        sha256=held.sha256,
                    ),
                    held,
                )


def _signed(page: VisitPage, catalogue: Catalogue, open_bytes: OpenBytes) -> Iterator[SignedBy]:
    say = catalogue.text
    for partner in page.visit.partners:
        yield _partner(partner, catalogue)
    for informant in page.visit.informants[-1:]:
        yield _informant(informant, catalogue, open_bytes)
    if not page.visit.informants:
        yield SignedBy(role=say("documents_forms.role.informant"), name="")


def _partner(partner: Partner, catalogue: Catalogue) -> SignedBy:
    role = catalogue.text(f"visits.partner_role.{partner.role}") if partner.role else ""
    return SignedBy(
        role=catalogue.text("documents_forms.role.joint"),
        name=partner.name,
        position=" ".join(part for part in (role, partner.agency) if part),
        strokes=partner.signature.strokes if partner.signature else "",
    )


def _informant(informant: Informant, catalogue: Catalogue, open_bytes: OpenBytes) -> SignedBy:
    say, thumb = catalogue.text, informant.thumbprint
    note = ""
    if thumb is not None:
        finger = say(
            "documents.receipt.finger",
            finger=say(f"payments.finger.{thumb.finger.value}"),
            hand=say(f"payments.hand.{thumb.hand.value}"),
        )
        witnesses = ", ".join(witness.name for witness in thumb.witnesses)
        note = say("documents_forms.facts.witnessed", finger=finger, witnesses=witnesses)
    return SignedBy(
        role=say("documents_forms.role.informant"),
        name=informant.name,
        position=informant.relation,
        strokes=informant.signature.strokes if informant.signature else "",
        image=open_bytes(thumb.image.stored_sha256) if thumb else None,
        note=note,
    )


def _difference(one: Difference, form: Form, catalogue: Catalogue) -> DifferenceLine:
    what = one.contradiction
    questions = {question.name: question for _, _, question in form.questions()}
    question = questions.get(what.question)
    label = in_words(question.labels, catalogue.language) if question else _members(form, catalogue)
    confirmed = catalogue.text("documents_forms.facts.confirmed", name=one.confirmed_by) if one.confirmed_by else ""
    return DifferenceLine(
        question=label,
        surveyed=_value(question, what.surveyed, catalogue),
        found=_value(question, what.found, catalogue),
        reason=" ".join(part for part in (one.reason, confirmed) if part),
    )


def _members(form: Form, catalogue: Catalogue) -> str:
    return next(in_words(repeat.labels, catalogue.language) for _, repeat in form.repeats() if repeat.name == MEMBERS)


def _value(question: Question | None, value: Any, catalogue: Catalogue) -> str:
    """A value in the words of its question; a code that the form has no words for stays as it is."""
    if question is None:
        return str(value)
    if question.kind is QuestionKind.MONEY:
        return format_baht(value)
    labels = {choice.code: in_words(choice.labels, catalogue.language) for choice in question.choices}
    parts = value if isinstance(value, list) else [value]
    return ", ".join(labels.get(str(part), str(part)) for part in parts)
