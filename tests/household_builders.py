"""Short ways to a household with a plan, and to one with a house that is being built."""

from __future__ import annotations

from kmcase.application.household_plans import (
    Buy,
    HouseBuildingService,
    HouseholdPlanService,
    PlanBuilding,
    ReceiveDonation,
    WritePlan,
)
from kmcase.application.people import RegisterHousehold, RegisterPerson
from kmcase.domain.house_building import Material, Needed
from kmcase.domain.household_plans import DimensionSeen, FoundBy, Look, Mentor, MentorKind, PlanLine, Strand
from kmcase.domain.money import Baht
from kmcase.domain.people import Address, HouseholdValues, NoIdReason, PersonValues
from tests.builders import CHIANG_PHIN, TestOffice
from tests.request_builders import TODAY


def plans(office: TestOffice, login: str = "officer") -> HouseholdPlanService:
    """The use cases of plans in somebody's name."""
    return HouseholdPlanService(office.work(login))


def building(office: TestOffice, login: str = "officer") -> HouseBuildingService:
    """The use cases of houses in somebody's name."""
    return HouseBuildingService(office.work(login))


def a_household(office: TestOffice, house_no: str = "12/3") -> str:
    """A household of one person."""
    address = Address(house_no=house_no, moo=4, subdistrict_code=CHIANG_PHIN)
    people = office.people()
    household_id = people.register_household(RegisterHousehold(values=HouseholdValues(address=address))).value
    [(family_id, _, _)] = people.household(household_id).families
    values = PersonValues(
        title="นาง",
        first_name="บุญมี",
        last_name="อยู่ดี",
        no_id_reason=NoIdReason.CARD_LOST,
        address=address,
        family_id=family_id,
    )
    people.register(RegisterPerson(values=values))
    return household_id


def plan_of(household_id: str, **changes: object) -> WritePlan:
    """A plan with a line of each of the four ท. and two mentors."""
    whole: dict[str, object] = {
        "household_id": household_id,
        "found_by": FoundBy.TPMAP,
        "dimensions": (
            DimensionSeen(dimension="health", look=Look.AT_RISK, words="ความดันโลหิตสูง"),
            DimensionSeen(dimension="housing", look=Look.PROBLEM, words="หลังคารั่ว"),
        ),
        "lines": tuple(
            PlanLine(line_id=strand.value, strand=strand, what=f"ทำเรื่อง {strand.value}", who="นางสาวจันทร์", due=TODAY)
            for strand in Strand
        ),
        "mentors": (
            Mentor(name="นายอาทิตย์", kind=MentorKind.STAFF),
            Mentor(name="นางสมใจ", kind=MentorKind.VOLUNTEER, agency="อพม."),
        ),
        "note": "อยู่กันสองคน",
    }
    return WritePlan(**{**whole, **changes})  # type: ignore[arg-type]


def planned(office: TestOffice) -> str:
    """A household with a plan."""
    household_id = a_household(office)
    plans(office).write(plan_of(household_id))
    return household_id


def house_of(household_id: str, **changes: object) -> PlanBuilding:
    """A house of cement and roofing."""
    whole: dict[str, object] = {
        "household_id": household_id,
        "what": "บ้านชั้นเดียว",
        "land": "ที่ดินของวัด",
        "budget": Baht.of(80_000),
        "needed": (
            Needed(item_id="", name="ปูนซีเมนต์", unit="ถุง", quantity=50),
            Needed(item_id="", name="กระเบื้องหลังคา", unit="แผ่น", quantity=200),
        ),
    }
    return PlanBuilding(**{**whole, **changes})  # type: ignore[arg-type]


def begun_house(office: TestOffice) -> tuple[str, str]:
    """A household whose house is planned, and the id of cement on its needed list."""
    household_id = planned(office)
    building(office).plan(house_of(household_id))
    values = plans(office).page(household_id).house.values
    assert values is not None
    return household_id, values.needed[0].item_id


def given(household_id: str, money: int = 0, *materials: Material, donor: str = "กำนันทอง") -> ReceiveDonation:
    """A donation of today."""
    return ReceiveDonation(
        household_id=household_id, donor=donor, received_on=TODAY, money=Baht.of(money), given=materials
    )


def cement(item_id: str, quantity: int, amount: int = 0) -> Material:
    """Bags of the needed list."""
    return Material(item_id=item_id, name="", unit="", quantity=quantity, amount=Baht.of(amount))


def bought(household_id: str, *lines: Material, **changes: object) -> Buy:
    """A purchase of today."""
    whole: dict[str, object] = {
        "household_id": household_id,
        "bought_on": TODAY,
        "seller": "ร้านวัสดุ",
        "document": "บิล 1/1",
        "lines": lines,
    }
    return Buy(**{**whole, **changes})  # type: ignore[arg-type]
