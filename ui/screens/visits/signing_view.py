"""Who told, and who joined: signatures and thumbprints at the end of a visit."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.visits import VisitPage
from kmcase.domain.payments import Finger, Hand, SignatureMark
from kmcase.domain.visits import PARTNER_ROLES, Informant, Partner, Visit
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.screens.visits.presenter import Mark
from ui.theme import Space, Tone
from ui.widgets import (
    Banner,
    Button,
    Card,
    Choice,
    ChoiceEdit,
    FrontPage,
    IconMark,
    Label,
    LineEdit,
    RadioEdit,
    SignaturePad,
    Texts,
    ThumbprintPad,
    clear_layout,
    row,
)

_PAD = 148
_NARROW_LETTERS = 55
_SIGNATURE, _THUMB = "signature", "thumb"


class SigningPage(QWidget):
    """`signed` with a `Mark`, `joined` with a `Partner`."""

    signed = Signal(object)
    joined = Signal(object)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._visit: Visit | None = None
        self._proposed: tuple[str, str] = ("", "")
        self.title = Label(texts, message("visits_ui.page.signing"), role="title")
        self.banner = Banner(texts)
        self.who = FormView(texts, _informant_form(), narrow_letters=_NARROW_LETTERS)
        self.ways = self.who.editor("way")
        self.pad = SignaturePad(texts, message("visits_ui.signing.informant"), height=_PAD)
        self.thumb = ThumbprintPad(texts, message("visits_ui.signing.informant"))
        self.witnesses = FormView(texts, _witness_form(), narrow_letters=_NARROW_LETTERS)
        self.sign = Button(texts, message("visits_ui.signing.sign"), icon_name="sign")
        self.partner = FormView(texts, _partner_form(), narrow_letters=_NARROW_LETTERS)
        self.partner_pad = SignaturePad(texts, message("visits_ui.signing.partner"), height=_PAD)
        self.join = Button(texts, message("visits_ui.signing.join"), icon_name="plus")
        self._told = QVBoxLayout()
        self._came = QVBoxLayout()
        self._labels = [Label(texts, message(f"visits_ui.signing.{name}"), role="lead") for name in ("told", "came")]
        self._cards = [Card(spacing=Space.ONE), Card(spacing=Space.ONE)]
        self._entering: list[QWidget] = []
        self._build()
        self._turn()

    def show_page(self, page: VisitPage, *, read_only: bool) -> None:
        """Who signed already; the informant is proposed as the answers say."""
        visit, told = page.visit, page.answers
        informant, relation = str(told.get("informant") or page.person_name), str(told.get("informant_relation") or "")
        another = self._visit is None or self._visit.visit_id != visit.visit_id
        more = self._visit is not None and len(visit.informants) > len(self._visit.informants)
        joined = self._visit is not None and len(visit.partners) > len(self._visit.partners)
        self._visit = visit
        if another or more:
            self._clear_informant(informant, relation)
        else:
            self._follow(informant, relation)
        if another or joined:
            self._clear_partner()
        self._list(self._told, (self._informant_line(each) for each in visit.informants))
        self._list(self._came, (self._partner_line(each) for each in visit.partners))
        for part in self._entering:
            part.setVisible(not read_only)
        self._turn()

    def show_refusal(self, field: str | None, said: Message) -> None:
        """Why nothing was recorded."""
        if field in self.who.raws():
            self.who.set_errors({field or "": said})
        else:
            self.banner.say(Tone.ERROR, said)

    def is_signed(self) -> bool:
        """Whether an informant signed what is written now."""
        visit = self._visit
        return bool(visit and visit.informants and set(visit.informants[-1].writes) == set(visit.writes))

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        for part in (
            *self._labels, self.title, self.banner, self.who, self.pad, self.thumb, self.witnesses, self.sign,
            self.partner, self.partner_pad, self.join,
        ):  # fmt: skip
            part.retranslate(texts)
        if self._visit is not None:
            self._list(self._told, (self._informant_line(each) for each in self._visit.informants))
            self._list(self._came, (self._partner_line(each) for each in self._visit.partners))

    # --- inside ---

    def _build(self) -> None:
        thumb = QWidget()
        below = QVBoxLayout(thumb)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(Space.ONE)
        below.addWidget(self.thumb, 1)
        below.addWidget(self.witnesses)
        self._marks = FrontPage()
        self._marks.addWidget(self.pad)
        self._marks.addWidget(thumb)
        told, came = self._cards
        told.body.addWidget(self._labels[0])
        told.body.addLayout(self._told)
        self._add(told, self.who, self._marks)
        self._add_foot(told, self.sign)
        came.body.addWidget(self._labels[1])
        came.body.addLayout(self._came)
        self._add(came, self.partner, self.partner_pad)
        self._add_foot(came, self.join)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, Space.ONE, Space.ONE)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self.title)
        layout.addWidget(self.banner)
        for card in (told, came):
            layout.addWidget(card)
        layout.addStretch(1)
        self.ways.changed.connect(self._turn)
        self.sign.clicked.connect(self._sign)
        self.join.clicked.connect(self._join)
        self.setFocusProxy(self.who)

    def _add(self, card: Card, *parts: QWidget) -> None:
        for part in parts:
            card.body.addWidget(part)
            self._entering.append(part)

    def _add_foot(self, card: Card, button: Button) -> None:
        card.body.addLayout(row(None, button))
        self._entering.append(button)

    def _turn(self) -> None:
        self._marks.setCurrentIndex(1 if self.ways.value() == _THUMB else 0)

    def _follow(self, informant: str, relation: str) -> None:
        """Propose who is answered by now, unless another name or relation was typed here."""
        for name, value, before in zip(("name", "relation"), (informant, relation), self._proposed, strict=True):
            editor = self.who.editor(name)
            if editor.value() in ("", before):
                editor.set_value(value)
        self._proposed = (informant, relation)

    def _clear_informant(self, informant: str, relation: str) -> None:
        self._proposed = (informant, relation)
        self.who.set_values({"name": informant, "relation": relation, "way": _SIGNATURE})
        self.pad.clear()
        self.thumb.clear()
        self.witnesses.set_values({})
        self.banner.hide()

    def _clear_partner(self) -> None:
        self.partner.set_values({})
        self.partner_pad.clear()

    def _sign(self) -> None:
        self.banner.hide()
        if not self.who.validate():
            return
        typed = self.who.values()
        mark = Mark(name=typed["name"], relation=typed["relation"])
        if typed["way"] == _THUMB:
            self._press(mark)
        elif self.pad.problem() is not None:
            self.banner.say(Tone.ERROR, message("visits_ui.signing.no_mark"))
        else:
            self.signed.emit(Mark(name=mark.name, relation=mark.relation, strokes=self.pad.ink().to_json()))

    def _press(self, mark: Mark) -> None:
        pressed, problem = self.thumb.value(), self.thumb.problem()
        if pressed is None:
            self.banner.say(Tone.ERROR, problem or message("visits_ui.signing.no_mark"))
        elif self.witnesses.validate():
            names = self.witnesses.values()
            self.signed.emit(
                Mark(
                    name=mark.name,
                    relation=mark.relation,
                    thumbprint=pressed.content,
                    finger=Finger(pressed.finger.value),
                    hand=Hand(pressed.hand.value),
                    witnesses=(names["one"], names["two"]),
                )
            )

    def _join(self) -> None:
        if not self.partner.validate():
            return
        typed, ink = self.partner.values(), self.partner_pad.ink()
        self.joined.emit(
            Partner(
                partner_id="",
                name=typed["partner_name"],
                role=typed["role"] or "",
                agency=typed["agency"],
                signature=SignatureMark(strokes=ink.to_json()) if ink.is_enough else None,
            )
        )

    def _list(self, layout: QVBoxLayout, lines: Iterable[tuple[str, Message]]) -> None:
        clear_layout(layout)
        for icon, said in lines:
            line = row(IconMark(icon, "ok" if icon == "ok" else "muted"), Label(self._texts, said), stretch=1)
            layout.addLayout(line)

    def _informant_line(self, informant: Informant) -> tuple[str, Message]:
        assert self._visit is not None
        key = "thumbed" if informant.thumbprint is not None else "signed"
        stands = set(informant.writes) == set(self._visit.writes)
        said = message(f"visits_ui.signing.{key}", name=informant.name, relation=informant.relation or "–")
        return ("ok", said) if stands else ("info", message("visits_ui.signing.before", said=said))

    def _partner_line(self, partner: Partner) -> tuple[str, Message]:
        role = message(f"visits.partner_role.{partner.role}") if partner.role else "–"
        key = "partner_signed" if partner.signature else "partner_named"
        said = message(f"visits_ui.signing.{key}", name=partner.name, role=role, agency=partner.agency or "–")
        return ("ok" if partner.signature else "person", said)


def _informant_form() -> FormSpec:
    ways = tuple(Choice(value=way, said=message(f"visits_ui.signing.way.{way}")) for way in (_SIGNATURE, _THUMB))
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("name", "visits_ui.signing.name", LineEdit, required=True),
                    Field("relation", "visits_ui.signing.relation", LineEdit),
                    Field("way", "visits_ui.signing.by", partial(RadioEdit, choices=ways), width=Width.FULL),
                ),
            ),
        )
    )


def _witness_form() -> FormSpec:
    return FormSpec(
        (
            Section(
                None,
                tuple(
                    Field(name, f"visits_ui.signing.witness_{name}", LineEdit, required=True) for name in ("one", "two")
                ),
            ),
        )
    )


def _partner_form() -> FormSpec:
    roles = tuple(Choice(value=role, said=message(f"visits.partner_role.{role}")) for role in PARTNER_ROLES)
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("partner_name", "visits_ui.signing.partner_name", LineEdit, required=True),
                    Field("role", "visits_ui.signing.role", partial(ChoiceEdit, choices=roles)),
                    Field("agency", "visits_ui.signing.agency", LineEdit, width=Width.FULL),
                ),
            ),
        )
    )
