from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.thai.address_parts import AddressParts, split_address

WHOLE = AddressParts(house_no="12", moo=3, subdistrict="เชียงพิณ", district="เมือง", province="อุดรธานี")


@pytest.mark.parametrize(
    "text",
    [
        "12 ม.3 ต.เชียงพิณ อ.เมือง จ.อุดรธานี",
        "๑๒ หมู่ ๓ ตำบลเชียงพิณ อำเภอเมือง จังหวัดอุดรธานี",
        "บ้านเลขที่ 12 หมู่ที่ 3 ต. เชียงพิณ อ. เมือง จ. อุดรธานี",
        "12หมู่3ต.เชียงพิณอ.เมืองจ.อุดรธานี",
        "12 หมู่ 3 เชียงพิณ เมือง อุดรธานี",
        "12 ม.3 ต.เชียงพิณ เมือง อุดรธานี",
        "เลขที่ 12, หมู่ที่ 3, ต.เชียงพิณ, อ.เมือง, จ.อุดรธานี",
    ],
)
def test_one_address_is_read_alike_however_it_is_written(text: str) -> None:
    assert split_address(text) == WHOLE


def test_village_soi_road_and_postcode_are_kept_apart() -> None:
    parts = split_address("99/1 ม.4 บ้านดอนหวาย ซอยสุขใจ ถ.โพศรี ต.หมากแข้ง อ.เมือง จ.อุดรธานี 41000")
    assert (parts.house_no, parts.moo, parts.village) == ("99/1", 4, "ดอนหวาย")
    assert (parts.soi, parts.road, parts.postcode) == ("สุขใจ", "โพศรี", "41000")


@pytest.mark.parametrize("text", ["ต.บ้านเลื่อม อ.เมือง", "ต. บ้านเลื่อม อ.เมือง", "ตำบลบ้านเลื่อม อำเภอเมือง"])
def test_a_subdistrict_named_after_a_village_is_no_village(text: str) -> None:
    parts = split_address(text)
    assert (parts.subdistrict, parts.village, parts.district) == ("บ้านเลื่อม", "", "เมือง")


def test_bangkok_is_read_by_its_own_words() -> None:
    parts = split_address("99/1 แขวงสีลม เขตบางรัก กทม. 10500")
    assert (parts.house_no, parts.subdistrict, parts.district, parts.province) == ("99/1", "สีลม", "บางรัก", "กทม.")


def test_what_cannot_be_placed_is_kept() -> None:
    assert split_address("หลังวัดป่า ข้างโรงเรียน").rest == "หลังวัดป่า ข้างโรงเรียน"


@given(st.text(alphabet="0123456789 ๑๒/.,-หมู่ที่ตอจบ้านซอยถนนเลขที่กทมเชียงพิณ", max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    assert isinstance(split_address(text), AddressParts)
