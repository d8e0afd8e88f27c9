"""A few cases of the settlement: each begins, moves on, and one is restricted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from kmcase.application.cases import BreakGlass, ChangeTeam, MoveCase, OpenCase
from kmcase.cli.sample.case_assessments import assess_client
from kmcase.cli.sample.story import Year
from kmcase.domain.cases.heads import CaseKind, ClientValues, TeamRole
from kmcase.domain.dates import PartialDate
from kmcase.domain.people import NoIdReason, Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A case of the story: on which day whom, of which group; the stages that it reached, four days apart."""

    day: date
    group: str
    client: ClientValues
    flags: frozenset[str] = frozenset()
    stages: tuple[str, ...] = ()


def _client(title: str, first: str, last: str, sex: Sex, born: int, *, called: str = "") -> ClientValues:
    return ClientValues(
        title=title,
        first_name=first,
        last_name=last,
        called=called,
        sex=sex,
        birth=PartialDate(born) if born else None,
        no_id_reason=NoIdReason.CARD_LOST if first else NoIdReason.NOT_KNOWN,
        nationality="ไทย",
        language="อีสาน",
    )


_TOLD = (
    _Told(
        day=date(2024, 4, 22),
        group="homeless",
        client=_client("นาย", "สมหวัง", "รอดพ้น", Sex.MALE, 1961),
        stages=("assess", "serve"),
    ),
    _Told(
        day=date(2024, 5, 13),
        group="hardship",
        client=_client("นาง", "ลำดวน", "ใจเย็น", Sex.FEMALE, 1956),
        stages=("assess", "plan"),
    ),
    _Told(
        day=date(2024, 6, 3),
        group="roaming",
        client=_client("", "", "", Sex.MALE, 0, called="ลุงหน้าตลาด"),
        stages=("screen",),
    ),
    _Told(
        day=date(2024, 6, 11),
        group="hardship",
        client=_client("นางสาว", "อรุณี", "แสงทอง", Sex.FEMALE, 1999),
        flags=frozenset({"violence"}),
    ),
    _Told(day=date(2024, 6, 14), group="begging", client=_client("นาย", "บุญส่ง", "เดินทาง", Sex.MALE, 1970)),
)
_GLASS_DAY = date(2024, 6, 14)
_GLASS_REASON = "ตำรวจโทรมากลางดึกเรื่องผู้ใช้บริการรายนี้ ติดต่อทีมไม่ได้"
_BASES = {"begging": "begging_act", "hardship": "welfare"}


def open_cases(year: Year) -> None:
    """Let the social worker open them on their days."""
    for told in _TOLD:
        year.plan(told.day, 10, partial(_open, year, told))
    year.plan(_GLASS_DAY, 11, partial(_break_glass, year))


def _break_glass(year: Year) -> None:
    """The director opens a restricted case when its team is not to be reached."""
    [sealed, *_] = (item for item in year.of("social1").cases.list().items if item.restricted)
    year.of("director").cases.break_glass(BreakGlass(number=sealed.number, reason=_GLASS_REASON))


def case_of(year: Year, name: str) -> str:
    """The case of a client by a part of the name that the list shows."""
    items = year.of("social1").cases.list().items
    return next(item.case_id for item in items if name in item.name)


def _open(year: Year, told: _Told) -> None:
    cases = year.of("social1").cases
    case_id = cases.open(
        OpenCase(
            kind=CaseKind.SETTLEMENT,
            legal_basis=_BASES.get(told.group, "homeless_act"),
            client_group=told.group,
            client=told.client,
            opened_at=year.clock.now(),
            flags=told.flags,
        )
    ).value
    cases.change_team(ChangeTeam(case_id=case_id, staff_id=year.of("officer1").actor.staff_id, role=TeamRole.WORKER))
    if len(told.stages) > 1:
        assess_client(year, case_id, told.day, Sex.FEMALE if told.client.sex is Sex.MALE else Sex.MALE)
    for at, stage in enumerate(told.stages, 1):
        day = told.day + timedelta(days=4 * at)
        year.plan(day, 15, partial(cases.move, MoveCase(case_id=case_id, stage=stage, on=day)))
