"""What a list calls cases by, alone and beside what belongs to them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.sql.expression import FromClause

from kmcase.domain.cases.heads import TeamRole
from kmcase.persistence.rows.cases import case_client, case_file, case_member, case_secrecy, case_stage
from kmcase.persistence.rows.office import staff
from kmcase.persistence.statements import Rows


def named(table: FromClause) -> Select[Any]:
    """Rows with a `case_id`, and of their case `number`, `casework`, `shown_name` (the client's) and `restricted`."""
    return (
        select(table, case_file.c.number, case_file.c.casework, case_client.c.shown_name, case_secrecy.c.restricted)
        .join(case_file, case_file.c.case_id == table.c.case_id)
        .join(case_client, case_client.c.case_id == table.c.case_id)
        .join(case_secrecy, case_secrecy.c.case_id == table.c.case_id)
    )


def case_heads() -> Select[Any]:
    """All of `case_file`, and of each case `shown_name` (the client's), `stage` and `restricted`."""
    return (
        select(case_file, case_client.c.shown_name, case_stage.c.stage, case_secrecy.c.restricted)
        .join(case_client, case_client.c.case_id == case_file.c.case_id)
        .join(case_stage, case_stage.c.case_id == case_file.c.case_id)
        .join(case_secrecy, case_secrecy.c.case_id == case_file.c.case_id)
    )


def managers(rows: Rows) -> dict[str, str]:
    """By case the name of who manages it: of two who were named apart the one of `CaseHead.manager`."""
    leads = case_member.c.role == TeamRole.MANAGER.value
    query = (
        select(case_member.c.case_id, staff.c.name)
        .join(staff, staff.c.staff_id == case_member.c.staff_id)
        .where(leads)
        .order_by(case_member.c.staff_id.desc())
    )
    return {row.case_id: row.name for row in rows.connection.execute(query)}
