"""Pictures as geometry: everything stands in its room, nothing that was not scored is drawn, every tie has its line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.cases.network import Life, Relation, Tie
from kmcase.domain.drawings.genogram import Figure, genogram
from kmcase.domain.drawings.resource_map import Around, resource_map
from kmcase.domain.drawings.scores import Course, Polygon, courses, radar
from kmcase.domain.drawings.shapes import Disc, Drawing, Ink, Path, Shape, Words, arrow, beside, zigzag
from kmcase.domain.drawings.ties import tie_line
from kmcase.domain.people import Sex

EM = 10.0
AXES = ("ก", "ข", "ค", "ง")
CLIENT = Figure(entry_id="client", name="สมหวัง", sex=Sex.MALE, age=63)


def points(shapes: Sequence[Shape]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for shape in shapes:
        match shape:
            case Path():
                found += shape.points
            case Disc():
                found += [
                    (shape.centre[0] + x * shape.radius, shape.centre[1] + y * shape.radius)
                    for x, y in ((-1, -1), (1, 1))
                ]
            case Words():
                left, top, wide, high = shape.box
                found += [(left, top), (left + wide, top + high)]
    return found


def stays_in_its_room(drawing: Drawing) -> bool:
    return all(
        -EM / 2 <= x <= drawing.width + EM / 2 and -EM / 2 <= y <= drawing.height + EM / 2
        for x, y in points(drawing.shapes)
    )


def words(drawing: Drawing) -> list[object]:
    return [shape.said for shape in drawing.shapes if isinstance(shape, Words)]


def paths(drawing: Drawing, ink: Ink) -> list[Path]:
    return [shape for shape in drawing.shapes if isinstance(shape, Path) and shape.ink is ink]


def discs(drawing: Drawing, ink: Ink) -> list[Disc]:
    return [shape for shape in drawing.shapes if isinstance(shape, Disc) and shape.ink is ink]


# --- radar and lines ---


def test_an_assessment_that_scored_all_is_a_closed_shape_of_as_many_corners() -> None:
    drawing = radar(AXES, [Polygon(said="ก่อน", values=(0, 50, 100, 25))], 400, 300, EM)
    [shape] = [path for path in paths(drawing, Ink.ACCENT) if path.closed]
    assert len(shape.points) == 4
    centre = (200.0, (300 - EM * 1.6) / 2)
    distances = [math.dist(centre, point) for point in shape.points]
    assert distances[0] == pytest.approx(0)
    assert distances[1] == pytest.approx(distances[2] / 2)
    assert stays_in_its_room(drawing)


def test_what_was_not_scored_is_left_open_and_never_a_zero() -> None:
    drawing = radar(AXES, [Polygon(said="หลัง", values=(None, 40, 60, None))], 400, 300, EM)
    assert not [path for path in paths(drawing, Ink.ACCENT) if path.closed]
    assert len(discs(drawing, Ink.ACCENT)) == 2
    unscored = [shape for shape in drawing.shapes if isinstance(shape, Words) and shape.ink is Ink.MUTED]
    assert [shape.said for shape in unscored] == ["ก", "ง"]


def test_three_assessments_look_different_and_the_newest_is_filled() -> None:
    every = [Polygon(said=str(at), values=(at, at, at, at)) for at in (10, 40, 80)]
    drawing = radar(AXES, every, 400, 300, EM)
    assert [len(discs(drawing, ink)) for ink in (Ink.MUTED, Ink.WARN, Ink.ACCENT)] == [4, 4, 4]
    filled = [shape for shape in drawing.shapes if isinstance(shape, Path) and shape.fill is not None]
    assert [shape.ink for shape in filled] == [Ink.ACCENT]
    assert words(drawing)[-3:] == ["10", "40", "80"]


def test_each_dimension_has_its_own_line_with_the_newest_value() -> None:
    june, july = date(2024, 6, 10), date(2024, 7, 10)
    drawing = courses(
        [
            Course(said="สุขภาพ", values=((june, 20), (july, 60))),
            Course(said="การศึกษา", values=((june, 30), (july, None))),
            Course(said="คดี", values=((june, None), (july, None))),
        ],
        500,
        200,
        EM,
    )
    assert words(drawing) == ["สุขภาพ", "60", "การศึกษา", "30", "คดี", "–"]
    first, _second = paths(drawing, Ink.ACCENT)
    assert first.points[0][1] > first.points[1][1]
    assert stays_in_its_room(drawing)


def test_a_single_day_is_a_point() -> None:
    drawing = courses([Course(said="สุขภาพ", values=((date(2024, 6, 10), 50),))], 500, 200, EM)
    assert len(discs(drawing, Ink.ACCENT)) == 1


# --- ties ---


WAY = ((0.0, 0.0), (0.0, -20.0), (100.0, -20.0), (100.0, 0.0))


@pytest.mark.parametrize(
    ("tie", "ink", "count"),
    [
        (Tie.ORDINARY, Ink.MUTED, 1),
        (Tie.CLOSE, Ink.OK, 6),
        (Tie.DISTANT, Ink.MUTED, 1),
        (Tie.CONFLICT, Ink.WARN, 1),
        (Tie.HARMS_CLIENT, Ink.ERROR, 2),
        (Tie.HARMED_BY_CLIENT, Ink.ERROR, 2),
    ],
)
def test_every_tie_has_its_line(tie: Tie, ink: Ink, count: int) -> None:
    shapes = tie_line(WAY, tie, EM)
    assert {shape.ink for shape in shapes} == {ink}
    assert len(shapes) == count


def test_distant_is_dotted_and_cut_off_has_two_bars_across() -> None:
    [distant] = tie_line(WAY, Tie.DISTANT, EM)
    assert isinstance(distant, Path)
    assert distant.dashed
    way, *bars = tie_line(WAY, Tie.CUT_OFF, EM)
    assert way.ink is Ink.MUTED
    assert all(min(y for _, y in points([bar])) < -20 < max(y for _, y in points([bar])) for bar in bars)
    assert len(bars) == 2


def test_violence_points_at_whom_it_hurts() -> None:
    for tie, tip in ((Tie.HARMS_CLIENT, WAY[0]), (Tie.HARMED_BY_CLIENT, WAY[-1])):
        head = tie_line(WAY, tie, EM)[-1]
        assert isinstance(head, Path)
        assert head.points[1] == tip


def test_ways_of_no_length_are_drawn_without_a_word() -> None:
    here = (5.0, 5.0)
    assert beside(here, here, 3) == (here, here)
    assert arrow(here, here, 4, Ink.ERROR).points[1] == here
    assert zigzag(here, here, 4)[0] == here


# --- resource map ---


def around(count: int) -> list[Around]:
    return [Around(name=f"หน่วยงาน {number}", kind="วัด", tie=Tie.CLOSE) for number in range(count)]


@pytest.mark.parametrize("count", [0, 1, 2, 10, 14])
def test_everybody_around_the_client_stands_in_the_room(count: int) -> None:
    drawing = resource_map("สมหวัง", around(count), 600, 360, EM)
    assert sum(isinstance(said, str) and said.startswith("หน่วยงาน") for said in words(drawing)) == count
    assert stays_in_its_room(drawing)


def test_with_many_every_second_one_stands_nearer() -> None:
    boxes = [shape for shape in resource_map("", around(12), 600, 360, EM).shapes if isinstance(shape, Words)]
    lefts = {round(shape.box[0]) for shape in boxes if shape.said != "วัด"}
    assert len(lefts) > 7


# --- genogram ---


def kin(relation: Relation, name: str, **more: object) -> Figure:
    return Figure(entry_id=name, name=name, relation=relation, **more)  # type: ignore[arg-type]


def place_of(drawing: Drawing, name: str) -> tuple[float, float]:
    box = next(shape.box for shape in drawing.shapes if isinstance(shape, Words) and shape.said == name)
    return box[0] + box[2] / 2, box[1]


WHOLE = (
    kin(Relation.FATHERS_PARENT, "ปู่", sex=Sex.MALE),
    kin(Relation.FATHERS_PARENT, "ย่า", sex=Sex.FEMALE),
    kin(Relation.MOTHERS_PARENT, "ยาย", sex=Sex.FEMALE, life=Life.UNKNOWN),
    kin(Relation.FATHERS_SIBLING, "อา"),
    kin(Relation.MOTHERS_SIBLING, "น้า"),
    kin(Relation.PARENT, "แม่", sex=Sex.FEMALE, tie=Tie.CLOSE),
    kin(Relation.PARENT, "พ่อ", sex=Sex.MALE, life=Life.DEAD, age=90),
    kin(Relation.STEP_PARENT, "พ่อเลี้ยง", through="แม่"),
    kin(Relation.PARENT_IN_LAW, "แม่ยาย", sex=Sex.FEMALE),
    kin(Relation.SIBLING, "พี่", age=70, tie=Tie.CUT_OFF),
    kin(Relation.SIBLING, "น้อง", age=50),
    kin(Relation.FORMER_SPOUSE, "เมียเก่า", tie=Tie.CONFLICT),
    kin(Relation.SPOUSE, "เมีย", lives_with=True, called="คู่ครอง"),
    kin(Relation.CHILD, "ลูก", through="เมีย", tie=Tie.HARMS_CLIENT),
    kin(Relation.CHILD, "ลูกติด", through="เมียเก่า"),
    kin(Relation.CHILD, "ลูกอื่น"),
    kin(Relation.CHILD_IN_LAW, "สะใภ้", through="ลูก"),
    kin(Relation.CHILD_IN_LAW, "เขย"),
    kin(Relation.NIECE_NEPHEW, "หลานพี่", through="พี่"),
    kin(Relation.NIECE_NEPHEW, "หลานใคร"),
    kin(Relation.GRANDCHILD, "หลานปู่", through="ลูก"),
    kin(Relation.OTHER_RELATIVE, "ญาติ"),
    kin(Relation.NOT_RELATED, "เพื่อนร่วมบ้าน", lives_with=True),
)


def test_generations_stand_below_each_other() -> None:
    drawing = genogram(CLIENT, WHOLE, 900, EM)
    heights = [place_of(drawing, name)[1] for name in ("ปู่", "พ่อ", "สมหวัง", "ลูก", "หลานปู่", "ญาติ")]
    assert heights == sorted(set(heights))
    for same in (("พี่", "น้อง", "เมีย"), ("ลูก", "สะใภ้", "หลานพี่")):
        assert len({place_of(drawing, name)[1] for name in same}) == 1
    assert stays_in_its_room(drawing)


def test_men_stand_left_of_women_and_siblings_by_age() -> None:
    drawing = genogram(CLIENT, WHOLE, 900, EM)
    for left, right in (("ปู่", "ย่า"), ("พ่อ", "แม่"), ("พี่", "น้อง"), ("น้อง", "สมหวัง"), ("สมหวัง", "เมีย")):
        assert place_of(drawing, left)[0] < place_of(drawing, right)[0]


def test_sex_death_home_and_the_client_have_their_symbols() -> None:
    people = (
        kin(Relation.SPOUSE, "หญิง", sex=Sex.FEMALE, lives_with=True),
        kin(Relation.SIBLING, "ไม่ทราบ", life=Life.DEAD),
    )
    drawing = genogram(CLIENT, people, 600, EM)
    closed = [path for path in paths(drawing, Ink.TEXT) if path.closed]
    assert [len(path.points) for path in closed] == [4, 4, 4]
    assert len(discs(drawing, Ink.TEXT)) == 1
    assert [disc.dashed for disc in discs(drawing, Ink.ACCENT)] == [True]
    assert words(drawing).count("63") == 1


def test_whoever_may_be_dead_or_alive_is_asked_about() -> None:
    assert "?" in words(genogram(CLIENT, [kin(Relation.CHILD, "ลูก", life=Life.UNKNOWN)], 600, EM))


def test_the_client_alone_is_a_picture_too() -> None:
    drawing = genogram(CLIENT, (), 300, EM)
    assert words(drawing) == ["63", "สมหวัง"]
    assert stays_in_its_room(drawing)


@pytest.mark.parametrize("count", [9, 13, 20])
def test_names_of_a_crowded_generation_are_neither_cut_nor_over_each_other(count: int) -> None:
    names = [f"พี่น้องคนที่ {number}" for number in range(count)]
    drawing = genogram(CLIENT, [kin(Relation.SIBLING, name, called="พี่น้อง") for name in names], 700, EM)
    boxes = [shape.box for shape in drawing.shapes if isinstance(shape, Words) and shape.said in (*names, "สมหวัง")]
    assert len(boxes) == count + 1
    about = 4.7 * EM  # ten letters
    assert min(wide for _, _, wide, _ in boxes) >= about
    for at, (left, top, wide, high) in enumerate(boxes):
        for other, below, other_wide, _ in boxes[at + 1 :]:
            apart = abs(left + wide / 2 - other - other_wide / 2)
            assert abs(top - below) >= high or apart >= about
    assert stays_in_its_room(drawing)


RELATIVES = st.lists(
    st.builds(
        Figure,
        entry_id=st.uuids().map(str),
        name=st.just("ญาติ"),
        relation=st.sampled_from(Relation),
        sex=st.sampled_from(Sex),
        age=st.none() | st.integers(0, 99),
        life=st.sampled_from(Life),
        lives_with=st.booleans(),
        tie=st.sampled_from(Tie),
        through=st.sampled_from(("", "none")),
    ),
    max_size=12,
    unique_by=lambda figure: figure.entry_id,
)


@given(RELATIVES)
def test_any_family_is_drawn_and_nobody_is_left_out(relatives: list[Figure]) -> None:
    drawing = genogram(CLIENT, relatives, 700, EM)
    assert words(drawing).count("ญาติ") == len(relatives)
    assert stays_in_its_room(drawing)
