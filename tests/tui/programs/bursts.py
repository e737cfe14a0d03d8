"""The app of the burst tests: two fields deep inside containers, other screens, a dialog, a handler that blocks.

Run by itself it writes its fields to STATE_FILE whenever they change.
"""

import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from textual import work
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from tui.fence import FencedApp


class Second(Screen[None]):
    BINDINGS = [("escape", "app.pop_screen", "back")]

    def compose(self) -> ComposeResult:
        yield Input()


class Ask(ModalScreen[bool]):
    BINDINGS = [("c", "answer(True)", "yes"), ("k", "answer(False)", "no")]

    def compose(self) -> ComposeResult:
        yield Static("?")

    def action_answer(self, answer: bool) -> None:
        self.dismiss(answer)
        if self.app.awaited:  # type: ignore[attr-defined]
            self.app.awaited.set_result(answer)  # type: ignore[attr-defined]


KEYS = [
    ("f2", "push_new", ""),
    ("f3", "push_screen('kept')", ""),
    ("f4", "ask", ""),
    ("f5", "block", ""),
    ("f6", "slow", ""),
    ("f7", "wait_for_dialog", ""),
    ("f8", "fail", ""),
    ("f9", "quit", ""),
]


class Scenarios:
    """What the stock and the fenced app have in common."""

    answers: list[bool]
    changes: list[str]
    awaited: asyncio.Future[bool] | None = None

    def on_mount(self: Any) -> None:
        self.answers = []
        self.changes = []
        self.install_screen(Second(), "kept")
        if "STATE_FILE" in os.environ:
            self.set_interval(0.01, self.write_state)

    def compose(self) -> ComposeResult:
        with Vertical(), Vertical(), Vertical():
            yield Input(id="a", select_on_focus=False)
            yield Input(id="b", select_on_focus=False)

    def on_input_submitted(self: Any, event: Input.Submitted) -> None:
        self.screen.focus_next()

    def on_input_changed(self: Any, event: Input.Changed) -> None:
        self.changes.append(event.value)

    def action_push_new(self: Any) -> None:
        self.push_screen(Second())

    @work
    async def action_ask(self: Any) -> None:
        answer = await self.push_screen_wait(Ask())
        self.answers.append(answer)
        if answer:
            self.push_screen("kept")

    def action_block(self) -> None:
        time.sleep(0.4)

    async def action_slow(self: Any) -> None:
        await asyncio.sleep(0.3)
        self.push_screen("kept")

    def action_wait_for_dialog(self: Any) -> None:
        # A handler that awaits the answer of a dialog: wrong use, but it must not stop the keyboard.
        self.screen.call_next(self.ask_in_handler)

    async def ask_in_handler(self: Any) -> None:
        self.awaited = asyncio.get_running_loop().create_future()
        self.push_screen(Ask())
        await self.awaited

    def action_fail(self) -> None:
        raise RuntimeError("a handler failed")

    def fields(self: Any) -> list[list[str]]:
        """The values of all fields, screen by screen from the bottom."""
        return [[field.value for field in screen.query(Input)] for screen in self.screen_stack]

    def write_state(self: Any) -> None:
        target = Path(os.environ["STATE_FILE"])
        state = {"fields": self.fields(), "answers": self.answers}
        text = json.dumps(state)
        if not target.exists() or target.read_text() != text:
            fresh = target.with_suffix(".new")
            fresh.write_text(text)
            fresh.replace(target)


class Stock(Scenarios, App[None]):
    BINDINGS = KEYS


class Fenced(Scenarios, FencedApp[None]):
    BINDINGS = KEYS


if __name__ == "__main__":
    app = {"stock": Stock, "fenced": Fenced}[sys.argv[1]]()
    app.run()
    sys.exit(app.return_code)
