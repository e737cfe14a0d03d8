"""Helpers for tests of the face: keys are posted without pauses, and tests wait for conditions, never for times."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

from textual import events
from textual.app import App

NAMES = {
    "\t": "tab",
    "\r": "enter",
    "\x7f": "backspace",
    "\x08": "backspace",
    "\x1b": "escape",
    " ": "space",
}


def keys_of(text: str) -> Iterator[events.Key]:
    """One Key event a character, as Textual's parser makes them; `{f2}` names a key."""
    rest = text
    while rest:
        if rest[0] == "{" and "}" in rest:
            name, _, rest = rest[1:].partition("}")
            yield events.Key(name, None)
        else:
            yield events.Key(NAMES.get(rest[0], rest[0]), rest[0])
            rest = rest[1:]


def post_keys(app: App[Any], text: str) -> None:
    """Post the keys at once, as one read from the terminal would."""
    for event in keys_of(text):
        event.set_sender(app)
        app.post_message(event)


async def until(condition: Callable[[], object], seconds: float = 5.0) -> None:
    """Return as soon as the condition holds; fail if it does not within a generous limit."""
    loop = asyncio.get_running_loop()
    limit = loop.time() + seconds
    while not condition():
        if loop.time() > limit:
            raise AssertionError("the condition did not come true")
        await asyncio.sleep(0.001)


def _at_rest(app: App[Any]) -> bool:
    if not getattr(app, "keys_at_rest", True):
        return False
    pumps = [app, *app.screen.walk_children(with_self=True)]
    return all(
        pump._message_queue.empty() and pump._message_queue.ready_event._waiters
        for pump in pumps
        if pump is app or pump._task is not None
    )


async def settled(app: App[Any]) -> None:
    """Wait until every posted key has been handled, with all that it caused. Works for stock apps too."""
    calm = 0

    def calm_long_enough() -> bool:
        nonlocal calm
        calm = calm + 1 if _at_rest(app) else 0
        return calm > 3

    await until(calm_long_enough)


async def type_keys(app: App[Any], text: str) -> None:
    """Post the keys in one burst and wait until all are handled."""
    post_keys(app, text)
    await settled(app)


def screen_text(app: App[Any]) -> str:
    """What stands on the screen, as text: independent of theme and colours."""
    app.screen._on_timer_update()
    rows = ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]
    return "\n".join(row.rstrip() for row in rows)
