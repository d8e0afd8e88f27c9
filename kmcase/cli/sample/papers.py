"""Survey lists that were asked for and came, and the signed stacks that were scanned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kmcase.application.imports import AskForList
from kmcase.application.imports.commanding import run_import
from kmcase.cli.sample import dirty_lists, pictures, telephones
from kmcase.cli.sample.people import AREA
from kmcase.cli.sample.story import Year
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.forms import PICTURES
from kmcase.domain.partners import PartnerKind
from kmcase.domain.payments import Method, RunState, VoucherState
from kmcase.domain.people import PersonValues
from kmcase.thai.areas import area

_SCALE = 1.5
_DAYS_TO_ANSWER = 30


def ask_for_lists(year: Year, day: date) -> None:
    """Every sub-district is asked."""
    imports = year.of("officer1").imports
    for code in AREA:
        place = area(code)
        agency = f"อบต.{place.subdistrict}" if place else code
        imports.ask(
            AskForList(
                agency=agency,
                subdistrict_code=code,
                asked_on=day,
                due_on=day + timedelta(days=_DAYS_TO_ANSWER),
                kind=PartnerKind.LOCAL_GOVERNMENT,
            )
        )


def receive_lists(year: Year, folder: Path, day: date) -> None:
    """Two of the dirty lists are taken in; the others wait beside the office."""
    imports = year.of("officer1").imports
    asked = {survey.agency: survey.survey_id for survey in imports.surveys()}
    for path, (agency, survey_id) in zip(sorted(folder.glob("*.xlsx"))[:2], sorted(asked.items()), strict=False):
        run_import(imports, path, agency=agency, received_on=day, survey_id=survey_id)
    for survey in imports.surveys()[3:4]:
        imports.remind(survey.survey_id, day)


def receive_submissions(year: Year, folder: Path, day: date) -> None:
    """What volunteers sent from their telephones: people known and new, slips, a picture that is lost."""
    people = year.of("officer1").people
    known = [values for values in (people.page(each).values for each in year.people[:40]) if values.national_id][:2]
    submissions = [
        telephones.sent(
            900_000 + number,
            pictures={kind.value: pictures.photograph(kind.value, 9000 + number) for kind in PICTURES[:5]},
            **told,
        )
        for number, told in enumerate(
            (
                {},
                {"title": "", "sex": "", **_identity(known[0])},
                {},
                {"income_other": "ไม่แน่"},
                {"title": "", "sex": "", **_identity(known[1])},
                {"birth": "", "age": "67"},
                {"national_id": "1111111111111"},
            )
        )
    ]
    path = telephones.central_zip(folder / "submissions.zip", submissions, lost=submissions[2].file("photo_family"))
    run_import(year.of("officer1").imports, path, agency="อพม. ตำบลเชียงพิณ", received_on=day)


def _identity(values: PersonValues) -> dict[str, str]:
    return {"first_name": values.first_name, "last_name": values.last_name, "national_id": values.national_id or ""}


def write_lists(folder: Path) -> None:
    """The dirty Excel lists beside the office."""
    folder.mkdir(parents=True, exist_ok=True)
    dirty_lists.write_all(folder)


def scan_run(year: Year, run_id: str) -> None:
    """The signed stack of a closed run in cash, and somebody who looks it through."""
    finance = year.of("finance1")
    page = finance.payments.run(run_id)
    if page.values.method is not Method.CASH or page.state is not RunState.CLOSED:
        return
    stack = _pages(finance.printing.blank_receipts(run_id))
    for number, (voucher, image) in enumerate(zip(page.vouchers, stack, strict=True)):
        if voucher.state not in (VoucherState.PAID, VoucherState.VOID):
            continue
        content = pictures.signed_scan(image, number)
        name = f"{voucher.number.replace('/', '-')}.jpg"
        finance.receipts.attach_scan(
            voucher.voucher_id, year.keep(content, EvidenceKind.RECEIPT_SCAN, name, "image/jpeg")
        )
    year.of("social2").receipts.verify(run_id)


def _pages(pdf: bytes) -> Iterator[object]:
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    try:
        for page in document:
            yield page.render(scale=_SCALE).to_pil()
    finally:
        document.close()
