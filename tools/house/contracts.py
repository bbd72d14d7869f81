"""The result of import-linter for the contracts in .importlinter, and those that define layers inside services."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools.house.figures import Figure

_KEPT_AND_BROKEN = re.compile(r"Contracts: (\d+) kept, (\d+) broken")


def measure(root: Path, package: str = "desktop") -> dict[str, Figure]:
    """Count contracts and layers inside services; kept and broken are None if lint-imports cannot run."""
    parser = configparser.ConfigParser()
    parser.read(root / ".importlinter", encoding="utf-8")
    contracts = [parser[name] for name in parser.sections() if name.startswith("importlinter:contract:")]
    kept, broken = _run(root) if contracts else (None, None)
    return {
        "import contracts": len(contracts),
        "    kept": kept,
        "    broken": broken,
        "layers inside services that a contract holds": sum(
            _layers(contract) for contract in contracts if _is_inside(contract, f"{package}.services")
        ),
    }


def _is_inside(contract: configparser.SectionProxy, room: str) -> bool:
    places = contract.get("containers", "").split() or contract.get("layers", "").split()
    return contract.get("type") == "layers" and any(
        place == room or place.startswith(f"{room}.") for place in places
    )


def _layers(contract: configparser.SectionProxy) -> int:
    return sum(bool(line.strip()) for line in contract.get("layers", "").splitlines())


def _run(root: Path) -> tuple[int | None, int | None]:
    tool = _tool(root)
    if tool is None:
        return None, None
    done = subprocess.run(
        [tool, "--no-logo", "--no-cache"], cwd=root, capture_output=True, text=True, check=False
    )
    found = _KEPT_AND_BROKEN.search(done.stdout)
    if found is None:
        print(f"{tool} gave no count:\n{done.stdout[-500:]}{done.stderr[-500:]}", file=sys.stderr)
        return None, None
    return int(found[1]), int(found[2])


def _tool(root: Path) -> str | None:
    """The path of lint-imports: of that checkout, of this one, or of the running Python; None if there is none."""
    own = Path(__file__).resolve().parent.parent.parent
    places = [root / ".venv" / "bin", own / ".venv" / "bin", Path(sys.executable).parent]
    found = (shutil.which("lint-imports", path=str(place)) for place in places)
    return next(filter(None, found), None)
