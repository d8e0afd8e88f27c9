"""A genogram by the standard symbols (McGoldrick, Gerson & Petry, Genograms: Assessment and Intervention).

Squares are men, circles women, diamonds unknown; a cross says dead, a double frame is the client, a dotted ring who
lives with them; a line joins couples, their children stand below; ties to the client are drawn by `ties`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from unicodedata import category

from kmcase.domain.cases.network import Life, Relation, Tie
from kmcase.domain.drawings.shapes import Disc, Drawing, Ink, Path, Point, Said, Shape, Words, line, towards
from kmcase.domain.drawings.ties import tie_line
from kmcase.domain.people import Sex

_ROWS: tuple[tuple[Relation, ...], ...] = (
    (Relation.FATHERS_PARENT, Relation.MOTHERS_PARENT),
    (
        Relation.FATHERS_SIBLING,
        Relation.PARENT,
        Relation.STEP_PARENT,
        Relation.MOTHERS_SIBLING,
        Relation.PARENT_IN_LAW,
    ),
    (Relation.SIBLING, Relation.FORMER_SPOUSE, Relation.SPOUSE),
    (Relation.NIECE_NEPHEW, Relation.CHILD, Relation.CHILD_IN_LAW),
    (Relation.GRANDCHILD,),
    (Relation.OTHER_RELATIVE, Relation.NOT_RELATED),
)
_OWN_ROW = 2
_ROW_EMS = 9.6
_CELL_EMS = 7.6
_RADIUS_EMS = 1.35
_LETTER_EMS, _KINSHIP_EMS = 0.47, 4.6
"""About how wide a letter is, and the word for how somebody is related, which depends on the language."""
_NAME_EMS = 2.5
"""Where a generation is crowded, so that words had less room than this, neighbours' words stand one below the other."""
_HEAD_EMS = 3.6
"""From the top of a row to the top of its symbols: there is room for bars of families and ties within the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Somebody in the picture; the client has no relation. `through` names the entry by whom they are related."""

    entry_id: str
    name: Said
    called: Said = ""
    relation: Relation | None = None
    sex: Sex = Sex.UNKNOWN
    age: int | None = None
    life: Life = Life.ALIVE
    lives_with: bool = False
    tie: Tie = Tie.ORDINARY
    through: str = ""


@dataclass(slots=True)
class _Plan:
    """Where everybody stands; `words` how wide somebody's words may be, and how much lower than at once below them."""

    client: Figure
    em: float
    cell: float
    places: dict[str, Point] = field(default_factory=dict)
    kin: dict[Relation | None, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    shapes: list[Shape] = field(default_factory=list)
    bars: int = 0
    words: dict[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def radius(self) -> float:
        return self.em * _RADIUS_EMS

    def at(self, figure: Figure) -> Point:
        return self.places[figure.entry_id]


def genogram(client: Figure, relatives: Sequence[Figure], width: float, em: float) -> Drawing:
    """The family in a room of this width; as high as its generations need."""
    plan = _placed(client, relatives, width, em)
    _families(plan)
    _ties(plan, relatives)
    for figure in (client, *relatives):
        _symbol(plan, figure)
    height = max(y + plan.words[entry_id][1] for entry_id, (_, y) in plan.places.items()) + plan.radius + em * 3.6
    return Drawing(width=width, height=height, shapes=tuple(plan.shapes))


def _placed(client: Figure, relatives: Sequence[Figure], width: float, em: float) -> _Plan:
    plan = _Plan(client=client, em=em, cell=em * _CELL_EMS)
    for figure in relatives:
        plan.kin[figure.relation].append(figure)
    rows = [list(_row(plan, relations)) for relations in _ROWS]
    rows[_OWN_ROW].insert(len(plan.kin[Relation.SIBLING]) + len(plan.kin[Relation.FORMER_SPOUSE]), client)
    top = 0.0 if rows[_OWN_ROW] == _first(rows) else -em * (_HEAD_EMS - 1.2)
    for row in rows:
        wide = [_wide(figure, em) for figure in row]
        steps = _steps(width, wide, em)
        cell = _cell(width, len(row), steps, em)
        plan.cell = min(plan.cell, cell)
        left = (width - cell * len(row)) / 2
        middle = top + em * _HEAD_EMS + plan.radius
        for number, figure in enumerate(row):
            x = left + cell * (number + 0.5)
            plan.places[figure.entry_id] = (x, middle)
            beside = (wide[other] for other in (number - steps, number + steps) if 0 <= other < len(row))
            room = min(2 * x, 2 * (width - x), *(2 * cell * steps - one for one in beside)) - em * 0.3
            plan.words[figure.entry_id] = (room, em * _NAME_EMS * (number % steps))
        if row:
            top += em * (_ROW_EMS + _NAME_EMS * (steps - 1))
    return plan


def _wide(figure: Figure, em: float) -> float:
    """About how wide somebody's words are: marks above and below a letter take no room."""
    said = (figure.name, figure.called)
    letters = [sum(category(sign) != "Mn" for sign in text) for text in said if isinstance(text, str)]
    known = all(isinstance(text, str) for text in said)
    return em * max(_LETTER_EMS * max(letters, default=0) + 0.3, 0.0 if known else _KINSHIP_EMS)


def _steps(width: float, wide: Sequence[float], em: float) -> int:
    """Below how many neighbours words must stand so that none is over another or outside."""
    persons = len(wide)
    return next((n for n in range(1, persons) if _fits(_cell(width, persons, n, em) * n, n, wide, em)), max(persons, 1))


def _fits(room: float, steps: int, wide: Sequence[float], em: float) -> bool:
    beside = zip(wide, wide[steps:], strict=False)
    return max(wide[0], wide[-1]) <= room and all((one + other) / 2 + em * 0.3 <= room for one, other in beside)


def _cell(width: float, persons: int, steps: int, em: float) -> float:
    """How wide everybody's place is, with room at both ends for words that are as wide as so many places."""
    return min(em * _CELL_EMS, width / (max(persons, 1) + steps - 1))


def _first(rows: Sequence[list[Figure]]) -> list[Figure]:
    """The first generation there is: above its symbols there is nothing, unless it is the client's own."""
    return next(row for row in rows if row)


def _row(plan: _Plan, relations: Iterable[Relation]) -> Iterable[Figure]:
    for relation in relations:
        members = plan.kin[relation]
        if relation in (Relation.PARENT, Relation.FATHERS_PARENT, Relation.MOTHERS_PARENT, Relation.PARENT_IN_LAW):
            members.sort(key=lambda figure: figure.sex is not Sex.MALE)
        else:
            members.sort(key=lambda figure: -(figure.age or 0))
        yield from members


def _families(plan: _Plan) -> None:
    """Couples and who descends from them."""
    kin = plan.kin
    fathers = [figure for figure in kin[Relation.PARENT] if figure.sex is Sex.MALE]
    mothers = [figure for figure in kin[Relation.PARENT] if figure.sex is not Sex.MALE]
    _family(plan, kin[Relation.FATHERS_PARENT], [*kin[Relation.FATHERS_SIBLING], *fathers[:1]])
    _family(plan, kin[Relation.MOTHERS_PARENT], [*mothers[:1], *kin[Relation.MOTHERS_SIBLING]])
    _family(plan, kin[Relation.PARENT], [*kin[Relation.SIBLING], plan.client])
    _family(plan, kin[Relation.PARENT_IN_LAW], kin[Relation.SPOUSE][:1])
    for parent in kin[Relation.STEP_PARENT]:
        partner = _named(parent, kin[Relation.PARENT])
        if partner is not None:
            _couple(plan, partner, parent)
    for child in kin[Relation.CHILD_IN_LAW]:
        partner = _named(child, kin[Relation.CHILD])
        if partner is not None:
            _couple(plan, partner, child)
    for spouse in kin[Relation.FORMER_SPOUSE]:
        _couple(plan, plan.client, spouse, former=True)
    for spouse in kin[Relation.SPOUSE]:
        _couple(plan, plan.client, spouse)
    _own_children(plan)
    _descend(plan, kin[Relation.NIECE_NEPHEW], kin[Relation.SIBLING])
    _descend(plan, kin[Relation.GRANDCHILD], kin[Relation.CHILD])


def _family(plan: _Plan, parents: Sequence[Figure], children: Sequence[Figure]) -> None:
    """A couple (or one of them) above its children."""
    if not children:
        return
    if not parents:
        if len(children) > 1:
            _bar(plan, None, children)
        return
    if len(parents) > 1:
        _couple(plan, parents[0], parents[1])
    _bar(plan, _below(plan, parents[:2]), children)


def _own_children(plan: _Plan) -> None:
    """Children of the client, by the other parent where that is known or can be only one."""
    partners = [*plan.kin[Relation.SPOUSE], *plan.kin[Relation.FORMER_SPOUSE]]
    by_parent: dict[str, list[Figure]] = defaultdict(list)
    for child in plan.kin[Relation.CHILD]:
        partner = _named(child, partners)
        by_parent[partner.entry_id if partner else ""].append(child)
    known = {partner.entry_id: partner for partner in partners}
    for entry_id, children in by_parent.items():
        pair = sorted([plan.client, *([known[entry_id]] if entry_id else [])], key=lambda one: plan.at(one)[0])
        _bar(plan, _below(plan, pair), children)


def _descend(plan: _Plan, children: Sequence[Figure], parents: Sequence[Figure]) -> None:
    """Children of siblings or children, each below the one they are named with."""
    by_parent: dict[str, list[Figure]] = defaultdict(list)
    for child in children:
        parent = _named(child, parents)
        if parent is not None:
            by_parent[parent.entry_id].append(child)
    known = {parent.entry_id: parent for parent in parents}
    for entry_id, own in by_parent.items():
        _bar(plan, _below(plan, [known[entry_id]]), own)


def _named(figure: Figure, candidates: Sequence[Figure]) -> Figure | None:
    """By whom somebody is related: who is named, else who alone it can be."""
    named = next((one for one in candidates if one.entry_id == figure.through), None)
    return named or (candidates[0] if len(candidates) == 1 else None)


def _couple(plan: _Plan, one: Figure, other: Figure, *, former: bool = False) -> None:
    start, end = sorted((plan.at(one), plan.at(other)))
    plan.shapes.append(line(start, end))
    if former:
        middle, tall = (start[0] + end[0]) / 2, plan.em * 0.5
        for shift in (-plan.em * 0.35, 0.0):
            foot = (middle + shift - tall / 2, start[1] + tall)
            plan.shapes.append(line(foot, (middle + shift + tall / 2, start[1] - tall)))


def _below(plan: _Plan, parents: Sequence[Figure]) -> Point:
    """Where the line to the children begins: between a couple, at the right of one alone."""
    places = [plan.at(parent) for parent in parents]
    if len(places) > 1:
        return (places[0][0] + places[1][0]) / 2, places[0][1]
    aside = (places[0][0] + plan.cell / 2, places[0][1])
    plan.shapes.append(line(places[0], aside))
    return aside


def _bar(plan: _Plan, source: Point | None, children: Sequence[Figure]) -> None:
    """The line down from a couple, the bar over its children, and the lines down to them."""
    tops = [(plan.at(child)[0], plan.at(child)[1] - plan.radius) for child in children]
    above = 0.5 if tops[0][1] < plan.em * 2 else 2.2 + 0.4 * (plan.bars % 3)
    level = tops[0][1] - plan.em * above
    plan.bars += 1
    across = [x for x, _ in tops]
    if source is not None:
        across.append(source[0])
        plan.shapes.append(line(source, (source[0], level)))
    plan.shapes.append(line((min(across), level), (max(across), level)))
    plan.shapes += [line((x, level), (x, top)) for x, top in tops]


def _ties(plan: _Plan, relatives: Sequence[Figure]) -> None:
    """How the client gets on with each; the usual needs no line."""
    start, level = plan.at(plan.client), 0
    for figure in relatives:
        if figure.tie is Tie.ORDINARY:
            continue
        end = plan.at(figure)
        if end[1] == start[1]:
            above = start[1] - plan.radius - plan.em * (0.6 + 0.5 * (level % 3))
            aside = math.copysign(plan.em * 0.3 * (1 + level % 3), end[0] - start[0])
            level += 1
            one, other = start[0] + aside, end[0] - aside
            top = start[1] - plan.radius
            way: tuple[Point, ...] = ((one, top), (one, above), (other, above), (other, top))
        else:
            way = _around(plan, figure)
        plan.shapes += tie_line(way, figure.tie, plan.em)


def _around(plan: _Plan, figure: Figure) -> tuple[Point, ...]:
    """From the client to another generation: leaving the upper one at the side, past the words below it."""
    client, other = plan.at(plan.client), plan.at(figure)
    upper, lower = sorted((client, other), key=lambda place: place[1])
    side = math.copysign(1.0, lower[0] - upper[0])
    elbow = (upper[0] + side * plan.cell * 0.41, upper[1] + plan.radius + plan.em * 3.0)
    beginning = (upper[0] + side * plan.radius, upper[1] + plan.radius * 0.3)
    way = (beginning, elbow, towards(lower, elbow, plan.radius * 1.2))
    return way if upper == client else way[::-1]


def _symbol(plan: _Plan, figure: Figure) -> None:
    place, radius, em = plan.at(figure), plan.radius, plan.em
    x, y = place
    if figure.lives_with:
        plan.shapes.append(
            Disc(centre=place, radius=radius * 1.5, ink=Ink.ACCENT, width=em / 12, dashed=True, fill=Ink.SOFT)
        )
    draw = _SYMBOLS.get(figure.sex, _diamond)
    if figure is plan.client:
        plan.shapes.append(draw(place, radius * 1.18, em))
    plan.shapes.append(draw(place, radius, em))
    if figure.life is Life.DEAD:
        reach = radius * 0.9
        plan.shapes.append(line((x - reach, y - reach), (x + reach, y + reach)))
        plan.shapes.append(line((x - reach, y + reach), (x + reach, y - reach)))
    inside = "?" if figure.life is Life.UNKNOWN else ("" if figure.age is None else str(figure.age))
    if inside and figure.life is not Life.DEAD:
        box = (x - radius, y - radius, 2 * radius, 2 * radius)
        plan.shapes.append(Words(box=box, said=inside, bold=True, small=True))
    wide, lower = plan.words[figure.entry_id]
    left = x - wide / 2
    top = y + radius * 1.5 + lower
    bold = figure is plan.client
    plan.shapes.append(Words(box=(left, top, wide, em * 1.25), said=figure.name, bold=bold, small=True, over=True))
    if figure.called:
        under = (left, top + em * 1.2, wide, em * 1.25)
        plan.shapes.append(Words(box=under, said=figure.called, ink=Ink.MUTED, small=True, over=True))


def _square(place: Point, radius: float, em: float) -> Shape:
    x, y = place
    side = radius * 0.92
    corners = ((x - side, y - side), (x + side, y - side), (x + side, y + side), (x - side, y + side))
    return Path(points=corners, closed=True, width=em / 9, fill=Ink.SURFACE)


def _circle(place: Point, radius: float, em: float) -> Shape:
    return Disc(centre=place, radius=radius, width=em / 9, fill=Ink.SURFACE)


def _diamond(place: Point, radius: float, em: float) -> Shape:
    x, y = place
    reach = radius * 1.1
    corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    return Path(points=corners, closed=True, width=em / 9, fill=Ink.SURFACE)


_SYMBOLS: dict[Sex, Callable[[Point, float, float], Shape]] = {Sex.MALE: _square, Sex.FEMALE: _circle}
