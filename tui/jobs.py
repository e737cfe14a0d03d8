"""Work that takes longer than a keystroke may: in a thread, the screen never stands still.

Two kinds. `run_job` is for work that uses the open book: a dialog "Đang làm…" takes all keys meanwhile, so nothing else can
touch the book, which is not made for two threads. `aside` is for looking only: the job gets nothing but what it opens
itself (`look` gives it a book of its own, read only), the screen stays usable, and an answer that comes too late (a newer
question was asked) is dropped. Threads only post messages; the answer is handled on the app's own loop.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any, Generic, TypeVar

from textual.message import Message
from textual.widget import Widget

from store.book import Book
from store.errors import BookError, FieldError
from tui.base import BaseApp
from tui.widgets.line import Line
from tui.widgets.modal import Modal

T = TypeVar("T")
ReturnType = TypeVar("ReturnType")
Tell = Callable[[str], None]
"""Called by a job with what it is at, to be shown."""

Failed = Callable[[BookError | FieldError], None]
"""Gets what a job could not do."""


class Busy(Modal[None]):
    """Stands over the screen while a job runs. It has no keys: what is struck meanwhile is dropped."""

    def __init__(self, title: str) -> None:
        super().__init__("Đang làm…")
        self._doing = Line([("normal", title)])
        self._step = Line([("dim", "Xin đợi, đừng tắt máy.")])

    def compose_box(self) -> list[Widget]:
        """What is being done, and how far it is."""
        return [self._doing, self._step]

    def show_step(self, text: str) -> None:
        """How far the job is."""
        self._step.show_parts([("dim", text)])


@dataclass
class Step(Message):
    """A running job says how far it is; only the last word counts."""

    busy: Busy
    text: str

    def can_replace(self, message: Message) -> bool:
        """An older word of the same job need not be shown."""
        return isinstance(message, Step) and message.busy is self.busy


@dataclass
class Ended(Message):
    """A thread has done its work; `finish` is called on the app's loop."""

    finish: Callable[[], None]


class JobsApp(BaseApp[ReturnType], Generic[ReturnType]):
    """An app with threads for long work."""

    folder: Path

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._questions: dict[str, int] = {}

    def say_error(self, error: BookError | FieldError) -> None:
        """Tell the person. Subclasses decide how."""
        self.say(str(error), "error")

    def run_job(
        self,
        title: str,
        job: Callable[[Tell], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Run `job` in a thread behind the dialog, then `done` with its result, or `failed` with what it said."""
        busy = Busy(title)
        self.push_screen(busy)

        def finish(call: Callable[[], None]) -> None:
            if self.screen is busy:
                self.pop_screen()
            call()

        def run() -> Callable[[], None]:
            try:
                result = job(lambda text: self._post(Step(busy, text)))
            except (BookError, FieldError) as error:
                told = error
                return lambda: (failed or self.say_error)(told)
            return lambda: done(result)

        self._in_thread(run, finish)

    def aside(
        self, question: str, job: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Run `job` in a thread beside the screen; `done` gets the result unless the question was asked again since.

        What is asked anew whenever a screen comes back must not answer a failure with a dialog: closing that brings the
        screen back. Such callers give `failed`.
        """
        number = self._questions[question] = self._questions.get(question, 0) + 1

        def finish(call: Callable[[], None]) -> None:
            if self._questions.get(question) == number:
                call()

        def run() -> Callable[[], None]:
            try:
                result = job()
            except (BookError, FieldError) as error:
                told = error
                return lambda: (failed or self.say_error)(told)
            return lambda: done(result)

        self._in_thread(run, finish)

    def look(
        self, question: str, job: Callable[[Book], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """The same with a book of its own, opened for reading."""

        def read() -> T:
            with Book.open(self.folder) as book:
                return job(book)

        self.aside(question, read, done, failed)

    def _in_thread(self, run: Callable[[], Callable[[], None]], finish: Callable[[Callable[[], None]], None]) -> None:
        def work() -> None:
            try:
                call = run()
            except Exception as unforeseen:  # goes to the last net, on the app's loop
                raised = unforeseen

                def call() -> None:
                    raise raised

            self._post(Ended(lambda: finish(call)))

        Thread(target=work, name="soansinh-job", daemon=True).start()

    def _post(self, message: Message) -> None:
        """Post from a thread; an app that has ended meanwhile takes nothing any more."""
        if self.is_running:
            with contextlib.suppress(RuntimeError):  # the loop was closed between the two lines
                self.post_message(message)

    def on_step(self, event: Step) -> None:
        """Show how far a job is."""
        event.busy.show_step(event.text)

    def on_ended(self, event: Ended) -> None:
        """Go on with what the thread found."""
        try:
            event.finish()
        except (BookError, FieldError) as error:
            self.say_error(error)
