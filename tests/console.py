"""The product as a person meets it: the console command in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JIXIAO = Path(sys.executable).with_name("jixiao")


def environment(**settings: str) -> dict[str, str]:
    """Build a small environment: where programs are, and what was asked for; no locale, no HOME."""
    return {"PATH": os.environ.get("PATH", os.defpath), **settings}


def run(
    *arguments: str | Path,
    stdin: str = "",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    program: Path = JIXIAO,
) -> subprocess.CompletedProcess[str]:
    """Run `jixiao ARGUMENTS`, whatever its exit status."""
    return subprocess.run(
        [program, *arguments],
        input=stdin,
        cwd=cwd,
        env=dict(env) if env is not None else environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
