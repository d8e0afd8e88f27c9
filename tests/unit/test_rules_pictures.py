"""What counts as evidence used twice: whose it is, how alike it is, and in which words that is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kmcase.domain.controls import Observation
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.likeness import FAMILIES, NOUN, PictureFamily, Signer, contents_of, record_id_of
from kmcase.domain.wording import message
from kmcase.rules.controls import AuditFacts, observe
from kmcase.rules.controls.pictures import CONTROLS
from kmcase.rules.regulations import shipped_regulations
from tests.control_facts import alike, used

NUMBERS = shipped_regulations()
ID_COPY, SIGNATURE, THUMBPRINT = PictureFamily.ID_COPY, PictureFamily.SIGNATURE, PictureFamily.THUMBPRINT


def observed(facts: AuditFacts) -> list[Observation]:
    return list(observe(facts, NUMBERS, CONTROLS))


def codes(facts: AuditFacts) -> list[str]:
    return [found.control for found in observed(facts)]


def test_one_human_being_under_two_entries_of_the_register_may_have_one_picture() -> None:
    facts = alike(used(1, "a"), used(2, "a"))
    assert codes(facts) == ["pictures.same_photo"]
    assert codes(replace(facts, clusters={"p2": "p1"})) == []


@pytest.mark.parametrize(
    ("distance", "words"),
    [(1, "certain"), (31, "certain"), (32, "perhaps"), (40, "perhaps")],
)
def test_how_alike_photographs_are_is_said(distance: int, words: str) -> None:
    [found] = observed(alike(used(1, "a"), used(2, "b"), distance=distance))
    assert dict(found.facts)["nearness"] == message(f"controls.nearness.{words}", distance=distance, of=256)


def test_the_very_same_file_and_strokes_that_cover_each_other_are_said() -> None:
    [same] = observed(alike(used(1, "a", ID_COPY), used(2, "a", ID_COPY)))
    assert dict(same.facts)["nearness"] == message("controls.nearness.same")
    [strokes] = observed(alike(used(1, "a", SIGNATURE), used(2, "b", SIGNATURE), distance=20))
    assert dict(strokes.facts)["nearness"] == message("controls.nearness.strokes", distance=20, of=1000)


def test_images_of_a_thumbprint_that_are_a_little_apart_are_one_and_those_further_apart_are_not() -> None:
    near, far = (used(1, "a", THUMBPRINT), used(2, "b", THUMBPRINT)), 21
    assert codes(alike(*near, distance=20)) == ["pictures.same_thumbprint"]
    assert codes(alike(*near, distance=far)) == []


def test_who_comes_along_everywhere_may_sign_alike_everywhere_but_not_with_the_same_drawing() -> None:
    partner = {"signer": Signer.PARTNER}
    one, other = used(1, "a", SIGNATURE, **partner), used(2, "b", SIGNATURE, **partner)
    assert codes(alike(one, other, distance=20)) == []
    assert codes(alike(one, replace(other, content="a"))) == ["pictures.same_signature"]


def test_one_drawing_of_one_person_in_two_records_is_an_observation_and_in_one_record_it_is_none() -> None:
    visit = used(1, "a", SIGNATURE)
    voucher = replace(visit, noun="voucher", record_id="v1", signer=Signer.PAYEE)
    [found] = observed(alike(visit, voucher))
    assert (found.control, found.vouchers, found.persons) == ("pictures.same_signature", ("v1",), ("p1",))
    assert codes(alike(visit, replace(visit, signer=Signer.PARTNER))) == []


def test_an_observation_counts_for_the_last_use_and_is_about_everybody_who_entered_one() -> None:
    last = used(9, "a", officer="finance", subdistrict_code="410113", moo=4)
    [found] = observed(alike(used(1, "a"), last))
    assert found.subject == (NOUN, "a")
    assert (found.officer, found.concerned) == ("finance", ("officer", "finance"))
    assert (found.subdistrict_code, found.moo) == ("410113", 4)


def test_another_use_makes_it_another_observation_of_the_same_subject() -> None:
    [before] = observed(alike(used(1, "a"), used(2, "a")))
    [after] = observed(alike(used(1, "a"), used(2, "a"), used(3, "a")))
    assert before.key == after.key
    assert before.digest != after.digest


def test_two_contents_have_one_name_in_whatever_order() -> None:
    assert record_id_of(("b", "a")) == record_id_of(("a", "b"))
    assert contents_of(record_id_of(("b", "a"))) == ("a", "b")


def test_papers_that_many_share_are_not_compared() -> None:
    shared = {
        EvidenceKind.HOUSE_REGISTRATION,
        EvidenceKind.RECEIPT_SCAN,
        EvidenceKind.SURVEY_FORM,
        EvidenceKind.MINUTES,
    }
    assert not shared & set(FAMILIES)
