"""The form of a person as a thing that is opened, checked, saved and left; `tui.screens.person` adds the commands.

Saving sends only what changed, with the edits that the form had seen, so that two people who change different fields never
clash. Whatever fails, the texts stay in the fields.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize, ScreenResume

from store.checks import Finding, check_person
from store.errors import BookError, FieldError
from store.fields import shown_date
from store.people import Person
from tui.base import BaseScreen
from tui.screens.person_form import PersonForm
from tui.screens.person_lists import FollowsPerson, called
from tui.screens.person_pick import Leave
from tui.screens.person_side import SIDE_FROM, PersonSide, summary
from tui.screens.person_values import Opened, Values, form_values, open_person, plan, regime_codes, regime_values
from tui.widgets.field import Field
from tui.widgets.form import Form
from tui.widgets.line import Line

if TYPE_CHECKING:
    from tui.app import SoAnSinh

KEPT = "Chữ trong các ô còn nguyên."


class PersonSaving(BaseScreen[None]):
    """The form with what was found beside it; `reset` says who, or for whose village a new one is entered."""

    app: SoAnSinh

    def __init__(self) -> None:
        super().__init__()
        book = self.app.book
        self.form = PersonForm(book.reference, lambda: book.month)
        self._side = PersonSide()
        self._summary = Line()
        self._opened = Opened("")
        self._codes: list[str] = []
        self._findings: Sequence[Finding] = ()
        self._chosen: str | None = None
        self._disputed: set[str] = set()

    def compose_body(self) -> ComposeResult:
        """The form, beside it (or in a line under it) what was found."""
        with Horizontal(id="person-body"):
            yield self.form
            yield self._side
        yield self._summary

    def on_resize(self, event: Resize) -> None:
        """The list of findings needs a wide screen; a narrow one gets a line."""
        self._side.display = event.size.width >= SIDE_FROM
        self._summary.display = not self._side.display

    @property
    def person(self) -> Person | None:
        """Who is shown; None for somebody new."""
        return self._opened.person

    @property
    def is_dirty(self) -> bool:
        """Whether something was entered that is not saved."""
        return self.form.is_dirty

    def reset(self, record: str | None = None, village: str | None = None, field: str = "") -> None:
        """Show a person, or an empty form for a village. `field` is where to begin (a finding's field)."""
        book = self.app.book
        with self.app.telling():
            if village is None:
                village = book.where(record) if record else book.device.village or book.villages()[0].slug
            self._open(open_person(book, village, record))
        home = self.form.home(field, self._codes) if field else None
        if home is not None and home.display and not home.entry.locked:
            home.focus()
        else:
            self.form.focus_first()

    def _open(self, opened: Opened) -> None:
        self._opened, self._chosen = opened, None
        person = opened.person
        self._codes = regime_codes(person) if person else []
        self.form.show(form_values(person), len(self._codes))
        open_ = {**person.conflicts, **person.linked_conflicts} if person else {}
        homes = [self.form.home(field, self._codes) for field in open_]
        self._disputed = {home.entry.name for home in homes if home is not None}
        self.form.lock_fields(self._is_locked)
        self._check()
        book = self.app.book
        self.title = called(person) if person else "Người mới"
        self.sub_title = f"{book.commune.village_name(opened.village)} · tháng {shown_date(book.month)}"
        self.refresh_bindings()

    def _is_locked(self, field: str) -> bool:
        """What is in conflict is chosen where both sides are seen. A village's form leaves alone the regimes of which the
        commune has spoken; the form of somebody new is open."""
        if field in self._disputed:
            return True
        if self.person is None or self.app.book.device.role == "commune" or not field.startswith("r"):
            return False
        number, dot, _ = field[1:].partition(".")
        place = int(number) - 1 if dot and number.isdigit() else -1
        return 0 <= place < len(self._codes) and self._codes[place] in self._opened.of_commune

    def _check(self) -> None:
        book, person = self.app.book, self.person
        self._findings = check_person(person, book.reference, book.month) if person else ()
        self.form.mark(person, self._codes, self._findings, book)
        self._side.show(person, self._findings, book)
        self._summary.show_parts(summary(person, self._findings))

    # Saving

    def action_save(self) -> None:
        """Save and stay."""
        self._save()

    def on_form_submitted(self, event: Form.Submitted) -> None:
        """Enter in the last field."""
        event.stop()
        self._save()

    def action_save_and_new(self) -> None:
        """Save, and an empty form for the next person of the same village."""
        if not self.is_dirty or self._save():
            said = self.message
            self._open(Opened(self._opened.village))
            self.form.focus_first()
            if said:
                self.say(f"{said.lstrip('● ')} Nhập người tiếp theo.", "ok")

    def _save(self) -> bool:
        """Save what changed; False (and a sentence) when it could not be saved. The texts stay either way."""
        wrong = self.form.wrong()
        if wrong is not None:
            wrong.focus()
            self._message.say(f"{wrong.entry.label.strip()}: {wrong.error} Chưa lưu.", "error", wrong)
            return False
        try:
            given, shown = self._values()
            if not given:
                self.say("Chưa có gì mới để lưu." if self.person else "Chưa ghi gì: gõ ít nhất họ tên.", "note")
                return False
            changes = plan(self.app.book, self._opened, given, shown, self._chosen)
            self.app.book.commit(self._opened.village, changes)
        except (BookError, FieldError) as error:
            self._failed(error)
            return False
        record = self.person.record if self.person else str(changes[0].record)
        self._saved(record)
        return True

    def _values(self) -> tuple[Values, dict[str, str]]:
        """What is to be written, and all that the form shows. Raises `FieldError`."""
        form = self.form
        shown = form.shown_values()
        before = form.loaded if self.person else {}
        texts = form.given() if self.person else {name: text for name, text in shown.items() if text}
        if not self.person and not form.is_dirty:
            return {}, shown
        given: Values = {name: text or None for name, text in texts.items() if not _of_slot(name)}
        given |= regime_values(self.person, before, shown, form.used)
        return given, shown

    def _saved(self, record: str) -> None:
        here = self.focused.parent if self.focused is not None else None
        place = self.form.scroll_y
        name = (self.form["name"].text or "người này").strip()
        for screen in self.app.screen_stack:
            if isinstance(screen, FollowsPerson):
                screen.follow = record
        with self.app.telling():
            self._open(open_person(self.app.book, self._opened.village, record))
        if isinstance(here, Field) and here.display and not here.entry.locked:
            here.focus()
            self.call_after_refresh(here.scroll_visible, animate=False)
        self.form.scroll_to(y=place, animate=False, immediate=True)
        self.say(f"Đã lưu {name}.", "ok")

    def _failed(self, error: BookError | FieldError) -> None:
        """Says what happened beside the field it is about; what was typed stays."""
        field = {"regime-twice": f"r{self.form.used}.code", "account": "account.number"}.get(getattr(error, "code", ""))
        if field is not None:
            self.form[field].focus()
        self.app.tell(getattr(error, "what", str(error)), f"{getattr(error, 'safe', '')} {KEPT}".strip(), "error")

    # Leaving

    def may_leave(self) -> bool:
        """Asks before anything typed would be lost."""
        if not self.is_dirty:
            return True
        self._ask_to_leave(self.leave)
        return False

    def action_leave_app(self) -> None:
        """Ctrl+Q while the form is on top."""
        if self.is_dirty:
            self._ask_to_leave(self.app.action_leave_app)
        else:
            self.app.action_leave_app()

    def _ask_to_leave(self, go: Callable[[], None]) -> None:
        who = self.person.name if self.person else self.form["name"].text.strip()

        def answered(answer: str | None) -> None:
            if answer == "drop" or (answer == "save" and self._save()):
                go()

        self.app.push_screen(Leave(f"Những thay đổi của {who or 'người này'} chưa lưu vào sổ."), answered)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """A conflict may have been settled meanwhile."""
        if self.person is not None and not self.is_dirty:
            try:
                opened = open_person(self.app.book, self._opened.village, self.person.record)
            except BookError:
                return
            if opened.seen != self._opened.seen:
                self._open(opened)


def _of_slot(name: str) -> bool:
    number, dot, _ = name.removeprefix("r").partition(".")
    return bool(dot) and number.isdigit()
