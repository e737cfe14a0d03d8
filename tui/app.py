"""The full-screen app on one data folder.

The first screen stands before the models, TinyDB and openpyxl are imported; they come in a thread right after it. The
book is held for writing as long as the app runs, so that no second program can write beside it.
"""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.screen import Screen

from store import device
from store.book import Book
from store.errors import BookError, FieldError
from tui.jobs import JobsApp
from tui.theme import pick_theme

WARM_UP = (
    "tui.screens.people",
    "tui.screens.person",
    "store.profile",
    "store.storage",
    "store.reference",
    "store.checks",
)
"""What the screens behind the first one import: some 250 ms of pydantic, TinyDB and reference data."""

AFTER_FIRST = 0.3
"""Seconds after the first screen until threads begin to take the processor from it."""

COULD_NOT = 2
"""The exit status of a program that could not go on."""

SWITCH = 0.0005
"""Seconds a thread may hold the interpreter; with Python's own 5 ms each key would wait for a long job's turn (measured:
an echo of 92 ms on two cores, 6 ms with this)."""


def _screen(module: str, name: str) -> Callable[[], Screen[Any]]:
    """A screen that is imported when it is shown for the first time."""

    def make() -> Screen[Any]:
        screen: Screen[Any] = getattr(import_module(f"tui.screens.{module}"), name)()
        return screen

    return make


class SoAnSinh(JobsApp[None]):
    """The app. `folder` is the data folder; `book` is open for writing, or None until the folder is set up."""

    TITLE = "Sổ An Sinh"
    SCREENS: ClassVar[dict[str, Callable[[], Screen[Any]]]] = {
        "setup": _screen("setup", "SetupScreen"),
        "home": _screen("home", "HomeScreen"),
        "people": _screen("people", "PeopleScreen"),
        "person": _screen("person", "PersonScreen"),
        "history": _screen("history", "HistoryScreen"),
        "accounts": _screen("accounts", "AccountsScreen"),
        "conflicts": _screen("conflicts", "ConflictsScreen"),
        "findings": _screen("findings", "FindingsScreen"),
        "import": _screen("importing", "ImportScreen"),
        "hand_in": _screen("hand_in", "HandInScreen"),
        "receive": _screen("receive", "ReceiveScreen"),
        "hand_out": _screen("hand_out", "HandOutScreen"),
        "month": _screen("month", "MonthScreen"),
        "settings": _screen("settings", "SettingsScreen"),
        "villages": _screen("villages", "VillagesScreen"),
    }

    def __init__(self, folder: Path, book: Book | None) -> None:
        super().__init__(dark=book is not None and book.device.theme == "dark")
        self.folder = folder
        self._book = book
        self.HOME = "setup" if book is None else "home"  # type: ignore[misc]
        self.last_folder: Path | None = None
        """Where a file was last read from or written to, in this sitting."""
        self._last_words = ""

    @property
    def book(self) -> Book:
        """The open book. Only the set-up screen is shown without one."""
        assert self._book is not None
        return self._book

    def today(self) -> date:
        """What this machine's clock says. Tests say something else."""
        return date.today()

    def open_book(self) -> None:
        """Opens the folder that the set-up screen has just made. Raises `BookError`."""
        self._book = Book.open(self.folder, write=True)

    def begin(self, told: str = "") -> None:
        """From the set-up screen to the home screen. The former stays below (Textual cannot take the bottom one away);
        home has no way back to it. `told` stands in home's message line."""
        self.show("home", told=told)
        self._after_first_screen()

    def show(self, name: str, **values: Any) -> None:
        """As the base does; a profile that somebody broke by hand is said here, for no screen can do without it."""
        with self.telling():
            if self._book is not None and name != "home":
                _ = self.book.commune
            super().show(name, **values)

    async def run_action(self, *args: Any, **kwargs: Any) -> bool:
        """A failure of the book in any key's action is a sentence, also where the screen does not see to it."""
        with self.telling():
            return await super().run_action(*args, **kwargs)
        return True

    def close_book(self) -> None:
        """Lets go of the folder. For the end of the program."""
        if self._book is not None:
            self._book.close()

    def use_theme(self, dark: bool) -> None:
        """Light or dark, in the colours that this terminal has."""
        self.theme = pick_theme(dark, color_system=self.console.color_system)

    def on_ready(self) -> None:
        """The first screen stands; when it has been painted, there is time for what it did not need."""
        self.set_timer(AFTER_FIRST, self._after_first_screen if self._book is not None else gc.enable)

    def _after_first_screen(self) -> None:
        gc.enable()
        self.aside("warm-up", _warm_up, lambda _: None)
        self.aside("backup", lambda: _daily_backup(self.folder), self._backed_up)

    def _backed_up(self, trouble: str) -> None:
        if trouble:
            self.say(f"Chưa sao lưu được hôm nay: {trouble}", "warn")

    def action_leave_app(self) -> None:
        """Ctrl+Q: ask first if a screen below the top one, or one that does not ask itself, holds unsaved typing."""
        from tui.widgets.confirm import Confirm

        asks_itself = hasattr(self.screen, "action_leave_app")
        held = [screen for screen in self.screen_stack if screen is not self.screen or not asks_itself]
        if any(getattr(screen, "is_dirty", False) for screen in held):
            question = "Thoát mà bỏ những gì chưa lưu?"
            ask = Confirm(question, "Những gì đã lưu vẫn còn nguyên.", title="Thoát", yes="Thoát", no="Ở lại")
            self.push_screen(ask, lambda sure: self.exit() if sure else None)
        else:
            self.exit()

    # What went wrong

    @contextlib.contextmanager
    def telling(self) -> Iterator[None]:
        """Inside the block a failure of the book becomes a sentence on the screen."""
        try:
            yield
        except (BookError, FieldError) as error:
            self.say_error(error)

    def say_error(self, error: BookError | FieldError) -> None:
        """In the message line, and if it is too long for that, in a dialog too."""
        what, safe = getattr(error, "what", str(error)), getattr(error, "safe", "")
        self.tell(what, safe, "error")

    def tell(self, what: str, safe: str = "", grade: Any = "note") -> None:
        """Say something: in the message line if it has room for it, or else in a dialog and in short in the line."""
        text = f"{what} {safe}".strip()
        if cell_len(text) <= self.size.width - 5:
            self.say(text, grade)
        else:
            from tui.widgets.notice import Notice

            self.say(what, grade)
            self.push_screen(
                Notice(what, safe, grade=grade, title="Chưa làm được" if grade == "error" else "Thông báo")
            )

    def notice(self, what: str, detail: str = "") -> None:
        """Show a text of several lines until Enter."""
        from tui.widgets.notice import Notice

        self.push_screen(Notice(what, detail))

    def _handle_exception(self, error: Exception) -> None:
        """The last net: a sentence and a log file instead of Textual's traceback; the status is 2."""
        from tui import crash

        self._return_code = crash.COULD_NOT
        if self._exception is None:  # as Textual does, for tests
            self._exception = error
            self._exception_event.set()
        self._last_words = self._last_words or crash.sentence(crash.write_log(self.folder, error))
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Called by Textual when the terminal is as it was. Printed plainly: rich would cut a long path."""
        super()._print_error_renderables()
        if self._last_words:
            print(self._last_words, file=sys.__stderr__)
            self._last_words = ""


def _warm_up() -> None:
    for module in WARM_UP:
        with contextlib.suppress(ImportError):  # whoever needs it says so
            import_module(module)


def _daily_backup(folder: Path) -> str:
    """The backup of the day, unless there is one; gives why it could not be made, or nothing."""
    from store import backup

    try:
        if backup.due(folder):
            backup.backup(folder)
    except BookError as error:
        return str(error)
    return ""


def start(folder: Path) -> int:
    """Opens the app; gives the exit status. A folder that another program is writing in is refused with a sentence."""
    sys.setswitchinterval(SWITCH)
    app: SoAnSinh | None = None
    try:
        app = SoAnSinh(folder, _open(folder))
        app.run()
        return app.return_code or 0
    except BookError as error:
        print(f"× {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu. Những gì đã ghi vào sổ vẫn còn nguyên.", file=sys.stderr)
    except Exception as error:  # what Textual itself let through
        from tui import crash

        print(crash.sentence(crash.write_log(folder, error)), file=sys.stderr)
    finally:
        if app is not None:
            app.close_book()
    return COULD_NOT


def _open(folder: Path) -> Book | None:
    """The book of a folder, None for one that is not set up yet. Raises `BookError`."""
    from store import durable

    return Book.open(folder, write=True) if durable.there_is(folder / device.FILE) else None
