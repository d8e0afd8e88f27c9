from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kmcase.thai.collation import sort_key

THAI = st.text(alphabet="กขคงนสรฤลเแโใไะัาำิีึืุู็่้๊๋์ ", max_size=8)


# The order that ICU's Thai collation gives.
IN_ORDER = ["1", "2", "a", "b", "กก", "กง", "กา", "เกง", "เก็ง", "เก่ง", "เก้ง", "เก๋ง", "แก", "โก", "ใก", "ไก", "ขา"]


# All provinces in the order of ICU 77's Thai collation.
PROVINCES = """
กระบี่ กรุงเทพมหานคร กาญจนบุรี กาฬสินธุ์ กำแพงเพชร ขอนแก่น จันทบุรี
ฉะเชิงเทรา ชลบุรี ชัยนาท ชัยภูมิ ชุมพร เชียงราย เชียงใหม่
ตรัง ตราด ตาก นครนายก นครปฐม นครพนม นครราชสีมา
นครศรีธรรมราช นครสวรรค์ นนทบุรี นราธิวาส น่าน บึงกาฬ บุรีรัมย์
ปทุมธานี ประจวบคีรีขันธ์ ปราจีนบุรี ปัตตานี พระนครศรีอยุธยา พะเยา พังงา
พัทลุง พิจิตร พิษณุโลก เพชรบุรี เพชรบูรณ์ แพร่ ภูเก็ต
มหาสารคาม มุกดาหาร แม่ฮ่องสอน ยโสธร ยะลา ร้อยเอ็ด ระนอง
ระยอง ราชบุรี ลพบุรี ลำปาง ลำพูน เลย ศรีสะเกษ
สกลนคร สงขลา สตูล สมุทรปราการ สมุทรสงคราม สมุทรสาคร สระแก้ว
สระบุรี สิงห์บุรี สุโขทัย สุพรรณบุรี สุราษฎร์ธานี สุรินทร์ หนองคาย
หนองบัวลำภู อ่างทอง อำนาจเจริญ อุดรธานี อุตรดิตถ์ อุทัยธานี อุบลราชธานี
"""


def test_provinces_stand_as_in_icu():
    names = PROVINCES.split()
    assert sorted(sorted(names), key=sort_key) == names


def test_words_stand_as_in_the_royal_institutes_dictionary():
    mixed = IN_ORDER[::2] + IN_ORDER[1::2]
    assert sorted(mixed, key=sort_key) == IN_ORDER


def test_a_leading_vowel_counts_after_its_consonant():
    assert sorted(["เอก", "กมล", "แก้ว", "ไข่", "ขวัญ", "โอภาส"], key=sort_key) == [
        "กมล",
        "แก้ว",
        "ขวัญ",
        "ไข่",
        "เอก",
        "โอภาส",
    ]


def test_tone_marks_decide_only_between_equal_letters():
    assert sorted(["ปา", "ป่าน", "ป่า", "ป้า", "ปาน"], key=sort_key) == ["ปา", "ป่า", "ป้า", "ปาน", "ป่าน"]


def test_the_earlier_tone_weighs_more():
    assert sort_key("กากา") < sort_key("กาก้า") < sort_key("ก่ากา") < sort_key("ก่าก๊า") < sort_key("ก้ากา")


def test_a_shorter_name_comes_first_and_a_first_name_counts_before_the_last():
    assert sort_key("สม") < sort_key("สม ใจดี") < sort_key("สมชาย กล้า")


def test_the_long_ru_counts_as_ru_with_aa():
    assert sort_key("ฤกษ์") < sort_key("ฤๅ") < sort_key("ฤาษี")


def test_numbers_sort_alike_in_both_digits():
    assert sort_key("หมู่ ๒") == sort_key("หมู่ 2")


@given(THAI, THAI)
def test_different_words_have_different_keys(one, other):
    from kmcase.thai.folding import fold

    assert (sort_key(one) == sort_key(other)) == (fold(one) == fold(other))


@given(st.lists(THAI, max_size=6))
def test_order_by_key_ignores_tones_first(words):
    bare = [sort_key(word).partition("\t")[0] for word in sorted(words, key=sort_key)]
    assert all(before <= after for before, after in pairwise(bare))


@given(st.text(max_size=10))
def test_a_key_can_be_stored_in_any_database(text):
    key = sort_key(text)
    assert "\0" not in key
    assert key.count("\t") == 1
    assert key.encode()
