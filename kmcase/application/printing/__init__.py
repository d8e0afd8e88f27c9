"""From what was asked to what is printed: snapshots, how they are collected, and the use cases of printing.

A snapshot module a document (`receipts.py`, `ledgers.py`, ...) holds what stands on the page; `documents/` composes it
and is reached through the `Press` protocol. To add a document: its snapshot and collecting function here, its module in
`documents/`, its method in `Press` and in `documents/press.py`.
"""

from kmcase.application.printing.press import Press
from kmcase.application.printing.service import LedgerOrder, PrintingService

__all__ = ["LedgerOrder", "Press", "PrintingService"]
