"""What reception found, what the client brought, their photograph, and who else they are known as."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.case_intake import BelongingsItem, IntakePage
from kmcase.application.read.cases import CasePage
from kmcase.domain.cases.intake import Belonging, IntakeValues
from kmcase.domain.writings import Writing
from kmcase.messages import Message, message
from kmcase.thai.calendar import format_short
from ui.answering import told
from ui.ports import Desk, Err, LiveTexts, Result
from ui.screens.cases.intake_actions import IntakeActions
from ui.screens.cases.intake_facts import intake_facts
from ui.screens.cases.part import CaseHost, PartSpec
from ui.screens.cases.receiving import Likely
from ui.screens.cases.same_panel import SamePanel
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    Button,
    Chip,
    KeyFacts,
    Label,
    PhotoPlace,
    PhotoShown,
    Said,
    WrappingRow,
    block,
    clear_layout,
    column,
    row,
    scrolling,
)
from ui.widgets.picture_sheet import open_picture

_PHOTO_WIDTH, _PHOTO_HEIGHT = 192, 240


class IntakePart(QWidget):
    """The part."""

    def __init__(self, desk: Desk, host: CaseHost) -> None:
        super().__init__()
        self._desk = desk
        self._case: CasePage | None = None
        self._page: IntakePage | None = None
        self._shown_photo = ""
        texts = desk.texts
        self.actions = IntakeActions(desk, host, self)
        self.banner = Banner(texts)
        self.photo = PhotoPlace(texts, message("case_intake.page.photo"))
        self.facts = KeyFacts(texts)
        self.things = QVBoxLayout()
        self.links = QVBoxLayout()
        self.same = SamePanel(texts)
        self.versions = QVBoxLayout()
        self.find = Button(texts, message("case_intake.page.find"), icon_name="search")
        self.bring = Button(texts, message("case_intake.page.bring"), icon_name="plus")
        self.take = Button(texts, message("case_intake.page.take_photo"), icon_name="camera")
        self.edit = Button(texts, message("case_intake.page.edit"), kind="primary", icon_name="edit")
        self._build()

    def show_case(self, page: CasePage) -> None:
        """The case in front."""
        if self._case is None or self._case.head.case_id != page.head.case_id:
            self._page = None
            self._shown_photo = ""
            self.photo.clear()
            self._area.verticalScrollBar().setValue(0)
            self.actions.leave_search()
            self.same.show_likely(Likely())
        self._case = page
        writes = self._desk.may("cases.intake")
        for button in (self.edit, self.take, self.bring, self.find):
            button.setVisible(writes)
        service, case_id = self._desk.services.case_intake, page.head.case_id
        self._desk.jobs.database(lambda: service.page(case_id), told(self._desk, self._show))

    def show_likely(self, found: Likely) -> None:
        """Who the client may be."""
        self.same.show_likely(found)

    def say_nobody(self) -> None:
        """Nobody else is like the client."""
        self._desk.notices.notice(message("case_intake.same.nobody"), Tone.PLAIN)

    def show_picture(self, content: bytes, title: Message) -> None:
        """A picture, large."""
        open_picture(self, content, self._desk.texts.render(title))

    def retranslate(self, texts: LiveTexts) -> None:
        """Labels do so by themselves."""

    # --- inside ---

    def _build(self) -> None:
        for part in (self.things, self.links, self.versions):
            part.setSpacing(Space.HALF)
        self.photo.set_read_only(True)
        self.photo.setFixedSize(_PHOTO_WIDTH, _PHOTO_HEIGHT)
        beside = row(self.facts, column(self.photo, None), spacing=Space.TWO, stretch=0)
        parts = (self.banner, self.same, self.links, beside, self.things, self.versions, None)
        foot = WrappingRow(self.find, self.bring, self.take, None, self.edit)
        self._area = scrolling(block(*parts, spacing=Space.TWO))
        self.setLayout(column(self._area, foot, stretch=0))
        self.edit.clicked.connect(lambda: self._act(self.actions.begin_record))
        self.take.clicked.connect(lambda: self._act(self.actions.begin_photograph))
        self.bring.clicked.connect(lambda: self._act(self.actions.begin_list))
        self.find.clicked.connect(lambda: self._act(self.actions.find))
        self.photo.opened.connect(lambda: self._act(self.actions.look))
        self.same.person_linked.connect(lambda person_id: self._act(self.actions.begin_link, person_id))
        self.same.case_linked.connect(lambda case_id: self._act(self.actions.begin_same, case_id))
        self.same.person_opened.connect(lambda person_id: self._desk.navigation.open("people", person_id))
        self.same.case_opened.connect(lambda case_id: self._desk.navigation.open("cases", case_id))
        self.same.set_aside.connect(self.actions.set_aside)

    def _act(self, begin: Any, *more: object) -> None:
        if self._case is not None and self._page is not None:
            begin(self._case, self._page, *more)

    def _show(self, page: IntakePage) -> None:
        if self._case is None:
            return
        self._page = page
        self._show_banner(page)
        newest = page.standing[0].values if page.standing else None
        self.facts.set_facts(intake_facts(newest, self._case.casework, page.names) if newest else [])
        self._show_links(self._case, page)
        self._show_things(page)
        self._show_versions(page)
        self._show_photo(page)

    def _show_banner(self, page: IntakePage) -> None:
        if len(page.standing) > 1:
            self.banner.say(Tone.WARN, message("case_intake.page.apart", count=len(page.standing)), closable=False)
        elif not page.standing:
            self.banner.say(Tone.WARN, message("case_intake.page.nothing"), closable=False)
        elif not page.standing[0].values.interviewed:
            self.banner.say(Tone.WARN, message("case_intake.page.not_ready"), closable=False)
        else:
            self.banner.hide()

    def _show_photo(self, page: IntakePage) -> None:
        self.photo.setVisible(bool(page.photos))
        if not page.photos or page.photos[0].photo_id == self._shown_photo:
            return
        newest = page.photos[0]
        self._shown_photo = newest.photo_id
        attachments = self._desk.services.attachments

        def opened(result: Result[bytes]) -> None:
            if isinstance(result, Err):
                self.photo.show_problem(result.message)
            elif self._shown_photo == newest.photo_id:
                photo = newest.photo
                self.photo.show_photo(PhotoShown(thumbnail=result.value, sha256=photo.sha256, taken_at=photo.taken_at))

        title = message("case_intake.page.photo")
        self._desk.jobs.background(lambda _: attachments.open(newest.photo.stored_sha256), opened, title=title)

    def _show_links(self, case: CasePage, page: IntakePage) -> None:
        clear_layout(self.links)
        texts = self._desk.texts
        if case.head.person_id:
            said = Label(texts, message("case_intake.same.in_register"))
            person_id = case.head.person_id
            show = self._link(
                "same.open_person", "arrow_right", partial(self._desk.navigation.open, "people", person_id)
            )
            away = self._link("same.unlink", "undo", partial(self._act, self.actions.begin_unlink))
            away.setVisible(self._desk.may("cases.link"))
            self.links.addLayout(row(said, show, away, None))
        for item in page.same:
            said = Label(texts, message("case_intake.same.also", number=item.number, stage=item.stage.words))
            case_id = item.case_id
            opened = partial(self._desk.navigation.open, "cases", case_id)
            show = self._link("same.open", "arrow_right", opened, item.number)
            act = partial(self._act, self.actions.begin_not_same, case_id)
            away = self._link("same.not_same", "close", act, item.number)
            away.setVisible(self._desk.may("cases.link"))
            self.links.addLayout(row(said, show, away, None))

    def _link(self, key: str, icon: str, press: Any, of: Said = "") -> Button:
        button = Button(self._desk.texts, message(f"case_intake.{key}"), kind="link", icon_name=icon, of=of)
        button.clicked.connect(lambda _checked=False: press())
        return button

    def _show_things(self, page: IntakePage) -> None:
        clear_layout(self.things)
        for item in page.belongings:
            self._show_inventory(page, item)

    def _show_inventory(self, page: IntakePage, item: BelongingsItem) -> None:
        texts, newest = self._desk.texts, item.standing[0].values
        title = message("case_intake.page.belongings", day=newest.on, place=newest.place or "–")
        chip = Chip(texts, "")
        if len(item.standing) > 1:
            chip.set_state(message("case_intake.page.written_apart"), Tone.WARN, "warning")
        elif newest.signed is not None:
            chip.set_state(message("case_intake.page.signed"), Tone.OK, "sign")
        else:
            chip.set_state(message("case_intake.page.unsigned"), Tone.WARN, "sign")
        self.things.addLayout(row(Label(texts, title, role="lead", wrap=False), chip, None))
        for thing in item.things:
            self.things.addWidget(Label(texts, _thing(thing, page), copyable=True))
        asked = [("print", "print", self.actions.print_belongings), ("change", "edit", self.actions.begin_list)]
        if newest.signed is None or len(item.standing) > 1:
            asked.append(("sign", "sign", self.actions.begin_sign_list))
        if any(thing.item_id not in page.returned for thing in item.things):
            asked.append(("give_back", "undo", self.actions.begin_return))
        buttons = [
            self._link(f"page.{key}", icon, partial(self._act, begin, item), title) for key, icon, begin in asked
        ]
        for button in buttons[1:]:
            button.setVisible(self._desk.may("cases.belongings"))
        self.things.addLayout(row(*buttons, None))

    def _show_versions(self, page: IntakePage) -> None:
        clear_layout(self.versions)
        others = page.versions[1:]
        if not others:
            return
        texts = self._desk.texts
        self.versions.addWidget(Label(texts, message("case_intake.page.versions"), role="lead"))
        for version in others:
            said = _version(version, page)
            label = Label(texts, said, role="muted")
            read = self._link("page.read", "eye", partial(self._read, version), said)
            self.versions.addLayout(row(label, read, stretch=0))

    def _read(self, version: Writing[IntakeValues]) -> None:
        """Show another version in the place of the facts."""
        if self._case is None or self._page is None:
            return
        self.facts.set_facts(intake_facts(version.values, self._case.casework, self._page.names))
        self.banner.say(Tone.WARN, message("case_intake.page.old"), closable=False)


def _thing(thing: Belonging, page: IntakePage) -> Message:
    back = page.returned.get(thing.item_id)
    key = "thing_back" if back is not None else "thing_kept"
    day = format_short(back.on) if back is not None else ""
    return message(f"case_intake.page.{key}", name=thing.name, count=thing.count, remark=thing.remark or "–", day=day)


def _version(version: Writing[IntakeValues], page: IntakePage) -> Message:
    key = "version_apart" if version in page.standing else "version"
    name = page.names.get(version.written_by, "")
    return message(f"case_intake.page.{key}", moment=version.written_at, name=name)


PART = PartSpec(key="intake", use_case="cases.read", make=IntakePart)
