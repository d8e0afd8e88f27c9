"""Pictures of a case by name: what window and paper draw, and the sentences that say the same to who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kmcase.application.read.case_assessments import AssessmentItem
from kmcase.application.read.case_network import NetworkPage
from kmcase.domain.cases.heads import ClientValues
from kmcase.domain.casework import Dimension
from kmcase.domain.drawings.genogram import Figure, genogram
from kmcase.domain.drawings.resource_map import Around, resource_map
from kmcase.domain.drawings.scores import Course, Polygon, courses, radar
from kmcase.domain.drawings.shapes import Drawing
from kmcase.messages import Message, message

CLIENT = "client"
"""The id of the client among the figures; entries have UUIDs."""


def draw_radar(
    dimensions: Sequence[Dimension], items: Sequence[AssessmentItem], width: float, height: float, em: float
) -> Drawing:
    """One to three assessments, the oldest first, over the dimensions (three or more)."""
    polygons = [
        Polygon(
            said=message("case_assessment.picture.of", on=item.values.assessed_on),
            values=tuple(item.percent_of(dimension.code) for dimension in dimensions),
        )
        for item in items
    ]
    return radar([dimension.words for dimension in dimensions], polygons, width, height, em)


def draw_courses(
    dimensions: Sequence[Dimension], items: Sequence[AssessmentItem], width: float, height: float, em: float
) -> Drawing:
    """Every dimension over all assessments (one or more), the oldest first."""
    every = [
        Course(
            said=dimension.words,
            values=tuple((item.values.assessed_on, item.percent_of(dimension.code)) for item in items),
        )
        for dimension in dimensions
    ]
    return courses(every, width, height, em)


def say_scores(dimensions: Sequence[Dimension], items: Sequence[AssessmentItem]) -> tuple[Message, ...]:
    """Each dimension with its value in each assessment, in the order of time."""
    return tuple(
        message(
            "case_assessment.picture.dimension",
            dimension=dimension.words,
            values=tuple(_say_value(item, dimension.code) for item in items),
        )
        for dimension in dimensions
    )


def _say_value(item: AssessmentItem, dimension: str) -> Message:
    percent, on = item.percent_of(dimension), item.values.assessed_on
    if percent is None:
        return message("case_assessment.picture.not_scored", on=on)
    return message("case_assessment.picture.value", on=on, percent=percent)


def draw_family(client: ClientValues, page: NetworkPage, today: date, width: float, em: float) -> Drawing:
    """The genogram."""
    own = Figure(
        entry_id=CLIENT,
        name=client.shown_name or message("cases.client.no_name"),
        sex=client.sex,
        age=client.birth.age_on(today) if client.birth else None,
        lives_with=any(item.values.lives_with for item in page.relatives),
    )
    figures = [
        Figure(
            entry_id=item.entry_id,
            name=item.values.name or message(f"case_network.relation.{item.values.relation.value}"),
            called=message(f"case_network.relation.{item.values.relation.value}") if item.values.name else "",
            relation=item.values.relation,
            sex=item.values.sex,
            age=item.values.age_on(today),
            life=item.values.life,
            lives_with=item.values.lives_with,
            tie=item.values.tie,
            through=item.values.through,
        )
        for item in page.relatives
    ]
    return genogram(own, figures, width, em)


def say_family(page: NetworkPage, today: date) -> tuple[Message, ...]:
    """Each of the family in a sentence."""
    return tuple(
        message(
            "case_network.picture.relative",
            name=item.values.name,
            relation=message(f"case_network.relation.{item.values.relation.value}"),
            age=_say_age(item.values.age_on(today)),
            life=message(f"case_network.life.{item.values.life.value}"),
            lives=message(f"case_network.lives.{'yes' if item.values.lives_with else 'no'}"),
            tie=message(f"case_network.tie.{item.values.tie.value}"),
        )
        for item in page.relatives
    )


def _say_age(age: int | None) -> Message:
    return message("case_network.picture.no_age") if age is None else message("case_network.picture.age", age=age)


def draw_resources(client: ClientValues, page: NetworkPage, width: float, height: float, em: float) -> Drawing:
    """The resource map."""
    every = [
        Around(
            name=item.values.name,
            kind=message(f"case_network.resource.{item.values.kind.value}"),
            tie=item.values.tie,
        )
        for item in page.resources
    ]
    return resource_map(client.shown_name or message("cases.client.no_name"), every, width, height, em)


def say_resources(page: NetworkPage) -> tuple[Message, ...]:
    """Each resource in a sentence."""
    return tuple(
        message(
            "case_network.picture.resource",
            name=item.values.name,
            kind=message(f"case_network.resource.{item.values.kind.value}"),
            tie=message(f"case_network.tie.{item.values.tie.value}"),
            gives=item.values.gives,
        )
        for item in page.resources
    )
