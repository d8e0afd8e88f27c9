"""A sentence not yet said: its key in the catalogue and what fills it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """Rendered at an edge by `kmcase.messages.Catalogue`, so that the language can be switched."""

    key: str
    params: Mapping[str, object] = field(default_factory=dict)


def message(key: str, /, **params: object) -> Message:
    """A `Message` by keywords."""
    return Message(key, params)
