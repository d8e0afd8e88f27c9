"""Copies of a picture are found however they were changed; others, and pages without anything on them, are not."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from kmcase.domain.errors import DomainError
from kmcase.domain.likeness import PictureFamily
from kmcase.files.fingerprints import MARGINS, TILTS, PictureFingerprints
from kmcase.likeness.fingerprints import LEAST_QUALITY, SIDE, quality
from kmcase.likeness.search import FARTHEST, Index
from tests.picture_builders import CHANGES, changed, photograph, tilted

COUNT = 12
PRINTS = PictureFingerprints()


def printed(content: bytes, family: PictureFamily = PictureFamily.PHOTO) -> bytes:
    return PRINTS.of_picture(content, family)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index([printed(photograph(seed)) for seed in range(COUNT)])


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_a_changed_copy_is_found_and_no_other_picture(index: Index, change: str) -> None:
    for seed in range(4):
        found = index.find(printed(changed(photograph(seed), CHANGES[change], 60)))
        assert [one.number for one in found] == [seed]


def test_a_picture_turned_by_two_degrees_is_found_in_three_of_four_at_the_least(index: Index) -> None:
    hits = [
        [one.number for one in index.find(printed(changed(photograph(seed), tilted(degrees))))] == [seed]
        for seed in range(COUNT)
        for degrees in (-2, 2)
    ]
    assert sum(hits) >= 0.75 * len(hits)


def test_a_picture_that_was_cut_before_it_was_used_first_is_found_too() -> None:
    cut = Index([printed(changed(photograph(1), CHANGES["cut by 8 in 100"]))])
    assert [one.number for one in cut.find(printed(photograph(1)))] == [0]


def test_the_same_bytes_differ_in_nothing(index: Index) -> None:
    [found] = index.find(printed(photograph(3)))
    assert (found.number, found.distance) == (3, 0)


def test_what_is_added_later_is_found_under_the_next_number(index: Index) -> None:
    grown = Index([printed(photograph(1))])
    grown.add([printed(photograph(2))])
    assert [one.number for one in grown.find(printed(photograph(2)))] == [1]
    assert len(grown) == 2
    assert Index().find(printed(photograph(1))) == ()


def test_a_million_are_searched_without_a_false_find() -> None:
    views, chance = len(MARGINS) + len(TILTS), np.random.default_rng(1)
    strangers = [chance.bytes(views * 32) for _ in range(20_000)]
    index = Index([*strangers, printed(photograph(1))])
    assert [one.number for one in index.find(printed(photograph(1)))] == [20_000]
    assert all(one.distance <= FARTHEST for one in index.find(printed(photograph(1))))


@pytest.mark.parametrize("paper", ["white", "black", "grey", (252, 251, 247)])
def test_an_empty_page_has_no_fingerprint(paper: str) -> None:
    for family in PictureFamily:
        assert printed(_png(Image.new("RGB", (600, 800), paper)), family) == b""


def test_a_page_with_a_line_on_it_has_no_fingerprint() -> None:
    page = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(page).text((80, 80), "สำเนาถูกต้อง", fill="black")
    assert printed(_png(page)) == b""


def test_the_noise_of_an_even_wall_has_no_fingerprint() -> None:
    noise = np.random.default_rng(5).normal(200, 6, (480, 640)).clip(0, 255).astype(np.uint8)
    assert printed(_png(Image.fromarray(noise))) == b""
    assert quality(np.zeros((SIDE, SIDE), np.float32)) == 0 < LEAST_QUALITY


def test_a_paper_that_lay_otherwise_on_the_scanner_is_the_same() -> None:
    card = Image.open(io.BytesIO(photograph(7))).resize((300, 190))
    places = ((60, 40), (230, 520))
    pages = []
    for place in places:
        page = Image.new("RGB", (600, 800), "white")
        page.paste(card, place)
        pages.append(printed(_png(page), PictureFamily.ID_COPY))
    [found] = Index(pages[:1]).find(pages[1])
    assert found.distance <= 20


def test_the_first_page_of_a_pdf_is_compared_like_a_picture_of_it() -> None:
    page = Image.new("RGB", (600, 800), "white")
    page.paste(Image.open(io.BytesIO(photograph(7))).resize((300, 190)), (60, 40))
    pdf = io.BytesIO()
    page.save(pdf, "PDF")
    paper = printed(pdf.getvalue(), PictureFamily.ID_COPY)
    [found] = Index([printed(_png(page), PictureFamily.ID_COPY)]).find(paper)
    assert found.distance <= 20
    with pytest.raises(DomainError, match=r"files\.scan_damaged"):
        printed(pdf.getvalue()[:40], PictureFamily.ID_COPY)


def test_what_is_no_picture_is_said() -> None:
    with pytest.raises(DomainError, match=r"files\."):
        printed(b"no picture at all")


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
