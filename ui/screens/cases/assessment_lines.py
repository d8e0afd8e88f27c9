"""What the part of assessments shows: which assessments are compared, and a line for each dimension. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kmcase.application.read.case_assessments import AssessmentItem
from kmcase.domain.cases.assessments import RemarkKind
from kmcase.domain.casework import Dimension
from kmcase.messages import Message, message
from ui.ports import ColumnKind
from ui.tables import Mark
from ui.tables.columns import columns_of
from ui.tone import Tone

NO_ITEM = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Which assessments of a case are laid over each other, by id: before and after, perhaps one more."""

    before: str = NO_ITEM
    between: str = NO_ITEM
    after: str = NO_ITEM

    def of(self, items: Sequence[AssessmentItem]) -> tuple[AssessmentItem, ...]:
        """The assessments, the oldest first, each once."""
        wanted = {self.before, self.between, self.after}
        return tuple(item for item in items if item.assessment_id in wanted)

    def still(self, items: Sequence[AssessmentItem]) -> Compared:
        """The same choice where it is there; what is not becomes the first, none, the newest."""
        known = {item.assessment_id for item in items}
        if not items:
            return Compared()
        return Compared(
            before=self.before if self.before in known else items[0].assessment_id,
            between=self.between if self.between in known else NO_ITEM,
            after=self.after if self.after in known else items[-1].assessment_id,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionLine:
    """A dimension in the table: percents before and after (None: not scored), what was said last."""

    dimension: Dimension
    before: int | None
    after: int | None
    strengths: str = ""
    problems: str = ""
    risks: str = ""

    @property
    def change(self) -> int | None:
        """How much it rose; None unless it was scored both times."""
        return None if self.before is None or self.after is None else self.after - self.before


def lines_of(
    dimensions: Sequence[Dimension], compared: Compared, items: Sequence[AssessmentItem]
) -> tuple[DimensionLine, ...]:
    """A line for each dimension; without two different assessments there is no before."""
    by_id = {item.assessment_id: item for item in items}
    after = by_id[compared.after]
    before = by_id[compared.before] if compared.before != compared.after else None
    return tuple(_line(dimension, before, after) for dimension in dimensions)


def _line(dimension: Dimension, before: AssessmentItem | None, after: AssessmentItem) -> DimensionLine:
    return DimensionLine(
        dimension=dimension,
        before=before.percent_of(dimension.code) if before else None,
        after=after.percent_of(dimension.code),
        strengths=_said(after, dimension, RemarkKind.STRENGTH),
        problems=_said(after, dimension, RemarkKind.PROBLEM),
        risks=_said(after, dimension, RemarkKind.RISK),
    )


def _said(item: AssessmentItem, dimension: Dimension, kind: RemarkKind) -> str:
    remarks = (each for each in item.values.remarks if (each.dimension, each.kind) == (dimension.code, kind))
    return " · ".join(remark.text for remark in remarks)


def _percent(percent: int | None) -> int | Message:
    return message("case_assessment.not_scored") if percent is None else percent


def _change(line: DimensionLine) -> Mark | None:
    """By how much a dimension rose or fell, in a word's colour and with its sign."""
    if line.change is None:
        return None
    if not line.change:
        return Mark("0")
    rose = line.change > 0
    return Mark(f"{line.change:+d}", Tone.OK if rose else Tone.WARN, "chevron_up" if rose else "chevron_down")


_column = columns_of("case_assessment.list")
COLUMNS = (
    _column("dimension", lambda line: line.dimension.words, 208),
    _column("before", lambda line: _percent(line.before), 96, ColumnKind.INT),
    _column("after", lambda line: _percent(line.after), 96, ColumnKind.INT),
    _column("change", _change, 88, ColumnKind.CHIP),
    _column("strengths", lambda line: line.strengths, 160),
    _column("problems", lambda line: line.problems, 160),
    _column("risks", lambda line: line.risks, 160),
)


def details_of(
    dimensions: Sequence[Dimension], item: AssessmentItem
) -> tuple[tuple[Message, tuple[Message, ...]], ...]:
    """Each dimension of an assessment with what was scored by which anchor, and what was said."""
    return tuple((dimension.words, tuple(_details(dimension, item))) for dimension in dimensions)


def _details(dimension: Dimension, item: AssessmentItem) -> list[Message]:
    found = []
    for question in dimension.items:
        score = item.values.score_of(dimension.code, question.code)
        anchor = next((each for each in question.anchors if each.score == score), None)
        said = message("case_assessment.not_scored") if anchor is None else _anchor(anchor.score, anchor.words)
        found.append(message("case_assessment.page.scored", item=question.words, score=said))
    for remark in item.values.remarks:
        if remark.dimension == dimension.code:
            kind = message(f"case_assessment.kind.{remark.kind.value}")
            level = message(f"case_assessment.level.{remark.level.value}")
            found.append(message("case_assessment.page.remark", kind=kind, level=level, text=remark.text))
    return found


def _anchor(score: int, words: Message) -> Message:
    return message("case_assessment.anchor", score=score, words=words)
