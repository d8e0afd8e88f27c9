"""What waits to be done, counted: a few selects whatever the size of the office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from sqlalchemy import Connection, case, func, or_, select

from kmcase.application.read.today import ChainState, MoneyPending, Pending, VouchersPending
from kmcase.domain.payments import RunState, VoucherState
from kmcase.domain.requests import RequestStatus
from kmcase.domain.surveys import RowOutcome
from kmcase.persistence.chain import iso
from kmcase.persistence.chains import newest_head
from kmcase.persistence.exchange_refusals import refusals_since
from kmcase.persistence.open_lines import open_bank_lines
from kmcase.persistence.queries.requests import with_exception
from kmcase.persistence.queries.vouchers import STANDING, lacks_evidence, standing_as
from kmcase.persistence.rows.batches import batch, batch_request, drawal
from kmcase.persistence.rows.exchange import laptop, peer
from kmcase.persistence.rows.followups import follow_up
from kmcase.persistence.rows.imports import survey, survey_import, survey_row
from kmcase.persistence.rows.journal import entry
from kmcase.persistence.rows.office import checkpoint
from kmcase.persistence.rows.payments import payment_run, voucher
from kmcase.persistence.rows.reconciliation import batch_reconciled
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.statements import Rows
from kmcase.thai.calendar import BANGKOK


class SqlPendingQueries:
    """`PendingQueries` on plain selects."""

    def __init__(self, connection: Connection, today: date) -> None:
        self._connection = connection
        self._today = today

    def money(self) -> MoneyPending:
        """Approved requests on their way to a number."""
        drawn = select(drawal.c.batch_id).distinct().subquery()
        step = case(
            (batch_request.c.batch_id.is_(None), "to_ask"), (drawn.c.batch_id.is_(None), "to_draw"), else_="to_prepare"
        ).label("step")
        steps = (
            select(aid_request.c.request_id, step)
            .outerjoin(batch_request, batch_request.c.request_id == aid_request.c.request_id)
            .outerjoin(drawn, drawn.c.batch_id == batch_request.c.batch_id)
            .where(aid_request.c.status == RequestStatus.APPROVED.value)
            .subquery()
        )
        found = self._by_name(select(steps.c.step, func.count()).group_by(steps.c.step))
        return MoneyPending(
            to_ask=found.get("to_ask", 0), to_draw=found.get("to_draw", 0), to_prepare=found.get("to_prepare", 0)
        )

    def vouchers(self) -> VouchersPending:
        """Paid numbers that lack something."""
        asked = select(follow_up.c.voucher_id).where(follow_up.c.voucher_id == voucher.c.voucher_id).exists()
        query = (
            select(func.sum(case((lacks_evidence(), 1), else_=0)), func.sum(case((asked, 0), else_=1)))
            .select_from(STANDING)
            .where(standing_as(VoucherState.PAID))
        )
        missing, not_asked = self._connection.execute(query).one()
        return VouchersPending(missing_scans=int(missing or 0), not_asked=int(not_asked or 0))

    def runs(self) -> Mapping[RunState, int]:
        """Runs of each state."""
        found = self._by_name(select(payment_run.c.state, func.count()).group_by(payment_run.c.state))
        return {state: found.get(state.value, 0) for state in RunState}

    def unreconciled(self) -> Pending:
        """Withdrawals with lines of the bank nobody decided on, or all paid and never said to agree; the oldest."""
        runs = payment_run.c.batch_id == batch.c.batch_id
        still_open = select(payment_run.c.run_id).where(runs, payment_run.c.state == RunState.OPEN.value).exists()
        agreed = select(batch_reconciled.c.event_id).where(batch_reconciled.c.batch_id == batch.c.batch_id).exists()
        with_lines = {line.batch_id for line in open_bank_lines(Rows(self._connection))}
        settled = select(payment_run.c.run_id).where(runs).exists() & ~still_open & ~agreed
        query = (
            select(batch.c.batch_id)
            .where(or_(settled, batch.c.batch_id.in_(with_lines)))
            .order_by(batch.c.requested_on, batch.c.batch_id)
        )
        found = self._connection.execute(query).scalars().all()
        return Pending(count=len(found), record_id=found[0] if found else "")

    def overdue_surveys(self) -> int:
        """Lists asked for that are past their day and did not come."""
        came = select(survey_import.c.survey_id).where(survey_import.c.survey_id == survey.c.survey_id).exists()
        query = select(func.count()).select_from(survey).where(survey.c.due_on < self._today.isoformat(), ~came)
        return self._count(query)

    def waiting_rows(self) -> Pending:
        """Rows of survey lists that wait to be mended, and the oldest list with some."""
        query = (
            select(survey_row.c.import_id, func.count().label("rows"))
            .join(survey_import, survey_import.c.import_id == survey_row.c.import_id)
            .where(survey_row.c.outcome == RowOutcome.WAITING.value)
            .group_by(survey_row.c.import_id, survey_import.c.received_on)
            .order_by(survey_import.c.received_on, survey_row.c.import_id)
        )
        found = self._connection.execute(query).all()
        return Pending(count=sum(row.rows for row in found), record_id=found[0].import_id if found else "")

    def exceptions(self, fiscal_year: int) -> int:
        """Requests of a fiscal year (B.E.) with a limit lifted or a duty excepted."""
        query = (
            select(func.count())
            .select_from(aid_request)
            .where(aid_request.c.fiscal_year == fiscal_year, with_exception())
        )
        return self._count(query)

    def refused_entries(self, since: date) -> int:
        """Entries of laptops in use, heard since a day in Bangkok, that count for nothing or are doubted."""
        return refusals_since(self._connection, _midnight(since))

    def silent_laptops(self, since: date) -> int:
        """Laptops in use that have not been heard of since a day in Bangkok, and were not enrolled since."""
        midnight = _midnight(since)
        heard = func.coalesce(peer.c.applied_at, laptop.c.enrolled_at)
        query = (
            select(func.count())
            .select_from(laptop.outerjoin(peer, peer.c.device_id == laptop.c.laptop_id))
            .where(laptop.c.revoked_at.is_(None), heard < midnight)
        )
        return self._count(query)

    def chain(self) -> ChainState:
        """How the journal stands."""
        signed = self._connection.execute(select(func.max(checkpoint.c.at))).scalar()
        return ChainState(
            entries=self._count(select(func.count()).select_from(entry)),
            head=newest_head(self._connection).hex(),
            checkpoint_at=datetime.fromisoformat(signed) if signed else None,
        )

    def _count(self, query: object) -> int:
        return int(self._connection.execute(query).scalar_one())  # type: ignore[call-overload]

    def _by_name(self, query: object) -> dict[str, int]:
        return {row[0]: row[1] for row in self._connection.execute(query)}  # type: ignore[call-overload]


def _midnight(day: date) -> str:
    """When a day in Bangkok begins, ISO UTC."""
    return iso(datetime.combine(day, time.min, BANGKOK))
