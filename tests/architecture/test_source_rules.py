"""What a source file may be and say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import called_name, fail_with, name_of, nodes, python_files, syntax, text_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
PROGRAM = ("main.py", "kmcase", "ui")
EVERYTHING = (*PROGRAM, "tests", "benchmarks")
COMMITS = re.compile(r"kmcase/(application/.+|persistence/unit_of_work)\.py")
MONEY = re.compile(r"satang|baht|amount|money|allot|paid|income|expense", re.IGNORECASE)
THAI = re.compile("[\u0e00-\u0e7f]")
SENTENCES_LIVE_IN = ("kmcase/messages/", "kmcase/thai/")
# Thai that is no sentence of the program's and cannot be one of the catalogue's, by file, with the reason.
THAI_BY_NATURE = {
    f"kmcase/cli/sample/{name}.py": "invented people, places and papers: one story told in data, in one language"
    for name in (
        "bank",
        "case_plans",
        "case_endings",
        "case_assessments",
        "case_conferences",
        "case_intakes",
        "cases",
        "daily",
        "dirty_lists",
        "doubles",
        "field_work",
        "households",
        "indicators",
        "laptops",
        "observations",
        "office",
        "papers",
        "people",
        "rounds",
        "shelter/assessing",
        "shelter/conferring",
        "shelter/ending",
        "shelter/judging",
        "shelter/making",
        "shelter/people",
        "shelter/planning",
        "shelter/receiving",
        "shelter/referring",
        "shelter/staying",
        "shelter/words",
        "shelter/words_notes",
        "story",
        "telephones",
        "trips",
        "verifying",
        "visits",
    )
}


def test_no_file_is_too_long() -> None:
    fail_with(
        f"Split where there is a natural seam (one noun, one duty): at most {LONGEST_FILE} lines a file.",
        (
            f"{name_of(path)}: {length} lines"
            for path in python_files(*EVERYTHING)
            if (length := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
        ),
    )


def test_no_function_is_too_long() -> None:
    fail_with(
        f"Name the steps and make each a function: at most {LONGEST_FUNCTION} lines.",
        (
            f"{name_of(path)}:{function.lineno} {function.name}: {length} lines"
            for path in python_files(*PROGRAM)
            for function in (*nodes(path, ast.FunctionDef), *nodes(path, ast.AsyncFunctionDef))
            if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
        ),
    )


def test_every_package_says_what_belongs_in_it() -> None:
    folders = {path.parent for path in python_files("kmcase", "ui")}
    fail_with(
        "Give the package an __init__.py with a docstring: what belongs here, what it may import, how to add one.",
        (
            name_of(folder)
            for folder in sorted(folders)
            if not (folder / "__init__.py").exists() or not ast.get_docstring(syntax(folder / "__init__.py"))
        ),
    )


def test_only_the_unit_of_work_and_the_services_commit() -> None:
    fail_with(
        "A use case commits, once: return the value and let the service in kmcase/application call unit.commit().",
        (
            f"{name_of(path)}:{call.lineno}"
            for path in python_files(*PROGRAM)
            if not COMMITS.fullmatch(name_of(path))
            for call in nodes(path, ast.Call)
            if isinstance(call.func, ast.Attribute) and call.func.attr == "commit"
        ),
    )


def test_no_error_is_swallowed() -> None:
    fail_with(
        "Catch the one error that is expected, or let it reach the edge, where it is logged and shown.",
        (
            f"{name_of(path)}:{handler.lineno}"
            for path in python_files(*EVERYTHING)
            for handler in nodes(path, ast.ExceptHandler)
            if _catches_everything(handler) and all(isinstance(step, ast.Pass | ast.Continue) for step in handler.body)
        ),
    )


def test_the_window_never_waits_by_spinning() -> None:
    fail_with(
        "Give long work to ui/jobs.py and go on in its callback; no processEvents, no sleep in the window.",
        (
            f"{name_of(path)}:{call.lineno} {called_name(call)}"
            for path in python_files("main.py", "ui")
            for call in nodes(path, ast.Call)
            if called_name(call) in {"processEvents", "sleep", "msleep", "qWait"}
        ),
    )


def test_nothing_is_left_to_do() -> None:
    marks = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    fail_with(
        "Do it now, or write it down as an issue and say in the code what holds today.",
        (f"{name_of(path)}:{number}" for path, number, line in _lines() if marks.search(line)),
    )


def test_nothing_is_named_after_no_duty() -> None:
    vague = re.compile(r"(?:^|_)(?:utils?|common|helpers?|managers?|misc)(?:_|$)")
    fail_with(
        "Name the module by what it does or by its noun.",
        (
            name_of(path)
            for path in python_files(*EVERYTHING)
            if any(vague.search(part) for part in name_of(path).removesuffix(".py").split("/"))
        ),
    )


def test_money_is_never_a_float() -> None:
    fail_with(
        "Count in satang: Baht and whole numbers; divide with //, and say where the rest goes.",
        (f"{name_of(path)}:{place}" for path in python_files("kmcase") for place in _float_money(path)),
    )


def test_no_thai_stands_in_code() -> None:
    offenders = {
        name_of(path): [constant.lineno for constant in _strings(path) if _is_thai(path, constant)]
        for path in python_files(*PROGRAM, "benchmarks")
        if not name_of(path).startswith(SENTENCES_LIVE_IN)
    }
    fail_with(
        "Move the sentence to kmcase/messages/th/<topic>.toml and its twin to en/, and say it by its key; words that "
        "are data (headings to recognise, names of a sample) go to a file in resources or beside the package.",
        (
            f"{name}: line {', '.join(map(str, sorted(set(lines))))}"
            for name, lines in offenders.items()
            if lines and name not in THAI_BY_NATURE
        ),
    )
    fail_with(
        "No Thai is left there: take the file out of THAI_BY_NATURE.",
        (name for name in THAI_BY_NATURE if not offenders.get(name)),
    )


def test_no_registry_and_no_place_of_one_machine_is_named() -> None:
    hosts = re.compile(r"(?:py" + r"pi|npm" + r"js|debian)\.(?:org|com)|python" + r"hosted|^--(?:find|index|extra)")
    places = re.compile(r"(?<![\w.~])(?:/(?:work|opt|root|home|Users)/|file:/" + r"/|[A-Z]:\\Users)")
    fail_with(
        "Name packages, not where they come from; build paths from the office, the module or a temporary folder.",
        (f"{name_of(path)}:{number}" for path, number, line in _lines() if hosts.search(line) or places.search(line)),
    )


def _lines() -> Iterator[tuple[Path, int, str]]:
    for path in text_files():
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            yield path, number, line


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or ast.unparse(handler.type) in {"Exception", "BaseException"}


def _strings(path: Path) -> Iterator[ast.Constant]:
    """String constants that the program can say: docstrings are for its readers."""
    documentation = {id(statement.value) for statement in nodes(path, ast.Expr)}
    for constant in nodes(path, ast.Constant):
        if isinstance(constant.value, str) and id(constant) not in documentation:
            yield constant


def _is_thai(path: Path, constant: ast.Constant) -> bool:
    """Whether Thai letters are written there; escapes of a range of characters are no sentence."""
    if not THAI.search(constant.value):
        return False
    return bool(THAI.search(ast.get_source_segment(path.read_text("utf-8"), constant) or ""))


def _float_money(path: Path) -> Iterator[str]:
    for node in ast.walk(syntax(path)):
        match node:
            case ast.Call(func=ast.Name(id="float"), args=[argument]) if MONEY.search(ast.unparse(argument)):
                yield f"{node.lineno} float() of money"
            case ast.AnnAssign(annotation=annotation) | ast.arg(annotation=ast.expr() as annotation):
                name = ast.unparse(node.target) if isinstance(node, ast.AnnAssign) else node.arg
                if MONEY.search(name) and re.search(r"\bfloat\b", ast.unparse(annotation)):
                    yield f"{node.lineno} {name} is declared as float"
            case ast.BinOp(op=ast.Div(), left=left) if re.search(r"satang|baht", ast.unparse(left), re.IGNORECASE):
                yield f"{node.lineno} money divided with /"
