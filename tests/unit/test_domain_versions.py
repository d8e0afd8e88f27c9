"""What two people write apart is kept until a person decides, in whatever order it arrives."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.versions import Write, resolve


def _write(event_id: str, at: str, values: dict[str, str], seen: dict[str, tuple[str, ...]] | None = None) -> Write:
    return Write(event_id=event_id, at=at, actor="officer", values=values, seen=seen or {})


def test_the_first_values_stand() -> None:
    found = resolve([_write("a:1", "1", {"name": "บุญมี", "phone": "081"})])
    assert found.values == {"name": "บุญมี", "phone": "081"}
    assert not found.conflicts


def test_an_edit_that_saw_a_value_takes_its_place() -> None:
    found = resolve([_write("a:1", "1", {"name": "บุญมี"}), _write("a:2", "2", {"name": "บุญมา"}, {"name": ("a:1",)})])
    assert found.values["name"] == "บุญมา"
    assert not found.conflicts


def test_one_field_written_twice_apart_shows_both() -> None:
    first = _write("a:1", "1", {"name": "บุญมี", "phone": "081"})
    one = _write("b:1", "2", {"name": "บุญมา"}, {"name": ("a:1",)})
    other = _write("c:1", "3", {"name": "บุญมาก"}, {"name": ("a:1",)})
    found = resolve([first, one, other])
    assert found.conflicts == {"name"}
    assert [version.value for version in found.versions["name"]] == ["บุญมา", "บุญมาก"]
    assert found.values["name"] == "บุญมาก"
    decided = _write("a:2", "4", {"name": "บุญมา"}, found.seen(["name"]))
    settled = resolve([first, one, other, decided])
    assert not settled.conflicts
    assert settled.values["name"] == "บุญมา"


def test_different_fields_written_apart_merge() -> None:
    first = _write("a:1", "1", {"name": "บุญมี", "phone": "081"})
    found = resolve(
        [
            first,
            _write("b:1", "2", {"name": "บุญมา"}, {"name": ("a:1",)}),
            _write("c:1", "2", {"phone": "082"}, {"phone": ("a:1",)}),
        ]
    )
    assert found.values == {"name": "บุญมา", "phone": "082"}
    assert not found.conflicts


def test_the_same_value_written_apart_is_no_conflict() -> None:
    first = _write("a:1", "1", {"name": "บุญมี"})
    same = [_write(f"{store}:1", "2", {"name": "บุญมา"}, {"name": ("a:1",)}) for store in "bc"]
    assert not resolve([first, *same]).conflicts


_WRITES = st.lists(
    st.builds(
        _write,
        event_id=st.sampled_from([f"{store}:{n}" for store in "abc" for n in range(1, 4)]),
        at=st.sampled_from("12345"),
        values=st.dictionaries(st.sampled_from(["name", "phone"]), st.sampled_from("xyz"), min_size=1),
        seen=st.dictionaries(
            st.sampled_from(["name", "phone"]),
            st.lists(st.sampled_from([f"{store}:{n}" for store in "abc" for n in range(1, 4)]), max_size=3).map(tuple),
        ),
    ),
    unique_by=lambda write: write.event_id,
    max_size=8,
)


@given(_WRITES, st.integers())
def test_the_result_does_not_depend_on_the_order_of_arrival(writes: list[Write], seed: int) -> None:
    shuffled = list(writes)
    random.Random(seed).shuffle(shuffled)
    assert resolve(writes) == resolve(shuffled)
