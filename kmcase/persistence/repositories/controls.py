"""What the controls look at, and judgements of their observations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select

from kmcase.application.access import Silent, Steps
from kmcase.domain.controls import JudgementMade, Verdict
from kmcase.domain.events import build
from kmcase.domain.evidence import Attachment
from kmcase.persistence.bank_facts import account_facts, bank_line_facts
from kmcase.persistence.control_facts import FactsReader
from kmcase.persistence.picture_uses import SqlPictureQueries
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows.controls import observation_judgement
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
        found: dict[str, list[JudgementMade]] = defaultdict(list)
        for row in self._rows.all(observation_judgement):
            made = _judgement(row)
            found[made.key].append(made)
        return {key: tuple(sorted(made, key=_order, reverse=True)) for key, made in found.items()}


def _judgement(row: dict[str, Any]) -> JudgementMade:
    kept = row["attachment"]
    return JudgementMade(
        event_id=row["event_id"],
        control=row["control"],
        noun=row["noun"],
        record_id=row["record_id"],
        digest=row["digest"],
        verdict=Verdict(row["verdict"]),
        reason=row["reason"],
        rule_version=row["rule_version"],
        attachment=build(Attachment, from_json(kept)) if kept else None,
        judged_at=datetime.fromisoformat(row["judged_at"]),
        judged_by=row["judged_by"],
    )


def _order(made: JudgementMade) -> tuple[datetime, str, int]:
    store, _, n = made.event_id.rpartition(":")
    return (made.judged_at, store, int(n))
