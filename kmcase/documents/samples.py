"""รายชื่อที่สุ่มได้: whom to ask by the newest draw of a half, and all that is needed to draw it again; no amounts."""

from __future__ import annotations

from kmcase.application.printing.samples import SamplePaper
from kmcase.application.read.samples import SampleLine, plan_said
from kmcase.documents._sheet import SMALL, Column, Sheet, Signature, render
from kmcase.documents._xlsx import SheetColumn, SheetTable, write_workbook
from kmcase.messages import Catalogue
from kmcase.thai.calendar import format_datetime, format_short

_COLUMNS = (
    ("number", 1.1, 14),
    ("round", 1.6, 16),
    ("payee", 2.2, 28),
    ("address", 3.4, 48),
    ("phone", 1.3, 16),
    ("why", 1.5, 22),
    ("state", 1.3, 16),
)


def compose(paper: SamplePaper, catalogue: Catalogue) -> bytes:
    """The list as PDF."""
    say = catalogue.text

    def write(sheet: Sheet) -> None:
        sheet.title(say("samples.paper.title"), _half(paper, catalogue))
        for line in _about(paper, catalogue):
            sheet.paragraph(line, size=SMALL)
        columns = [Column(title=say(f"samples.column.{name}"), share=share) for name, share, _ in _COLUMNS]
        sheet.table(columns, _rows(paper, catalogue), size=SMALL)
        sheet.heading(say("samples.paper.again"))
        sheet.paragraph(_again(paper, catalogue), size=SMALL)
        sheet.paragraph(say("samples.source"), size=SMALL)
        sheet.space(12)
        drawn_by = Signature(role=say("samples.paper.drawn_by"), name=paper.drawn.drawn_by_name)
        sheet.signatures((drawn_by, Signature(role=say("documents_forms.role.director"))))

    return render(
        write,
        title=say("samples.paper.title"),
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=f"{paper.office} · {_printed(paper, catalogue)}",
        watermark=say("documents.sample") if paper.sample else "",
        wide=True,
    )


def compose_workbook(paper: SamplePaper, catalogue: Catalogue) -> bytes:
    """The list as a workbook; how it was drawn stands above the head."""
    say = catalogue.text
    table = SheetTable(
        name=say("samples.paper.sheet"),
        above=(
            paper.office,
            f"{say('samples.paper.title')} {_half(paper, catalogue)}",
            *_about(paper, catalogue),
            _again(paper, catalogue),
            say("samples.source"),
        ),
        columns=tuple(SheetColumn(title=say(f"samples.column.{name}"), width=width) for name, _, width in _COLUMNS),
        rows=_rows(paper, catalogue),
    )
    return write_workbook([table])


def _half(paper: SamplePaper, catalogue: Catalogue) -> str:
    half = paper.standing.half
    return catalogue.text(f"budgets.half{half.half}", year=str(half.fiscal_year))


def _again(paper: SamplePaper, catalogue: Catalogue) -> str:
    """How to draw it again by hand, and by the command."""
    return catalogue.text("samples.paper.again_says", half=paper.standing.half.budget_id, seed=paper.drawn.seed)


def _about(paper: SamplePaper, catalogue: Catalogue) -> list[str]:
    """How it was drawn, line by line."""
    say, drawn = catalogue.text, paper.drawn
    lines = [
        catalogue.render(plan_said(drawn.plan, drawn.size, drawn.population)),
        say("samples.paper.drawn", turn=drawn.turn, day=format_short(drawn.drawn_on), name=drawn.drawn_by_name),
        say("samples.paper.seed", seed=catalogue.render(drawn.seed_said)),
        say("samples.paper.register", count=drawn.population, hash=drawn.register_hash),
        say("samples.paper.head", head=drawn.head),
    ]
    if drawn.checkpoint is not None:
        lines.append(say("samples.paper.checkpoint", text=drawn.checkpoint.text))
    if drawn.reason:
        lines.append(say("samples.paper.reason", reason=drawn.reason))
    if drawn.flagged:
        lines.append(say("samples.paper.flagged", rounds=", ".join(drawn.flagged)))
    before = [catalogue.render(one.said) for one in paper.standing.draws[:-1]]
    return [*lines, *before, catalogue.render(paper.figures.said)]


def _rows(paper: SamplePaper, catalogue: Catalogue) -> list[tuple[str, ...]]:
    return [_row(line, catalogue) for line in paper.standing.lines if line.why is not None]


def _row(line: SampleLine, catalogue: Catalogue) -> tuple[str, ...]:
    why = catalogue.render(line.why_said) if line.why_said else ""
    state = catalogue.text(f"samples.state.{line.state.value}")
    return (line.number, line.round, line.payee_name, line.address, line.phone, why, state)


def _printed(paper: SamplePaper, catalogue: Catalogue) -> str:
    return catalogue.text("documents.ledger.printed", at=format_datetime(paper.printed_at), by=paper.printed_by)
