"""Survey lists; of a row and of a mapping the newest stands."""

from __future__ import annotations

from kmcase.domain.surveys import (
    MappingRemembered,
    SubmissionReceived,
    SurveyAsked,
    SurveyListReceived,
    SurveyReminded,
    SurveyRowSettled,
)
from kmcase.persistence.fold.evidence import attach
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import imports as tables
from kmcase.persistence.statements import Rows


@folds(SurveyAsked)
def _asked(rows: Rows, at: At, event: SurveyAsked) -> None:
    rows.put(
        tables.survey,
        survey_id=event.survey_id,
        agency=event.agency,
        subdistrict_code=event.subdistrict_code,
        asked_on=event.asked_on,
        due_on=event.due_on,
        remark=event.remark,
        kind=event.kind,
        partner_id=event.partner_id,
    )


@folds(SurveyReminded)
def _reminded(rows: Rows, at: At, event: SurveyReminded) -> None:
    rows.insert(
        tables.survey_reminder,
        event_id=at.event_id,
        survey_id=event.survey_id,
        reminded_on=event.on,
        method=event.method,
        note=event.note,
        reminded_at=at.at,
        reminded_by=at.actor,
    )


@folds(SurveyListReceived)
def _received(rows: Rows, at: At, event: SurveyListReceived) -> None:
    rows.insert(
        tables.survey_import,
        import_id=event.import_id,
        survey_id=event.survey_id,
        agency=event.agency,
        received_on=event.received_on,
        file_name=event.file_name,
        sha256=event.sha256,
        sheet=event.sheet,
        rows=event.rows,
        mapping=event.mapping,
        received_by=at.actor,
    )


@folds(SurveyRowSettled)
def _row_settled(rows: Rows, at: At, event: SurveyRowSettled) -> None:
    rows.put(
        tables.survey_row,
        import_id=event.import_id,
        row=event.row,
        outcome=event.outcome,
        person_id=event.person_id,
        cells=event.cells,
        problems=event.problems,
        reason=event.reason,
        settled_at=at.at,
    )


@folds(SubmissionReceived)
def _submission_received(rows: Rows, at: At, event: SubmissionReceived) -> None:
    rows.insert(
        tables.submission,
        import_id=event.import_id,
        row=event.row,
        key=event.key,
        form_id=event.form_id,
        version=event.version,
        answers=event.answers,
        evidence=event.evidence,
        sent_at=event.sent_at,
        sent_by=event.sent_by,
        received_at=at.at,
    )
    for item in event.evidence:
        for attachment in item.attachments:
            attach(rows, at, attachment, "submission", event.record_id)


@folds(MappingRemembered)
def _mapping_remembered(rows: Rows, at: At, event: MappingRemembered) -> None:
    rows.put(tables.column_mapping, shape=event.shape, mapping=event.mapping, remembered_at=at.at)
