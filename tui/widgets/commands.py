"""The commands a person can give right now, read from the key bindings.

The key bar, the help and the list of commands all show this one list, so none of them can promise a key that does
nothing. Only bindings with an id count: those are the program's own, described in Vietnamese.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from textual.screen import Screen

COMMON = "common."
"""Ids of bindings that every screen has begin with this; they come last in every list."""

_KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "space": "Cách",
    "backspace": "Lùi",
    "delete": "Del",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "plus": "+",
    "minus": "-",
    "slash": "/",
    "asterisk": "*",
    "full_stop": ".",
    "comma": ",",
    "question_mark": "?",
}


def key_name(key: str) -> str:
    """How a key is called on the screen: `ctrl+s` -> `Ctrl+S`, `f2` -> `F2`, `escape` -> `Esc`."""
    *modifiers, last = key.split("+")
    shown = _KEY_NAMES.get(last, last.upper() if len(last) <= 3 else last.capitalize())
    return "+".join([modifier.capitalize() for modifier in modifiers] + [shown])


@dataclass(frozen=True)
class Command:
    """Something that can be done now."""

    title: str
    run: Callable[[], Any] = field(compare=False)
    """Does it; may return an awaitable."""
    keys: tuple[str, ...] = ()
    """The keys as the screen calls them, the one to show first."""
    help: str = ""
    """A sentence more."""
    in_bar: bool = False
    """Whether it deserves a place in the key bar."""
    id: str = ""

    @property
    def key(self) -> str:
        """The key to show, or nothing."""
        return self.keys[0] if self.keys else ""


def current_commands(screen: Screen[Any]) -> list[Command]:
    """The commands of the focused widget, then of the screen, then those common to all screens."""
    found: dict[tuple[int, str], Command] = {}
    for key, (node, binding, enabled, _) in screen.active_bindings.items():
        if not binding.id or not enabled:
            continue
        where = (id(node), binding.id)
        shown = binding.key_display or key_name(key)
        if where in found:
            known = found[where]
            keys = known.keys if shown in known.keys else (*known.keys, shown)
        else:
            keys = (shown,)
        found[where] = Command(
            title=binding.description,
            run=partial(screen.app.run_action, binding.action, node),
            keys=keys,
            help=binding.tooltip,
            in_bar=binding.show,
            id=binding.id,
        )
    return sorted(found.values(), key=lambda command: command.id.startswith(COMMON))
