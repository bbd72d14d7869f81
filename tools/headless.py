"""An officer's job without a screen: `python -m tools.headless OUT`. Called by `python3 dev.py run` where no display answers.

Writes demo data, exports one reply as .docx and PDF, turns the printed pages into PNG and takes pictures of the window.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tools.pages import save_pages

ROOT = Path(__file__).resolve().parent.parent


def chengban(*words: str | Path, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    """Run one verb of the program and show what is being run."""
    if not quiet:
        print(f"    chengban {' '.join(map(str, words))}", flush=True)
    return subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def export_one(data: Path, out: Path) -> list[Path]:
    """Export the first demo case whose reply is fit to go out; return the .docx and the PDF."""
    listed = chengban("--data", data, "list", "--json", quiet=True)
    listed.check_returncode()
    for case in json.loads(listed.stdout):
        docx = out / f"reply-{case['id']}.docx"
        if chengban("--data", data, "export", str(case["id"]), docx, quiet=True).returncode == 0:
            print(f"    chengban --data {data} export {case['id']} {docx}", flush=True)
            pdf = docx.with_suffix(".pdf")
            printed = chengban("--data", data, "export", str(case["id"]), pdf)
            if printed.returncode:
                print("    " + printed.stderr.strip())
            return [docx, pdf] if printed.returncode == 0 else [docx]
    raise SystemExit("No demo case could be exported.")


def main(arguments: list[str]) -> int:
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    data = out / "demo"
    shutil.rmtree(data, ignore_errors=True)
    print(
        f"\n==> No screen answers here, so no window can open. Doing an officer's job without it, into {out}",
        flush=True,
    )
    seeded = chengban("demo", data)
    if seeded.returncode:
        print(seeded.stderr or seeded.stdout, file=sys.stderr)
        return 1
    files = export_one(data, out)
    for pdf in [file for file in files if file.suffix == ".pdf"]:
        files += save_pages(pdf, out)
    print("    pictures of the window", flush=True)
    window = out / "window"
    status = subprocess.run(
        [sys.executable, "-m", "tools.screenshots", str(window), "--few"], cwd=ROOT, check=False
    ).returncode
    files += sorted(window.glob("*.png"))
    print("\n==> Done. Look at:")
    for file in files:
        print(f"    {file}   {file.stat().st_size / 1000:.0f} kB")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
