"""A laptop's enrolment as rows, for tests that fold its entries without an office around them."""

from __future__ import annotations

from kmcase.persistence.rows import exchange as tables
from kmcase.persistence.statements import Rows

TABLES = (tables.laptop, tables.laptop_chain)


def enrol(rows: Rows, laptop_id: str, officer: str) -> None:
    """A laptop with one officer, whose chain bears its id."""
    rows.put(
        tables.laptop,
        laptop_id=laptop_id,
        name=laptop_id,
        area=(),
        officers=(officer,),
        sealing_key="",
        verify_key="",
        enrolled_at="2024-06-01T02:00:00.000000Z",
        revoked_reason="",
    )
    rows.put(tables.laptop_chain, store=laptop_id, laptop_id=laptop_id)
