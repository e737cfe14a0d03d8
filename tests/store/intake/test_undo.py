"""Taking an import back, and bringing the same list in again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store import device, profile
from store.book import Book, Change
from store.device import Device
from store.errors import BookError
from store.intake import ListedRow, apply, imports, plan_into, undo


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    folder = tmp_path / "book"
    folder.mkdir()
    commune = profile.Commune(commune="Cẩm Lương")
    commune.add_village("Hòa Thuận")
    profile.save(folder, commune)
    device.save(folder, Device(role="village", village="hoa-thuan", author="Thử", month="2023-09"))
    with Book.open(folder, write=True) as opened:
        yield opened


MAN = {
    "name": "Hà Thị Mận",
    "born": "1945",
    "citizen_id": "038145000123",
    "regime": "Người khuyết tật nặng",
    "phone": "0912345678",
    "other_account": "0123456789",
    "provider": "BIDV",
    "receiver": "Lò Văn Út",
}
UOC = {"name": "Vi Văn Ước", "born": "1950", "regime": "Người khuyết tật nặng", "own_account": "9876543210"}


def row(number: int = 7, **values: str) -> ListedRow:
    return ListedRow("BTXH", number, "BTXH", values)


def take(book: Book, *rows: ListedRow) -> str:
    (record,) = apply(book, plan_into(book, rows, "hoa-thuan"), source="a.xlsx")
    return record


def flats(book: Book, **wanted: Any) -> list[dict[str, Any]]:
    found = [person.flat() for person in sorted(book.people(), key=lambda p: p.name)]
    return [flat for flat in found if all(flat.get(key) == value for key, value in wanted.items())]


def test_everything_goes_and_comes_back(book: Book) -> None:
    rows = [row(7, **MAN), row(8, **UOC)]
    record = take(book, *rows)
    before = flats(book)
    report = undo(book, record)
    assert len(report.ended) == 5
    assert not report.kept
    assert not book.people()
    reasons = {p.text("life_reason") for p in book.people(ended=True)}
    assert reasons == {"hủy nhập a.xlsx"}
    assert imports(book)[0].undone

    again = take(book, *rows)
    assert flats(book) == before
    assert not plan_into(book, rows, "hoa-thuan").changes
    undo(book, again)
    assert not book.people()
    take(book, *rows)
    assert flats(book) == before


def test_what_was_edited_since_stays(book: Book) -> None:
    record = take(book, row(7, **MAN), row(8, **UOC))
    who = flats(book, name="Hà Thị Mận")[0]["record"]
    book.change(who, {"phone": "0999999999"})
    report = undo(book, record)
    (left,) = flats(book)
    assert (left["name"], left["phone"], left["account.number"], left["recipient.name"]) == (
        "Hà Thị Mận",
        "0999999999",
        "0123456789",
        "Lò Văn Út",
    )
    assert who in [name for name, _ in report.kept]
    assert "Giữ 3 hồ sơ" in report.summary()


def test_changed_fields_get_their_values_back(book: Book) -> None:
    take(book, row(**MAN))
    before = flats(book)
    newer = {
        **MAN,
        "phone": "0900000000",
        "address": "Xóm trên",
        "other_account": "5555555555",
        "receiver": "Cao Thị Năm",
    }
    second = take(book, row(**newer))
    assert flats(book)[0]["recipient.name"] == "Cao Thị Năm"
    undo(book, second)
    assert flats(book) == before
    take(book, row(**newer))
    assert (flats(book)[0]["address"], flats(book)[0]["account.number"]) == ("Xóm trên", "5555555555")


def test_a_field_edited_since_is_not_given_back(book: Book) -> None:
    take(book, row(**MAN))
    second = take(book, row(**{**MAN, "phone": "0900000000", "address": "Xóm trên"}))
    book.change(flats(book)[0]["record"], {"phone": "0977777777"})
    report = undo(book, second)
    (flat,) = flats(book)
    assert flat["phone"] == "0977777777"
    assert "address" not in flat
    assert len(report.kept) == 1


def test_a_typed_person_that_the_import_filled(book: Book) -> None:
    fields = {
        "kind": "beneficiary",
        "village": "hoa-thuan",
        "name": "Hà Thị Mận",
        "citizen_id": "038145000123",
        "phone": "0988888888",
    }
    book.commit("hoa-thuan", [Change(None, fields)])
    before = flats(book)
    record = take(book, row(**MAN))
    assert flats(book)[0]["account.number"] == "0123456789"
    undo(book, record)
    assert flats(book) == before


def test_what_others_use_stays(book: Book) -> None:
    record = take(book, row(**MAN))
    shared = flats(book)[0]
    fields = {"kind": "beneficiary", "village": "hoa-thuan", "name": "Lò Thị Én"}
    links = {"route.recipient": shared["route.recipient"], "route.account": shared["route.account"]}
    book.commit("hoa-thuan", [Change(None, {**fields, **links})])
    report = undo(book, record)
    (left,) = flats(book)
    assert (left["name"], left["recipient.name"], left["account.number"]) == ("Lò Thị Én", "Lò Văn Út", "0123456789")
    assert len(report.ended) == 1
    assert len(report.kept) == 2


def test_a_later_import_counts_as_an_edit(book: Book) -> None:
    first = take(book, row(**MAN))
    take(book, row(**{**MAN, "address": "Xóm trên"}))
    report = undo(book, first)
    assert flats(book)[0]["address"] == "Xóm trên"
    assert report.kept


def test_what_cannot_be_undone_is_said(book: Book) -> None:
    record = take(book, row(**UOC))
    undo(book, record)
    with pytest.raises(BookError, match="đã hủy rồi"):
        undo(book, record)
    who = book.people(ended=True)[0].record
    with pytest.raises(BookError, match="không phải một lần nhập"):
        undo(book, who)
