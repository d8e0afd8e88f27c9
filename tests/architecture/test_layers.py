"""Who may import whom."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT, fail_with, imported_modules, name_of, python_files

MAY_SEE_ALL = ("main.py", "kmcase/__main__.py", "kmcase/cli/", "kmcase/bootstrap/", "tests/", "benchmarks/")
# What costs start-up time and is needed only once a document, a workbook or a scan is.
HEAVY = (
    "reportlab",
    "uharfbuzz",
    "openpyxl",
    "python_calamine",
    "pypdfium2",
    "zxingcpp",
    "alembic",
    "PIL",
    "numpy",
    "rapidfuzz",
)


def test_the_layers_of_the_design_hold() -> None:
    script = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", script, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (
        "An import crosses a layer. Move the code to the layer that may know both, or pass the collaborator in from "
        f"kmcase/bootstrap; a new package takes its place in pyproject.toml [tool.importlinter].\n{done.stdout}"
    )


def test_only_the_entry_points_import_bootstrap() -> None:
    fail_with(
        "Take the collaborator as a parameter: only main.py, the commands, tests and benchmarks import bootstrap.",
        (
            name_of(path)
            for path in python_files("main.py", "kmcase", "ui")
            if not name_of(path).startswith(MAY_SEE_ALL) and "kmcase.bootstrap" in set(imported_modules(path))
        ),
    )


def test_main_is_short() -> None:
    lines = len((ROOT / "main.py").read_text("utf-8").splitlines())
    assert lines < 40, f"main.py has {lines} lines: what it does beyond starting belongs to kmcase.bootstrap or ui.app."


def test_presenters_can_be_imported_without_qt() -> None:
    paths = [name_of(path) for path in python_files("ui") if path.stem == "presenter"]
    presenters = [path.removesuffix(".py").replace("/", ".") for path in paths]
    assert presenters, "No presenter found under ui: has the folder moved?"
    loaded = _loaded_after_importing("ui.ports", *presenters)
    assert not {"PySide6", "shiboken6"} & loaded, (
        "A presenter, ui.ports or a package's __init__ above them imports Qt. Let the view do what needs Qt, and keep "
        "<noun>/__init__.py free of imports."
    )


@pytest.mark.parametrize("module", ["kmcase.bootstrap", "kmcase.bootstrap.offices", "ui.app"])
def test_the_start_loads_nothing_heavy(module: str) -> None:
    late = sorted(set(HEAVY) & _loaded_after_importing(module))
    assert not late, f"Importing {module} loads {', '.join(late)}: import it inside the function that needs it."


def _loaded_after_importing(*modules: str) -> set[str]:
    script = f"import sys, {', '.join(modules)}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())
