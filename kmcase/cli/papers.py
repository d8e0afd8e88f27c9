"""One of each document and workbook of an office, for the tour and for who wants to see them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from kmcase.application.access import Silent
from kmcase.application.printing import LedgerOrder
from kmcase.application.printing.controls import ControlPeriod
from kmcase.bootstrap import OpenOffice, Services, write_file
from kmcase.domain.meetings import MeetingStatus
from kmcase.domain.payments import VoucherState
from kmcase.domain.requests import RequestStatus
from kmcase.domain.surveys import RowOutcome
from kmcase.domain.visits import VisitState
from kmcase.messages import Catalogue

_Paper = tuple[str, Callable[[], bytes]]


def write_papers(office: OpenOffice, out: Path) -> Sequence[Path]:
    """Every kind of document that the office has something for, as files in `out`: PDF, and workbooks."""
    services = office.services
    written = []
    for papers in (_of_requests, _of_visits, _of_meetings, _of_halves, _of_payments, _of_lists):
        for name, make in papers(services):
            path = out / name
            write_file(path, make())
            written.append(path)
    return tuple(written)


def _of_requests(services: Services) -> Iterator[_Paper]:
    """The forms of one who was helped, and the first notice and slip."""
    printing = services.printing
    items = services.requests.list()
    helped = next((item.request_id for item in items if item.status is RequestStatus.HELPED), None)
    if helped is not None:
        yield "request-form.pdf", partial(printing.request_form, helped)
        yield "fact-finding.pdf", partial(printing.fact_finding, helped)
    pages = [services.requests.page(item.request_id) for item in items]
    noticed = next((page.request.request_id for page in pages if page.notices), None)
    if noticed is not None:
        yield "result-notice.pdf", partial(printing.result_notice, noticed)
    slip = next((slip for page in pages for slip in page.slips), None)
    if slip is not None:
        yield "document-slip.pdf", partial(printing.document_slip, slip.slip_id)


def _of_visits(services: Services) -> Iterator[_Paper]:
    """The report of the newest visit that was reviewed."""
    reviewed = services.visits.list(states=frozenset({VisitState.REVIEWED}))
    if reviewed:
        yield "visit.pdf", partial(services.printing.visit, reviewed[0].visit_id)


def _of_meetings(services: Services) -> Iterator[_Paper]:
    """The newest agenda and the newest resolutions."""
    names = {MeetingStatus.PLANNED: "agenda.pdf", MeetingStatus.CLOSED: "resolutions.pdf"}
    for status, name in names.items():
        found = next((one.meeting_id for one in services.meetings.list() if one.status is status), None)
        if found is not None:
            yield name, partial(services.printing.meeting, found)


def _of_halves(services: Services) -> Iterator[_Paper]:
    """Budget report, ledger and control report of every half."""
    printing = services.printing
    for half in services.budgets.halves():
        order, name = LedgerOrder(half=half), f"{half.fiscal_year}-{half.half}"
        yield f"budget-{name}.pdf", partial(printing.budget_report, half)
        yield f"budget-{name}.xlsx", partial(printing.budget_workbook, half)
        yield f"ledger-{name}.pdf", partial(printing.ledger, order, Silent())
        yield f"ledger-{name}.xlsx", partial(printing.ledger_workbook, order, Silent())
        period = ControlPeriod(half=half)
        yield f"controls-{name}.pdf", partial(printing.control_report, period)
        yield f"controls-{name}.xlsx", partial(printing.control_workbook, period)


def _of_payments(services: Services) -> Iterator[_Paper]:
    """Receipts of the newest run, blank for ink, and one as it was signed."""
    printing = services.printing
    run_id = next((item.run_id for item in services.payments.runs()), None)
    if run_id is None:
        return
    yield "receipts-blank.pdf", partial(printing.blank_receipts, run_id)
    vouchers = services.payments.run(run_id).vouchers
    paid = next((one.voucher_id for one in vouchers if one.state is VoucherState.PAID), None)
    if paid is not None:
        yield "receipt-signed.pdf", partial(printing.receipt, paid)


def _of_lists(services: Services) -> Iterator[_Paper]:
    """The rows of a survey list that wait, to be mended in Excel."""
    lists = services.imports.lists()
    waiting = next((item.import_id for item in lists if item.counts.get(RowOutcome.WAITING)), None)
    if waiting is not None:
        yield "waiting-rows.xlsx", partial(services.imports.waiting_workbook, waiting, Catalogue())
