"""Survey lists from file to register: asked for, received, every row settled, waiting rows mended.

`commands` holds what is asked, `plans` how a file is read and what is shown before, `settling` what becomes of one row,
`problems` how findings are kept beside a row, `mending` and `service` the use cases, `commanding` the whole way without
a window, `submissions` what is done besides with rows that came from telephones. What rows mean is
`kmcase.domain.imports`; this package reads files through `ports.files` alone.
"""

from kmcase.application.imports.commanding import run_import
from kmcase.application.imports.commands import AskForList, MendRow, ReceiveList
from kmcase.application.imports.plans import ColumnPreview, ImportPreview, ReadingPlan
from kmcase.application.imports.service import ImportService, ImportSummary

__all__ = [
    "AskForList",
    "ColumnPreview",
    "ImportPreview",
    "ImportService",
    "ImportSummary",
    "MendRow",
    "ReadingPlan",
    "ReceiveList",
    "run_import",
]
