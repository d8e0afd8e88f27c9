"""Office, staff, relatives and their changes, own regulations, exceptions of duties, checkpoints, series and gaps."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, number_key, state_table, text, whole

office = state_table(
    "office",
    key("store"),
    text("name"),
    text("kind"),
    text("province_code"),
    text("short_code"),
    whole("sample"),
    text("signing_key"),
)
office_area = state_table("office_area", key("store"), key("subdistrict_code"))
staff = state_table(
    "staff",
    key("staff_id"),
    text("login"),
    text("name"),
    text("position"),
    text("roles"),
    whole("active"),
)
relative = state_table(
    "relative",
    key("declaration_id"),
    text("staff_id"),
    text("name"),
    text("national_id", null=True),
    text("relation"),
)
relatives_confirmation = state_table(
    "relatives_confirmation",
    key("confirmation_id"),
    text("staff_id", index=True),
    whole("fiscal_year"),
)
staff_change = state_table(
    "staff_change",
    key("event_id"),
    text("staff_id", index=True),
    text("change"),
    text("roles", null=True),
    text("position", null=True),
    text("reason"),
    text("made_at"),
    text("made_by"),
)
area_change = state_table(
    "area_change",
    key("event_id"),
    text("area"),
    text("reference"),
    text("reason"),
    text("made_at"),
    text("made_by"),
)
regulation_change = state_table(
    "regulation_change",
    key("change_id"),
    text("event_id"),
    text("number_key"),
    whole("value"),
    text("valid_from"),
    text("valid_to", null=True),
    text("reference"),
    text("reason"),
    text("made_at"),
    text("made_by"),
)
duty_exception = state_table(
    "duty_exception",
    key("exception_id"),
    text("record_noun"),
    text("record_id", index=True),
    text("duties"),
    text("staff_id"),
    text("reason"),
    text("granted_by"),
    text("granted_at"),
)
checkpoint = state_table("checkpoint", key("store"), number_key("size"), text("at"), text("text"), text("reason"))
series = state_table("series", key("name"), whole("last"))
number_gap = state_table(
    "number_gap",
    key("event_id"),
    key("name"),
    whole("first"),
    whole("last"),
    text("passed_on"),
    text("passed_at"),
    text("mark"),
)
