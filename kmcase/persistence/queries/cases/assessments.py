"""Assessments of a case over time; across cases what reports need of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import ColumnElement, select

from kmcase.application.read.case_assessments import AssessmentItem, CaseScores
from kmcase.domain.cases.assessments import AssessmentValues, dimension_scores
from kmcase.domain.writings import Writing, standing
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.repositories.case_assessments import SqlCaseAssessments, as_assessment
from kmcase.persistence.rows.case_assessments import case_assessment
from kmcase.persistence.statements import Row

WITHOUT_WORDS = tuple(column for column in case_assessment.columns if column.name not in {"remarks", "summary"})
"""What scores are read from."""


class SqlCaseAssessmentQueries(SqlCaseAssessments):
    """`CaseAssessmentQueries` on plain selects."""

    def items(self, case_id: str) -> tuple[AssessmentItem, ...]:
        """The assessments of a case, the oldest first; raises `cases.unknown`."""
        self.require(case_id)
        names = staff_names(self._rows)
        every = _grouped(self._rows.all(case_assessment, case_id=case_id))
        items = (self._item(assessment_id, rows, names) for assessment_id, rows in every.items())
        return tuple(sorted(items, key=lambda item: (item.values.assessed_on, item.assessment_id)))

    def newest_scores(self, case_id: str) -> CaseScores | None:
        """How a case stands by its newest assessment; None where there is none. Raises `cases.unknown`."""
        self.require(case_id)
        every = self._scores(self._rows.all(case_assessment, case_id=case_id))
        return every[-1] if every else None

    def scores_of(self, case_ids: Collection[str]) -> tuple[CaseScores, ...]:
        """All assessments of these cases, of those that the viewer may see, by case, the oldest first."""
        return self._scores_where(case_assessment.c.case_id.in_(case_ids))

    def scores_between(self, first: date, last: date) -> tuple[CaseScores, ...]:
        """Assessments made from `first` to `last` of all cases that the viewer may see, by case, the oldest first.

        A version may say another day than the one it replaces, so all versions of what was ever said of these days are
        read, their words left out.
        """
        table = case_assessment
        of_days = select(table.c.assessment_id).where(
            table.c.assessed_on >= first.isoformat(), table.c.assessed_on <= last.isoformat()
        )
        scores = self._scores_where(table.c.assessment_id.in_(of_days))
        return tuple(each for each in scores if first <= each.assessed_on <= last)

    def _scores_where(self, which: ColumnElement[bool]) -> tuple[CaseScores, ...]:
        query = select(*WITHOUT_WORDS).where(which, self.visible(case_assessment))
        return self._scores({**row, "remarks": "[]", "summary": ""} for row in self._rows.found(query))

    def _scores(self, rows: Iterable[Row]) -> tuple[CaseScores, ...]:
        made = [self._case_scores(versions[0], _standing(versions)[0]) for versions in _grouped(rows).values()]
        return tuple(sorted(made, key=lambda each: (each.case_id, each.assessed_on, each.assessment_id)))

    def _case_scores(self, row: Row, stands: Writing[AssessmentValues]) -> CaseScores:
        scored = dimension_scores(self.casework(row["casework"]), stands.values)
        return CaseScores(
            case_id=row["case_id"],
            assessment_id=stands.run_id,
            assessed_on=stands.values.assessed_on,
            percents={score.dimension: score.percent for score in scored if score.percent is not None},
        )

    def _item(self, assessment_id: str, rows: list[Row], names: Mapping[str, str]) -> AssessmentItem:
        casework = self.casework(rows[0]["casework"])
        stands = _standing(rows)
        return AssessmentItem(
            assessment_id=assessment_id,
            casework=casework,
            standing=stands,
            versions=len(rows),
            scores=dimension_scores(casework, stands[0].values),
            by=names.get(stands[0].written_by, ""),
        )


def _standing(rows: list[Row]) -> tuple[Writing[AssessmentValues], ...]:
    return standing(as_assessment(row) for row in rows)


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["assessment_id"]].append(row)
    return found
