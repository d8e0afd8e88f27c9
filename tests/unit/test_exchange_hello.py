"""What the first part of a bundle may say."""

from __future__ import annotations

from typing import Any

import pytest

from kmcase.application.exchange.bundles import Counts, Hello, Holding, hello_from_plain, hello_to_plain
from kmcase.journal.merge import Held

HELLO = Hello(
    made_at="2024-06-10T03:00:00.000000Z",
    holds={"store": Holding(held=Held(size=3, head=b"h" * 32), bodies=((1, 2),))},
    starts={"store": Held(size=2, head=b"s" * 32)},
    photos_wanted=("ab" * 32,),
    counts=Counts(entries=1, backfilled=2, photos=3),
)


def test_it_comes_back_as_it_was() -> None:
    assert hello_from_plain(hello_to_plain(HELLO)) == HELLO


@pytest.mark.parametrize("size", [-1, 1 << 63, 10**30, "3", 3.0, None, True])
def test_a_chain_is_as_long_as_a_store_can_count(size: Any) -> None:
    for spoil in (
        lambda plain: plain["holds"]["store"].update(n=size),
        lambda plain: plain["holds"]["store"].update(bodies=[[1, size]]),
        lambda plain: plain["starts"]["store"].update(n=size),
    ):
        plain = hello_to_plain(HELLO)
        spoil(plain)
        with pytest.raises(ValueError, match="not a number of entries"):
            hello_from_plain(plain)


@pytest.mark.parametrize("name", ["", "../../secret", "ab" * 31, "zz" * 32, 5])
def test_a_photograph_is_asked_for_by_its_sha256(name: Any) -> None:
    with pytest.raises(ValueError):
        hello_from_plain({**hello_to_plain(HELLO), "photos_wanted": [name]})
