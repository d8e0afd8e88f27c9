import subprocess
import sys

import pytest

from kmcase.thai import areas


def labels(found):
    return [areas.label(each) for each in found]


def test_all_areas_of_the_country_are_there():
    districts = [district for province in areas.provinces() for district in areas.districts(province.code)]
    subdistricts = [each for district in districts for each in areas.subdistricts(district.code)]
    assert (len(areas.provinces()), len(districts), len(subdistricts)) == (77, 928, 7_436)
    assert len({each.subdistrict_code for each in subdistricts}) == 7_436


def test_nothing_is_read_at_import():
    code = "import sys, kmcase.thai.areas; sys.exit('geothai' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_lists_stand_in_dictionary_order():
    names = [province.name for province in areas.provinces()]
    assert names[:2] == ["กระบี่", "กรุงเทพมหานคร"]
    assert names.index("เชียงราย") < names.index("ตรัง") < names.index("แพร่") < names.index("ภูเก็ต")


def test_an_area_is_known_by_its_code():
    found = areas.area("410113")
    assert areas.label(found) == "ต.เชียงพิณ อ.เมืองอุดรธานี จ.อุดรธานี"
    assert (found.postcode, found.district_code, found.province_code) == ("41000", "4101", "41")
    assert areas.area("999999") is None
    assert areas.districts("99") == areas.subdistricts("9999") == ()


def test_a_province_is_known_by_its_code():
    assert (areas.province_name("41"), areas.province_name("99")) == ("อุดรธานี", "")


def test_bangkok_has_its_own_words():
    silom = areas.area("100402")
    assert areas.label(silom) == "แขวงสีลม เขตบางรัก กรุงเทพมหานคร"
    assert (silom.in_bangkok, silom.district) == (True, "บางรัก")


@pytest.mark.parametrize(
    "text",
    [
        "เชียงพิณ",
        "ต.เชียงพิณ",
        "ต.เชียงพิณ อ.เมืองอุดรธานี จ.อุดรธานี",
        "ต.เชียงพิณอ.เมืองอุดรธานีจ.อุดรธานี",
        "ตำบลเชียงพิณ อำเภอเมืองอุดรธานี จังหวัดอุดรธานี",
        "ต. เชียงพิณ, อ. เมือง",
        "พิณ อุดร",
        "41000 เชียงพ",
        "เชียง\u200bพิณ",
    ],
)
def test_an_area_is_found_by_parts_of_its_names(text):
    assert labels(areas.search(text, 3)) == ["ต.เชียงพิณ อ.เมืองอุดรธานี จ.อุดรธานี"]


@pytest.mark.parametrize("text", ["แขวงสีลม", "สีลม กทม.", "สีลม กรุงเทพฯ", "เขตบางรัก สีลม"])
def test_an_area_of_bangkok_is_found(text):
    assert labels(areas.search(text)) == ["แขวงสีลม เขตบางรัก กรุงเทพมหานคร"]


def test_a_name_that_holds_a_prefix_is_found():
    assert labels(areas.search("สามตำบล")) == ["ต.สามตำบล อ.จุฬาภรณ์ จ.นครศรีธรรมราช"]
    assert [each.subdistrict for each in areas.search("จ.ป.ร.")] == ["จ.ป.ร."]


def test_the_whole_name_comes_before_names_that_only_begin_so():
    found = areas.search("หนองบัว", 200)
    whole = [each.subdistrict == "หนองบัว" for each in found]
    assert whole.index(False) == sum(whole) > 1


def test_a_search_keeps_to_its_limit_and_finds_nothing_for_nothing():
    assert len(areas.search("บ้าน", 7)) == 7
    assert areas.search("  ") == areas.search("ฮฮฮ") == ()


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        (("เชียงพิณ", "เมืองอุดรธานี", "อุดรธานี"), ["410113"]),
        (("ต.เชียงพิณ", "อ.เมือง", "จ.อุดรธานี"), ["410113"]),
        (("ตำบล เชียงพิณ ",), ["410113"]),
        (("สีลม", "บางรัก", "กรุงเทพฯ"), ["100402"]),
        (("แขวงสีลม", "เขตบางรัก", "กทม."), ["100402"]),
        (("ปอภาร", "", "ร้อยเอ็ด"), ["450109"]),
        (("ต.ปอพาน", "อ.เมืองร้อยเอ็ด"), ["450109"]),
        (("เชียงพิณ", "กุมภวาปี"), []),
        (("",), []),
    ],
)
def test_names_of_an_import_give_the_area(names, codes):
    assert [each.subdistrict_code for each in areas.match(*names)] == codes


def test_a_name_that_several_areas_bear_is_left_to_a_person():
    assert len(areas.match("หนองบัว")) > 1
