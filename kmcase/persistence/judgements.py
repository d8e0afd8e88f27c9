"""How observations were judged; why a bank's line was said to be no difference is a judgement of what is seen in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from kmcase.domain.controls import JudgementMade, Verdict
from kmcase.domain.events import build
from kmcase.domain.evidence import Attachment
from kmcase.persistence.bank_facts import bank_line_facts
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows.controls import observation_judgement
from kmcase.persistence.rows.reconciliation import bank_line, bank_line_explanation
from kmcase.persistence.statements import Rows
from kmcase.rules.controls.banks import LINE, LINE_DIFFERS, observe_line

Judgements = Mapping[str, tuple[JudgementMade, ...]]


def judgements(rows: Rows) -> Judgements:
    """All judgements by the key of their observation, the newest first."""
    judged = (_judgement(row) for row in rows.all(observation_judgement))
    return _newest_first((made.key, made) for made in (*judged, *_explanations(rows)))


def line_judgements(rows: Rows, *, batch_id: str = "") -> Judgements:
    """What was said of the bank's lines, of one batch or of all, by `report:row`, the newest first."""
    judged = (_judgement(row) for row in rows.all(observation_judgement, noun=LINE))
    return _newest_first((made.record_id, made) for made in (*judged, *_explanations(rows, batch_id)))


def _explanations(rows: Rows, batch_id: str = "") -> Iterator[JudgementMade]:
    """Explanations of lines as judgements: a line never changes, so they are of its facts as they stand."""
    where = [bank_line.c.batch_id == batch_id] if batch_id else []
    query = (
        select(bank_line_explanation)
        .join(
            bank_line,
            (bank_line.c.report_id == bank_line_explanation.c.report_id)
            & (bank_line.c.number == bank_line_explanation.c.number),
        )
        .where(*where)
    )
    said = rows.connection.execute(query).all()
    if not said:
        return
    reports = {row.report_id for row in said}
    lines = {(line.report_id, line.row): line for line in bank_line_facts(rows, bank_line.c.report_id.in_(reports))}
    for row in said:
        seen = observe_line(LINE_DIFFERS, lines[row.report_id, row.number])
        yield JudgementMade(
            event_id=row.event_id,
            control=seen.control,
            noun=seen.subject[0],
            record_id=seen.subject[1],
            digest=seen.digest,
            verdict=Verdict.EXPLAINED,
            reason=row.reason,
            rule_version="",
            attachment=None,
            judged_at=datetime.fromisoformat(row.explained_at),
            judged_by=row.explained_by,
        )


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


def _newest_first(said: Iterable[tuple[str, JudgementMade]]) -> Judgements:
    found: dict[str, list[JudgementMade]] = defaultdict(list)
    for key, made in said:
        found[key].append(made)
    return {key: tuple(sorted(made, key=_order, reverse=True)) for key, made in found.items()}


def _order(made: JudgementMade) -> tuple[datetime, str, int]:
    store, _, n = made.event_id.rpartition(":")
    return (made.judged_at, store, int(n))
