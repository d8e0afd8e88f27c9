"""Keys of the parts of a plan, in the order of their tabs. No Qt."""

from __future__ import annotations

PLAN, NEEDS, BOOK, MATERIALS, ROAD, PAID = "plan", "needs", "book", "materials", "road", "paid"
PART_KEYS = (PLAN, NEEDS, BOOK, MATERIALS, ROAD, PAID)
