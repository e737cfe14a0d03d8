"""The key fence: every key acts on what the key before it has brought about.

Textual sends a key to the focused widget's queue and goes on to the next one at once. A letter is inserted right
there, while a binding (Backspace, Tab, Enter, F2) only runs after its key has climbed through all parents to the app.
When keys arrive in a burst, as they do from a Vietnamese keyboard driver, a card scanner or a fast typist before a
busy program, letters therefore overtake the Backspace, Tab or F2 that was struck before them: names come out wrong,
and words land in the wrong field or on the screen that was just left.

`FencedApp` takes keys and pastes out of one line. A letter for a text field passes at once. Any other key is followed
by a fence: the next one waits until the program has *come to rest*, that is until the app, the screen on top with all
its widgets, and the widgets the key went through have empty queues and run no handler, for several turns of the event
loop on end (tasks just started get their turn too). Mounting, focus changes, pushing and popping of screens all run
in those handlers, so the fence needs to know nothing about them.

What the fence does not see: work that a handler only *scheduled* (timers, `call_after_refresh`) and workers waiting
for a thread or a file. Code that moves the focus or changes the screen must therefore do it directly, in a handler or
at the start of a worker.
"""

from __future__ import annotations

import asyncio
from collections import deque
from time import perf_counter
from typing import Any, ClassVar, Generic, TypeVar
from weakref import WeakSet

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

ReturnType = TypeVar("ReturnType")

_CALM_TURNS = 5
"""Turns of the event loop that must find everything at rest. A dismissed modal wakes the worker waiting for it after
three."""
_BUSY_TURNS = 50
"""Turns watched without pause; after that the watch sleeps a millisecond at a time, so that a long handler costs no
processor time."""


class FencedApp(App[ReturnType], Generic[ReturnType]):
    """An app that handles keys and pastes strictly one after the other.

    A widget that takes letters itself (`check_consume_key`) gets them without delay. If a letter may also move the
    focus, as in a field that goes on by itself when it is full, the widget says so with an attribute `fence_letters =
    True`.
    """

    FENCE_LIMIT: ClassVar[float] = 5.0
    """Seconds a handler of the screen on top may run before the fence stops waiting for it. The keys that wait are
    then delivered in order, as stock Textual would; none is dropped. Time in which the whole program stood still does
    not count."""

    FENCE_LIMIT_ASIDE: ClassVar[float] = 0.25
    """The same for widgets the next key will not pass through, for instance one that awaits the answer of a dialog it
    opened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting_keys: deque[events.Key | events.Paste] = deque()
        self._fence: _Fence | None = None
        # True from the start: keys struck before the first screen stands wait for it.
        self._letters_under_way = True
        self._unresponsive: WeakSet[MessagePump] = WeakSet()

    @property
    def keys_at_rest(self) -> bool:
        """Whether every key received so far has been handled with all that it caused. For tests and measurements."""
        if self._waiting_keys or self._fence is not None:
            return False
        return not self._letters_under_way or _Fence(self, self.focused).at_rest()

    async def on_event(self, event: events.Event) -> None:
        """Put keys and pastes in the line, hand everything else to Textual."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._waiting_keys.append(event)
            await self._admit_keys()
        else:
            await super().on_event(event)

    async def _admit_keys(self) -> None:
        """Deliver keys from the head of the line until one needs a fence. Runs in the app's own message loop only."""
        while self._waiting_keys and self._fence is None:
            event = self._waiting_keys[0]
            target = self.focused
            passes = self._passes_at_once(event, target)
            if self._letters_under_way and not passes:
                # What the letters cause (a draft, a filter) has to be done before a command reads it.
                self._raise_fence(target)
                return
            self._waiting_keys.popleft()
            try:
                await super().on_event(event)
            finally:
                if passes:
                    self._letters_under_way = True
                else:
                    self._raise_fence(target)

    @staticmethod
    def _passes_at_once(event: events.Key | events.Paste, target: Widget | None) -> bool:
        return (
            isinstance(event, events.Key)
            and event.is_printable
            and target is not None
            and not getattr(target, "fence_letters", False)
            and target.check_consume_key(event.key, event.character)
        )

    def _raise_fence(self, target: Widget | None) -> None:
        self._fence = _Fence(self, target)
        self._fence.watch()

    def _lower_fence(self) -> None:
        self._fence = None
        self._letters_under_way = False
        if self._waiting_keys:
            self.call_later(self._admit_keys)


class _Fence:
    """Watches the program from the event loop until it has come to rest, then lowers itself."""

    def __init__(self, app: FencedApp[Any], target: Widget | None) -> None:
        self._app = app
        self._path: list[MessagePump] = [] if target is None else list(target.ancestors_with_self)
        self._calm = 0
        self._turns = 0
        self._waited = 0.0
        self._last_look = perf_counter()

    def watch(self) -> None:
        """Look once, then again in a turn of the loop, until at rest."""
        app = self._app
        if not app.is_running or app._closing:
            app._lower_fence()
            return
        now = perf_counter()
        # A blocked loop makes one long step; it must not use up the patience meant for handlers.
        self._waited += min(now - self._last_look, 0.02)
        self._last_look = now
        self._calm = self._calm + 1 if self.at_rest() else 0
        if self._calm >= _CALM_TURNS:
            app._lower_fence()
            return
        self._turns += 1
        loop = asyncio.get_running_loop()
        if self._turns < _BUSY_TURNS or self._calm:
            loop.call_soon(self.watch)
        else:
            loop.call_later(0.001, self.watch)

    def at_rest(self) -> bool:
        """Whether no pump that matters has anything to do, apart from those that outstayed their limit."""
        app = self._app
        stack = app.screen_stack
        top = stack[-1] if stack else None
        for pump in (app, *self._path, *_tree(top)):
            if _rests(pump):
                app._unresponsive.discard(pump)
            elif pump not in app._unresponsive:
                if self._waited < self._patience(pump, top):
                    return False
                app._unresponsive.add(pump)
        return True

    def _patience(self, pump: MessagePump, top: Screen[Any] | None) -> float:
        """Seconds to wait for this pump: long if the next key goes through it."""
        way = [] if top is None else (top.focused or top).ancestors_with_self
        return self._app.FENCE_LIMIT if pump is self._app or pump in way else self._app.FENCE_LIMIT_ASIDE


def _tree(top: Widget | None) -> list[Widget]:
    """The widget and everything inside it."""
    found = [] if top is None else [top]
    for widget in found:  # grows while it is walked
        found.extend(widget.children)
    return found


def _rests(pump: MessagePump) -> bool:
    """Whether a message pump is waiting for its next message, or is gone.

    A pump that waits sleeps on its queue's `ready_event`; one that is inside a handler does not. The names below are
    private (to Textual, which is pinned exactly, and to asyncio); `tests/tui/test_fence.py` fails if they change their
    meaning.
    """
    task = pump._task
    if not pump.is_dom_root and (task is None or task.done()):
        return True
    queue: Any = pump._message_queue
    return queue.empty() and bool(queue.ready_event._waiters)
