"""What the register knows of a person, as answers of the form. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kmcase.domain.events import encode
from kmcase.domain.forms import Form
from kmcase.domain.people import PersonValues, Sex

_KNOWN = frozenset(
    {
        "title", "first_name", "last_name", "national_id", "no_id_reason", "birth", "sex", "marital_status", "phone",
        "address", "registered_address",
    }
)  # fmt: skip
"""Who somebody is and where: what the register may offer. How they live is found out, not copied.

Even these become answers only when the officer confirms or changes them: an answer that nobody gave would agree with
the register by itself, and the comparison of survey and visit (finding 5 of the audit) would prove nothing.
"""


def registered_answers(form: Form, person: PersonValues) -> dict[str, Any]:
    """Who somebody is and where, as the form's own answers."""
    plain = encode(person)
    paths: dict[str, Any] = {}
    for name in _KNOWN:
        value = plain.get(name)
        parts = value.items() if isinstance(value, Mapping) else (("", value),)
        paths |= {f"person.{name}.{part}" if part else f"person.{name}": inner for part, inner in parts}
    return {
        question.name: paths[question.register]
        for _, repeat, question in form.questions()
        if repeat is None and paths.get(question.register) not in (None, "", Sex.UNKNOWN.value)
    }
