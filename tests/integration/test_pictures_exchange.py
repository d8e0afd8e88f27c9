"""A photograph that a laptop sends is compared at the office, with what the office and other laptops took."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kmcase.application.controls import ControlService
from kmcase.application.pictures import Looked
from kmcase.application.visits import BeginVisit, VisitService
from kmcase.bootstrap.forms import shipped_forms
from kmcase.domain.evidence import EvidenceItem
from tests.exchange_builders import Star, Station, new_star
from tests.picture_builders import CHANGES, changed, kept, looking, photograph


@pytest.fixture
def star(tmp_path: Path) -> Iterator[Star]:
    made = new_star(tmp_path)
    yield made
    made.close()


def visited(laptop: Station, name: str, content: bytes) -> None:
    """A person's home, photographed where there is no network."""
    service = VisitService(laptop.work(), shipped_forms(), at_office=False)
    visit_id = service.begin(BeginVisit(person_id=laptop.register(first_name=name))).value
    photo = kept(laptop.blobs, content)
    service.settle_evidence(visit_id, EvidenceItem(kind=photo.kind, attachments=(photo,)))


def test_one_house_photographed_once_for_two_persons_on_two_laptops_is_an_observation_at_the_office(
    star: Star,
) -> None:
    one, two = star.laptops
    visited(one, "บุญมี", photograph(1))
    visited(two, "คำแพง", changed(photograph(1), CHANGES["mirrored"]))
    office = looking(star.office.work(), star.office.engine, star.office.blobs)
    assert looking(one.work(), one.engine, one.blobs).look() == Looked(), "a laptop compares nothing"
    star.office.take(one.bundle())
    assert office.look() == Looked(made=1, pairs=0)
    star.office.take(two.bundle())
    assert office.look() == Looked(made=1, pairs=1)
    [item] = ControlService(star.office.work()).board().items
    assert item.observation.control == "pictures.similar_photo"
    assert len(item.observation.persons) == 2
