"""What belongs to cases, beside what a list calls each case by."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.sql.expression import FromClause

from kmcase.persistence.rows.cases import case_client, case_file, case_secrecy


def named(table: FromClause) -> Select[Any]:
    """Rows with a `case_id`, and of their case `number`, `casework`, `shown_name` (the client's) and `restricted`."""
    return (
        select(table, case_file.c.number, case_file.c.casework, case_client.c.shown_name, case_secrecy.c.restricted)
        .join(case_file, case_file.c.case_id == table.c.case_id)
        .join(case_client, case_client.c.case_id == table.c.case_id)
        .join(case_secrecy, case_secrecy.c.case_id == table.c.case_id)
    )
