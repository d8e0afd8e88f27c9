import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.thai.folding import fold as fold_text
from kmcase.thai.names import NameParts, fold, same_name, same_person_key, split_name

THAI = st.text(alphabet="กขนสรเแโใไะัาำิีึืุู็่้๊๋์ํๆฯ๐๑๒ \u200b\u00a0Aa.", max_size=20)

ANY_LETTERS = st.text(st.sampled_from([chr(code) for code in (*range(0x180), *range(0xE01, 0xE5C), 0x200B, 0x301)]))


@pytest.mark.parametrize(
    ("full", "title", "first", "last"),
    [
        ("นายสมชาย ใจดี", "นาย", "สมชาย", "ใจดี"),
        ("นาย สมชาย  ใจดี", "นาย", "สมชาย", "ใจดี"),
        ("นางสาวมาลี ใจดี", "นางสาว", "มาลี", "ใจดี"),
        ("นาง สาว มาลี ใจดี", "นางสาว", "มาลี", "ใจดี"),
        ("นางมาลี ใจดี", "นาง", "มาลี", "ใจดี"),
        ("น.ส.มาลี ใจดี", "นางสาว", "มาลี", "ใจดี"),
        ("น. ส. มาลี ใจดี", "นางสาว", "มาลี", "ใจดี"),
        ("นส มาลี ใจดี", "นางสาว", "มาลี", "ใจดี"),
        ("ด.ช.แดง ใจดี", "เด็กชาย", "แดง", "ใจดี"),
        ("ด. ญ. แดง ใจดี", "เด็กหญิง", "แดง", "ใจดี"),
        ("เด็กหญิงแดง ใจดี", "เด็กหญิง", "แดง", "ใจดี"),
        ("ว่าที่ ร.ต.สมชาย ใจดี", "ว่าที่ ร.ต.", "สมชาย", "ใจดี"),
        ("พ.ต.อ.หญิง มาลี ใจดี", "พ.ต.อ.หญิง", "มาลี", "ใจดี"),
        ("จ.ส.อ. สมชาย ใจดี", "จ.ส.อ.", "สมชาย", "ใจดี"),
        ("สิบตำรวจตรี สมชาย ใจดี", "สิบตำรวจตรี", "สมชาย", "ใจดี"),
        ("พระมหาสมชาย ฐิตธมฺโม", "พระมหา", "สมชาย", "ฐิตธมฺโม"),
        ("ผศ.ดร.มาลี ใจดี", "ผศ.ดร.", "มาลี", "ใจดี"),
        ("คุณ มาลี ใจดี", "คุณ", "มาลี", "ใจดี"),
        ("Mr. John Smith", "Mr.", "John", "Smith"),
        ("มาลี ณ ป่าใหญ่", "", "มาลี", "ณ ป่าใหญ่"),
        ("นาย\u200bสมชาย\u00a0ใจดี", "นาย", "สมชาย", "ใจดี"),
        ("มาลี", "", "มาลี", ""),
        ("นาย", "นาย", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_name_in_one_cell_is_taken_apart(full, title, first, last):
    assert split_name(full) == NameParts(title=title, first_name=first, last_name=last)


@pytest.mark.parametrize("first", ["นายิกา", "นางาม", "คุณากร", "ดรุณี", "นสธร", "มิสา"])
def test_a_name_that_begins_like_a_title_keeps_its_letters(first):
    assert split_name(f"{first} ใจดี") == NameParts(first_name=first, last_name="ใจดี")


@pytest.mark.parametrize("full", ["นายสมชาย (ดำ) ใจดี", "นายสมชาย ใจดี (ชื่อเล่น ดำ )"])
def test_a_nickname_in_brackets_has_its_own_place(full):
    assert split_name(full) == NameParts(title="นาย", first_name="สมชาย", last_name="ใจดี", nickname="ดำ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("น้ำ", "น้ํา"),
        ("น้ำ", "นํ้า"),
        ("น้ำ", "นำ้"),
        ("กำ", "กํา"),
        ("แดง", "เเดง"),
        ("ที่", "ท่ี"),
        ("กู้", "กู้"),
        ("สมชาย", "สม\u200bชาย\ufeff"),
        ("ใจ ดี", " ใจ\u00a0 ดี\t"),
        ("หมู่ 12", "หมู่ ๑๒"),
        ("ที่", "ที่่"),
        ("มาลี", "มาาลี"),
        ("SMITH", "smith"),
        ("ก ข", "ก\nข"),
        ("สมชาย", "สม\ud800ชาย"),
    ],
)
def test_spellings_that_look_alike_fold_to_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("นา", "น้า"), ("สมชาย", "สมชัย"), ("ณ", "น"), ("กิ", "กี")])
def test_different_names_stay_different(one, other):
    assert fold(one) != fold(other)


@given(st.one_of(THAI, ANY_LETTERS))
def test_folding_twice_changes_nothing(text):
    assert fold_text(fold_text(text)) == fold_text(text)


@given(THAI)
def test_folding_leaves_single_spaces_only(text):
    folded = fold(text)
    assert folded == " ".join(folded.split(" ")).strip()
    assert "\u200b" not in folded


def test_a_search_text_may_leave_the_title_off():
    assert fold("น.ส. มาลี  ใจดี", without_title=True) == "มาลี ใจดี"
    assert fold("น.ส. มาลี  ใจดี") == "น.ส. มาลี ใจดี"


@pytest.mark.parametrize(
    ("first", "last"),
    [("ใจดี", "สมชาย"), ("นายสมชาย", " ใจดี "), ("สมชาย  ใจดี", ""), ("นาย สมชาย", "ใจ\u200bดี")],
)
def test_one_person_under_another_order_of_names_has_the_same_key(first, last):
    assert same_person_key(first, last) == same_person_key("สมชาย", "ใจดี")


def test_two_persons_have_different_keys():
    assert same_person_key("สมชาย", "ใจดี") != same_person_key("สมชัย", "ใจดี")


@given(THAI, THAI)
def test_the_key_of_untitled_names_ignores_their_order(first, last):
    assert same_person_key("x" + first, "x" + last) == same_person_key("x" + last, "x" + first)


@pytest.mark.parametrize(
    "other",
    [
        "นายพุธ จ่ายเงิน",
        "นาย พุธ  จ่ายเงิน ",
        "พุธ จ่ายเงิน",
        "จ่ายเงิน พุธ",
        "จ่ายเงิน นายพุธ",
        "พุธจ่ายเงิน",
        "ว่าที่ ร.ต. พุธ จ่ายเงิน",
        "นาย ดร.พุธ จ่ายเงิน",
        "นายพุธ จ่ายเงิน (ดำ)",
        "พุธ จ่าย\u200bเงิน",
    ],
)
def test_a_name_is_the_same_titled_or_not_in_either_order(other):
    assert same_name("นายพุธ จ่ายเงิน", other)
    assert same_name(other, "นายพุธ จ่ายเงิน")


def test_a_last_name_of_several_words_may_stand_first():
    assert same_name("นางสมศรี ณ ป่า", "ณ ป่า สมศรี")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("นายพุธ จ่ายเงิน", "นายพุธ ตรวจเงิน"),
        ("นายพุธ จ่ายเงิน", "พุธ"),
        ("สมชาย พระจันทร์", "สมชาย จันทร์"),
        ("", ""),
        ("นาย", "นาง"),
    ],
)
def test_other_names_are_not_the_same_and_no_name_is_nobodys(one, other):
    assert not same_name(one, other)
    assert not same_name(other, one)
