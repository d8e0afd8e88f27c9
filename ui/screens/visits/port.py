"""What the visits' widget can show, as the presenter knows it. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kmcase.application.ports.files import CameraPhoto
from kmcase.application.read.people import PersonItem
from kmcase.application.read.visits import VisitItem, VisitPage
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.forms import Form
from kmcase.messages import Message
from ui.ports import Err
from ui.screens.visits.actions import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A visit with its form, and what may be done with it by whoever is signed in.

    `registered` is who and where somebody is by the register, as answers to be confirmed; empty where nothing is asked.
    """

    page: VisitPage
    form: Form
    registered: Mapping[str, Any]
    actions: tuple[Action, ...]
    writable: bool
    may_explain: bool
    may_confirm: bool
    may_answer: bool


class VisitsPort(Protocol):
    """What the view can show."""

    def show_visits(self, items: tuple[VisitItem, ...]) -> None:
        """The list."""
        ...

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        ...

    def show_people(self, items: tuple[PersonItem, ...]) -> None:
        """Whom a visit may be begun to."""
        ...

    def show_visit(self, shown: Shown) -> None:
        """One visit, or the same one as it has become."""
        ...

    def show_written(self, raws: Mapping[str, Any]) -> None:
        """What was typed so is in the visit."""
        ...

    def show_refusal(self, refusal: Err) -> None:
        """Why nothing was done, beside what it is about."""
        ...

    def show_done(self) -> None:
        """What was asked for is done: its question goes."""
        ...


class PhotosPort(Protocol):
    """What the view shows of photographs and papers."""

    def show_thumbnails(self, contents: Mapping[str, bytes]) -> None:
        """Kept pictures, by the hash they are stored under."""
        ...

    def show_taking(self, kind: EvidenceKind, name: str) -> None:
        """A photograph is being made small and kept."""
        ...

    def show_not_taken(self, kind: EvidenceKind, why: Message) -> None:
        """Why a photograph or a paper was not kept."""
        ...

    def show_camera(self, photos: Sequence[CameraPhoto], *, more: int) -> None:
        """Photographs of a camera's folder that were read so far; `more` are still to come."""
        ...

    def show_no_camera(self, why: Message) -> None:
        """Why a folder shows none."""
        ...

    def show_picture(self, content: bytes, title: Message) -> None:
        """A photograph, large."""
        ...
