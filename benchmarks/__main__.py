"""`python -m benchmarks [name ...]`: every module here, or those named; each takes the median of five runs.

A benchmark is a module with `main() -> int` that prints its figure, the floor or peer of the same run and the ratio,
and gives 1 where its limit is missed.
"""

from __future__ import annotations

import importlib
import io
import pkgutil
import sys
from collections.abc import Sequence

import benchmarks


def names() -> tuple[str, ...]:
    """All benchmarks, by module name."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(benchmarks.__path__) if found.name != "__main__"))


def run(wanted: Sequence[str]) -> int:
    """Run benchmarks one after another; 1 where one of them missed its limit, 2 for an unknown name."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # what is measured is read as it comes, also through a pipe
    known = names()
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    missed = [name for name in wanted or known if importlib.import_module(f"benchmarks.{name}").main()]
    if missed:
        print(f"missed: {', '.join(missed)}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
