"""The Merkle tree of RFC 6962 over entry hashes: roots, and proofs that an entry is in it or that it only grew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The leaf of an entry's hash."""
    return hashlib.sha256(b"\x00" + data).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return int(1 << (size - 1).bit_length() - 1)


class Frontier:
    """The right edge of a growing tree: enough to append and to tell the root, O(log n) in space and time."""

    __slots__ = ("_peaks", "size")

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self._peaks = list(peaks)
        if size < 0 or len(self._peaks) != size.bit_count():
            raise ValueError("a frontier holds one hash for each bit of its size")

    def append(self, data: bytes) -> None:
        """Add an entry's hash."""
        carried = leaf_hash(data)
        full = self.size
        while full & 1:
            carried = _node(self._peaks.pop(), carried)
            full >>= 1
        self._peaks.append(carried)
        self.size += 1

    def root(self) -> bytes:
        """The root over all entries so far."""
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = _node(peak, root)
        return root

    def to_text(self) -> str:
        """`<size>:<hash>,<hash>` in hexadecimal, the largest subtree first."""
        return f"{self.size}:{','.join(peak.hex() for peak in self._peaks)}"

    @classmethod
    def from_text(cls, text: str) -> Frontier:
        """`to_text` undone; `ValueError` for anything else."""
        size, _, peaks = text.partition(":")
        return cls(int(size), (bytes.fromhex(peak) for peak in peaks.split(",") if peak))


class MerkleTree:
    """The whole tree in memory (64 bytes an entry): the root at any earlier size, and proofs."""

    __slots__ = ("_levels",)

    def __init__(self, hashes: Iterable[bytes] = ()) -> None:
        leaves = [leaf_hash(data) for data in hashes]
        self._levels = [leaves]
        while len(self._levels[-1]) > 1:
            below = self._levels[-1]
            self._levels.append([_node(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])

    @property
    def size(self) -> int:
        """How many entries it holds."""
        return len(self._levels[0])

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` entries; `ValueError` where there are fewer."""
        wanted = self.size if size is None else size
        self._require(0 <= wanted <= self.size)
        return self._hash(0, wanted) if wanted else EMPTY_ROOT

    def inclusion_proof(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """The path of entry `index` (from 0) to the root at `size`."""
        wanted = self.size if size is None else size
        self._require(0 <= index < wanted <= self.size)
        return tuple(self._path(index, 0, wanted))

    def consistency_proof(self, first: int, second: int | None = None) -> tuple[bytes, ...]:
        """The proof that the tree at `second` entries continues the tree at `first`."""
        wanted = self.size if second is None else second
        self._require(0 < first <= wanted <= self.size)
        return tuple(self._subproof(first, 0, wanted, whole=True))

    @staticmethod
    def _require(within: bool) -> None:
        if not within:
            raise ValueError("the tree has no such size")

    def _hash(self, start: int, end: int) -> bytes:
        count = end - start
        if count & (count - 1) == 0 and start % count == 0:
            level = count.bit_length() - 1
            return self._levels[level][start >> level]
        middle = start + _split(count)
        return _node(self._hash(start, middle), self._hash(middle, end))

    def _path(self, index: int, start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        middle = start + _split(end - start)
        if index < middle:
            return [*self._path(index, start, middle), self._hash(middle, end)]
        return [*self._path(index, middle, end), self._hash(start, middle)]

    def _subproof(self, first: int, start: int, end: int, *, whole: bool) -> list[bytes]:
        if first == end:
            return [] if whole else [self._hash(start, end)]
        middle = start + _split(end - start)
        if first <= middle:
            return [*self._subproof(first, start, middle, whole=whole), self._hash(middle, end)]
        return [*self._subproof(first, middle, end, whole=False), self._hash(start, middle)]


def verify_inclusion(data: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the entry's hash is number `index` (from 0) of the tree with that size and root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf_hash(data)
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = _node(step, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = _node(found, step)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(first: int, second: int, proof: Sequence[bytes], first_root: bytes, second_root: bytes) -> bool:
    """Whether the tree of `second` entries continues the tree of `first` entries (RFC 9162, 2.1.4.2)."""
    if first == second:
        return first > 0 and not proof and first_root == second_root
    if not 0 < first < second:
        return False
    steps = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    if not steps:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = _node(step, old), _node(step, new)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new = _node(new, step)
        place, last = place >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root
