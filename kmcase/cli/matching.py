"""`match evaluate`: how well persons of a labelled set are told apart."""

from __future__ import annotations

import argparse
import os
import sys
import time
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
    from kmcase.files.labelled_sets import read_pairs, read_register
    from kmcase.matching.evaluating import evaluate
    from kmcase.matching.finding import find
    from kmcase.matching.weights import shipped

    start = time.perf_counter()
    labelled = list(read_pairs(arguments.pairs))
    register, ids = read_register(arguments.persons, bangkok_date(SystemClock().now()))
    threshold = arguments.threshold
    if threshold is None:
        threshold = shipped().same
    found = find(register, threshold, progress=Progress().report)
    spent = time.perf_counter() - start
    row_of = {record_id: row for row, record_id in enumerate(ids)}
    known = [(row_of[one], row_of[other], kind) for one, other, kind in labelled if one in row_of and other in row_of]
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
    """The most memory held by this program and by the helpers that read for it; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    helper = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (os.cpu_count() or 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + helper
    return int(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))
