"""Prints every figure: `python -m benchmarks`, or `python -m benchmarks merging saving`."""

from __future__ import annotations

import sys
from importlib import import_module

ALL = ("merging", "saving", "exporting", "starting")


def main() -> None:
    """Runs the benchmarks that are named, or all."""
    print(f"{'what':<58} {'ours':>12}  {'floor':>12}  {'ratio':>7}   aim")
    for name in sys.argv[1:] or ALL:
        for row in import_module(f"benchmarks.{name}").run():
            print(row, flush=True)


if __name__ == "__main__":
    main()
