"""The table: any number of rows for nothing, a cursor that stays on its person, columns that share the width to the
cell."""

import time
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import ComposeResult

from tests.tui.helpers import screen_text, settled, type_keys
from tui.base import BaseApp, BaseScreen
from tui.widgets.columns import Column, fit_columns
from tui.widgets.line import fit
from tui.widgets.table import Table

Pair = tuple[int, str]
asked: list[int] = []
COLUMNS: list[Column[Pair]] = [
    Column("Số", lambda row: str(row[0]), width=5, align="right"),
    Column("Họ và tên", lambda row: asked.append(row[0]) or row[1], least=10, share=2),
    Column("Nơi ở", lambda row: "Thôn Lương Ngọc", least=8),
    Column("Ghi chú", lambda row: "x", least=30, extra=True),
]


class List(BaseScreen[None]):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, Any]] = []

    def compose_body(self) -> ComposeResult:
        yield Table(
            COLUMNS,
            key=lambda row: row[0],
            grade=lambda row: "conflict" if row[0] == 3 else "",
            empty="Chưa có ai trong sổ.",
            can_tick=True,
        )

    def on_table_row_chosen(self, event: Table.RowChosen) -> None:
        self.heard.append(("chosen", event.key))

    def on_table_row_moved(self, event: Table.RowMoved) -> None:
        self.heard.append(("moved", event.key))


class ListApp(BaseApp[None]):
    SCREENS = {"list": List}
    HOME = "list"


def rows(count: int) -> list[Pair]:
    return [(number, f"Người {number}") for number in range(count)]


async def test_moving_and_choosing() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 24)):
        table = app.screen.query_one(Table)
        table.show_rows(rows(100))
        await type_keys(app, "{down}{down}{up}")
        assert table.key == 1
        await type_keys(app, "{pagedown}")
        assert table.key == 20  # 21 rows of body, one of them the header; a row stays in sight
        await type_keys(app, "{end}")
        assert table.key == 99
        assert screen_text(app).splitlines()[-3].startswith(" »     99 Người 99")
        await type_keys(app, "{home}{down}\r")
        assert table.key == 1
        assert app.screen.heard[-1] == ("chosen", 1)


async def test_the_cursor_stays_on_its_row_when_the_list_is_read_anew() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 24)):
        table = app.screen.query_one(Table)
        table.show_rows(rows(100))
        assert table.go_to(50)
        table.show_rows([row for row in rows(100) if row[0] % 2 == 0])
        assert (table.key, table.cursor) == (50, 25)
        table.show_rows([row for row in rows(100) if row[0] > 90])
        assert table.key == 99  # its row is gone: as near as can be
        table.show_rows(rows(100), at=7)
        assert table.key == 7
        table.show_rows([])
        await settled(app)
        assert table.row is None
        assert "Chưa có ai trong sổ." in screen_text(app)
        await type_keys(app, "\r{down} ")
        assert app.screen.heard[-1][0] == "moved"


async def test_signs_stand_beside_rows() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 24)):
        table = app.screen.query_one(Table)
        table.show_rows(rows(5))
        await type_keys(app, "{down} ")
        lines = screen_text(app).splitlines()
        assert [line[:4] for line in lines[2:7]] == ["    ", "  * ", " »  ", "  ≠ ", "    "]
        assert table.ticked == {1}
        await type_keys(app, "{down} ")
        assert screen_text(app).splitlines()[5].startswith("  ≠*")


async def test_five_thousand_rows_cost_nothing_to_fill() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 24)):
        table = app.screen.query_one(Table)
        people = rows(5000)
        asked.clear()
        begin = time.perf_counter()
        table.show_rows(people)
        assert time.perf_counter() - begin < 0.05
        await type_keys(app, "{end}")
        assert "Người 4999" in screen_text(app)
        assert len(set(asked)) <= 2 * 20  # only the rows that were seen


@pytest.mark.parametrize("width", [80, 120, 200, 40])
async def test_no_row_is_wider_than_the_screen(width: int) -> None:
    app = ListApp()
    async with app.run_test(size=(width, 24)):
        app.screen.query_one(Table).show_rows([(1, "Nguyễn Thị Rất Là Dài " * 8), (2, "x")])
        await settled(app)
        lines = screen_text(app).splitlines()
        assert all(cell_len(line) <= width for line in lines)
        assert "…" in lines[2]


def test_columns_share_the_width_to_the_cell() -> None:
    for width in range(56, 200):
        fitted = fit_columns(COLUMNS, width)
        assert len(fitted) == 4
        assert sum(cells for _, cells in fitted) + 3 == width
    assert [cells for _, cells in fit_columns(COLUMNS, 74)] == [5, 19, 12, 35]


def test_extra_columns_go_first_and_needed_ones_are_cut_last() -> None:
    assert [column.title for column, _ in fit_columns(COLUMNS, 55)] == ["Số", "Họ và tên", "Nơi ở"]
    narrow = fit_columns(COLUMNS, 20)
    assert sum(cells for _, cells in narrow) + 2 == 20
    assert narrow[0][1] == 5


def test_cutting_counts_terminal_cells() -> None:
    assert fit("Nguyễn", 4) == "Ngu…"
    assert fit("Nguyễn", 8) == "Nguyễn  "
    assert fit("12", 5, "right") == "   12"
    assert cell_len(fit("Nguye\u0302\u0303n Thị", 5)) == 5
    assert cell_len(fit("日本語", 4)) == 4
