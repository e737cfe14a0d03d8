"""Freezes what would make screens differ: colour settings, themes, animation."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

# Textual reads these once, at import.
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TERM"] = "xterm-256color"
os.environ["COLORTERM"] = "truecolor"
for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL", "SOANSINH_COLORS"):
    os.environ.pop(name, None)


@pytest.fixture
def matches(request: pytest.FixtureRequest) -> Callable[[Any, str], None]:
    """Compares the screen with a kept text; `SOANSINH_SNAPSHOTS=write` writes it anew."""

    from tests.tui.helpers import screen_text  # imports Textual, which reads the variables above

    def check(app: Any, name: str) -> None:
        path = request.path.parent / "snapshots" / f"{name}.txt"
        seen = screen_text(app) + "\n"
        if os.environ.get("SOANSINH_SNAPSHOTS") == "write":
            path.write_text(seen, encoding="utf-8")
        assert seen == path.read_text(encoding="utf-8")

    return check
