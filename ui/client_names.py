"""What a client is called on the screens of case work. No Qt."""

from __future__ import annotations

from kmcase.messages import Message, message


def client_name(name: str) -> Message | str:
    """A client's name, or that nobody knows it."""
    return name or message("cases.client.no_name")
