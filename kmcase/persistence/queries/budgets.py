"""Budget figures: sums over covered indexes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, func, select

from kmcase.application.read.budgets import BudgetPage, HalfClosed, MonthFigures, OpeningItem, PostingItem
from kmcase.domain.budgets import Budget, BudgetHalf, PostingKind
from kmcase.domain.money import Baht
from kmcase.persistence.repositories.budgets import SqlBudgets
from kmcase.persistence.rows.budgets import budget, opening_payment, plan_month, posting
from kmcase.persistence.rows.meetings import decision
from kmcase.persistence.rows.office import staff
from kmcase.persistence.rows.payments import payment_receipt, voucher
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.rows.samples import verification_closing
from kmcase.persistence.statements import Rows
from kmcase.thai.calendar import fiscal_months

_USED = {
    PostingKind.ALLOT: 1,
    PostingKind.TRANSFER: 1,
    PostingKind.RESERVE: -1,
    PostingKind.RELEASE: 1,
    PostingKind.PAY: -1,
    PostingKind.RETURN: 1,
}


class SqlBudgetQueries:
    """`BudgetQueries` on plain selects."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._budgets = SqlBudgets(Rows(connection))

    def page(self, half: BudgetHalf) -> BudgetPage:
        """A half; one without an allotment stands at zero."""
        zero = Baht.zero()
        standing = self._budgets.budget(half) or Budget(
            half=half, allotted=zero, reserved=zero, paid=zero, returned=zero
        )
        months = self._months(half)
        families = sum(month.families for month in months)
        mean = self._mean(half)
        needed, proposed, approved = self._gap(half)
        return BudgetPage(
            half=half,
            budget=standing,
            months=months,
            mean=mean,
            more_families=standing.available.satang // mean.satang if mean else 0,
            families_paid=families,
            needed=needed,
            proposed=proposed,
            approved=approved,
            late_until=self._budgets.late_until(half),
            closed=self._closed(half),
        )

    def _closed(self, half: BudgetHalf) -> HalfClosed | None:
        """How asking the payees of the half ended, if it did."""
        told = verification_closing.c
        query = (
            select(told.closed_at, told.asked, told.differing, told.unanswered, staff.c.name)
            .outerjoin(staff, staff.c.staff_id == told.closed_by)
            .where(told.budget_id == half.budget_id)
        )
        row = self._connection.execute(query).first()
        if row is None:
            return None
        return HalfClosed(
            at=datetime.fromisoformat(row.closed_at),
            by=row.name or "",
            asked=row.asked,
            differing=row.differing,
            unanswered=row.unanswered,
        )

    def _mean(self, half: BudgetHalf) -> Baht:
        """What a payment of the half comes to, or of the whole fiscal year while the half has none."""
        for halves in ([half.budget_id], [BudgetHalf(half.fiscal_year, n).budget_id for n in (1, 2)]):
            sums = (
                select(posting.c.kind, func.sum(posting.c.amount), func.count())
                .where(posting.c.budget_id.in_(halves), posting.c.kind.in_(["pay", "return"]))
                .group_by(posting.c.kind)
            )
            moved = {row[0]: (int(row[1]), int(row[2])) for row in self._connection.execute(sums)}
            paid, payments = moved.get("pay", (0, 0))
            back, returns = moved.get("return", (0, 0))
            if payments > returns:
                return Baht((paid - back) // (payments - returns))
        return Baht.zero()

    def _months(self, half: BudgetHalf) -> tuple[MonthFigures, ...]:
        """What came back counts in the month of its payment, as on the ledger."""
        plans = select(plan_month.c.month, plan_month.c.amount).where(plan_month.c.budget_id == half.budget_id)
        planned = {row.month: row.amount for row in self._connection.execute(plans)}
        month = func.substr(func.coalesce(payment_receipt.c.paid_on, posting.c.posted_on), 1, 7)
        query = (
            select(month, posting.c.kind, func.sum(posting.c.amount), func.count())
            .select_from(posting.outerjoin(payment_receipt, payment_receipt.c.voucher_id == posting.c.voucher_id))
            .where(posting.c.budget_id == half.budget_id, posting.c.kind.in_(["pay", "return"]))
            .group_by(month, posting.c.kind)
        )
        moved = {(row[0], row[1]): (int(row[2]), int(row[3])) for row in self._connection.execute(query)}
        names = [f"{year:04d}-{number:02d}" for year, number in fiscal_months(half.fiscal_year, half.half)]
        late = sorted({name for name, _ in moved} - set(names))
        decided = self._decided_by_month(half)
        figures = []
        for name in (*names, *late):
            paid, payments = moved.get((name, "pay"), (0, 0))
            back, returns = moved.get((name, "return"), (0, 0))
            year, number = (int(part) for part in name.split("-"))
            figures.append(
                MonthFigures(
                    year=year,
                    month=number,
                    plan=Baht(planned.get(name, 0)),
                    paid=Baht(paid - back),
                    families=payments - returns,
                    needed=decided.get(name, (Baht.zero(), Baht.zero()))[0],
                    approved=decided.get(name, (Baht.zero(), Baht.zero()))[1],
                )
            )
        return tuple(figures)

    def _decided_by_month(self, half: BudgetHalf) -> dict[str, tuple[Baht, Baht]]:
        """Needed and approved of the requests approved in each month."""
        month = func.substr(decision.c.decided_on, 1, 7)
        query = (
            select(month, func.sum(aid_request.c.needed), func.sum(decision.c.amount))
            .select_from(decision.join(aid_request, aid_request.c.request_id == decision.c.request_id))
            .where(decision.c.budget_id == half.budget_id, decision.c.outcome == "approved")
            .group_by(month)
        )
        return {row[0]: (Baht(int(row[1] or 0)), Baht(int(row[2] or 0))) for row in self._connection.execute(query)}

    def _gap(self, half: BudgetHalf) -> tuple[Baht, Baht, Baht]:
        """Needed, proposed and approved of the requests that this half helps."""
        query = (
            select(
                func.sum(aid_request.c.needed),
                func.sum(func.coalesce(aid_request.c.diagnosed, aid_request.c.proposed)),
                func.sum(decision.c.amount),
            )
            .select_from(decision.join(aid_request, aid_request.c.request_id == decision.c.request_id))
            .where(decision.c.budget_id == half.budget_id, decision.c.outcome == "approved")
        )
        needed, proposed, approved = self._connection.execute(query).one()
        return Baht(int(needed or 0)), Baht(int(proposed or 0)), Baht(int(approved or 0))

    def halves(self) -> tuple[BudgetHalf, ...]:
        """Halves with a budget, the newest first."""
        query = select(budget.c.fiscal_year, budget.c.half).order_by(budget.c.fiscal_year.desc(), budget.c.half.desc())
        return tuple(BudgetHalf(*row) for row in self._connection.execute(query))

    def postings(self, half: BudgetHalf) -> tuple[PostingItem, ...]:
        """Postings of a half in the order in which they were made."""
        names = {row.staff_id: row.name for row in self._connection.execute(select(staff.c.staff_id, staff.c.name))}
        query = (
            select(posting, aid_request.c.number.label("request_number"), voucher.c.number.label("voucher_number"))
            .select_from(
                posting.outerjoin(aid_request, aid_request.c.request_id == posting.c.request_id).outerjoin(
                    voucher, voucher.c.voucher_id == posting.c.voucher_id
                )
            )
            .where(posting.c.budget_id == half.budget_id)
            .order_by(posting.c.made_at, posting.c.posting_id)
        )
        available = 0
        items = []
        for row in self._connection.execute(query):
            kind = PostingKind(row.kind)
            available += _USED[kind] * row.amount
            items.append(
                PostingItem(
                    posting_id=row.posting_id,
                    on=date.fromisoformat(row.posted_on),
                    kind=kind,
                    amount=Baht(row.amount),
                    available_after=Baht(available),
                    request_number=row.request_number or "",
                    voucher_number=row.voucher_number or "",
                    document=row.document,
                    reason=row.reason,
                    approved_by=names.get(row.approved_by, ""),
                    made_by=names.get(row.made_by, ""),
                )
            )
        return tuple(items)

    def openings(self) -> tuple[OpeningItem, ...]:
        """History entered by hand."""
        query = select(opening_payment).order_by(opening_payment.c.paid_on, opening_payment.c.voucher_number)
        return tuple(
            OpeningItem(
                opening_id=row.opening_id,
                payee_name=row.payee_name,
                paid_on=date.fromisoformat(row.paid_on),
                amount=Baht(row.amount),
                voucher_number=row.voucher_number,
                document=row.document,
                occurrence=row.occurrence,
                half=BudgetHalf.parse(row.budget_id),
            )
            for row in self._connection.execute(query)
        )
