"""The fields by which a client signs in a form of a case: drawn, by thumbprint with witnesses, or a paper scanned."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from kmcase.application.evidence import AttachmentStore
from kmcase.domain.cases.signing import Signed
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.payments import Finger, Hand, ThumbMark, Witness
from kmcase.messages import message
from ui.forms import Field, FormView, Section, Width
from ui.kept_paper import kept_pages
from ui.widgets import Choice, LineEdit, PagesEdit, RadioEdit, SignatureEdit, Thumbprint, ThumbprintEdit

SIGNATURE, THUMB, PAPER = "signature", "thumb", "paper"
_ASKED = {
    SIGNATURE: ("signature",),
    THUMB: ("thumb", "witness_one", "witness_two"),
    PAPER: ("paper",),
}


def signing_section() -> Section:
    """Who signs, and by what."""
    ways = tuple(Choice(value=way, said=message(f"case_intake.signing.{way}")) for way in _ASKED)
    return Section(
        "case_intake.signing.section",
        (
            Field("signed_by", "case_intake.signing.signed_by", LineEdit, required=True),
            Field("relation", "case_intake.signing.relation", LineEdit, help_key="case_intake.signing.relation_help"),
            Field("way", "case_intake.signing.way", partial(RadioEdit, choices=ways), required=True, width=Width.FULL),
            Field("signature", "case_intake.signing.signature", SignatureEdit, width=Width.FULL),
            Field("thumb", "case_intake.signing.thumb", ThumbprintEdit, width=Width.FULL),
            Field("witness_one", "case_intake.signing.witness_one", LineEdit),
            Field("witness_two", "case_intake.signing.witness_two", LineEdit),
            Field("paper", "case_intake.signing.paper", PagesEdit, width=Width.FULL),
        ),
    )


def begin_signing(form: FormView, name: str) -> None:
    """The client signs by hand, as it is most often; only the mark that is chosen is asked for, whatever it is."""
    form.editor("signed_by").set_value(name)
    form.editor("way").set_value(SIGNATURE)

    def turn() -> None:
        way = form.editor("way").value()
        for each, names in _ASKED.items():
            form.set_field_visible(each == way, *names)

    form.editor("way").changed.connect(turn)
    turn()


def kept_mark(values: Mapping[str, Any], attachments: AttachmentStore) -> Signed | None:
    """What was signed, its files stored; for use in a job. None where no mark was made."""
    who: dict[str, str] = {"name": values["signed_by"] or "", "relation": values["relation"] or ""}
    way = values["way"]
    if way == SIGNATURE and values["signature"] is not None:
        return Signed(**who, signature=values["signature"])
    thumb: Thumbprint | None = values["thumb"]
    if way == THUMB and thumb is not None:
        image = attachments.keep(thumb.content, EvidenceKind.THUMBPRINT, "thumbprint")
        witnesses = (Witness(name=values["witness_one"] or ""), Witness(name=values["witness_two"] or ""))
        mark = ThumbMark(
            image=image, finger=Finger(thumb.finger.value), hand=Hand(thumb.hand.value), witnesses=witnesses
        )
        return Signed(**who, thumbprint=mark)
    pages = values["paper"]
    if way == PAPER and pages:
        first, *others = kept_pages(attachments, pages)
        return Signed(**who, paper=first, more_pages=tuple(others))
    return None
