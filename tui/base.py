"""What every screen of the program has in common, and the app they live in.

A screen is title, body, message line and key bar: 21 rows of body at 80 x 24. Screens are built once and kept
(building one costs 4-5 ms a widget, showing a kept one 5 ms); `app.show("people", village="...")` empties it with
`reset` and puts it on top. Every key a screen understands is a `Binding` with an id, a description and a tooltip; key
bar, help and the list of commands come from these.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import ScreenResume, ScreenSuspend
from textual.reactive import Reactive
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.widget import Widget

from tui.fence import FencedApp
from tui.theme import LIGHT, THEMES, Grade, pick_theme, variables
from tui.widgets.keybar import KeyBar
from tui.widgets.line import Line, fit, parts_width
from tui.widgets.message import MessageLine
from tui.widgets.scrollbar import PlainScrollBar

if TYPE_CHECKING:  # fields, help and palette cost 20 ms that the first screen does not need
    from tui.widgets.commands import Command
    from tui.widgets.field import Field
    from tui.widgets.input import Typist

Result = TypeVar("Result")
ReturnType = TypeVar("ReturnType")


class TitleLine(Line):
    """The top row: where one is on the left, whose book it is on the right."""

    FILL: ClassVar[str] = "title"

    def show_title(self, title: str, context: str = "") -> None:
        """Show both; the context gives way when the row is too narrow."""
        width = self.size.width or self.app.size.width
        left = f" {title}"
        right = f"{context} "
        room = width - parts_width([("", left)]) - 2
        right = fit(right, room, "right") if parts_width([("", right)]) <= room else fit(right, max(0, room))
        self.show_parts([("title", f"{left}  {right}")])


class BaseScreen(Screen[Result], inherit_bindings=False):
    """A screen with title, body, message line and key bar. Subclasses write `compose_body` and `reset`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
        Binding("escape", "back", "Về", id="common.back", tooltip="Về màn hình trước"),
    ]
    HELP = ""
    """What the screen is for, in a few sentences, for F1."""

    # Textual repaints all rows of the screen at every move of the focus otherwise (3.3 KB and 60 ms a Tab).
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name=name)
        self._title_line = TitleLine()
        self._message = MessageLine()
        self._key_bar = KeyBar()
        self._waiting_reset: dict[str, Any] | None = None
        self._styled_for = ""

    def compose(self) -> ComposeResult:
        """The four parts."""
        yield self._title_line
        with Vertical(classes="body"):
            yield from self.compose_body()
        yield self._message
        yield self._key_bar

    def compose_body(self) -> ComposeResult:
        """The widgets between title and message line."""
        yield from ()

    def reset(self, *args: Any, **values: Any) -> None:
        """Make the kept screen as new for these values. Called each time it is shown, when its widgets are there.

        Subclasses name the values they take: `def reset(self, village: str = "") -> None`.
        """

    def on_mount(self) -> None:
        """The first reset had to wait for the widgets."""
        self._show_title()
        if self._waiting_reset is not None:
            self._reset_now(self._waiting_reset)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """The title may have changed while another screen was on top."""
        # Textual styles every widget again at each showing (30 of 49 ms for a form of 23 fields); only another theme
        # makes that necessary. The event goes on to Textual's own handler after this one.
        event.refresh_styles = event.refresh_styles and self._styled_for != self.app.theme
        self._styled_for = self.app.theme
        self._show_title()
        self.refresh_bindings()

    def on_screen_suspend(self, event: ScreenSuspend) -> None:
        """A dialog shows its own keys; those below it do not work now."""
        self._key_bar.blank()

    def prepare(self, values: dict[str, Any]) -> None:
        """Reset now, or as soon as the widgets are there. For `BaseApp.show`."""
        if self.is_mounted:
            self._reset_now(values)
        else:
            self._waiting_reset = values

    def _reset_now(self, values: dict[str, Any]) -> None:
        self._waiting_reset = None
        self.set_focus(None)
        self._message.say("")
        self.reset(**values)
        self._update_auto_focus()

    def watch_title(self) -> None:
        """Follow `self.title = ...`."""
        self._show_title()

    def watch_sub_title(self) -> None:
        """Follow `self.sub_title = ...`, the right part of the title line."""
        self._show_title()

    def _show_title(self) -> None:
        if self.is_mounted:
            self._title_line.show_title(self.title or "", self.sub_title or "")

    def say(self, text: str, grade: Grade = "note") -> None:
        """Put a sentence in the message line: `ok`, `note`, `warn`, `error`."""
        self._message.say(text, grade)

    @property
    def message(self) -> str:
        """What stands in the message line, sign included."""
        return self._message.plain.strip()

    def on_field_says(self, event: Field.Says) -> None:
        """A field's hint or complaint."""
        event.stop()
        if event.grade:
            self._message.say(event.text, event.grade, event.field)
        else:
            self._message.hint(event.text, event.field)

    def on_field_changed(self, event: Field.Changed) -> None:
        """Typing takes an old complaint away."""
        if self._message.grade not in ("", "note"):
            self._message.say(event.field.hint(), "", event.field)

    def on_field_go_on(self, event: Field.GoOn) -> None:
        """A field outside any form."""
        if event.step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def commands(self) -> list[Command]:
        """What Ctrl+P lists. Subclasses add commands that have no key."""
        from tui.widgets.commands import current_commands

        return current_commands(self)

    def may_leave(self) -> bool:
        """Whether Esc may leave at once. A screen that returns False asks by itself and calls `leave` later."""
        return True

    def leave(self, result: Result | None = None) -> None:
        """Back to the screen below."""
        if len(self.app.screen_stack) > 1 and self.is_active:
            self.dismiss(result)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no way back from the first screen."""
        return len(self.app.screen_stack) > 1 if action == "back" else True

    def action_back(self) -> None:
        """Esc."""
        if self.may_leave():
            self.leave()


class BaseApp(FencedApp[ReturnType], Generic[ReturnType], inherit_bindings=False):
    """The app: fenced keys, own palettes, screens by name, help, commands, quitting.

    Subclasses list their screens in `SCREENS` and name the first in `HOME`.
    """

    CSS_PATH = Path(__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = False
    # A class on screens below dialogs would restyle all their widgets twice a dialog.
    SUSPENDED_SCREEN_CLASS = ""
    HOME: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,ctrl+g", "help", "Giúp", id="common.help", tooltip="Giải thích màn hình và các phím"),
        Binding("ctrl+p", "commands", "Lệnh", id="common.commands", tooltip="Tìm lệnh theo tên"),
        Binding("ctrl+q,f10", "leave_app", "Thoát", id="common.quit", tooltip="Thoát chương trình"),
        Binding("ctrl+c", "how_to_quit", show=False),
    ]

    typist: Typist | None = None
    """The typing method (Telex, VNI) that text fields run each letter through, or None for off."""

    def __init__(self, *, dark: bool = False) -> None:
        super().__init__()
        ScrollBar.renderer = PlainScrollBar
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        # Set without the watcher, which would have the whole style sheet parsed a second time before the first screen.
        self.set_reactive(BaseApp.theme, pick_theme(dark, color_system=self.console.color_system))
        self.stylesheet.set_variables(self.get_css_variables())
        self._take_on_theme()

    def _take_on_theme(self) -> None:
        """What Textual does to an app whose theme changes, but for parsing the style sheet anew."""
        is_dark = self.current_theme.dark
        names = {f"-theme-{self.theme}": True, "-dark-mode": is_dark, "-light-mode": not is_dark}
        self.update_classes(names, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The style sheet names pairs of the palette; another theme would not know them."""
        return super().get_theme_variable_defaults() | variables(LIGHT)

    def get_default_screen(self) -> Screen[Any]:
        """The home screen is the bottom of the stack."""
        if not self.HOME:
            return super().get_default_screen()
        screen = self.get_screen(self.HOME)
        if isinstance(screen, BaseScreen):
            screen.prepare({})
        return screen

    def show(self, name: str, **values: Any) -> None:
        """Reset the kept screen of this name and put it on top; if it is further down, go back to it."""
        screen = self.get_screen(name)
        assert isinstance(screen, BaseScreen)
        while screen in self.screen_stack and self.screen is not screen:
            self.pop_screen()
        screen.prepare(values)
        if self.screen is not screen:
            self.push_screen(screen)

    def say(self, text: str, grade: Grade = "note") -> None:
        """Put a sentence in the message line of the topmost screen that has one."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, BaseScreen):
                screen.say(text, grade)
                return

    def action_help(self) -> None:
        """F1."""
        from tui.widgets.help import Help

        self.push_screen(Help(self.screen))

    def action_commands(self) -> None:
        """Ctrl+P: choose a command, then run it where it belongs."""
        from tui.widgets.commands import current_commands
        from tui.widgets.palette import Palette

        screen = self.screen
        commands = screen.commands() if isinstance(screen, BaseScreen) else current_commands(screen)

        async def run(chosen: Command | None) -> None:
            if chosen is not None:
                outcome = chosen.run()
                if hasattr(outcome, "__await__"):
                    await outcome

        self.push_screen(Palette([c for c in commands if c.id != "common.commands"]), run)

    def action_leave_app(self) -> None:
        """Ctrl+Q. Subclasses see to unsaved work first."""
        self.exit()

    def action_how_to_quit(self) -> None:
        """Ctrl+C does not end the program; too many hands strike it to copy."""
        self.say("Muốn thoát, bấm Ctrl+Q hoặc F10.")
