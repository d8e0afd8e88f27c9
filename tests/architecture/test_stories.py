"""The controls against the stories that are told at the real window (tests/e2e/test_fraud_*.py)."""

from __future__ import annotations

from kmcase.rules.controls import CATALOGUE
from tests.architecture.sources import ROOT, fail_with

# Shares and sums over so many payments that no story at a window can tell them; each has its pair of scenarios in
# tests/control_scenarios.py, as all have.
OF_MANY_PAYMENTS = {
    "f5.lifted_often": "requests of several officers, of which one has far more lifted limits",
    "f5.near_limit": "the same with amounts just under the limit",
    "p.month": "a hundred payments of one month",
}


def test_every_control_is_tried_at_the_window() -> None:
    stories = "".join(path.read_text("utf-8") for path in sorted((ROOT / "tests" / "e2e").glob("test_fraud_*.py")))
    excused = OF_MANY_PAYMENTS.keys()
    told = {control.code for control in CATALOGUE if f'"{control.code}"' in stories}
    fail_with(
        "Tell a story that the board of the real window finds, in tests/e2e/test_fraud_<finding>.py.",
        (control.code for control in CATALOGUE if control.code not in told | excused),
    )
    fail_with("It is told at the window: strike it from the exceptions here.", sorted(told & excused))
    fail_with("No control bears this code.", sorted(excused - {control.code for control in CATALOGUE}))
