"""Where one has been, as in a browser. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A screen, and a record there."""

    screen: str
    record_id: str | None = None


class History:
    """A line of places and where on it one stands."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """Where one stands."""
        return self._places[self._at] if self._places else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier place."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one came back from somewhere."""
        return self._at + 1 < len(self._places)

    def visit(self, place: Place) -> None:
        """Go somewhere new; what lay ahead is forgotten."""
        if place == self.here:
            return
        del self._places[self._at + 1 :]
        self._places.append(place)
        del self._places[:-_LONGEST]
        self._at = len(self._places) - 1

    def back(self) -> Place | None:
        """The place before, if there is one."""
        if not self.can_go_back:
            return None
        self._at -= 1
        return self.here

    def forward(self) -> Place | None:
        """The place ahead, if there is one."""
        if not self.can_go_forward:
            return None
        self._at += 1
        return self.here
