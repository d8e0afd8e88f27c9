"""Widgets of tests are collected in the main thread, as in the window itself; for the `conftest.py` of such tests."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from ui.garbage import collect_due


@pytest.fixture(autouse=True)
def collect_between_tests() -> Iterator[None]:
    """No lane's thread comes upon the widgets of a test before."""
    gc.disable()
    yield
    gc.disable()
    collect_due()
