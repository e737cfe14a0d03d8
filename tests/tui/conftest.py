"""Freezes what would make screens differ: colour settings, themes, animation."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

# Textual reads these once, at import.
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TERM"] = "xterm-256color"
os.environ["COLORTERM"] = "truecolor"
for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL", "SOANSINH_COLORS"):
    os.environ.pop(name, None)
