"""How the window looks: design tokens, the font, drawn icons, and the palette and style sheet made of them.

`tokens` holds every colour, size and distance (no Qt); `fonts` loads Sarabun with room for stacked Thai marks; `icons`
draws the SVGs of `resources/icons` in a token's colour, and anew when the scheme changes; `style` turns tokens into
`QPalette` and style sheet, and `Theme` applies them and follows the system. A widget that paints asks
`colours_of(widget)` in each `paintEvent`, so a change from light to dark needs nothing more than a repaint.

May import the standard library, Qt, `fontpkg_sarabun`, `ui.resources` and `ui.tone`. To add a colour: one field in
`Colours` with its light and its dark value (a test checks the contrast); to add an icon: one 24-px SVG stroked in
`currentColor`.
"""

from ui.theme.icons import colours_of, icon, pixmap
from ui.theme.style import Theme
from ui.theme.tokens import DARK, LIGHT, Colours, Size, Space
from ui.tone import Tone

__all__ = ["DARK", "LIGHT", "Colours", "Size", "Space", "Theme", "Tone", "colours_of", "icon", "pixmap"]
