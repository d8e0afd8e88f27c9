"""Assessments of the story's clients before and after, and who is around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from kmcase.application.cases.assessments import Assess
from kmcase.application.cases.network import DescribeRelative, DescribeResource
from kmcase.cli.sample.story import Year
from kmcase.domain.cases.assessments import AssessmentValues, ItemScore, Level, Remark, RemarkKind
from kmcase.domain.cases.network import Life, Relation, RelativeValues, ResourceKind, ResourceValues, Tie
from kmcase.domain.people import Sex
from kmcase.rules.casework import shipped_casework

_LOOKS = ((3, 0), (17, 1), (33, 2))
"""Days after reception, and by how much the scores rose."""
_NOT_ASKED = {"justice", "recreation"}
"""What was not scored at reception."""

_FAMILY = (
    ("p1", RelativeValues(name="นายสม", relation=Relation.PARENT, sex=Sex.MALE, life=Life.DEAD)),
    (
        "p2",
        RelativeValues(name="นางบัว", relation=Relation.PARENT, sex=Sex.FEMALE, birth_year=1941, tie=Tie.CLOSE),
    ),
    ("s1", RelativeValues(name="นายสมชัย", relation=Relation.SIBLING, sex=Sex.MALE, birth_year=1958, tie=Tie.CUT_OFF)),
    ("s2", RelativeValues(name="นางสมศรี", relation=Relation.SIBLING, sex=Sex.FEMALE, birth_year=1966)),
    (
        "w1",
        RelativeValues(name="คำ", relation=Relation.FORMER_SPOUSE, sex=Sex.FEMALE, birth_year=1965, tie=Tie.CONFLICT),
    ),
    (
        "w2",
        RelativeValues(
            name="ทองใบ",
            relation=Relation.SPOUSE,
            sex=Sex.FEMALE,
            birth_year=1970,
            lives_with=True,
            tie=Tie.CLOSE,
        ),
    ),
    (
        "c1",
        RelativeValues(
            name="นายบุญมี", relation=Relation.CHILD, sex=Sex.MALE, birth_year=1990, tie=Tie.HARMS_CLIENT, through="w1"
        ),
    ),
    (
        "c2",
        RelativeValues(
            name="ด.ญ.แก้ว", relation=Relation.CHILD, sex=Sex.FEMALE, birth_year=2012, lives_with=True, through="w2"
        ),
    ),
)
_RESOURCES = (
    ResourceValues(name="รพ.สต. เชียงพิณ", kind=ResourceKind.HEALTH, tie=Tie.CLOSE, gives="ยาประจำเดือนละครั้ง"),
    ResourceValues(name="อพม. หมู่ 4", kind=ResourceKind.VOLUNTEER, tie=Tie.CLOSE, gives="เยี่ยมบ้านทุกสัปดาห์"),
    ResourceValues(name="เทศบาลตำบล", kind=ResourceKind.LOCAL_GOVERNMENT, gives="เบี้ยผู้สูงอายุ ซ่อมบ้าน"),
    ResourceValues(name="วัดบ้านเชียงพิณ", kind=ResourceKind.TEMPLE, gives="อาหาร ที่พึ่งทางใจ"),
    ResourceValues(name="โรงเรียนบ้านเชียงพิณ", kind=ResourceKind.SCHOOL, tie=Tie.DISTANT),
    ResourceValues(name="ร้านรับซื้อของเก่า", kind=ResourceKind.WORK, tie=Tie.CONFLICT, gives="งานรายวัน"),
)


def assess_client(year: Year, case_id: str, opened: date, partner: Sex) -> None:
    """Three looks at a client, the last ones better, and who is around them; `partner` is the sex of their partners."""
    social = year.of("social1")
    for days, rise in _LOOKS:
        day = opened + timedelta(days=days)
        command = Assess(case_id=case_id, values=_values(day, rise))
        year.plan(day, 16, partial(social.case_assessments.assess, command))
    ids: dict[str, str] = {}
    for name, told in _FAMILY:
        coupled = told.relation in (Relation.SPOUSE, Relation.FORMER_SPOUSE)
        values = replace(told, sex=partner) if coupled else told
        year.plan(opened + timedelta(days=3), 17, partial(_relative, year, case_id, ids, name, values))
    for resource in _RESOURCES:
        resource_command = DescribeResource(case_id=case_id, values=resource)
        describe = partial(social.case_network.describe_resource, resource_command)
        year.plan(opened + timedelta(days=4), 11, describe)


def _relative(year: Year, case_id: str, ids: dict[str, str], name: str, values: RelativeValues) -> None:
    known = replace(values, through=ids.get(values.through, ""))
    command = DescribeRelative(case_id=case_id, values=known)
    ids[name] = year.of("social1").case_network.describe_relative(command).value


def _values(day: date, rise: int) -> AssessmentValues:
    scores = []
    for place, dimension in enumerate(shipped_casework().dimensions):
        for number, item in enumerate(dimension.items):
            score = min(4, (place + 2 * number) % 3 + (rise if (place + number) % 2 else rise // 2))
            asked = rise or dimension.code not in _NOT_ASKED
            scores.append(ItemScore(dimension=dimension.code, item=item.code, score=score if asked else None))
    remarks = (
        Remark(dimension="health", level=Level.PERSON, kind=RemarkKind.PROBLEM, text="ความดันโลหิตสูง ขาดยา"),
        Remark(dimension="health", level=Level.FAMILY, kind=RemarkKind.STRENGTH, text="คู่ครองช่วยดูแลเรื่องยา"),
        Remark(dimension="housing", level=Level.PERSON, kind=RemarkKind.RISK, text="หลังคารั่ว อาจพังในหน้าฝน"),
        Remark(dimension="income", level=Level.COMMUNITY, kind=RemarkKind.STRENGTH, text="มีกลุ่มจักสานในหมู่บ้าน"),
    )
    return AssessmentValues(
        assessed_on=day, scores=tuple(scores), remarks=remarks, summary="ให้ความร่วมมือดี ควรพาไปตามนัดแพทย์"
    )
