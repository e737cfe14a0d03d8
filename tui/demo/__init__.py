"""The practice commune: invented people, carried through a whole month on the same paths as a real commune's.

`run` builds it in a folder, `table` says what happened in 80 columns.
"""

from __future__ import annotations

from tui.demo.result import Demo, Row, table
from tui.demo.walk import run

__all__ = ["Demo", "Row", "run", "table"]
