"""What is asked of survey lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kmcase.application.imports.plans import ReadingPlan
from kmcase.domain.imports.workbook import Cell
from kmcase.domain.partners import PartnerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForList:
    """Ask a local government or volunteers for a list; an empty code asks for no sub-district in particular.

    `partner_id` is the partner of field work that it is, where it is one.
    """

    agency: str
    subdistrict_code: str
    asked_on: date
    due_on: date
    remark: str = ""
    kind: PartnerKind | None = None
    partner_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveList:
    """Take in one sheet of a file, read by a plan; `survey_id` says which request it answers.

    `many_alike`: somebody saw that many of its rows may be known already, and takes it in all the same.
    """

    sheet: str
    plan: ReadingPlan
    agency: str
    received_on: date
    survey_id: str | None = None
    many_alike: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MendRow:
    """A waiting row with its cells (by `ColumnUse.key`) as somebody mended them.

    `is_new` says that it is nobody of the register whatever the likeness; `is_person` that it is this one.
    """

    import_id: str
    row: int
    cells: Mapping[str, Cell]
    is_new: bool = False
    is_person: str | None = None
