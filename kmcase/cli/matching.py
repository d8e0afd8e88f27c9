"""`match evaluate`: how well persons of a labelled set are told apart."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kmcase.cli.output import Output, Progress
from kmcase.domain.clock import SystemClock
from kmcase.thai.calendar import bangkok_date


def add(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("match", help="how well duplicate persons are found")
    actions = command.add_subparsers(dest="action", required=True)
    evaluate = actions.add_parser("evaluate", help="find the duplicates of a labelled set and compare with its labels")
    evaluate.add_argument("persons", type=Path, help="PERSONS.csv in the interchange columns")
    evaluate.add_argument("pairs", type=Path, help="PAIRS.csv: rec_a, rec_b, label, kind")
    evaluate.add_argument("--threshold", type=float, help="score from which a pair counts as found")
    evaluate.set_defaults(alone=_evaluate)


def _evaluate(arguments: argparse.Namespace, output: Output) -> int:
    from kmcase.files.labelled_sets import read_pairs, read_persons
    from kmcase.matching.evaluating import evaluate
    from kmcase.matching.finding import find
    from kmcase.matching.profiles import Profile, profile_of
    from kmcase.matching.registers import Register
    from kmcase.matching.weights import shipped

    start = time.perf_counter()
    labelled = list(read_pairs(arguments.pairs))
    row_of = dict.fromkeys((record_id for one, other, _ in labelled for record_id in (one, other)), -1)

    def profiles() -> Iterator[Profile]:
        today = bangkok_date(SystemClock().now())
        for row, record in enumerate(read_persons(arguments.persons, today)):
            if record.record_id in row_of:
                row_of[record.record_id] = row
            yield profile_of(record)

    register = Register(profiles())
    threshold = arguments.threshold
    if threshold is None:
        threshold = shipped().same + shipped().rise(len(register))
    found = find(register, threshold, progress=Progress().report)
    spent = time.perf_counter() - start
    known = [(row_of[one], row_of[other], kind) for one, other, kind in labelled if row_of[one] >= 0 <= row_of[other]]
    result = evaluate(found, known)
    output.say("match.persons", persons=len(register), compared=found.compared, threshold=f"{threshold:.2f}")
    output.say("match.pairs", found=result.found, true=result.true, right=result.right)
    if len(known) < len(labelled):
        output.say("match.not_there", pairs=len(labelled) - len(known))
    output.say("match.precision", share=f"{result.precision:.4f}")
    output.say("match.recall", share=f"{result.recall:.4f}")
    for kind, (right, every) in result.kinds.items():
        output.say("match.recall_of_kind", kind=kind or "-", share=f"{right / every:.4f}", right=right, true=every)
    output.say("match.seconds", seconds=f"{spent:.1f}")
    output.say("match.memory", megabytes=_peak_megabytes())
    return 0


def _peak_megabytes() -> int:
    """The most memory that this program held; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))
