"""Keys of the parts of a plan, in the order of their tabs. No Qt."""

from __future__ import annotations

PLAN, LINES, NEEDS, BOOK = "plan", "lines", "needs", "book"
MATERIALS, ROAD, PAID = "materials", "road", "paid"
PART_KEYS = (PLAN, LINES, NEEDS, BOOK, MATERIALS, ROAD, PAID)
