"""Who is around a client: the family diagram and the resource map, drawn from two lists that are entered below them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QTabWidget, QWidget

from kmcase.application.cases.network import DescribeRelative, DescribeResource
from kmcase.application.changes import Outcome
from kmcase.application.printing.case_assessments import AssessmentOrder
from kmcase.application.read.case_network import NetworkPage, RelativeItem, ResourceItem
from kmcase.application.read.case_pictures import draw_family, draw_resources, say_family, say_resources
from kmcase.application.read.cases import CasePage
from kmcase.domain.cases.network import ResourceValues
from kmcase.domain.drawings.shapes import Drawing
from kmcase.messages import message
from ui.answering import told
from ui.forms import FormSpec
from ui.forms.case import case_form
from ui.ports import Desk, LiveTexts
from ui.screens.cases.network_lines import (
    RESOURCE_COLUMNS,
    apart_of,
    called,
    others_said,
    relative_columns,
    relative_form,
    relative_spec,
    relative_values,
    resource_form,
    resource_spec,
)
from ui.screens.cases.part import CaseHost, PartSpec
from ui.tables.list_view import ListView
from ui.tone import Tone
from ui.widgets import Banner, Button, DrawingView, Label, WrappingRow, block, column, scrolling

_MAP = 360
_LIST = 260
FAMILY, RESOURCES = "family", "resources"
_Item = RelativeItem | ResourceItem


class _Half(QWidget):
    """A picture, its list below it, and what can be done with an entry."""

    def __init__(self, desk: Desk, name: str, listed: ListView, *, symbols: bool) -> None:
        super().__init__()
        texts = desk.texts
        self.list = listed
        self.apart = Banner(texts)
        self.nothing = Label(texts, message(f"case_network.{name}.none"), role="muted")
        self.picture = DrawingView(texts, height=_MAP)
        self.legend = Label(texts, message("case_network.picture.symbols") if symbols else "", role="muted")
        self.add = Button(texts, message(f"case_network.{name}.add"), kind="primary", icon_name="plus")
        self.change = Button(texts, message("case_network.page.change"), icon_name="edit")
        self.remove = Button(texts, message("case_network.page.remove"), icon_name="minus")
        self.print = Button(texts, message("case_network.page.print"), icon_name="print")
        listed.setMinimumHeight(_LIST)
        body = block(self.apart, self.nothing, self.picture, self.legend, listed, stretch=4)
        foot = WrappingRow(self.print, self.remove, self.change, None, self.add)
        self.setLayout(column(scrolling(body), foot, stretch=0))
        listed.selection_changed.connect(self.show_chosen)

    def show_chosen(self) -> None:
        """What can be done with the entry that is selected."""
        for button in (self.change, self.remove):
            button.setEnabled(self.list.only() is not None)

    def forget(self) -> None:
        """Another case is read: of the one before nothing is shown nor done."""
        self.list.set_items(())
        self.list.set_loading()
        for part in (self.apart, self.nothing, self.picture, self.legend):
            part.hide()
        self.print.setEnabled(False)

    def show_items(self, items: tuple[_Item, ...], *, may_write: bool) -> None:
        """The entries, and which of them were written apart."""
        self.list.set_items(items)
        for part in (self.picture, self.legend):
            part.setVisible(bool(items))
        self.nothing.setVisible(not items)
        for button in (self.add, self.change, self.remove):
            button.setVisible(may_write)
        self.print.setEnabled(bool(items))
        self.show_chosen()
        self._show_apart(items)

    def _show_apart(self, items: tuple[_Item, ...]) -> None:
        found = apart_of(items)  # type: ignore[arg-type]
        if not found:
            self.apart.hide()
            return
        said = message("case_network.page.apart", name=called(found[0]), count=len(found[0].apart) + 1)
        self.apart.say(Tone.WARN, said, closable=False)


class NetworkPart(QWidget):
    """The part."""

    def __init__(self, desk: Desk, host: CaseHost) -> None:
        super().__init__()
        self._desk = desk
        self._host = host
        self._service = desk.services.case_network
        self._page: CasePage | None = None
        self._network = NetworkPage(relatives=(), resources=())
        self.family = _Half(desk, FAMILY, self._list(FAMILY, relative_columns(desk.today())), symbols=True)
        self.resources = _Half(desk, RESOURCES, self._list(RESOURCES, RESOURCE_COLUMNS), symbols=False)
        self.halves = QTabWidget()
        self.halves.addTab(self.family, "")
        self.halves.addTab(self.resources, "")
        self.setLayout(column(self.halves))
        self._connect()
        self._retitle()

    def show_case(self, page: CasePage) -> None:
        """The case in front."""
        if self._page is None or self._page.head.case_id != page.head.case_id:
            self._network = NetworkPage(relatives=(), resources=())
            for half in (self.family, self.resources):
                half.forget()
        self._page = page
        case_id = page.head.case_id
        self._desk.jobs.database(lambda: self._service.page(case_id), told(self._desk, self._show))

    def retranslate(self, texts: LiveTexts) -> None:
        """Labels and pictures do so by themselves."""
        self._retitle()

    # --- inside ---

    def _list(self, name: str, columns: Any) -> ListView:
        return ListView(
            self._desk,
            name=f"case_{name}",
            title_key=f"case_network.{name}.title",
            columns=columns,
            key=lambda item: item.entry_id,
            empty=message(f"case_network.{name}.none"),
        )

    def _connect(self) -> None:
        for half, begin in ((self.family, self.begin_relative), (self.resources, self.begin_resource)):
            half.add.clicked.connect(partial(self._begin, begin, None))
            half.change.clicked.connect(partial(self._begin_chosen, half, begin))
            half.list.activated.connect(begin)
            half.print.clicked.connect(self.print_page)
        self.family.remove.clicked.connect(self._remove_relative)
        self.resources.remove.clicked.connect(self._remove_resource)

    def _retitle(self) -> None:
        texts = self._desk.texts
        self.halves.setAccessibleName(texts.text("case_network.page.view"))
        for at, name in enumerate((FAMILY, RESOURCES)):
            self.halves.setTabText(at, texts.text(f"case_network.{name}.title"))

    def _show(self, network: NetworkPage) -> None:
        if self._page is None:
            return
        self._network = network
        client, today = self._page.head.client, self._desk.today()
        may_write = self._desk.may("cases.map_network")
        self.family.show_items(network.relatives, may_write=may_write)
        self.resources.show_items(network.resources, may_write=may_write)

        def family(width: float, _height: float, em: float) -> Drawing:
            return draw_family(client, network, today, width, em)

        title = message("case_network.family.title")
        self.family.picture.set_drawing(family, title, say_family(network, today))
        draw = partial(draw_resources, client, network)
        title = message("case_network.resources.title")
        self.resources.picture.set_drawing(draw, title, say_resources(network))

    # --- forms and paper ---

    def _begin(self, begin: Callable[[Any], None], item: _Item | None, _checked: bool = False) -> None:
        begin(item)

    def _begin_chosen(self, half: _Half, begin: Callable[[Any], None], _checked: bool = False) -> None:
        begin(half.list.only())

    def begin_relative(self, item: RelativeItem | None) -> None:
        """Describe somebody of the family, or somebody new."""
        if self._page is None or not self._desk.may("cases.map_network"):
            return
        case_id, today = self._page.head.case_id, self._desk.today()
        entry_id, seen = _known(item)

        def keep(typed: dict[str, Any]) -> None:
            values = relative_values(typed, today)
            command = DescribeRelative(case_id=case_id, values=values, entry_id=entry_id, seen=seen)
            self._write(partial(self._service.describe_relative, command), "family.kept")

        spec = relative_spec(self._network, entry_id)
        self._ask(FAMILY, item, spec, relative_form(item.values if item else None, today), keep)

    def begin_resource(self, item: ResourceItem | None) -> None:
        """Describe a resource, or a new one."""
        if self._page is None or not self._desk.may("cases.map_network"):
            return
        case_id = self._page.head.case_id
        entry_id, seen = _known(item)

        def keep(typed: dict[str, Any]) -> None:
            values = ResourceValues(**typed)
            command = DescribeResource(case_id=case_id, values=values, entry_id=entry_id, seen=seen)
            self._write(partial(self._service.describe_resource, command), "resources.kept")

        self._ask(RESOURCES, item, resource_spec(), resource_form(item.values if item else None), keep)

    def print_page(self) -> None:
        """Both pictures with their lists."""
        if self._page is None:
            return
        order = AssessmentOrder(case_id=self._page.head.case_id)
        service, language = self._desk.services.case_assessments, self._desk.texts.language
        title = message("case_network.paper.title")
        self._host.show_paper(lambda _: service.paper(order, language), title, PART.key)

    def _remove_relative(self) -> None:
        item = self.family.list.only()
        if self._page is not None and item is not None:
            entry_id, seen = _known(item)
            command = DescribeRelative(case_id=self._page.head.case_id, values=None, entry_id=entry_id, seen=seen)
            self._write(partial(self._service.describe_relative, command), "page.removed")

    def _remove_resource(self) -> None:
        item = self.resources.list.only()
        if self._page is not None and item is not None:
            entry_id, seen = _known(item)
            command = DescribeResource(case_id=self._page.head.case_id, values=None, entry_id=entry_id, seen=seen)
            self._write(partial(self._service.describe_resource, command), "page.removed")

    def _ask(
        self,
        name: str,
        item: _Item | None,
        spec: FormSpec,
        shown: dict[str, object],
        keep: Callable[[dict[str, Any]], None],
    ) -> None:
        title = message(f"case_network.{name}.form_{'new' if item is None else 'edit'}")
        form = case_form(self._desk.texts, title, spec, shown)
        if item is not None and item.apart:
            form.warn(message("case_network.page.form_apart", others=others_said(item)))
        self._host.fill_in(form, keep)

    def _write(self, work: Callable[[], Outcome[Any]], said: str) -> None:
        self._desk.jobs.database(work, self._host.recorded(message(f"case_network.{said}")))


def _known(item: _Item | None) -> tuple[str, tuple[str, ...]]:
    """The entry and the versions of it that were seen; neither of a new one."""
    return (item.entry_id, item.seen) if item is not None else ("", ())


PART = PartSpec(key="network", use_case="cases.read", make=NetworkPart)
