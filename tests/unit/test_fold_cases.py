"""What laptops and office write of a case apart gives the same rows in whatever order it arrives."""

from __future__ import annotations

from itertools import combinations_with_replacement, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.cases.heads import ClientDescribed, OfCase
from kmcase.domain.events import event_types
from kmcase.persistence.rows import STATE, evidence, office
from tests.case_events import CASE, MAKERS
from tests.entries_apart import HEARD, Entry, at, chains, folded

TABLES = (
    *(table for table in STATE.sorted_tables if table.name.startswith("case")),
    office.series,
    evidence.attachment,
    *HEARD,
)


def test_every_event_of_cases_is_tried_in_every_order() -> None:
    missing = {cls for cls in event_types().values() if issubclass(cls, OfCase)} - set(MAKERS)
    assert not missing, "Add a maker to tests/case_events.py"


@st.composite
def meeting(draw: st.DrawFn) -> tuple[list[Entry], list[Entry]]:
    """Chains of a few kinds of entries, so that they meet."""
    every = st.sampled_from(sorted(MAKERS, key=lambda kind: kind.TYPE))
    kinds = st.sampled_from(draw(st.lists(every, min_size=1, max_size=4, unique=True)))
    return draw(chains(lambda draw, mine: MAKERS[draw(kinds)](mine, draw(st.booleans()))))


@given(meeting())
def test_entries_of_cases_give_the_same_rows_in_any_order(orders: tuple[list[Entry], list[Entry]]) -> None:
    one, other = orders
    assert folded(one, TABLES) == folded(other, TABLES)


@pytest.mark.parametrize("module", sorted({kind.__module__ for kind in MAKERS}))
def test_two_entries_about_one_thing_give_the_same_rows_whichever_comes_first(
    module: str,
) -> None:
    kinds = [kind for kind in MAKERS if kind.__module__ == module]
    for (one, other), *flags in product(combinations_with_replacement(kinds, 2), (True, False), (True, False)):
        entries = [(at("c", 2, 0), MAKERS[one]("c2", flags[0])), (at("b", 10, 1), MAKERS[other]("b10", flags[1]))]
        assert folded(entries, TABLES) == folded(entries[::-1], TABLES), (one, other)


@pytest.mark.parametrize("written", [{"nickname": "แดง"}, {"sex": "unheard"}, {"interpreter": "yes"}])
def test_what_no_client_has_is_refused_even_where_a_newer_value_hides_it(
    written: dict[str, Any],
) -> None:
    newer = ClientDescribed(case_id=CASE, values={"sex": "female", "interpreter": True}, seen={})
    wrong = ClientDescribed(case_id=CASE, values=written, seen={})
    with pytest.raises((KeyError, TypeError, ValueError)):
        folded([(at("a", 2, 2), newer), (at("b", 1, 1), wrong)], TABLES)
