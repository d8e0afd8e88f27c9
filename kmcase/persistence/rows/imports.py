"""Survey lists: who was asked, what was received, where every row stands, remembered mappings."""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import key, number_key, state_table, text, whole

survey = state_table(
    "survey",
    key("survey_id"),
    text("agency"),
    text("subdistrict_code"),
    text("asked_on"),
    text("due_on"),
    text("remark"),
    text("kind", null=True),
    text("partner_id", null=True),
)
survey_reminder = state_table(
    "survey_reminder",
    key("event_id"),
    text("survey_id", index=True),
    text("reminded_on"),
    text("method", null=True),
    text("note"),
    text("reminded_at"),
    text("reminded_by"),
)
survey_import = state_table(
    "survey_import",
    key("import_id"),
    text("survey_id", null=True),
    text("agency"),
    text("received_on"),
    text("file_name"),
    text("sha256", index=True),
    text("sheet"),
    whole("rows"),
    text("mapping"),
    text("received_by"),
)
survey_row = state_table(
    "survey_row",
    key("import_id"),
    number_key("row"),
    text("outcome"),
    text("person_id", null=True, index=True),
    text("cells"),
    text("problems"),
    text("reason"),
    text("settled_at"),
    Index("ix_survey_row_outcome", "import_id", "outcome"),
)
column_mapping = state_table("column_mapping", key("shape"), text("mapping"), text("remembered_at"))
submission = state_table(
    "submission",
    key("import_id"),
    number_key("row"),
    text("key", index=True),
    text("form_id"),
    text("version"),
    text("answers"),
    text("evidence"),
    text("sent_at"),
    text("sent_by"),
    text("received_at"),
)
