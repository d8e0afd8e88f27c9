"""The forms of the first run."""

from __future__ import annotations

from functools import partial

from kmcase.domain.offices import OfficeKind
from kmcase.domain.staff import Role
from ui.forms import Field, FormSpec, Section, Width
from ui.widgets.areas_edit import AreasEdit
from ui.widgets.baht_edit import BahtEdit
from ui.widgets.choice_edit import ChoiceEdit
from ui.widgets.choices import enum_choices
from ui.widgets.editor import ChecksEdit, LineEdit, NumberEdit, SecretEdit
from ui.widgets.path_edit import FolderEdit

_SHORT = partial(LineEdit, max_length=32)

OFFICE = FormSpec(
    (
        Section(
            None,
            (
                Field("name", "shell.wizard.name", LineEdit, required=True, width=Width.TWO_THIRDS),
                Field(
                    "short_code",
                    "shell.wizard.short_code",
                    partial(LineEdit, max_length=8),
                    required=True,
                    help_key="shell.wizard.short_code_help",
                    width=Width.THIRD,
                ),
                Field(
                    "kind",
                    "shell.wizard.kind",
                    lambda texts: ChoiceEdit(texts, enum_choices(OfficeKind, "shell.office_kind")),
                    required=True,
                ),
                Field("parent", "shell.wizard.parent", FolderEdit, required=True),
                Field(
                    "area",
                    "shell.wizard.area",
                    AreasEdit,
                    required=True,
                    help_key="shell.wizard.area_help",
                    width=Width.FULL,
                ),
            ),
        ),
    )
)

MONEY = FormSpec(
    (
        Section(
            None,
            (
                Field(
                    "fiscal_year",
                    "shell.wizard.fiscal_year",
                    partial(NumberEdit, least=2560, most=2700),
                    required=True,
                    width=Width.THIRD,
                ),
                Field("first_half", "shell.wizard.first_half", BahtEdit, width=Width.THIRD),
                Field("second_half", "shell.wizard.second_half", BahtEdit, width=Width.THIRD),
                Field(
                    "document",
                    "shell.wizard.document",
                    LineEdit,
                    help_key="shell.wizard.document_help",
                    width=Width.FULL,
                ),
            ),
        ),
    )
)

USER = FormSpec(
    (
        Section(
            None,
            (
                Field("name", "shell.wizard.user_name", LineEdit, required=True),
                Field("position", "shell.wizard.position", LineEdit),
                Field("login", "shell.wizard.login", _SHORT, required=True, width=Width.THIRD),
                Field("password", "shell.wizard.password", SecretEdit, required=True, width=Width.THIRD),
                Field("password_again", "shell.wizard.password_again", SecretEdit, required=True, width=Width.THIRD),
                Field(
                    "roles",
                    "shell.wizard.roles",
                    lambda texts: ChecksEdit(texts, enum_choices(Role, "shell.role"), columns=2),
                    required=True,
                    width=Width.FULL,
                ),
            ),
        ),
    )
)
