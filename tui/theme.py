"""The palettes: light and dark, each in 24-bit colours and in the sixteen colours of a console.

A *pair* is a foreground on a background with one meaning (`PAIRS`). Widgets use pairs by name through the style sheet
(`$row-cursor-fg`, `$row-cursor-bg`), never colours, so one table holds every decision. Two rules, both tested: in
24-bit colours the contrast of each pair is at least 4.5:1; in sixteen colours all pairs that can stand beside one
another differ. The console palettes use only the backgrounds 40-47, because the Linux console and many fonts with 512
glyphs have no others.

Colour is never the only sign: the focused field and the row under the cursor carry `»`, each grade of message has its
own sign. The signs stand in the Vietnamese fonts of Debian's console as well as in Windows' console fonts (WGL4);
`✓`, `►` and `▶` do not.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal, NamedTuple

from textual.theme import Theme

Grade = Literal["", "ok", "note", "warn", "error", "conflict"]
"""How much a message or a mark matters; the empty grade is plain text."""

SIGNS: Mapping[Grade, str] = {"": " ", "ok": "●", "note": "·", "warn": "!", "error": "×", "conflict": "≠"}
"""What stands before a message or beside a field or row of this grade."""

HERE = "»"
"""Stands before the focused field and the row under the cursor."""
MORE_ABOVE, MORE_BELOW = "▲", "▼"
ELLIPSIS = "…"


class Pair(NamedTuple):
    """A foreground on a background, as CSS colours."""

    foreground: str
    background: str


LIGHT: Mapping[str, Pair] = {
    "normal": Pair("#1d2226", "#fbfaf6"),
    "label": Pair("#3d4852", "#fbfaf6"),
    "dim": Pair("#5f6a73", "#fbfaf6"),
    "title": Pair("#ffffff", "#1f4e79"),
    "field": Pair("#14181b", "#e6ebef"),
    "field-dim": Pair("#56616a", "#e6ebef"),
    "field-focus": Pair("#000000", "#ffe7a0"),
    "field-focus-dim": Pair("#6a5a20", "#ffe7a0"),
    "invalid": Pair("#7a0012", "#fbdcdc"),
    "invalid-focus": Pair("#7a0012", "#ffc4a8"),
    "selection": Pair("#ffffff", "#345f8a"),
    "header": Pair("#16324b", "#dbe3ea"),
    "row-cursor": Pair("#ffffff", "#0b6b57"),
    "row-cursor-blurred": Pair("#14181b", "#c4ddd5"),
    "key": Pair("#ffffff", "#43545f"),
    "keybar": Pair("#20303c", "#d5dce2"),
    "ok": Pair("#0b5d2a", "#fbfaf6"),
    "note": Pair("#34506b", "#fbfaf6"),
    "warn": Pair("#241a00", "#ffd166"),
    "error": Pair("#ffffff", "#b3261e"),
    "conflict": Pair("#ffffff", "#7b2d8b"),
}

DARK: Mapping[str, Pair] = {
    "normal": Pair("#e6e4dd", "#14181b"),
    "label": Pair("#b9c3cb", "#14181b"),
    "dim": Pair("#8d98a1", "#14181b"),
    "title": Pair("#ffffff", "#1f4e79"),
    "field": Pair("#f2f0ea", "#272e34"),
    "field-dim": Pair("#a0abb4", "#272e34"),
    "field-focus": Pair("#000000", "#e8c766"),
    "field-focus-dim": Pair("#4a3c0c", "#e8c766"),
    "invalid": Pair("#ffc9c9", "#5a1219"),
    "invalid-focus": Pair("#3a0008", "#ff9d8a"),
    "selection": Pair("#ffffff", "#345f8a"),
    "header": Pair("#cfe0ee", "#25313b"),
    "row-cursor": Pair("#06231c", "#4fc3a5"),
    "row-cursor-blurred": Pair("#e6e4dd", "#1f4a40"),
    "key": Pair("#14181b", "#a9b8c3"),
    "keybar": Pair("#d5dce2", "#2c363e"),
    "ok": Pair("#6fd394", "#14181b"),
    "note": Pair("#9dc1e3", "#14181b"),
    "warn": Pair("#241a00", "#f2bd45"),
    "error": Pair("#ffffff", "#b3261e"),
    "conflict": Pair("#ffffff", "#8a3d9b"),
}

LIGHT_16: Mapping[str, Pair] = {
    "normal": Pair("ansi_black", "ansi_white"),
    "label": Pair("ansi_blue", "ansi_white"),
    "dim": Pair("ansi_blue", "ansi_white"),
    "title": Pair("ansi_bright_white", "ansi_blue"),
    "field": Pair("ansi_black", "ansi_cyan"),
    "field-dim": Pair("ansi_blue", "ansi_cyan"),
    "field-focus": Pair("ansi_bright_white", "ansi_black"),
    "field-focus-dim": Pair("ansi_bright_cyan", "ansi_black"),
    "invalid": Pair("ansi_bright_white", "ansi_red"),
    "invalid-focus": Pair("ansi_bright_yellow", "ansi_red"),
    "selection": Pair("ansi_bright_white", "ansi_magenta"),
    "header": Pair("ansi_black", "ansi_cyan"),
    "row-cursor": Pair("ansi_bright_yellow", "ansi_blue"),
    "row-cursor-blurred": Pair("ansi_white", "ansi_blue"),
    "key": Pair("ansi_bright_yellow", "ansi_black"),
    "keybar": Pair("ansi_white", "ansi_black"),
    "ok": Pair("ansi_black", "ansi_green"),
    "note": Pair("ansi_blue", "ansi_white"),
    "warn": Pair("ansi_black", "ansi_yellow"),
    "error": Pair("ansi_bright_white", "ansi_red"),
    "conflict": Pair("ansi_bright_white", "ansi_magenta"),
}

DARK_16: Mapping[str, Pair] = {
    "normal": Pair("ansi_white", "ansi_black"),
    "label": Pair("ansi_cyan", "ansi_black"),
    "dim": Pair("ansi_cyan", "ansi_black"),
    "title": Pair("ansi_bright_white", "ansi_blue"),
    "field": Pair("ansi_bright_cyan", "ansi_blue"),
    "field-dim": Pair("ansi_cyan", "ansi_blue"),
    "field-focus": Pair("ansi_black", "ansi_white"),
    "field-focus-dim": Pair("ansi_blue", "ansi_white"),
    "invalid": Pair("ansi_bright_white", "ansi_red"),
    "invalid-focus": Pair("ansi_bright_yellow", "ansi_red"),
    "selection": Pair("ansi_bright_white", "ansi_magenta"),
    "header": Pair("ansi_bright_cyan", "ansi_black"),
    "row-cursor": Pair("ansi_bright_yellow", "ansi_blue"),
    "row-cursor-blurred": Pair("ansi_white", "ansi_blue"),
    "key": Pair("ansi_bright_white", "ansi_black"),
    "keybar": Pair("ansi_black", "ansi_cyan"),
    "ok": Pair("ansi_black", "ansi_green"),
    "note": Pair("ansi_cyan", "ansi_black"),
    "warn": Pair("ansi_black", "ansi_yellow"),
    "error": Pair("ansi_bright_white", "ansi_red"),
    "conflict": Pair("ansi_bright_white", "ansi_magenta"),
}

PAIRS: Mapping[str, Mapping[str, Pair]] = {
    "sáng": LIGHT,
    "tối": DARK,
    "sáng-16": LIGHT_16,
    "tối-16": DARK_16,
}
"""Every palette by the name of its theme."""


def variables(pairs: Mapping[str, Pair]) -> dict[str, str]:
    """The style sheet variables of a palette: `$<pair>-fg` and `$<pair>-bg`."""
    found: dict[str, str] = {}
    for name, pair in pairs.items():
        found[f"{name}-fg"], found[f"{name}-bg"] = pair
    return found


def _theme(name: str) -> Theme:
    pairs = PAIRS[name]
    normal, field, focus = pairs["normal"], pairs["field"], pairs["field-focus"]
    return Theme(
        name=name,
        primary=pairs["title"].background,
        foreground=normal.foreground,
        background=normal.background,
        surface=field.background,
        panel=pairs["header"].background,
        warning=pairs["warn"].background,
        error=pairs["error"].background,
        dark=name.startswith("tối"),
        ansi=name.endswith("-16"),
        variables=variables(pairs)
        | {
            "ansi-background": normal.background,
            "ansi-foreground": normal.foreground,
            # The caret is the focused pair reversed, so that it also shows where there is no colour at all.
            "input-cursor-foreground": focus.foreground,
            "input-cursor-background": focus.background,
            "input-cursor-text-style": "reverse",
        },
    )


THEMES: tuple[Theme, ...] = tuple(_theme(name) for name in PAIRS)
"""To be registered by the app."""


def pick_theme(dark: bool = False, *, color_system: str | None = None, environ: Mapping[str, str] | None = None) -> str:
    """The name of the theme for this terminal.

    `color_system` is rich's name for what the terminal can show (`App.console.color_system`); consoles with sixteen
    colours or fewer get the palette made for them. `SOANSINH_COLORS=16` asks for it in any terminal.
    """
    environ = os.environ if environ is None else environ
    few = color_system == "standard" or environ.get("TERM") in {"linux", "vt220", "ansi"}
    if environ.get("SOANSINH_COLORS") == "16":
        few = True
    return ("tối" if dark else "sáng") + ("-16" if few else "")
