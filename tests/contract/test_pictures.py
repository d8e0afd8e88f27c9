"""Evidence that was used twice becomes an observation: on both engines, through the services."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kmcase.application.controls import ControlService, JudgeObservation
from kmcase.application.pictures import Looked, PictureService
from kmcase.application.visits import SignAsInformant
from kmcase.cli.sample.pictures import signature, thumbprint
from kmcase.domain.controls import Observation, ObservationState, Verdict
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.likeness import content_of, contents_of
from kmcase.domain.payments import Finger, Hand, SignatureMark, ThumbMark, Witness
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.key_wrapping import sub_keys
from kmcase.persistence.rows.pictures import picture_pair, picture_print
from kmcase.persistence.statements import Rows
from tests.builders import TestOffice, register
from tests.money_builders import pay, prepared_run, voucher_ids
from tests.picture_builders import CHANGES, changed, kept, looking, photograph, shown
from tests.visit_builders import begun_visit, visits

WITNESSES = (Witness(name="นายหนึ่ง พยาน"), Witness(name="นางสอง พยาน"))
ID_CARD = EvidenceKind.ID_CARD


@pytest.fixture
def blobs(tmp_path: Path) -> BlobStore:
    folder = tmp_path / "photos"
    folder.mkdir()
    return BlobStore(folder, sub_keys(bytes(32)))


@pytest.fixture
def pictures(office: TestOffice, blobs: BlobStore) -> PictureService:
    return looking(office.work("director"), office.engine, blobs)


def two_persons(office: TestOffice) -> tuple[str, str]:
    return register(office, first_name="บุญมี"), register(office, first_name="คำแพง")


def observed(office: TestOffice, family: str = "pictures.") -> list[Observation]:
    board = ControlService(office.work("director")).board()
    return [item.observation for item in board.items if item.observation.control.startswith(family)]


def prints(office: TestOffice) -> int:
    with office.engine.connect() as connection:
        return len(Rows(connection).all(picture_print))


def test_one_file_of_two_persons_is_an_observation_before_anything_was_looked_at(
    office: TestOffice, blobs: BlobStore
) -> None:
    one, other = two_persons(office)
    photo = kept(blobs, photograph(1))
    shown(office, one, photo)
    shown(office, other, photo, login="officer2")
    [found] = observed(office)
    assert found.control == "pictures.same_photo"
    assert set(found.persons) == {one, other}
    assert set(found.concerned) == {"officer", "officer2"}
    assert contents_of(found.subject[1]) == (photo.sha256,)


@pytest.mark.parametrize("change", ["a fifth of the size", "cut by 15 in 100", "mirrored", "with a date"])
def test_a_changed_photograph_of_another_person_is_an_observation_once_it_was_looked_at(
    office: TestOffice, blobs: BlobStore, pictures: PictureService, change: str
) -> None:
    one, other = two_persons(office)
    shown(office, one, kept(blobs, photograph(1)))
    shown(office, other, kept(blobs, changed(photograph(1), CHANGES[change])))
    assert observed(office) == []
    assert pictures.look() == Looked(made=2, pairs=1)
    [found] = observed(office)
    assert found.control == "pictures.similar_photo"
    assert set(found.persons) == {one, other}


def test_unrelated_photographs_of_two_persons_are_none(
    office: TestOffice, blobs: BlobStore, pictures: PictureService
) -> None:
    for number, person_id in enumerate(two_persons(office)):
        shown(office, person_id, kept(blobs, photograph(number)))
    assert pictures.look() == Looked(made=2, pairs=0)
    assert observed(office) == []


def test_one_persons_own_photograph_in_two_visits_is_none(
    office: TestOffice, blobs: BlobStore, pictures: PictureService
) -> None:
    person_id = register(office)
    shown(office, person_id, kept(blobs, photograph(1)))
    shown(office, person_id, kept(blobs, changed(photograph(1), CHANGES["darker"])))
    pictures.look()
    assert observed(office) == []


def test_white_pages_of_two_persons_are_none(office: TestOffice, blobs: BlobStore, pictures: PictureService) -> None:
    white = changed(photograph(1), lambda image: image.point(lambda value: 255))
    for quality, person_id in zip((60, 90), two_persons(office), strict=True):
        shown(office, person_id, kept(blobs, changed(white, lambda image: image, quality)))
    assert pictures.look() == Looked(made=2, pairs=0)
    assert observed(office) == []


def test_a_paper_that_many_share_is_compared_with_none(office: TestOffice, blobs: BlobStore) -> None:
    for person_id in two_persons(office):
        shown(office, person_id, kept(blobs, photograph(1), EvidenceKind.HOUSE_REGISTRATION))
    assert observed(office) == []


def test_an_id_copy_is_compared_with_id_copies_alone(
    office: TestOffice, blobs: BlobStore, pictures: PictureService
) -> None:
    one, other = two_persons(office)
    shown(office, one, kept(blobs, photograph(1), ID_CARD))
    shown(office, other, kept(blobs, changed(photograph(1), CHANGES["darker"])))
    assert pictures.look() == Looked(made=2, pairs=0)
    shown(office, other, kept(blobs, changed(photograph(1), CHANGES["grey"]), ID_CARD))
    assert pictures.look() == Looked(made=1, pairs=1)
    assert [found.control for found in observed(office)] == ["pictures.same_id_copy"]


def test_a_thumbprint_of_two_persons_is_an_observation(office: TestOffice, blobs: BlobStore) -> None:
    image = replace(kept(blobs, thumbprint(1), EvidenceKind.OTHER), kind=EvidenceKind.THUMBPRINT)
    for person_id in two_persons(office):
        pressed = ThumbMark(image=image, finger=Finger.THUMB, hand=Hand.LEFT, witnesses=WITNESSES)
        visit_id = begun_visit(office, person_id)
        visits(office).sign(SignAsInformant(visit_id=visit_id, name="ผู้ให้ข้อมูล", thumbprint=pressed))
    assert [found.control for found in observed(office)] == ["pictures.same_thumbprint"]


def test_a_signature_of_a_visit_on_a_voucher_of_another_person_is_an_observation(
    office: TestOffice, pictures: PictureService
) -> None:
    visit_id = begun_visit(office, register(office, first_name="คำแพง"))
    mark = SignatureMark(strokes=signature(1))
    visits(office).sign(SignAsInformant(visit_id=visit_id, name="นางคำแพง", signature=mark))
    run_id = prepared_run(office, 1)
    [voucher_id] = voucher_ids(office, run_id)
    pay(office, voucher_id, signature=mark)
    [found] = observed(office)
    assert found.control == "pictures.same_signature"
    assert found.vouchers == (voucher_id,)
    page = pictures.page(found.subject[1])
    assert [use.noun for use in page.uses] == ["visit", "voucher"]
    assert page.strokes == {content_of(mark.strokes): mark.strokes}
    assert page.names["officer"] == "นายอาทิตย์ ลงพื้นที่"


def test_a_signature_played_back_a_little_larger_is_found_by_its_shape(
    office: TestOffice, pictures: PictureService
) -> None:
    larger = signature(1).replace('"w":420', '"w":900').replace("[20,", "[21,")
    for strokes, person_id in zip((signature(1), larger), two_persons(office), strict=True):
        mark = SignatureMark(strokes=strokes)
        visits(office).sign(SignAsInformant(visit_id=begun_visit(office, person_id), name="ผู้ให้ข้อมูล", signature=mark))
    assert observed(office) == []
    assert pictures.look() == Looked(made=2, pairs=1)
    assert [found.control for found in observed(office)] == ["pictures.same_signature"]


def test_what_was_looked_at_is_not_looked_at_again(office: TestOffice, blobs: BlobStore) -> None:
    shown(office, register(office), kept(blobs, photograph(1)))
    for login, made in (("director", 1), ("director", 0), ("admin", 0)):
        assert looking(office.work(login), office.engine, blobs).look().made == made
    assert prints(office) == 1


def test_a_picture_that_another_desktop_looked_at_is_compared_with(office: TestOffice, blobs: BlobStore) -> None:
    one, other = two_persons(office)
    here, there = (looking(office.work(login), office.engine, blobs) for login in ("director", "finance"))
    shown(office, one, kept(blobs, photograph(1)))
    here.look()
    shown(office, other, kept(blobs, changed(photograph(1), CHANGES["grey"])))
    assert there.look() == Looked(made=1, pairs=1)


def test_a_picture_whose_bytes_are_not_here_waits_and_a_damaged_one_is_set_aside(
    office: TestOffice, blobs: BlobStore, pictures: PictureService
) -> None:
    photo = kept(blobs, photograph(1))
    blobs.erase(photo.stored_sha256)
    no_picture = b"\xff\xd8\xff no picture"
    damaged = replace(photo, sha256="0" * 64, stored_sha256=blobs.put(no_picture), kind=EvidenceKind.PHOTO_PERSON)
    shown(office, register(office), photo, damaged)
    assert pictures.look() == Looked(made=1, pairs=0)
    blobs.put(kept_jpeg(blobs))
    assert pictures.look() == Looked(made=1, pairs=0)


def kept_jpeg(blobs: BlobStore) -> bytes:
    return blobs.get(kept(blobs, photograph(1)).stored_sha256)


def test_pictures_that_are_all_alike_keep_a_few_pairs_each(
    office: TestOffice, blobs: BlobStore, pictures: PictureService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kmcase.persistence.picture_prints.MOST_PAIRS", 2)
    person_id = register(office)
    for quality in range(50, 80, 5):
        shown(office, person_id, kept(blobs, changed(photograph(1), lambda image: image, quality)))
    assert pictures.look().pairs == 0 + 1 + 2 + 2 + 2 + 2
    with office.engine.connect() as connection:
        assert len(Rows(connection).all(picture_pair)) == 9


def test_somebody_else_explains_it_and_it_returns_when_the_picture_is_used_again(
    office: TestOffice, blobs: BlobStore
) -> None:
    photo = kept(blobs, photograph(1))
    for person_id in two_persons(office):
        shown(office, person_id, photo)
    [found] = observed(office)
    command = JudgeObservation(
        control=found.control,
        noun=found.subject[0],
        record_id=found.subject[1],
        digest=found.digest,
        verdict=Verdict.EXPLAINED,
        reason="บ้านหลังเดียวกัน อยู่ด้วยกันสองครอบครัว",
    )
    ControlService(office.work("director")).judge(command)
    [item] = ControlService(office.work("director")).board().items
    assert item.state is ObservationState.EXPLAINED
    shown(office, register(office, first_name="ทองใบ"), photo)
    [item] = ControlService(office.work("director")).board().items
    assert (item.state, item.returned) == (ObservationState.OPEN, True)


def test_who_may_not_read_the_register_sees_no_pictures(office: TestOffice, blobs: BlobStore) -> None:
    with pytest.raises(DomainError, match=r"shell\.not_permitted"):
        looking(office.work("admin"), office.engine, blobs).page("")
