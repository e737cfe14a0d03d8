"""Measuring: best of several runs, with the garbage collected before each."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def best(act: Callable[[], object], runs: int = 5) -> float:
    """The shortest time of several runs, in milliseconds."""
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def line(what: str, ours: float, floor: float, aim: str) -> str:
    """One row of the table: our figure, the floor's, their ratio, the aim."""
    return f"{what:<58} {ours:>9.1f} ms  {floor:>9.1f} ms  {ours / floor:>6.2f}×   {aim}"
