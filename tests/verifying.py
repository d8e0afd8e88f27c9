"""Auditors' bundles in tests: the verifier as an auditor runs it, and hands that tamper with a bundle."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from kmcase.files.bundle_verifier import VERIFIER
from kmcase.journal.entries import canonical


@dataclass(frozen=True)
class Verdict:
    """What the verifier said and gave back."""

    code: int
    out: str

    @property
    def differs(self) -> tuple[str, ...]:
        """The English line of each thing that differs."""
        if "What differs" not in self.out:
            return ()
        part = self.out.split("What differs", 1)[1].split("What this bundle cannot prove", 1)[0]
        return tuple(line.strip() for line in part.splitlines() if line.startswith("    "))


def run_verifier(bundle: Path, *words: str) -> Verdict:
    """`python -I -S verify.py`, so that nothing but the standard library is at hand; its own copy in a folder."""
    own = bundle / "verify.py" if bundle.is_dir() else VERIFIER
    command = [sys.executable, "-I", "-S", "-W", "error", str(own), str(bundle), *words]
    done = subprocess.run(command, capture_output=True, check=False)
    return Verdict(done.returncode, done.stdout.decode("utf-8") + done.stderr.decode("utf-8"))


def look(bundle: Path, *words: str) -> Verdict:
    """The same in this process, where a signature that was good before is not reckoned again.

    Of an unsigned manifest the digest is given, as if it had been noted: so the rest is seen to be looked at.
    """
    said = io.StringIO()
    manifest = bundle / "manifest.json"
    if manifest.exists() and not (bundle / "manifest.sig").exists() and "--manifest" not in words:
        words = (*words, "--manifest", hashlib.sha256(manifest.read_bytes()).hexdigest())
    with redirect_stdout(said), redirect_stderr(said):
        code = verifier_module().main([str(bundle), *words])
    return Verdict(code, said.getvalue())


@cache
def verifier_module() -> ModuleType:
    """The verifier as a module, for its arithmetic."""
    spec = importlib.util.spec_from_file_location("bundle_verifier", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def flip(path: Path, at: int = -200) -> None:
    """One bit of one byte."""
    content = bytearray(path.read_bytes())
    content[max(at, -len(content))] ^= 1
    path.write_bytes(bytes(content))


def manifest_of(bundle: Path) -> dict[str, Any]:
    """The manifest as values."""
    found: dict[str, Any] = json.loads((bundle / "manifest.json").read_text("utf-8"))
    return found


def hide(bundle: Path, *, unsigned: bool = True) -> None:
    """What a forger without the key does afterwards: a manifest over the changed files, and no signature of it."""
    manifest = manifest_of(bundle)
    for name in list(manifest["files"]):
        path = bundle / name
        if path.exists():
            content = path.read_bytes()
            manifest["files"][name] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        else:
            del manifest["files"][name]
    (bundle / "manifest.json").write_bytes(canonical(manifest))
    if unsigned:
        (bundle / "manifest.sig").unlink(missing_ok=True)


def rewrite_lines(path: Path, change: Callable[[dict[str, Any]], Mapping[str, Any] | None]) -> None:
    """The lines of a journal's file through a hand that changes (a mapping), keeps (None) or drops (empty) each."""
    lines = []
    for line in path.read_text("utf-8").splitlines():
        values = json.loads(line)
        changed = change(values)
        if changed is None:
            lines.append(line)
        elif changed:
            lines.append(canonical(changed).decode())
    path.write_text("\n".join([*lines, ""]), "utf-8")


def journal_of(bundle: Path) -> Path:
    """The file of the office's chain: the longest."""
    return max((bundle / "journal").iterdir(), key=lambda path: path.stat().st_size)


def dearer(line: dict[str, Any]) -> dict[str, Any] | None:
    """A run's vouchers of 9,000 baht each, the head not touched."""
    if '"type":"run.prepared"' not in line["head"] or "body" not in line:
        return None
    body = json.loads(line["body"])
    for voucher in body["vouchers"]:
        voucher["amount"] = 900_000
    return line | {"body": canonical(body).decode()}


def noting(line: dict[str, Any] | None, changed: list[int]) -> dict[str, Any] | None:
    """The same line, its number noted where there is one."""
    if line is not None:
        changed.append(int(json.loads(line["head"])["n"]))
    return line
