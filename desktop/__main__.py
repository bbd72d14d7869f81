"""`python -m desktop` and the console command `chengban`."""

from __future__ import annotations

import multiprocessing
import sys

from desktop.app import main as _main


def main() -> int:
    """Start the program; the frozen program started as a reading child process runs that process instead."""
    multiprocessing.freeze_support()
    return _main()


if __name__ == "__main__":
    sys.exit(main())
