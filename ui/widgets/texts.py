"""The words of widgets: where they come from, and how a language switch reaches all of them."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject

from kmcase.messages import Message
from kmcase.thai.breaks import soften

Said = Message | str
"""A sentence that follows the language, or data that does not."""


class Texts(Protocol):
    """Where widgets take their words; a `Catalogue` is one."""

    def text(self, key: str, /, **params: object) -> str:
        """The sentence of a key."""
        ...

    def render(self, said: Message) -> str:
        """The sentence of a message."""
        ...

    def has(self, key: str) -> bool:
        """Whether the key is known."""
        ...


@runtime_checkable
class Translatable(Protocol):
    """What can say its words anew."""

    def retranslate(self, texts: Texts) -> None:
        """Say everything in another language."""
        ...


def said_text(texts: Texts, said: Said) -> str:
    """The words of a `Said`."""
    return texts.render(said) if isinstance(said, Message) else said


def wrapped(text: str) -> str:
    """Text for a label that wraps: a zero-width space where a Thai line may break. Never stored, never copied."""
    return soften(text)


def retranslate_all(root: QObject, texts: Texts) -> None:
    """Retranslate every translatable widget below `root`; one that is translatable cares for its own children."""
    for child in root.children():
        if isinstance(child, Translatable):
            child.retranslate(texts)
        else:
            retranslate_all(child, texts)
