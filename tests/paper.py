"""Reading documents back: what pdftotext, a raster and a printing service of a test office give."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops

from kmcase.application.printing import PrintingService
from kmcase.application.verification import VerificationService
from kmcase.bootstrap.forms import shipped_forms
from kmcase.documents.press import Printer
from kmcase.files.audit_bundles import read_bundle_hashes
from kmcase.files.ledger_pages import read_ledger_pages
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.key_wrapping import sub_keys
from kmcase.persistence.verification import SqlVerifier
from tests.builders import STORE, TestOffice


def photograph() -> bytes:
    """A plain picture in JPEG."""
    buffer = BytesIO()
    Image.new("RGB", (64, 48), (120, 160, 90)).save(buffer, "JPEG")
    return buffer.getvalue()


def printing(office: TestOffice, folder: Path, login: str = "director") -> PrintingService:
    """Printing in somebody's name; every stored picture is the same small photograph."""
    blobs = BlobStore(folder / "photos", sub_keys(bytes(32)))
    verifier = SqlVerifier(engine=office.engine, store_id=STORE, clock=office.clock, blobs=blobs, keyed=False)
    work = office.work(login)
    verification = VerificationService(work.actor, verifier, read_ledger_pages, read_bundle_hashes)
    return PrintingService(work, Printer(), verification, lambda stored_sha256: photograph(), shipped_forms())


def text_of(pdf: bytes, *, layout: bool = False) -> str:
    """The text of all pages as pdftotext gives it; lines in reading order, or laid out as on the page."""
    command = ["pdftotext", "-layout" if layout else "-raw", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def flowing(pdf: bytes) -> str:
    """The text without line ends and spaces, so that a sentence is found wherever it was broken."""
    return "".join(text_of(pdf).split())


def says(pdf: bytes, *sentences: str) -> list[str]:
    """Those of the sentences that the document does not say."""
    whole = flowing(pdf)
    return [sentence for sentence in sentences if "".join(sentence.split()) not in whole]


def page_count(pdf: bytes) -> int:
    """How many pages there are."""
    return text_of(pdf).count("\f")


def raster(pdf: bytes, page: int = 1, dpi: int = 200) -> Image.Image:
    """A page as a picture."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "page.pdf"
        source.write_bytes(pdf)
        target = Path(folder) / "page"
        pages = ["-f", str(page), "-l", str(page)]
        subprocess.run(["pdftoppm", "-r", str(dpi), *pages, "-png", "-singlefile", source, target], check=True)
        with Image.open(target.with_suffix(".png")) as found:
            found.load()
            return found


_PAGES = Path(__file__).parent / "data" / "pages"
_BLOCK = 8
_MOST = 24


def unlike(pdf: bytes, name: str, page: int = 1, dpi: int = 75) -> list[tuple[int, int]]:
    """Where a page looks otherwise than the picture kept under a name: column and row of blocks of 8 x 8 pixels.

    Blocks are compared by their mean, so that another edge of a letter (another poppler) is no difference and a lost
    tone mark is one. A picture that is taken away is drawn anew, and the test fails until it was looked at and kept.
    """
    kept = _PAGES / f"{name}.png"
    seen = raster(pdf, page, dpi).convert("L")
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        seen.quantize(16).save(kept, optimize=True)
        raise AssertionError(f"{kept.name} was drawn anew: look at it, then keep it")
    with Image.open(kept) as picture:
        wanted = picture.convert("L")
    if wanted.size != seen.size:
        return [(0, 0)]
    apart = ImageChops.difference(wanted.reduce(_BLOCK), seen.reduce(_BLOCK))
    return [
        (at % apart.width, at // apart.width) for at, value in enumerate(apart.get_flattened_data()) if value > _MOST
    ]
