"""Small practice communes, made once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.demo import begin, rounds, run
from tui.demo.people import Inventor
from tui.demo.place import prepare
from tui.demo.plan import make
from tui.demo.result import Demo
from tui.demo.state import Walk

MONTH = "2026-03"


def walk_to_check(folder: Path, *, villages: int = 3, people: int = 12, seed: int = 1) -> Walk:
    """A practice month up to the moment in which the commune has received everything and looks at it."""
    inventor = Inventor(seed, MONTH)
    plan = make(inventor, villages, people)
    walk = Walk(prepare(folder), plan, inventor, lambda line: None)
    begin.set_up_all(walk)
    begin.enter_all(walk)
    first = rounds.collect(walk)
    rounds.work(walk)
    rounds.hand_in_all(walk, first)
    return walk


@pytest.fixture(scope="session")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    return walk_to_check(tmp_path_factory.mktemp("joined") / "demo")


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Six villages, so that each style of Excel list stands at the start of one and every mistake is planted often."""
    return walk_to_check(tmp_path_factory.mktemp("many") / "demo", villages=6, people=22, seed=5)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return run(tmp_path_factory.mktemp("whole") / "demo", villages=3, people=12, seed=1, month=MONTH)
