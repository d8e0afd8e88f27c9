"""The tokens as `QPalette` and style sheet, applied to the application."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from ui.resources import style_image, style_template
from ui.theme.fonts import base_font, load_fonts
from ui.theme.icons import redraw_icons
from ui.theme.tokens import DARK, LIGHT, Colours, Size, Space


class Theme(QObject):
    """Dresses the application and follows the system's light or dark; `changed` after each dressing."""

    changed = Signal()

    def __init__(self, application: QApplication, scale: float = 1.0) -> None:
        super().__init__(application)
        self._application = application
        self._scale = scale
        self._forced: bool | None = None
        application.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def dark(self) -> bool:
        """Whether the dark scheme is worn."""
        if self._forced is not None:
            return self._forced
        return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark

    @property
    def colours(self) -> Colours:
        """The scheme that is worn."""
        return DARK if self.dark else LIGHT

    @property
    def scale(self) -> float:
        """How much larger than normal text is."""
        return self._scale

    def force(self, dark: bool | None) -> None:
        """Wear dark or light whatever the system says; None follows it again."""
        self._forced = dark
        self.apply()

    def set_scale(self, scale: float) -> None:
        """Make all text larger (1.0 is normal)."""
        self._scale = scale
        self.apply()

    def wear(self, dark: bool | None, scale: float) -> None:
        """Both at once."""
        self._forced, self._scale = dark, scale
        self.apply()

    def apply(self) -> None:
        """Dress the application, unless it wears this already."""
        load_fonts()
        sheet = style_sheet(self.colours, self._scale)
        if self._application.styleSheet() != sheet:
            self._dress(sheet)
        redraw_icons()
        self.changed.emit()

    def _dress(self, sheet: str) -> None:
        app = self._application
        # A sheet put over another dresses each widget once for every widget around it; over none, once.
        app.setStyleSheet("")
        if app.style().name() != "fusion":
            app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(base_font(self._scale))
        app.setPalette(palette(self.colours))
        app.setStyleSheet(sheet)
        for widget in app.allWidgets():  # what was asked for its size half-way is asked again
            widget.updateGeometry()

    def _follow(self) -> None:
        if self._forced is None:
            self.apply()


def style_sheet(colours: Colours, scale: float = 1.0) -> str:
    """The style sheet of a scheme."""
    sizes = {name.lower(): f"{getattr(Size, name) * scale:g}pt" for name in ("BASE", "LEAD", "TITLE", "HERO")}
    spaces = {name.lower(): f"{getattr(Space, name)}px" for name in ("HALF", "ONE", "TWO", "THREE", "RADIUS")}
    images = {name: style_image(name) for name in ("chevron_down", "chevron_up", "chevron_left", "chevron_right")}
    images["tick"] = style_image("tick_dark" if colours is DARK else "tick_light")
    return Template(style_template("window")).substitute(asdict(colours) | sizes | spaces | images)


def palette(colours: Colours) -> QPalette:
    """The palette of a scheme, for what the style sheet does not reach."""
    role = QPalette.ColorRole
    roles = {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.sunken,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.on_accent,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent_strong,
        role.PlaceholderText: colours.faint,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.Light: colours.surface,
        role.Midlight: colours.sunken,
        role.Mid: colours.line,
        role.Dark: colours.edge,
        role.Shadow: colours.line,
    }
    made = QPalette()
    for which, colour in roles.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.edge))
    return made


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a dynamic property that changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
