"""Photographs, thumbprints and scanned stacks from outside, good and bad."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from kmcase.application.ports.files import ScanPage, UnreadPage
from kmcase.domain.errors import DomainError
from kmcase.files.photos import read_photo
from kmcase.files.scans import read_scans
from kmcase.files.thumbprints import read_thumbprint
from tests.pictures import photograph, receipt_page, scanned_pdf, thumbprint_paper


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def _texts(paths: list[Path]) -> list[tuple[str, ...]]:
    return [page.qr_texts for page in read_scans(paths) if isinstance(page, ScanPage)]


def test_a_photograph_is_kept_small_with_its_time_and_place(tmp_path: Path) -> None:
    path = photograph(tmp_path / "บ้าน.jpg")
    photo = read_photo(path)
    assert (photo.width, photo.height) == (1600, 1200)
    assert photo.taken_at == datetime(2024, 6, 15, 2, 30, tzinfo=UTC)
    assert (photo.latitude, photo.longitude) == ("17.360000", "102.700000")
    assert photo.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert photo.stored_sha256 == hashlib.sha256(photo.jpeg).hexdigest()
    assert max(_opened(photo.thumbnail).size) == 240


def test_a_kept_photograph_holds_no_metadata(tmp_path: Path) -> None:
    photo = read_photo(photograph(tmp_path / "บ้าน.jpg"))
    assert not _opened(photo.jpeg).getexif()
    assert b"Camera" not in photo.jpeg and b"Exif" not in photo.thumbnail


def test_a_photograph_stands_upright(tmp_path: Path) -> None:
    kept = _opened(read_photo(photograph(tmp_path / "a.jpg", (1000, 600), orientation=6)).jpeg)
    assert kept.size == (600, 1000)
    left, right = kept.getpixel((50, 500)), kept.getpixel((550, 500))
    assert isinstance(left, tuple) and isinstance(right, tuple)
    assert left[2] > 200 and right[0] > 200


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "CMYK", "I;16", "1", "L"])
def test_pictures_of_every_mode_are_read(tmp_path: Path, mode: str) -> None:
    name = "a.tif" if mode in ("CMYK", "I;16") else "a.png"
    Image.new(mode, (40, 30)).save(tmp_path / name)
    assert _opened(read_photo(tmp_path / name).jpeg).mode == "RGB"


def test_a_small_photograph_is_not_blown_up(tmp_path: Path) -> None:
    assert read_photo(photograph(tmp_path / "a.jpg", (300, 200))).width == 300


def test_a_photograph_of_two_hundred_megabytes_is_read(tmp_path: Path) -> None:
    path = photograph(tmp_path / "ใหญ่.jpg", (12_000, 9_000))
    with path.open("ab") as stream:
        stream.truncate(200_000_000)
    photo = read_photo(path)
    assert photo.size == 200_000_000
    assert photo.width == 1600


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.98])
def test_a_photograph_cut_short_is_refused(tmp_path: Path, kept: float) -> None:
    content = photograph(tmp_path / "a.jpg").read_bytes()
    (tmp_path / "cut.jpg").write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(DomainError) as refused:
        read_photo(tmp_path / "cut.jpg")
    assert refused.value.code == "files.picture_damaged"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "files.empty"),
        (b"%PDF-1.4 not a picture", "files.unknown_picture"),
        (b"MZ\x90\x00" + bytes(100), "files.unknown_picture"),
        (b"\xff\xd8\xff" + bytes(50), "files.picture_damaged"),
    ],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(DomainError) as refused:
        read_photo(tmp_path / "a.jpg")
    assert refused.value.code == code


def test_a_missing_photograph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DomainError) as refused:
        read_photo(tmp_path / "ไม่มี.jpg")
    assert refused.value.code == "files.missing"


def test_a_picture_that_claims_to_be_huge_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "bomb.png")
    with pytest.raises(DomainError) as refused:
        read_photo(tmp_path / "bomb.png")
    assert refused.value.code == "files.picture_too_large"


def test_a_camera_without_a_fix_gives_no_place(tmp_path: Path) -> None:
    picture, exif = Image.new("RGB", (50, 50)), Image.Exif()
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (0.0, 0.0, 0.0), "E", (0.0, 0.0, 0.0)
    exif[0x0132] = "0000:00:00 00:00:00"
    picture.save(tmp_path / "a.jpg", exif=exif)
    photo = read_photo(tmp_path / "a.jpg")
    assert (photo.taken_at, photo.latitude, photo.longitude) == (None, None, None)


def test_a_thumbprint_is_cut_out_of_its_scan(tmp_path: Path) -> None:
    path = thumbprint_paper(tmp_path / "ลายพิมพ์.png")
    found = read_thumbprint(path)
    cut = _opened(found.png)
    assert cut.mode == "LA"
    assert abs(cut.width - 151) < 30 and abs(cut.height - 201) < 30
    alpha = cut.getchannel("A")
    assert alpha.getpixel((2, 2)) == 0 and alpha.getextrema()[1] == 255
    assert found.scan.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("paper", [255, 240, 30])
def test_blank_paper_holds_no_print(tmp_path: Path, paper: int) -> None:
    Image.new("L", (1654, 2339), paper).save(tmp_path / "a.png")
    with pytest.raises(DomainError) as refused:
        read_thumbprint(tmp_path / "a.png")
    assert refused.value.code == "files.no_print_found"


def test_each_page_of_a_pdf_gives_its_code(tmp_path: Path) -> None:
    stack = scanned_pdf(tmp_path / "stack.pdf", [receipt_page("KM1:1"), receipt_page("KM1:2", turned=180)])
    pages = [page for page in read_scans([stack]) if isinstance(page, ScanPage)]
    assert [(page.page, page.pages, page.qr_texts) for page in pages] == [(1, 2, ("KM1:1",)), (2, 2, ("KM1:2",))]
    assert pages[0].sha256 == pages[1].sha256 != pages[0].stored_sha256
    assert max(_opened(pages[0].jpeg).size) <= 2400


@pytest.mark.parametrize("turned", [0, 7, 90, 180, 270, 33])
def test_a_code_is_found_however_the_page_lies(tmp_path: Path, turned: float) -> None:
    receipt_page("KM1:ชพ-0001", turned=turned).save(tmp_path / "a.jpg", quality=70)
    assert _texts([tmp_path / "a.jpg"]) == [("KM1:ชพ-0001",)]


def test_each_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    frames = [receipt_page("หนึ่ง"), receipt_page("สอง")]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:], compression="tiff_lzw")
    assert _texts([tmp_path / "a.tif"]) == [("หนึ่ง",), ("สอง",)]


def test_a_page_without_a_code_is_read_all_the_same(tmp_path: Path) -> None:
    Image.new("L", (800, 1100), 255).save(tmp_path / "a.png")
    assert _texts([tmp_path / "a.png"]) == [()]


def test_a_bad_file_among_scans_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "1.pdf").write_bytes(b"%PDF-1.7\nnothing else")
    (tmp_path / "2.pdf").write_bytes(b"")
    (tmp_path / "3.exe").write_bytes(b"MZ" + bytes(100))
    receipt_page("KM1:4").save(tmp_path / "4.png")
    found = list(read_scans([tmp_path / name for name in ("1.pdf", "2.pdf", "3.exe", "4.png", "5.png")]))
    codes = [page.code if isinstance(page, UnreadPage) else page.qr_texts for page in found]
    assert codes == ["files.scan_damaged", "files.empty", "files.unknown_picture", ("KM1:4",), "files.missing"]


def test_reading_scans_can_be_cancelled_between_pages(tmp_path: Path) -> None:
    class Cancelled(Exception):
        """Somebody pressed cancel."""

    class Pressed:
        def report(self, done: int, total: int | None = None) -> None:
            """Nobody looks."""

        def check(self) -> None:
            raise Cancelled

    stack = scanned_pdf(tmp_path / "stack.pdf", [receipt_page("1")])
    with pytest.raises(Cancelled):
        next(iter(read_scans([stack], Pressed())))
