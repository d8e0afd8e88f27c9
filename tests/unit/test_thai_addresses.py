from kmcase.thai.addresses import written


def test_an_address_is_written_with_all_its_parts():
    assert written("12/3", 4, "โนนสูง", "สุขใจ", "มิตรภาพ", "410113") == (
        "12/3 หมู่ที่ 4 บ้านโนนสูง ซอยสุขใจ ถนนมิตรภาพ ต.เชียงพิณ อ.เมืองอุดรธานี จ.อุดรธานี"
    )


def test_what_is_not_known_is_left_out():
    assert written("", None, "", "", "", "") == ""
    assert written("12", None, "", "", "", "100402") == "12 แขวงสีลม เขตบางรัก กรุงเทพมหานคร"


def test_a_word_that_was_typed_is_not_written_twice():
    assert written("12", 4, "บ้านโนนสูง", "", "", "000000") == "12 หมู่ที่ 4 บ้านโนนสูง"
