"""What was to be done in a case by a day, and where the client slept, as parts of its whole file on paper."""

from __future__ import annotations

from kmcase.application.printing.case_files import CaseFileSnapshot
from kmcase.application.read.case_stays import StayLine
from kmcase.application.read.case_tasks import TaskLine
from kmcase.documents._sheet import SMALL, Column, Sheet
from kmcase.documents._words import day_of, joined
from kmcase.messages import Catalogue
from kmcase.thai.calendar import format_short


def write_tasks(sheet: Sheet, snapshot: CaseFileSnapshot, catalogue: Catalogue) -> None:
    """Follow-ups, visits and other tasks: the open ones first by day, then what came of the others."""
    say = catalogue.text
    sheet.heading(say("cases.part.tasks"))
    if not snapshot.tasks:
        sheet.paragraph(say("case_tasks.list.none"))
        return
    shares = (("due", 1.2), ("what", 2.5), ("kind", 1.2), ("responsible", 2.0), ("state", 1.3), ("note", 1.8))
    columns = [Column(title=say(f"case_tasks.list.{name}"), share=share) for name, share in shares]
    sheet.table(columns, [_task(task, catalogue) for task in snapshot.tasks], size=SMALL)


def _task(task: TaskLine, catalogue: Catalogue) -> tuple[str, ...]:
    say = catalogue.text
    name = task.responsible_name
    put_off = say("case_tasks.list.times", count=task.times_put_off) if task.times_put_off else ""
    return (
        format_short(task.due),
        task.what,
        say(f"case_tasks.kind.{task.kind.value}"),
        say("case_tasks.list.left", name=name) if task.responsible_left else name,
        joined(say(f"case_tasks.state.{'late' if task.late else task.state.value}"), day_of(task.ended_on), by=" "),
        f"{say('case_tasks.list.put_off')} {put_off} · {task.note}" if put_off else task.note,
    )


def write_stays(sheet: Sheet, snapshot: CaseFileSnapshot, catalogue: Catalogue) -> None:
    """Stays in beds and leaves from them, the oldest first; nothing where the client never stayed."""
    if not snapshot.stays:
        return
    say = catalogue.text
    sheet.heading(say("cases.part.stay"))
    shares = (("since", 1.2), ("until", 1.3), ("kind", 0.9), ("where", 2.8), ("nights", 0.8), ("by", 1.6))
    columns = [Column(title=say(f"case_stays.history.{name}"), share=share) for name, share in shares]
    sheet.table(columns, [_stay(line, catalogue) for line in reversed(snapshot.stays)], size=SMALL)


def _stay(line: StayLine, catalogue: Catalogue) -> tuple[str, ...]:
    say = catalogue.text
    bed = say("case_stays.list.bed_of", room=line.room, bed=line.bed)
    lasting = say(f"case_stays.history.{_lasting(line)}") if line.until is None else day_of(line.until)
    doubt = next((name for name in ("closed", "overruled", "shared") if getattr(line, name)), "")
    where = line.reason if line.is_leave else bed
    return (
        format_short(line.since),
        lasting,
        say(f"case_stays.history.{'leave' if line.is_leave else 'stay'}"),
        f"{where} · {say(f'case_stays.history.{doubt}')}" if doubt else where,
        str(line.nights),
        line.by,
    )


def _lasting(line: StayLine) -> str:
    if not line.is_leave:
        return "stays"
    return "late" if line.late else "away"
