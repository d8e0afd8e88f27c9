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

from ui.widgets.texts import Said, Texts, retranslate_all, said_text, wrapped

__all__ = ["Said", "Texts", "retranslate_all", "said_text", "wrapped"]
