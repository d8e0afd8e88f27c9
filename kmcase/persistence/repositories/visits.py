"""Visits as aggregates, with what stands of every answer."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from kmcase.application.ports.visits import Confirmation, Explanation, SurveyedRow
from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.domain.versions import event_order
from kmcase.domain.visits import (
    NOUN,
    SENT,
    Contradiction,
    Informant,
    Partner,
    Position,
    Sitting,
    Visit,
    VisitState,
    Wish,
)
from kmcase.persistence.fold.visits import resolved_visit
from kmcase.persistence.plain import from_json
from kmcase.persistence.repositories.requests import as_piece
from kmcase.persistence.rows import evidence as evidence_tables
from kmcase.persistence.rows import visits as tables
from kmcase.persistence.rows.imports import survey_import, survey_row
from kmcase.persistence.statements import Row, Rows


class SqlVisits:
    """`VisitRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def visit(self, visit_id: str) -> Visit:
        """A visit; raises `visits.unknown`."""
        row = self._rows.one(tables.visit, visit_id=visit_id)
        if row is None:
            raise DomainError("visits.unknown")
        resolved = resolved_visit(self._rows, visit_id)
        writes = self._rows.all(tables.visit_write, visit_id=visit_id)
        wish = self._rows.one(tables.visit_wish, visit_id=visit_id)
        pieces = self._rows.all(evidence_tables.evidence_piece, noun=NOUN, record_id=visit_id)
        return Visit(
            visit_id=visit_id,
            person_id=row["person_id"],
            household_id=row["household_id"],
            form_id=row["form_id"],
            form_version=row["form_version"],
            appointment_id=row["appointment_id"],
            officer=row["officer"],
            state=VisitState(row["state"]),
            visited_on=date.fromisoformat(row["visited_on"]),
            facts=resolved.values,
            seen=resolved.seen(resolved.versions),
            conflicts=resolved.conflicts,
            writes=tuple(sorted(write["event_id"] for write in writes)),
            writers=frozenset(write["actor"] for write in writes),
            sittings=self._sittings(visit_id),
            informants=self._informants(visit_id),
            partners=self._partners(visit_id),
            evidence=tuple(as_piece(piece) for piece in sorted(pieces, key=lambda piece: piece["kind"])),
            submissions=self._without_verdict(visit_id),
            wish=None if wish is None else build(Wish, from_json(wish["content"])),
            corrects=row["corrects"],
        )

    def _informants(self, visit_id: str) -> tuple[Informant, ...]:
        """Who signed, in the order of signing."""
        rows = self._rows.all(tables.visit_informant, visit_id=visit_id)
        rows.sort(key=lambda row: (row["at"], row["signature_id"]))
        return tuple(build(Informant, from_json(row["content"])) for row in rows)

    def _partners(self, visit_id: str) -> tuple[Partner, ...]:
        rows = sorted(self._rows.all(tables.visit_partner, visit_id=visit_id), key=lambda row: row["partner_id"])
        return tuple(build(Partner, from_json(row["content"])) for row in rows)

    def _sittings(self, visit_id: str) -> tuple[Sitting, ...]:
        ends = {row["sitting_id"]: row for row in self._rows.all(tables.visit_sitting_end, visit_id=visit_id)}
        found = self._rows.all(tables.visit_sitting, visit_id=visit_id)
        found.sort(key=lambda row: (row["started_at"], row["sitting_id"]))
        return tuple(_sitting(row, ends.get(row["sitting_id"])) for row in found)

    def _without_verdict(self, visit_id: str) -> tuple[str, ...]:
        judged = {row["submission_id"] for row in self._rows.all(tables.visit_verdict, visit_id=visit_id)}
        sent = self._rows.all(tables.visit_submission, visit_id=visit_id)
        return tuple(sorted(row["submission_id"] for row in sent if row["submission_id"] not in judged))

    def standing(self, visit_id: str, key: str) -> dict[str, object]:
        """The values of an answer that stand, by the event that wrote each."""
        versions = resolved_visit(self._rows, visit_id).versions.get(key, ())
        return {version.event_id: version.value for version in versions}

    def open_comments(self, visit_id: str) -> int:
        """Comments that the officer has not answered."""
        answered = {row["comment_id"] for row in self._rows.all(tables.visit_answer_to_comment, visit_id=visit_id)}
        made = self._rows.all(tables.visit_comment, visit_id=visit_id)
        return sum(row["comment_id"] not in answered for row in made)

    def comment_is_open(self, visit_id: str, comment_id: str) -> bool:
        """Whether a comment waits for its answer; raises `visits.unknown_comment`."""
        if self._rows.one(tables.visit_comment, comment_id=comment_id, visit_id=visit_id) is None:
            raise DomainError("visits.unknown_comment")
        return self._rows.one(tables.visit_answer_to_comment, comment_id=comment_id) is None

    def explanations(self, visit_id: str) -> tuple[Explanation, ...]:
        """The standing explanation of each difference."""
        rows = sorted(self._rows.all(tables.visit_explanation, visit_id=visit_id), key=lambda row: row["question"])
        return tuple(
            Explanation(
                contradiction=Contradiction(
                    question=row["question"], surveyed=from_json(row["surveyed"]), found=from_json(row["found"])
                ),
                reason=row["reason"],
                by=row["explained_by"],
            )
            for row in rows
        )

    def confirmations(self, visit_id: str) -> tuple[Confirmation, ...]:
        """Every confirmation of differences, in order."""
        rows = self._rows.all(tables.visit_confirmation, visit_id=visit_id)
        rows.sort(key=lambda row: event_order(row["at"], row["event_id"]))
        return tuple(
            Confirmation(
                contradictions=tuple(build(Contradiction, part) for part in from_json(row["contradictions"])),
                by=row["actor"],
                at=row["at"],
            )
            for row in rows
        )

    def surveyed(self, person_id: str) -> SurveyedRow | None:
        """What the newest survey list says of a person; None where no list named them."""
        query = (
            select(survey_row.c.import_id, survey_row.c.row, survey_row.c.cells, survey_import.c.received_on)
            .join(survey_import, survey_import.c.import_id == survey_row.c.import_id)
            .where(survey_row.c.person_id == person_id)
            .order_by(survey_import.c.received_on.desc(), survey_row.c.import_id.desc(), survey_row.c.row.desc())
            .limit(1)
        )
        found = self._rows.connection.execute(query).one_or_none()
        if found is None:
            return None
        return SurveyedRow(
            import_id=found.import_id,
            row=found.row,
            cells=from_json(found.cells),
            received_on=date.fromisoformat(found.received_on),
        )

    def photographed_before(self, visit_id: str, sha256s: frozenset[str]) -> frozenset[str]:
        """Those of these photographs that another record, not the request made of this visit, holds too."""
        table = evidence_tables.attachment
        own = {visit_id, self.request_of(visit_id)}
        query = select(table.c.sha256, table.c.record_id).where(table.c.sha256.in_(sorted(sha256s)))
        return frozenset(sha for sha, record_id in self._rows.connection.execute(query) if record_id not in own)

    def request_of(self, visit_id: str) -> str | None:
        """The request that was made of a visit."""
        row = self._rows.one(tables.visit_request, visit_id=visit_id)
        return None if row is None else row["request_id"]

    def visit_of_request(self, request_id: str) -> str | None:
        """The visit that a request was made of."""
        row = self._rows.one(tables.visit_request, request_id=request_id)
        return None if row is None else row["visit_id"]

    def wished(self) -> tuple[str, ...]:
        """Visits that were sent and propose aid, of which no request was made yet, the oldest first."""
        made = select(tables.visit_request.c.visit_id)
        query = (
            select(tables.visit.c.visit_id)
            .join(tables.visit_wish, tables.visit_wish.c.visit_id == tables.visit.c.visit_id)
            .where(tables.visit.c.state.in_(sorted(SENT)), tables.visit.c.visit_id.not_in(made))
            .order_by(tables.visit.c.visited_on, tables.visit.c.visit_id)
        )
        return tuple(self._rows.connection.execute(query).scalars())


def _sitting(row: Row, end: Row | None) -> Sitting:
    return Sitting(
        sitting_id=row["sitting_id"],
        started_at=datetime.fromisoformat(row["started_at"]),
        ended_at=datetime.fromisoformat(end["ended_at"]) if end else None,
        reason=end["reason"] if end else "",
        position=build(Position, from_json(row["position"])) if row["position"] else None,
    )
