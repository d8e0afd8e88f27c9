"""A field that is filled in from another one, until somebody types into it. No Qt of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.forms.view import FormView


def follow(form: FormView, name: str, others: tuple[str, ...], value_of: Callable[[dict[str, Any]], object]) -> None:
    """Keep a field at what `value_of` gives of the form's values whenever one of the others changes.

    What somebody typed or chose himself stays as it is. To be called once the form has its first values.
    """
    editor = form.editor(name)
    filled = editor.raw()

    def fill() -> None:
        nonlocal filled
        if editor.raw() == filled:
            editor.set_value(value_of(form.values()))
            filled = editor.raw()

    for other in others:
        form.editor(other).changed.connect(fill)
