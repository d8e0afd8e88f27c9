"""Photographs as telephones make them: HEIC, turned, huge, with facts that lie or are missing; folders full of them."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from kmcase.application.evidence import Attachments
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import EvidenceKind
from kmcase.files import pictures
from kmcase.files.camera_folders import CameraFolders
from kmcase.files.captured import CapturedPictures
from kmcase.files.photos import read_photo
from tests.pictures import photograph


class Held(dict[str, bytes]):
    """Contents in memory."""

    def put(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        self[sha256] = content
        return sha256

    def get(self, sha256: str) -> bytes:  # type: ignore[override]
        return self[sha256]


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def refusal(path: Path) -> str:
    with pytest.raises(DomainError) as refused:
        read_photo(path)
    return refused.value.code


def test_a_heic_photograph_is_kept_as_jpeg_with_its_time_its_place_and_the_hash_of_the_original(tmp_path: Path) -> None:
    path = photograph(tmp_path / "IMG_0001.heic", (1800, 1200))
    photo = read_photo(path)
    assert opened(photo.jpeg).format == "JPEG"
    assert (photo.width, photo.height) == (1600, 1067)
    assert photo.taken_at == datetime(2024, 6, 15, 2, 30, tzinfo=UTC)
    assert (photo.latitude, photo.longitude) == ("17.360000", "102.700000")
    assert photo.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_heic_photograph_stands_upright_and_is_not_turned_twice(tmp_path: Path) -> None:
    kept = opened(read_photo(photograph(tmp_path / "a.heic", (1000, 600), orientation=6)).jpeg)
    assert kept.size == (600, 1000)
    left, right = kept.getpixel((50, 500)), kept.getpixel((550, 500))
    assert isinstance(left, tuple) and isinstance(right, tuple)
    assert left[2] > 200 and right[0] > 200


@pytest.mark.parametrize("kept", [0.1, 0.6, 0.97])
def test_a_heic_photograph_cut_short_is_refused(tmp_path: Path, kept: float) -> None:
    content = photograph(tmp_path / "a.heic", (400, 300)).read_bytes()
    (tmp_path / "cut.heic").write_bytes(content[: int(len(content) * kept)])
    assert refusal(tmp_path / "cut.heic") == "files.picture_damaged"


def test_a_heic_photograph_of_two_hundred_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = photograph(tmp_path / "a.heic", (400, 300))
    with path.open("ab") as stream:
        stream.truncate(200_000_000)
    assert refusal(path) == "files.picture_file_too_large"


def test_a_heic_photograph_that_claims_to_be_huge_is_refused_before_it_is_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = photograph(tmp_path / "a.heic", (400, 300))
    monkeypatch.setattr(pictures, "_MOST_HEIC_PIXELS", 400 * 300 - 1)
    assert refusal(path) == "files.picture_too_large"


_PEAK = """
import sys
from pathlib import Path
from kmcase.files.photos import read_photo
photo = read_photo(Path(sys.argv[1]))
assert photo.width == 1600, photo.width
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process's memory is read as Linux tells it")
def test_a_photograph_of_two_hundred_megabytes_is_made_small_within_little_memory(tmp_path: Path) -> None:
    path = photograph(tmp_path / "ใหญ่.jpg", (16_000, 12_000))
    with path.open("ab") as stream:
        stream.truncate(200_000_000)
    told = subprocess.run([sys.executable, "-c", _PEAK, str(path)], capture_output=True, text=True, check=True)
    assert int(told.stdout) < 200_000, "kilobytes at the peak, for a file that is larger than that"


@pytest.mark.parametrize(
    ("taken", "offset", "kept"),
    [
        ("2023:06:15 09:30:00", None, datetime(2023, 6, 15, 2, 30, tzinfo=UTC)),
        ("2024:06:15 09:30:00", "+09:00", datetime(2024, 6, 15, 0, 30, tzinfo=UTC)),
        ("2024:06:15 09:30:00", "nonsense", datetime(2024, 6, 15, 2, 30, tzinfo=UTC)),
        ("2024:02:31 09:30:00", None, None),
        ("0001:01:01 00:00:00", None, None),
        ("15/6/2567", None, None),
        ("", None, None),
    ],
)
def test_the_time_kept_is_the_cameras_even_where_it_lies_and_none_where_it_is_no_time(
    tmp_path: Path, taken: str, offset: str | None, kept: datetime | None
) -> None:
    exif = Image.Exif()
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.DateTimeOriginal] = taken
    if offset is not None:
        inner[ExifTags.Base.OffsetTimeOriginal] = offset
    Image.new("RGB", (60, 40)).save(tmp_path / "a.jpg", exif=exif)
    assert read_photo(tmp_path / "a.jpg").taken_at == kept


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_a_photograph_without_facts_or_with_broken_ones_is_kept_all_the_same(tmp_path: Path) -> None:
    Image.new("RGB", (60, 40)).save(tmp_path / "bare.jpg")
    Image.new("RGB", (60, 40)).save(tmp_path / "broken.jpg", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    for name in ("bare.jpg", "broken.jpg"):
        photo = read_photo(tmp_path / name)
        assert (photo.taken_at, photo.latitude) == (None, None)


def test_a_photograph_in_a_file_is_kept_for_an_event_to_name(tmp_path: Path) -> None:
    path = photograph(tmp_path / "IMG_0001.heic", (400, 300))
    contents = Held()
    kept = Attachments(contents, CapturedPictures()).keep_photograph(path, EvidenceKind.PHOTO_FAMILY)
    assert (kept.kind, kept.media_type, kept.name) == (EvidenceKind.PHOTO_FAMILY, "image/jpeg", "IMG_0001.heic")
    assert kept.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert opened(contents[kept.stored_sha256]).size == (400, 300)


@pytest.mark.parametrize("kind", [EvidenceKind.ID_CARD, EvidenceKind.MINUTES])
def test_a_paper_photographed_as_heic_is_kept_so_that_it_can_be_shown_and_printed(
    tmp_path: Path, kind: EvidenceKind
) -> None:
    path = photograph(tmp_path / "บัตร.heic", (400, 300))
    contents = Held()
    kept = Attachments(contents, CapturedPictures()).keep(path.read_bytes(), kind, path.name)
    assert kept.media_type == "image/jpeg"
    assert opened(contents[kept.stored_sha256]).format == "JPEG"


def aged(path: Path, days: int) -> Path:
    """As if it had been written some days before the newest."""
    os.utime(path, (1_718_000_000 - days * 86_400,) * 2)
    return path


def test_a_cameras_folder_gives_its_photographs_the_newest_first(tmp_path: Path) -> None:
    card = tmp_path / "card"
    (card / "DCIM" / "100CANON").mkdir(parents=True)
    (card / "MUSIC").mkdir()
    photograph(card / "MUSIC" / "cover.jpg", (40, 40))
    older = aged(photograph(card / "DCIM" / "100CANON" / "IMG_1.JPG", (60, 40)), 2)
    newer = aged(photograph(card / "DCIM" / "IMG_2.heic", (60, 40)), 1)
    (card / "DCIM" / "MVI_3.MP4").write_bytes(b"a film")
    photograph(card / "DCIM" / "._IMG_2.jpg", (40, 40))
    assert CameraFolders().photographs(card) == (newer, older)


def test_of_a_very_full_folder_the_newest_are_shown_and_what_lies_too_deep_is_not_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kmcase.files.camera_folders.MOST_SHOWN", 2)
    made = [aged(photograph(tmp_path / f"{n}.jpg", (40, 40)), n) for n in range(4)]
    deep = tmp_path / "a" / "b" / "c" / "d"
    deep.mkdir(parents=True)
    photograph(deep / "deep.jpg", (40, 40))
    assert CameraFolders().photographs(tmp_path) == tuple(made[:2])
    assert CameraFolders().photographs(tmp_path / "a") == (deep / "deep.jpg",)


@pytest.mark.parametrize(("name", "code"), [("gone", "files.missing"), ("empty", "files.no_photographs")])
def test_a_folder_that_is_gone_or_without_photographs_is_said(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "MVI_3.MP4").write_bytes(b"a film")
    with pytest.raises(DomainError) as refused:
        CameraFolders().photographs(tmp_path / name)
    assert refused.value.code == code


def test_each_photograph_of_a_folder_is_seen_in_small_and_a_damaged_one_does_not_stop_the_rest(tmp_path: Path) -> None:
    good = photograph(tmp_path / "a.heic", (900, 600))
    bad = tmp_path / "b.jpg"
    bad.write_bytes(b"\xff\xd8\xff nothing")
    seen = CameraFolders().look((bad, good, tmp_path / "gone.jpg"))
    assert [each.path.name for each in seen] == ["b.jpg", "a.heic", "gone.jpg"]
    assert [bool(each.thumbnail) for each in seen] == [False, True, False]
    assert max(opened(seen[1].thumbnail).size) == 240
    assert seen[1].taken_at == datetime(2024, 6, 15, 2, 30, tzinfo=UTC)
    assert seen[1].latitude == "17.360000"
