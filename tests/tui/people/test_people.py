"""The list of people: typing searches at once, one key goes through the queues, Enter opens the person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.tui.helpers import screen_text, type_keys
from tests.tui.people.conftest import ANH, BINH, DEAD, UT, disagree, on_top


def shown(app: Any) -> list[str]:
    return [person.record for person in app.screen.table.rows]


async def test_the_list_at_80_by_24(opened: Any, folder: Path, matches: Any) -> None:
    """Order by given name, signs before the names, how each is paid, counts."""
    disagree(folder, BINH, "citizen_id", "038190000001", "038190000002")
    async with opened("people", village="luong-ngoc") as app:
        matches(app, "people")


async def test_letters_search_wherever_the_focus_is(opened: Any) -> None:
    async with opened("people", village="luong-ngoc") as app:
        await type_keys(app, "hvu")
        assert shown(app) == [UT]
        await type_keys(app, "{escape}{down}{down}anh{enter}")
        assert on_top(app) == "person"
        assert app.screen.person.record == ANH


async def test_the_end_of_a_number_finds_too(opened: Any) -> None:
    async with opened("people", village=None) as app:
        await type_keys(app, "5123456")
        assert shown(app) == [ANH]


async def test_one_key_goes_through_the_queues(opened: Any, folder: Path) -> None:
    disagree(folder, ANH, "phone", "0912000001", "0912000002")
    seen = []
    async with opened("people", village="luong-ngoc") as app:
        for _ in range(6):
            seen.append(shown(app))
            await type_keys(app, "{f5}")
    assert seen[0] == [ANH, BINH, UT]
    assert seen[1] == []  # Bình is paid in cash
    assert seen[2] == [ANH]
    assert BINH in seen[3]
    assert seen[5] == [UT]  # the authorisation ends within 30 days


async def test_the_ended_are_shown_on_demand(opened: Any) -> None:
    async with opened("people", village="luong-ngoc") as app:
        assert DEAD not in shown(app)
        await type_keys(app, "{f6}")
        assert DEAD in shown(app)
        assert " 4 người" in screen_text(app)
        assert "đã mất 12/2025" in screen_text(app)


async def test_the_cursor_stays_on_the_person_after_an_edit(opened: Any) -> None:
    async with opened("people", village="luong-ngoc") as app:
        await type_keys(app, "{down}{down}{down}{enter}")
        assert app.screen.person.record == UT
        await type_keys(app, "{end}u{f2}{escape}")
        assert on_top(app) == "people"
        assert app.screen.table.key == UT
        assert app.screen.table.row.name == "Hà Văn Útu"
