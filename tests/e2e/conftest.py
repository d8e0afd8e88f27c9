"""Tests of widgets."""

from tests.widget_garbage import collect_between_tests

__all__ = ["collect_between_tests"]
