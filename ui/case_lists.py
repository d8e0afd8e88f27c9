"""That lines which name clients left the window is kept of each case among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from kmcase.domain.cases.heads import Seen
from ui.answering import told
from ui.ports import Desk
from ui.tables.list_view import ListView, Taken


def keep_taken_out(desk: Desk, rows: ListView, case_of: Callable[[Any], str]) -> None:
    """Have a list keep what is printed, exported or copied of it; `case_of` a row is empty where it names no client."""

    def keep(how: Taken, taken: Sequence[Any]) -> None:
        case_ids = tuple(dict.fromkeys(case_id for each in taken if (case_id := case_of(each))))
        if case_ids:
            work = partial(desk.services.cases.note_listed, case_ids, Seen(how.value))
            desk.jobs.database(work, told(desk, lambda _: None))

    rows.taken_out.connect(keep)
