"""What screens are made of: labels, buttons, editors, signature, photographs, charts, panels.

**Words.** A widget takes `texts: Texts` (a `Catalogue` is one) first, keeps no sentence of its own, and has
`retranslate(texts)`, which says everything anew, its children's words as well; so the language switches while the
program runs. Words given from outside are `Said`: a `Message`, which follows the language, or a `str`, which is data
(a name, a number) and stays. A screen calls `retranslate_all(self, texts)` and reaches every widget in it. Thai text
that wraps is shown with break marks (`wrapped`); what a widget returns or copies never holds them.

**Editors** (`Editor`) hold one value: `value()`, `set_value()`, `raw()` and `set_raw()` (what is typed, as JSON, for
drafts, bad text included), `problem()` (why what is typed is no value), the signal `changed`. They never block typing.

**Looks** come from `ui.theme` by dynamic properties (`role`, `tone`, `kind`); a widget that paints asks
`colours_of(self)` in `paintEvent`. Every control has an accessible name, and everything has a key.

**No files here**: what is dropped or chosen is read off the GUI thread by `FileReader` and emitted as `Picture`.

May import Qt, `ui.theme`, `kmcase.messages`, `kmcase.domain`, `kmcase.thai`; never screens, the application or files.
To add one: a module named by the thing, its words in `kmcase/messages/*/widgets.toml`, its place in
`tests/ui/gallery.py`, a test with the real widget.
"""

from ui.widgets.address_edit import AddressEdit, AreaPicker
from ui.widgets.anchored_score import AnchoredScore
from ui.widgets.areas_edit import AreasEdit
from ui.widgets.baht_edit import BahtEdit
from ui.widgets.basics import (
    Button,
    Card,
    IconButton,
    IconMark,
    Label,
    block,
    bring_into_sight,
    clear_layout,
    column,
    line,
    on_key,
    row,
    scrolling,
    scrolling_card,
    side_by_side,
    stacked,
)
from ui.widgets.charts import BudgetShown, Gauge, MonthBars, MonthShown
from ui.widgets.choice_edit import ChoiceEdit
from ui.widgets.choices import Choice, enum_choices
from ui.widgets.date_edit import BEDateEdit
from ui.widgets.drawing_view import DrawingView
from ui.widgets.drop_place import DropPlace
from ui.widgets.editor import CheckEdit, ChecksEdit, Editor, LineEdit, NumberEdit, SecretEdit
from ui.widgets.evidence_list import EvidenceList, EvidencePiece
from ui.widgets.facts import Fact, KeyFacts
from ui.widgets.findings_panel import FindingsPanel
from ui.widgets.front_page import FrontPage
from ui.widgets.ink import Ink
from ui.widgets.late_tabs import LateTabs
from ui.widgets.main_key import main_by_key
from ui.widgets.marks import Chip, SlaLight
from ui.widgets.national_id_edit import IdAnswer, NationalIdEdit
from ui.widgets.navigation import NavSection, SectionNav, SectionState, StepBar
from ui.widgets.notices import Banner, EmptyState
from ui.widgets.paper_edit import PagesEdit, PaperEdit
from ui.widgets.path_edit import FileEdit, ask_where
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.photo_well import PhotoPlace, PhotoShown, PhotoWell
from ui.widgets.pictures import Picture
from ui.widgets.position_edit import PositionEdit
from ui.widgets.radio_edit import RadioEdit
from ui.widgets.signature_edit import SignatureEdit, ThumbprintEdit
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.text_area import TextArea
from ui.widgets.texts import Said, Texts, retranslate_all, said_text, wrapped
from ui.widgets.thumbprint_pad import Finger, Hand, Thumbprint, ThumbprintPad
from ui.widgets.timeline import Timeline, TimelineEntry
from ui.widgets.wrapping import WrappingRow

__all__ = [
    "AddressEdit",
    "AnchoredScore",
    "AreaPicker",
    "AreasEdit",
    "BEDateEdit",
    "BahtEdit",
    "Banner",
    "BudgetShown",
    "Button",
    "Card",
    "CheckEdit",
    "ChecksEdit",
    "Chip",
    "Choice",
    "ChoiceEdit",
    "DrawingView",
    "DropPlace",
    "Editor",
    "EmptyState",
    "EvidenceList",
    "EvidencePiece",
    "Fact",
    "FileEdit",
    "FindingsPanel",
    "Finger",
    "FrontPage",
    "Gauge",
    "Hand",
    "IconButton",
    "IconMark",
    "IdAnswer",
    "Ink",
    "KeyFacts",
    "Label",
    "LateTabs",
    "LineEdit",
    "MonthBars",
    "MonthShown",
    "NationalIdEdit",
    "NavSection",
    "NumberEdit",
    "PagesEdit",
    "PaperEdit",
    "PdfPreview",
    "PhotoPlace",
    "PhotoShown",
    "PhotoWell",
    "Picture",
    "PositionEdit",
    "RadioEdit",
    "Said",
    "SecretEdit",
    "SectionNav",
    "SectionState",
    "SignatureEdit",
    "SignaturePad",
    "SlaLight",
    "StepBar",
    "TextArea",
    "Texts",
    "Thumbprint",
    "ThumbprintEdit",
    "ThumbprintPad",
    "Timeline",
    "TimelineEntry",
    "WrappingRow",
    "ask_where",
    "block",
    "bring_into_sight",
    "clear_layout",
    "column",
    "enum_choices",
    "line",
    "main_by_key",
    "on_key",
    "retranslate_all",
    "row",
    "said_text",
    "scrolling",
    "scrolling_card",
    "side_by_side",
    "stacked",
    "wrapped",
]
