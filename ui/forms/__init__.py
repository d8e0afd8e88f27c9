"""Forms are declared, not built by hand.

A screen writes a `FormSpec`: sections of `Field(name, label_key, editor)`; an editor is any function from `Texts` to a
`ui.widgets.editor.Editor`. `FormView` lays the fields out in as many columns as there is room for, shows errors and
findings beside their field, and keeps a draft through the `Drafts` it is given. Enter goes on to the next field,
Ctrl+Enter is the main action. Values come out as a dict by field name; what they mean is the presenter's business.

    SPEC = FormSpec((
        Section("people.section.person", (
            Field("first_name", "people.field.first_name", LineEdit, required=True, width=Width.HALF),
            Field("birth", "people.field.birth", partial(BEDateEdit, today=today, partial=True), width=Width.HALF),
        )),
    ))

A form that is data itself (`kmcase.domain.forms`: a visit) is shown by `answers.AnswersView`: sections at the left with
a mark for what is missing, one of them at the right, each a `FormView`. To add a kind of question: its editor, its
answer and its value in `questions`.

May import Qt, `ui.widgets`, `ui.theme`, `kmcase.messages`, `kmcase.domain`. To add an editor: a class in `ui.widgets`;
nothing here knows the kinds of editors.
"""

from ui.forms.drafts import Drafts
from ui.forms.spec import Field, FormSpec, Section, Width
from ui.forms.view import FormView

__all__ = ["Drafts", "Field", "FormSpec", "FormView", "Section", "Width"]
