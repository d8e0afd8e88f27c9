"""What the controls look at, and judgements of their observations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import func, or_, select

from kmcase.application.access import Silent, Steps
from kmcase.domain.controls import JudgementMade
from kmcase.persistence.bank_facts import account_facts, bank_line_facts
from kmcase.persistence.control_facts import FactsReader
from kmcase.persistence.judgements import judgements
from kmcase.persistence.picture_uses import SqlPictureQueries
from kmcase.persistence.rows.followups import follow_up
from kmcase.persistence.rows.payments import payment_receipt
from kmcase.persistence.statements import Rows
from kmcase.rules.controls import AuditFacts


class SqlControls:
    """`ControlRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._facts = FactsReader(rows)

    def facts(self, today: date, steps: Steps) -> AuditFacts:
        """All facts as they stand; stops where `steps` are cancelled."""
        return replace(
            self._facts.read(today, steps),
            accounts=account_facts(self._rows),
            bank_lines=bank_line_facts(self._rows),
            alike=SqlPictureQueries(self._rows.connection).alike(),
        )

    def facts_of_runs(self, today: date, run_ids: frozenset[str]) -> AuditFacts:
        """The facts of some payment runs alone, for what is judged at the paying table."""
        return self._facts.read(today, Silent(), run_ids)

    def payments(self) -> int:
        """How many payments there are."""
        return int(self._rows.connection.execute(select(func.count()).select_from(payment_receipt)).scalar_one())

    def runs_passed_on(self, payer: str) -> frozenset[str]:
        """Runs in which somebody handed money over of which a payee said that it went elsewhere."""
        query = (
            select(payment_receipt.c.run_id)
            .distinct()
            .join(follow_up, follow_up.c.voucher_id == payment_receipt.c.voucher_id)
            .where(payment_receipt.c.payer == payer, or_(follow_up.c.put_together == 1, follow_up.c.given_to != ""))
        )
        return frozenset(self._rows.connection.execute(query).scalars())

    def judgements(self) -> Mapping[str, tuple[JudgementMade, ...]]:
        """All judgements by the key of their observation, the newest first."""
        return judgements(self._rows)
