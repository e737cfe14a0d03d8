"""The bottom row: the keys that matter now.

One widget in place of Textual's Footer, which builds all its parts anew at every move of the focus, keeps them alive
for ever (measured: 100 MiB after 1,200 Tabs) and repaints the screen.
"""

from __future__ import annotations

from typing import Any, ClassVar

from rich.cells import cell_len
from textual.events import Mount, Resize
from textual.screen import Screen

from tui.widgets.commands import Command, current_commands
from tui.widgets.line import Line, Part

LAST = "common.help"
"""This command stands at the right edge and never falls off."""


def lay_out(commands: list[Command], width: int) -> list[Part]:
    """As many commands as fit, the first ones first, the help key at the right edge."""
    help_parts: list[Part] = []
    for command in commands:
        if command.id == LAST:
            help_parts = _parts(command)
    room = width - sum(cell_len(text) for _, text in help_parts)
    parts: list[Part] = []
    used = 0
    for command in commands:
        if command.id == LAST or not command.in_bar:
            continue
        wanted = _parts(command)
        needed = sum(cell_len(text) for _, text in wanted)
        if used + needed > room:
            continue
        parts += wanted
        used += needed
    return [*parts, ("keybar", " " * max(0, room - used)), *help_parts]


def _parts(command: Command) -> list[Part]:
    return [("key", f" {command.key} "), ("keybar", f" {command.title} ")]


class KeyBar(Line):
    """The key bar of a screen. Follows the focus by itself."""

    FILL: ClassVar[str] = "keybar"

    def _on_mount(self, event: Mount) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)
        self._bindings_changed(self.screen)

    def _on_resize(self, event: Resize) -> None:
        self._bindings_changed(self.screen)

    def blank(self) -> None:
        """Show no keys: a dialog is on top, and none of them works."""
        self.show_parts([])

    def _bindings_changed(self, screen: Screen[Any]) -> None:
        if screen.is_active:
            self.show_parts(lay_out(current_commands(screen), self.size.width or self.app.size.width))
