"""What stands on a case's papers: agreement or consent, and the inventory of belongings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.application.ports.files import OpenBytes
from kmcase.application.ports.reading import Reading
from kmcase.application.printing.signing import SignedSnapshot, collect_signed
from kmcase.application.read.case_intake import PaperItem
from kmcase.domain.casework import CasePaper
from kmcase.domain.errors import DomainError
from kmcase.messages import Language
from kmcase.thai.national_id import mask_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHeadSnapshot:
    """Whose paper it is: office, case and client (the id masked)."""

    office: str
    number: str
    client: str
    national_id: str
    nationality: str
    language: str
    interpreter: bool
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaperSnapshot:
    """A paper as it was signed or refused; without `on` it is blank, to be filled in by hand."""

    head: CaseHeadSnapshot
    title: str
    reference: str
    paragraphs: tuple[str, ...]
    items: tuple[tuple[str, bool], ...]
    with_agency: bool
    agency: str = ""
    note: str = ""
    on: date | None = None
    officer: str = ""
    signed: SignedSnapshot | None = None
    refused: bool = False
    reason: str = ""
    follows: str = ""
    ended_on: date | None = None
    end_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BelongingRow:
    """A thing, and the day on which it went back."""

    name: str
    count: int
    remark: str
    returned_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSnapshot:
    """A return with its signature."""

    on: date
    things: tuple[str, ...]
    remark: str
    by: str
    signed: SignedSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class BelongingsSnapshot:
    """An inventory; `apart` tells that several versions of it stand side by side."""

    head: CaseHeadSnapshot
    on: date
    kept_by: str
    place: str
    rows: tuple[BelongingRow, ...]
    signed: SignedSnapshot | None
    returns: tuple[ReturnSnapshot, ...]
    apart: bool


def collect_paper(
    reading: Reading, case_id: str, code: str, paper_id: str, open_bytes: OpenBytes, language: Language
) -> CasePaperSnapshot:
    """A paper of a case; raises `cases.unknown`, `case_intake.unknown_paper`."""
    head = _head(reading, case_id)
    if not paper_id:
        case = reading.cases.head(case_id)
        paper = reading.cases.casework(case.casework).paper(code)
        return _snapshot(head, paper, language, frozenset())
    found = [item for item in reading.case_intake.papers_page(case_id).papers if item.paper_id == paper_id]
    if not found:
        raise DomainError("case_intake.unknown_paper")
    return _filled(head, found[0], open_bytes, language)


def _filled(head: CaseHeadSnapshot, item: PaperItem, open_bytes: OpenBytes, language: Language) -> CasePaperSnapshot:
    return _snapshot(
        head,
        item.paper,
        language,
        frozenset(entry.code for entry in item.items),
        agency=item.agency,
        note=item.note,
        on=item.on,
        officer=item.officer,
        signed=collect_signed(item.signed, open_bytes) if item.signed else None,
        refused=item.signed is None,
        reason=item.reason,
        follows=item.follows,
        ended_on=item.ended_on,
        end_reason=item.end_reason,
    )


def _snapshot(
    head: CaseHeadSnapshot, paper: CasePaper, language: Language, agreed: frozenset[str], **filled: object
) -> CasePaperSnapshot:
    thai = language == "th"
    text = (paper.text_th if thai else paper.text_en) or paper.text_th
    return CasePaperSnapshot(
        head=head,
        title=paper.th if thai else paper.en,
        reference=paper.reference,
        paragraphs=tuple(line.strip() for line in text.splitlines() if line.strip()),
        items=tuple((item.th if thai else item.en, item.code in agreed) for item in paper.items),
        with_agency=paper.agency,
        **filled,  # type: ignore[arg-type]
    )


def collect_belongings(reading: Reading, case_id: str, list_id: str, open_bytes: OpenBytes) -> BelongingsSnapshot:
    """An inventory of a case; raises `cases.unknown`, `case_intake.unknown_belongings`."""
    head, page = _head(reading, case_id), reading.case_intake.page(case_id)
    found = next((item for item in page.belongings if item.list_id == list_id), None)
    if found is None:
        raise DomainError("case_intake.unknown_belongings")
    newest, back = found.standing[0].values, page.returned
    names = {thing.item_id: thing.name for thing in found.things}
    return BelongingsSnapshot(
        head=head,
        on=newest.on,
        kept_by=page.names.get(newest.kept_by, ""),
        place=newest.place,
        rows=tuple(
            BelongingRow(
                name=thing.name,
                count=thing.count,
                remark=thing.remark,
                returned_on=back[thing.item_id].on if thing.item_id in back else None,
            )
            for thing in found.things
        ),
        signed=collect_signed(newest.signed, open_bytes) if newest.signed else None,
        returns=tuple(
            ReturnSnapshot(
                on=one.on,
                things=tuple(names[item_id] for item_id in one.item_ids if item_id in names),
                remark=one.remark,
                by=one.by,
                signed=collect_signed(one.signed, open_bytes),
            )
            for one in reversed(page.returns)
            if names.keys() & set(one.item_ids)
        ),
        apart=len(found.standing) > 1,
    )


def _head(reading: Reading, case_id: str) -> CaseHeadSnapshot:
    case, office = reading.cases.head(case_id), reading.office
    client = case.client
    return CaseHeadSnapshot(
        office=office.name,
        number=case.number,
        client=client.shown_name,
        national_id=mask_id(client.national_id) if client.national_id else "",
        nationality=client.nationality,
        language=client.language,
        interpreter=client.interpreter,
        sample=office.sample,
    )
