"""`verify-sample --half 2567/1 --seed S`: whom to ask, drawn again from a seed as an auditor does it."""

from __future__ import annotations

import argparse
from typing import Any

from kmcase.application.read.samples import plan_said
from kmcase.bootstrap import OpenOffice
from kmcase.cli.ledger import parse_half
from kmcase.cli.output import Output, with_office
from kmcase.domain.samples import SampleMethod, SamplePlan
from kmcase.domain.staff import Role


def add(commands: Any) -> None:
    """Enter the command."""
    command = commands.add_parser("verify-sample", help="draw a verification sample again from its seed")
    with_office(command, Role.AUDITOR, Role.DIRECTOR, Role.SOCIAL_WORKER)
    command.add_argument("--half", required=True, help="2567/1 or 2567/2")
    command.add_argument("--seed", required=True, help="of a recorded draw, or any other to try")
    command.add_argument("--turn", type=int, help="which draw of the half, where several have this seed")
    command.add_argument("--method", choices=[method.value for method in SampleMethod], help="to try another seed by")
    command.add_argument("--confidence", type=int, help="per cent, 80 to 99")
    command.add_argument("--bad", type=int, help="per cent of bad payments that must not pass, 1 to 50")
    command.add_argument("--meet", type=int, help="how many of them to meet, 1 or 2")
    command.set_defaults(run=run)


def run(office: OpenOffice, arguments: argparse.Namespace, output: Output) -> int:
    """Say all draws of the half, how this one is drawn, and a line a payee.

    1 where the recorded list is another or the seed is not of the first checkpoint after the half, 2 where nothing can
    be drawn.
    """
    found = office.services.samples.redraw(
        parse_half(arguments.half), arguments.seed, _plan(arguments), turn=arguments.turn
    )
    for one in found.draws:
        output.say_message(one.said)
    output.say_message(plan_said(found.plan, found.size, found.population))
    output.say("samples.paper.register", count=found.population, hash=found.register_hash)
    output.say("samples.paper.head", head=found.head)
    for place, line in enumerate(found.lines, 1):
        why = output.text(f"samples.why.{line.why.value}")
        output.say("samples.line", place=place, number=line.number, name=line.payee_name, why=why)
    if found.recorded is not None and found.recorded.checkpoint is not None:
        output.say(f"samples.{'seed_stands' if found.seed_stands else 'seed_other'}")
    output.say(f"samples.{'tried' if found.recorded is None else 'agrees' if found.agrees else 'differs'}")
    return 0 if found.agrees and found.seed_stands else 1


def _plan(arguments: argparse.Namespace) -> SamplePlan | None:
    """The plan that was asked for; None leaves it to the recorded draw, or to what stands chosen."""
    named = {"confidence": arguments.confidence, "bad_percent": arguments.bad, "meet": arguments.meet}
    numbers = {name: value for name, value in named.items() if value is not None}
    if arguments.method is None and not numbers:
        return None
    return SamplePlan(method=SampleMethod(arguments.method or SampleMethod.DISCOVERY), **numbers)
