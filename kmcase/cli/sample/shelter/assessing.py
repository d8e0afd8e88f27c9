"""Assessments of the sample shelter's clients, and who is around them."""

from __future__ import annotations

from kmcase.application.cases.assessments import Assess
from kmcase.application.cases.network import DescribeRelative, DescribeResource
from kmcase.cli.sample.shelter.house import House, Live
from kmcase.cli.sample.shelter.words import ASSESSED, LATER, REMARKS
from kmcase.domain.cases.assessments import AssessmentValues, ItemScore, Level, Remark, RemarkKind
from kmcase.domain.cases.network import Relation, RelativeValues, ResourceKind, ResourceValues, Tie
from kmcase.domain.people import Sex
from kmcase.rules.casework import shipped_casework

_NOT_AT_FIRST = frozenset({"justice", "recreation"})
_FAMILY = (
    RelativeValues(name="แม่", relation=Relation.PARENT, sex=Sex.FEMALE, birth_year=1948, tie=Tie.CLOSE),
    RelativeValues(name="พี่ชาย", relation=Relation.SIBLING, sex=Sex.MALE, birth_year=1966, tie=Tie.CUT_OFF),
    RelativeValues(name="น้องสาว", relation=Relation.SIBLING, sex=Sex.FEMALE, birth_year=1973),
    RelativeValues(name="ลูกชายคนโต", relation=Relation.CHILD, sex=Sex.MALE, birth_year=1995, tie=Tie.DISTANT),
)
_AROUND = (
    ResourceValues(name="รพ.สต. หนองบัว", kind=ResourceKind.HEALTH, tie=Tie.CLOSE, gives="ยาและตรวจสุขภาพเดือนละครั้ง"),
    ResourceValues(name="วัดโพธิสมภรณ์", kind=ResourceKind.TEMPLE, gives="อาหารเช้า ที่พึ่งทางใจ"),
    ResourceValues(name="อพม. ในหมู่บ้านเดิม", kind=ResourceKind.VOLUNTEER, gives="เยี่ยมบ้าน ส่งข่าวญาติ"),
    ResourceValues(name="ร้านรับซื้อของเก่า", kind=ResourceKind.WORK, tie=Tie.CONFLICT, gives="งานรายวัน"),
)


def assess(house: House, live: Live, progress: float) -> None:
    """One look at the client today; `progress` 0.0 (at reception) to 1.0 raises the scores."""
    if live.ended or (live.told.assessed and live.told.assessed[-1][0] == house.today):
        return
    values = _values(house, live, progress)
    house.of(live.manager).case_assessments.assess(Assess(case_id=live.case_id, values=values))
    scores = {(each.dimension, each.item): each.score for each in values.scores}
    live.told.assessed.append((house.today, scores))
    if progress == 0.0 and live.client.number % 3 == 0:
        _draw_network(house, live)


def _values(house: House, live: Live, progress: float) -> AssessmentValues:
    rand, number = house.rand, live.client.number
    scores = []
    for place, dimension in enumerate(shipped_casework().dimensions):
        for position, item in enumerate(dimension.items):
            begin = (number * 7 + place * 3 + position * 5) % 3
            grown = begin + progress * (1 + (number + place) % 2) + rand.choice((0, 0, 0, 1))
            asked = progress > 0.0 or dimension.code not in _NOT_AT_FIRST
            scores.append(
                ItemScore(dimension=dimension.code, item=item.code, score=min(4, int(grown)) if asked else None)
            )
    remarks = tuple(
        Remark(dimension=code, level=Level(level), kind=RemarkKind(kind), text=text)
        for code, level, kind, text in (REMARKS[number % len(REMARKS)], REMARKS[(number * 3 + 1) % len(REMARKS)])
    )
    summary = rand.choice(LATER if progress else ASSESSED)
    return AssessmentValues(assessed_on=house.today, scores=tuple(scores), remarks=remarks, summary=summary)


def _draw_network(house: House, live: Live) -> None:
    network = house.of(live.manager).case_network
    for relative in _FAMILY[live.client.number % 2 :]:
        house.pass_time()
        network.describe_relative(DescribeRelative(case_id=live.case_id, values=relative))
    for resource in _AROUND[: 2 + live.client.number % 3]:
        house.pass_time()
        network.describe_resource(DescribeResource(case_id=live.case_id, values=resource))
