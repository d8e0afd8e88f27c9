"""The words of Qt's own dialogs and menus, from our catalogue: Qt ships no Thai."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from ui.ports import LiveTexts


class QtWords(QTranslator):
    """Looks a word up at `shell.qt.<word>`, whatever its context; unknown words stay as Qt has them."""

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._texts = texts

    def isEmpty(self) -> bool:
        """It has words."""
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """The Thai for a word of Qt; None leaves it, where an empty text would be shown."""
        del context, disambiguation, n
        key = f"shell.qt.{source.replace('&', '').rstrip('.…')}"
        return self._texts.text(key) if self._texts.has(key) else None
