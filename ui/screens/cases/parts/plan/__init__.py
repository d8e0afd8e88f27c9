"""The plan of a case: the part (`part`), its cards, the editor with the phrase bank, forms and versions.

`actions`, `typed` and `words` decide and say without Qt. To add a field of a line: the dataclass in
`kmcase.domain.cases.plan_lines`, its field in `edit`, its words, its place on the card and on the printed form.
"""

from ui.screens.cases.parts.plan.part import PART

__all__ = ["PART"]
