"""Every code and every value that visits show has its words, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kmcase
from kmcase.application.permissions import ALLOWED, AT_LAPTOP
from kmcase.domain import visits as domain
from kmcase.messages import LANGUAGES, Catalogue, Language

ROOT = Path(kmcase.__file__).parent
CODE = re.compile(r'"visits\.([a-z_]+)"')
FOUND = re.compile(r'(?:_found|_about_pieces)\(\s*"([a-z_]+)"|return "(photo_[a-z_]+)"|else "(photo_[a-z_]+)"')
STEP = re.compile(r'_note_step\([^"]*"([a-z_]+)"')
USE_CASES = {name.removeprefix("visits.") for name in ALLOWED if name.startswith("visits.")}


def codes(pattern: re.Pattern[str], *paths: str) -> set[str]:
    """What a pattern finds in some modules."""
    texts = [path.read_text("utf-8") for name in paths for path in sorted(ROOT.glob(name))]
    return {part for text in texts for found in pattern.finditer(text) for part in found.groups() if part}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_and_every_finding_has_its_sentence(language: Language) -> None:
    catalogue = Catalogue(language)
    errors = codes(CODE, "application/visits/*.py", "persistence/repositories/visits.py") - USE_CASES
    errors |= {"confirmed_by_visitor", "confirmed_by_explainer"}
    findings = codes(FOUND, "rules/visits.py")
    assert len(findings) > 20
    assert {code for code in errors if not catalogue.has(f"visits.error.{code}")} == set()
    assert {code for code in findings if not catalogue.has(f"visits.finding.{code}")} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_has_its_word(language: Language) -> None:
    catalogue = Catalogue(language)
    values = {
        "state": domain.VisitState,
        "state_help": domain.VisitState,
        "partner_role": domain.PARTNER_ROLES,
        "source": ("survey", "register"),
        "step": {*codes(STEP, "persistence/fold/visits.py"), "returned", "reviewed"},
    }
    wanted = {f"visits.{table}.{value}" for table, found in values.items() for value in found}
    assert {key for key in wanted if not catalogue.has(key)} == set()


def test_a_visit_is_made_without_a_network_and_a_request_is_not() -> None:
    assert {f"visits.{name}" for name in USE_CASES - {"read"}} <= AT_LAPTOP
    assert "requests.open" not in AT_LAPTOP
