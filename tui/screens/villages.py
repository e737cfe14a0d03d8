"""The commune's villages: adding one, renaming, and who heads it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from store.fields import parse_name
from store.vietnamese.naming import of_commune
from store.vietnamese.order import natural_key
from tui.screens.page import Page
from tui.screens.profile_edit import changing_profile
from tui.widgets.columns import Column
from tui.widgets.entry import Entry
from tui.widgets.prompt import Prompt
from tui.widgets.table import Table

if TYPE_CHECKING:
    from store.profile import Commune, Village


class VillagesScreen(Page):
    """A table; each change is saved at once."""

    TITLE = "Các thôn"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4,ctrl+b", "add", "Thêm thôn", id="villages.add", tooltip="Thêm một thôn vào xã"),
        Binding("f2,ctrl+s", "rename", "Đổi tên", id="villages.rename", tooltip="Đổi tên thôn; sổ của thôn vẫn như cũ"),
        Binding("f6,ctrl+o", "head", "Trưởng thôn", id="villages.head", tooltip="Ghi họ tên trưởng thôn"),
    ]
    HELP = "Các thôn của xã. Đổi tên không đụng tới sổ của thôn (mã thôn giữ nguyên). Không xóa được thôn đã có sổ."

    def compose_body(self) -> ComposeResult:
        """The table."""
        self.table: Table[Village] = Table(
            [
                Column("Thôn", lambda village: village.name, least=16),
                Column("Trưởng thôn", lambda village: village.head, least=16),
                Column("Xã cũ", lambda village: village.old_commune, least=10),
                Column("Mã (tên tệp)", lambda village: village.slug, least=14),
            ],
            key=lambda village: village.slug,
            empty="Chưa có thôn nào. Bấm F4 để thêm.",
        )
        yield self.table

    def reset(self, **values: object) -> None:
        """The villages as they are."""
        with self.app.telling():
            self.sub_title = of_commune(self.app.book.commune.commune)
            self._show()
        self.focus_on(self.table)

    def _show(self, at: str | None = None) -> None:
        villages = sorted(self.app.book.commune.villages, key=lambda village: natural_key(village.name))
        self.table.show_rows(villages, at=at)

    def on_table_row_chosen(self, event: Table.RowChosen) -> None:
        """Enter renames."""
        self.action_rename()

    def action_add(self) -> None:
        """Ask for the name of a new village."""
        entry = Entry("name", "Tên thôn", required=True, parse=parse_name, hint="Như: Lương Ngọc, Thôn 2, Bản Khà")
        self.app.push_screen(Prompt("Thêm thôn", entry), self._add)

    def _add(self, name: str | None) -> None:
        if name and any(village.name == name for village in self.app.book.commune.villages):
            self.say(f"Đã có thôn «{name}».", "warn")
        elif name:
            self._change(lambda commune: commune.add_village(name).slug, f"Đã thêm {name}.")

    def action_rename(self) -> None:
        """Ask for the new name of the chosen village."""
        village = self.table.row
        if village is not None:
            entry = Entry("name", "Tên mới", required=True, parse=parse_name)
            question = "Sổ của thôn vẫn như cũ, chỉ tên in ra thay đổi."
            ask = Prompt("Đổi tên thôn", entry, question=question, value=village.name)
            self.app.push_screen(ask, partial(self._put, village.slug, "name"))

    def action_head(self) -> None:
        """Ask who heads the chosen village."""
        village = self.table.row
        if village is not None:
            ask = Prompt("Trưởng thôn", Entry("head", "Họ và tên", parse=parse_name), value=village.head)
            self.app.push_screen(ask, partial(self._put, village.slug, "head"))

    def _put(self, slug: str, part: str, text: str | None) -> None:
        def change(commune: Commune) -> str:
            village = commune.village(slug)
            assert village is not None
            setattr(village, part, text)
            return slug

        if text is not None:
            self._change(change, "Đã lưu.")

    def _change(self, change: Callable[[Commune], str], told: str) -> None:
        with self.app.telling():
            with changing_profile(self.app.book) as commune:
                slug = change(commune)
            self._show(slug)
            self.say(told, "ok")
