"""Who may be in the register twice, found by the index that the fold keeps, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kmcase.application.people import ChangePerson
from kmcase.domain.dates import PartialDate
from kmcase.domain.people import Address
from kmcase.matching.keys import CROWDED, keys_of
from kmcase.matching.profiles import from_text, profile_of
from kmcase.matching.records import PersonRecord, of_person
from kmcase.matching.weights import BLOCK, REVIEW
from kmcase.persistence.duplicate_candidates import SqlDuplicateQueries
from kmcase.persistence.rows.matching import match_key, match_profile
from kmcase.persistence.statements import Rows
from tests.builders import TestOffice, person_values, register
from tests.money_builders import a_national_id

HOME = Address(house_no="12", moo=4, subdistrict_code="410113")
BORN = PartialDate.from_date(date(1975, 3, 4))


def candidates(office: TestOffice, record: PersonRecord, limit: int = 20):
    with office.engine.connect() as connection:
        return SqlDuplicateQueries(connection).candidates(record, limit)


def pairs(office: TestOffice, threshold: float = REVIEW):
    with office.engine.connect() as connection:
        return SqlDuplicateQueries(connection).pairs(threshold)


def somsri(office: TestOffice, **values: object) -> str:
    return register(office, **{"first_name": "สมศรี", "last_name": "แก้วมณี", "birth": BORN, "address": HOME, **values})


def record_of(record_id: str = "typed", **values: object) -> PersonRecord:
    plain = {"first_name": "สมศรี", "last_name": "แก้วมณี", "birth": BORN, "address": HOME, **values}
    return of_person(record_id, person_values(**plain))


def test_who_is_typed_again_is_found_with_the_reasons(office: TestOffice) -> None:
    person_id = somsri(office)
    somsri(office, first_name="จันทร์", last_name="ทองดี", birth=PartialDate(1990, 1, 2), address=Address(house_no="1"))
    (found,) = candidates(office, record_of(first_name="สมสี", title="น.ส."))
    assert (found.person_id, found.levels["last_name"], found.version) == (person_id, "equal", 1)
    assert found.score >= REVIEW
    assert "matching.birth.equal" in [each.key for each in found.reasons]


def test_nobody_is_a_duplicate_of_himself(office: TestOffice) -> None:
    person_id = somsri(office)
    assert candidates(office, record_of(person_id)) == ()
    assert pairs(office) == ()


def test_a_record_of_which_nothing_is_known_finds_nobody(office: TestOffice) -> None:
    somsri(office)
    assert candidates(office, PersonRecord(record_id="typed")) == ()


def test_the_likeliest_comes_first_and_no_more_than_asked(office: TestOffice) -> None:
    near = somsri(office, first_name="สมศรี่", phone="")
    same = somsri(office, national_id=a_national_id(7), no_id_reason=None)
    record = record_of(national_id=a_national_id(7), no_id_reason=None)
    found = candidates(office, record)
    assert [each.person_id for each in found] == [same, near]
    assert found[0].score >= BLOCK
    assert [each.person_id for each in candidates(office, record, limit=1)] == [same]


def test_the_whole_register_gives_each_pair_once(office: TestOffice) -> None:
    ids = sorted(somsri(office, phone="") for _ in range(3))
    found = pairs(office)
    assert sorted(each.person_ids for each in found) == [(ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[2])]
    assert all(each.reasons and each.levels["last_name"] == "equal" for each in found)
    assert pairs(office, 99.0) == ()


def test_a_change_of_a_person_is_found_at_once(office: TestOffice) -> None:
    person_id = somsri(office)
    seen = office.people().page(person_id).seen
    moved = replace(HOME, house_no="77", subdistrict_code="410101")
    office.people().change(
        ChangePerson(person_id=person_id, values={"first_name": "จันทร์", "address": moved}, seen=seen)
    )
    (found,) = candidates(office, record_of(first_name="จันทร์", address=moved))
    assert found.levels["address"] == "house"
    assert [each.levels["first_name"] for each in candidates(office, record_of())] in ([], ["differs"])
    seen = office.people().page(person_id).seen
    office.people().change(ChangePerson(person_id=person_id, values={"remark": "ย้ายบ้าน"}, seen=seen))
    assert index_of(office) == made_anew(office)


def test_a_name_that_many_bear_is_no_key(office: TestOffice) -> None:
    with office.engine.execution_options(write=True).begin() as connection:
        (key, *_) = keys_of_names("สมศรี", "แก้วมณี")
        Rows(connection).insert_all(match_key, ("key", "row_no"), [(key, 10_000 + n) for n in range(CROWDED)])
    somsri(office, birth=None, address=Address(), phone="")
    assert candidates(office, PersonRecord(record_id="typed", first_name="สมศรี", last_name="แก้วมณี")) == ()


def keys_of_names(first: str, last: str) -> tuple[int, ...]:
    return keys_of(profile_of(PersonRecord(record_id="x", first_name=first, last_name=last)))


def index_of(office: TestOffice) -> set[tuple[int, int]]:
    with office.engine.connect() as connection:
        return {(row["key"], row["row_no"]) for row in Rows(connection).all(match_key)}


def made_anew(office: TestOffice) -> set[tuple[int, int]]:
    with office.engine.connect() as connection:
        held = Rows(connection).all(match_profile)
    return {(key, row["row_no"]) for row in held for key in keys_of(from_text(row["profile"]))}
