"""The window: `python main.py [--office PATH]`, or the tour of the sample office: `python main.py --tour OUT`."""

import argparse
import sys
import tempfile
from pathlib import Path

from kmcase.bootstrap import Offices, settings_folder


def main() -> int:
    """Open the window; with `--tour` drive it through every screen and write pictures, documents, workbooks."""
    words = argparse.ArgumentParser(prog="kmcase")
    words.add_argument("--office", help="the office's folder, or address of its database; else the one opened last")
    words.add_argument("--tour", type=Path, metavar="OUT", help="write a picture of every screen into OUT")
    given = words.parse_args()
    offices = Offices(settings_folder())
    office = offices.place_of(given.office)
    if given.tour:
        return _tour(office, given.tour)
    from ui import app

    return app.run(offices, settings_folder(), office)


def _tour(office: Path | None, out: Path) -> int:
    from kmcase.cli.papers import write_papers
    from kmcase.cli.sample import make_sample
    from ui import tour

    with tempfile.TemporaryDirectory() as folder:
        if office is None:
            make_sample(office := Path(folder) / "sample.office", print)
        print(*tour.run(Offices(Path(folder)), office, out, write_papers), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
