"""What tests of the window share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import TestOffice, new_office
from tests.widget_garbage import collect_between_tests

__all__ = ["collect_between_tests", "office"]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    """An office with its people and nothing else; a file of tests that needs more has a fixture of this name."""
    found = new_office(tmp_path)
    yield found
    found.engine.dispose()
