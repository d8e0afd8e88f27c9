"""`match evaluate`: how well persons of a labelled set are told apart."""

from __future__ import annotations

import argparse
import math
import os
import sys
import time
from pathlib import Path
from typing import Any

from kmcase.cli.output import Output, Progress
from kmcase.domain.clock import SystemClock
from kmcase.domain.errors import require_that
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

    threshold = shipped().same if arguments.threshold is None else arguments.threshold
    require_that(math.isfinite(threshold), "match.bad_threshold", "threshold")
    start = time.perf_counter()
    labelled = read_pairs(arguments.pairs)
    register, ids = read_register(arguments.persons, bangkok_date(SystemClock().now()))
    found = find(register, threshold, progress=Progress().report)
    spent = time.perf_counter() - start
    row_of = {record_id: row for row, record_id in enumerate(ids)}
    strange = [pair for pair in labelled if pair.one not in row_of or pair.other not in row_of]
    there = set(labelled).difference(strange)
    result = evaluate(found, [(row_of[pair.one], row_of[pair.other], pair.kind) for pair in there])
    output.say("match.persons", persons=len(register), compared=found.compared, threshold=f"{threshold:.2f}")
    output.say("match.pairs", found=result.found, true=result.true, right=result.right)
    if strange:
        output.say("match.not_there", pairs=len(strange), file=arguments.pairs.name, line=strange[0].line)
    for name, share in (("precision", result.precision), ("recall", result.recall)):
        said = output.text(f"match.no_{name}") if share is None else f"{share:.4f}"
        output.say(f"match.{name}", share=said)
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
