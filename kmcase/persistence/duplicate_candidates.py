"""Who may be in the register twice; what compares is imported when something is first compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from sqlalchemy import Connection

from kmcase.application.read.duplicates import DuplicateItem, DuplicatePair, KnownPair
from kmcase.domain.duplicates import pair_of
from kmcase.matching.fields import place
from kmcase.matching.keys import CROWDED, keys_of, name_key
from kmcase.matching.profiles import Profile, from_text, profile_of
from kmcase.matching.records import PersonRecord
from kmcase.matching.weights import REVIEW
from kmcase.persistence.statements import bound_mark

_MANY_BEARERS = 20_000
"""So many are counted at most: beyond, a name is common enough."""


class SqlDuplicateQueries:
    """`DuplicateQueries` on the index of profiles and keys."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._mark = bound_mark(connection)

    def candidates(self, record: PersonRecord, limit: int = 20) -> tuple[DuplicateItem, ...]:
        """Persons who may be the one of a record, the likeliest first, himself (by `record_id`) left out."""
        from kmcase.matching.explaining import reasons
        from kmcase.matching.scoring import matches

        profile = profile_of(record)
        sharing = self._sharing(profile)
        found = [each for each in sharing if each[0] != record.record_id]
        if not found:
            return ()
        newcomer = int(len(found) == len(sharing))
        compared = matches(
            profile,
            [each for _, each in found],
            bearers=self._bearers(profile) + newcomer,
            persons=self._persons() + newcomer,
        )
        items = [
            DuplicateItem(
                person_id=person_id,
                score=match.score,
                levels=match.levels,
                reasons=reasons(match),
                version=match.version,
            )
            for (person_id, _), match in zip(found, compared, strict=True)
            if match.score >= REVIEW
        ]
        return tuple(sorted(items, key=lambda item: (-item.score, item.person_id))[:limit])

    def pairs(self, threshold: float, progress: Callable[[int, int], None] | None = None) -> tuple[DuplicatePair, ...]:
        """All pairs of the register that score at least a threshold, the likeliest first."""
        from kmcase.matching.explaining import reasons
        from kmcase.matching.finding import find, matches_of
        from kmcase.matching.registers import Register

        ids: list[str] = []
        register = Register(self._all_profiles(ids))
        found = find(register, threshold, progress=progress)
        compared = matches_of(register, found)
        return tuple(
            DuplicatePair(
                person_ids=(min(ids[one], ids[other]), max(ids[one], ids[other])),
                score=match.score,
                levels=match.levels,
                reasons=reasons(match),
                version=match.version,
            )
            for one, other, match in zip(found.one, found.other, compared, strict=True)
        )

    def _plain_pairs(self, threshold: float) -> tuple[KnownPair, ...]:
        """The same without levels and reasons."""
        from kmcase.matching.finding import find
        from kmcase.matching.levels import compare
        from kmcase.matching.registers import Register

        ids: list[str] = []
        register = Register(self._all_profiles(ids))
        found = find(register, threshold)
        equal = compare(register, found.one, found.other)["number"] == place("number", "equal")
        return tuple(
            KnownPair(pair_of(ids[one], ids[other]), round(float(score), 2), same_id=bool(same))
            for one, other, score, same in zip(found.one, found.other, found.scores, equal, strict=True)
        )

    def _all_profiles(self, ids: list[str]) -> Iterable[Profile]:
        """Every profile; the persons whose they are come into `ids` on the way."""
        query = "SELECT person_id, profile FROM match_profile ORDER BY row_no"
        for person_id, profile in self._connection.exec_driver_sql(query):
            ids.append(person_id)
            yield from_text(profile)

    def _sharing(self, profile: Profile) -> list[tuple[str, Profile]]:
        """Persons who share a key that is not crowded."""
        keys = keys_of(profile)
        if not keys:
            return []
        one = f"SELECT key, row_no FROM match_key WHERE key = {self._mark} LIMIT {CROWDED + 1}"
        query = " UNION ALL ".join([f"SELECT * FROM ({one}) AS sharing"] * len(keys))
        sharing = self._connection.exec_driver_sql(query, keys).all()
        sizes = Counter(key for key, _ in sharing)
        numbers = {row_no for key, row_no in sharing if sizes[key] <= CROWDED}
        if not numbers:
            return []
        marks = ", ".join([self._mark] * len(numbers))
        query = f"SELECT person_id, profile FROM match_profile WHERE row_no IN ({marks})"
        held = self._connection.exec_driver_sql(query, tuple(sorted(numbers)))
        return [(person_id, from_text(text)) for person_id, text in held]

    def _persons(self) -> int:
        """How many stand in the index."""
        return self._connection.exec_driver_sql("SELECT max(row_no) FROM match_profile").scalar_one() or 0

    def _bearers(self, profile: Profile) -> int:
        """How many have a first name that sounds so."""
        bearing = f"SELECT 1 FROM match_profile WHERE first_heard = {self._mark} LIMIT {_MANY_BEARERS}"
        query = f"SELECT count(*) FROM ({bearing}) AS bearing"
        found: int = self._connection.exec_driver_sql(query, (name_key(profile),)).scalar_one()
        return found
