"""The house rules that no linter checks."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY_AT_START = ("pydantic", "openpyxl", "tinydb", "click", "rapidfuzz")


def imported_by(statement: str) -> set[str]:
    """The modules that are loaded after a statement ran in a fresh interpreter."""
    code = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "statement",
    [
        "import store.book, store.months, store.exchange, store.intake, store.checks, store.review, store.storage",
        "import exports.month, exports.reading, exports.importing",
    ],
)
def test_the_book_and_the_lists_never_load_the_face(statement: str) -> None:
    loaded = imported_by(statement)
    assert not {name for name in loaded if name.split(".")[0] in ("textual", "tui")}


def test_the_first_screen_loads_nothing_heavy() -> None:
    loaded = imported_by("import tui.cli, tui.app, tui.screens.home")
    assert not {name for name in loaded if name.split(".")[0] in HEAVY_AT_START}


def test_the_pins_name_no_index_and_cover_every_dependency() -> None:
    pins = (ROOT / "constraints.txt").read_text()
    assert not re.search(r"https?:|index|--", re.sub(r"^#.*", "", pins, flags=re.M))
    pinned = {re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in pins.splitlines() if "==" in line}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    assert {re.match(r"[A-Za-z0-9_.-]+", w)[0].lower().replace("_", "-") for w in wanted} <= pinned  # type: ignore[index]


def test_readme_holds_the_two_lines() -> None:
    readme = (ROOT / "README.md").read_text()
    blocks = re.findall(r"```sh\n(.*?)```", readme, flags=re.S)
    assert [block.count("\n") for block in blocks] == [1, 1]
    assert "soansinh demo" in blocks[0]
    assert "pytest" in blocks[1]


def test_every_command_stands_in_readme() -> None:
    from tui.commands import cli

    readme = (ROOT / "README.md").read_text()
    assert [name for name in cli.commands if not re.search(rf"\b{name}\b", readme)] == []
