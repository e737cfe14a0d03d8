"""Rows of lists against the book: who is found, what is filled, what is kept, and that a second import changes nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store import device, profile, reference
from store.book import Book
from store.device import Device
from store.errors import BookError
from store.intake import KEYS, ListedRow, Plan, apply, imports, plan, plan_into

MONTH = "2023-09"
VILLAGES = ("Hòa Thuận", "Lương Ngọc")


def make_book(folder: Path) -> Book:
    folder.mkdir(parents=True, exist_ok=True)
    commune = profile.Commune(commune="Cẩm Lương")
    for name in VILLAGES:
        commune.add_village(name)
    profile.save(folder, commune)
    device.save(folder, Device(role="commune", author="Thử", month=MONTH))
    return Book.open(folder, write=True)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with make_book(tmp_path / "book") as opened:
        yield opened


def row(number: int = 7, *, sheet: str = "BTXH", group: str | None = "BTXH", **values: str) -> ListedRow:
    assert set(values) <= set(KEYS)
    cells = {key: f"{chr(65 + i)}{number}" for i, key in enumerate(values)}
    return ListedRow(sheet, number, group, values, cells)


MAN = {
    "name": "Hà Thị Mận",
    "born": "1945-03-02",
    "sex": "female",
    "citizen_id": "038145000123",
    "regime": "Người khuyết tật nặng",
    "village": "Hòa Thuận",
    "other_account": "0123456789",
    "provider": "NHNo&PTNT",
    "receiver": "Lò Văn Út",
    "relation": "Con đẻ",
}
UOC = {
    "name": "Vi Văn Ước",
    "born": "1950",
    "sex": "male",
    "regime": "Người khuyết tật nặng",
    "own_account": "9876543210",
    "provider": "BIDV",
}


def take(book: Book, *rows: ListedRow, village: str | None = "Hòa Thuận", source: str = "a.xlsx") -> Plan:
    planned = plan_into(book, rows, village)
    apply(book, planned, source=source)
    return planned


def codes(planned: Plan) -> list[str]:
    return [problem.code for problem in planned.problems]


def only(book: Book, **wanted: Any) -> dict[str, Any]:
    """The one person of the book, or the one with these fields, flat."""
    found = [p.flat() for p in book.people(ended=True) if all(p.flat().get(k) == v for k, v in wanted.items())]
    assert len(found) == 1, found
    return found[0]


def saves(book: Book) -> int:
    return sum(len(record["edits"]) for village in book.villages() for _, record in book.records(village.slug))


def test_a_new_person_with_recipient_and_account(book: Book) -> None:
    planned = take(book, row(**MAN))
    assert (len(planned.new), len(planned.changed), len(planned.unchanged)) == (1, 0, 0)
    flat = only(book)
    for key in ("record", "route.recipient", "route.account"):
        flat.pop(key)
    assert flat == {
        "village": "Hòa Thuận",
        "name": "Hà Thị Mận",
        "born": "1945-03-02",
        "sex": "female",
        "citizen_id": "038145000123",
        "regimes.KT-03.status": "active",
        "route.receiver": "authorised",
        "route.relation": "Con đẻ",
        "route.method": "account",
        "recipient.name": "Lò Văn Út",
        "account.number": "0123456789",
        "account.provider": "Agribank",
        "account.owner": "recipient",
    }


def test_own_account_guardian_and_unknown_words(book: Book) -> None:
    planned = take(
        book,
        row(7, **UOC),
        row(
            8,
            name="Lò Thị Én",
            relation="Người giám hộ (bà nội)",
            receiver="Hà Thị Ba",
            regime="Đối tượng lạ",
            group="BTXH",
        ),
        row(
            9,
            name="Vi Thị Sáu",
            own_account="1234567890",
            provider="Ngân hàng Sao Hỏa",
            regime="Thương binh 45%",
            group="NCC",
        ),
    )
    own, guarded, strange = (only(book, name=name) for name in ("Vi Văn Ước", "Lò Thị Én", "Vi Thị Sáu"))
    assert (own["account.owner"], own["route.receiver"]) == ("beneficiary", "self")
    assert (guarded["route.receiver"], guarded["recipient.name"]) == ("guardian", "Hà Thị Ba")
    assert "route.method" not in guarded
    assert guarded["regimes.BTXH-KHAC.written"] == "Đối tượng lạ"
    assert strange["account.provider"] == "Ngân hàng Sao Hỏa"
    assert strange["regimes.TB-45.status"] == "active"
    assert {"regime-unknown", "provider-unknown"} <= set(codes(planned))
    (problem,) = [p for p in planned.problems if p.code == "regime-unknown"]
    assert (problem.sheet, problem.cell, problem.grade, problem.sample) == ("BTXH", "D8", "warning", "Đối tượng lạ")


def test_the_words_of_the_list_are_kept_where_they_differ(book: Book) -> None:
    take(book, row(7, **{**MAN, "regime": "NKT nặng"}), row(8, **UOC))
    assert only(book, name="Hà Thị Mận")["regimes.KT-03.written"] == "NKT nặng"


def test_a_second_import_changes_nothing(book: Book) -> None:
    rows = [row(7, **MAN), row(8, **UOC)]
    take(book, *rows)
    before = saves(book)
    again = plan_into(book, rows, "Hòa Thuận")
    assert not again.changes
    assert not again.problems
    assert len(again.unchanged) == 2
    assert apply(book, again, source="a.xlsx") == []
    assert saves(book) == before
    moved = [row(70, sheet="Trang 2", **MAN)]  # another place in another file
    assert not plan_into(book, moved, "Hòa Thuận").changes


def test_a_second_import_changes_nothing_after_corrections(book: Book) -> None:
    take(book, row(**MAN))
    person = book.people()[0]
    book.change(
        person.record, {"name": "Hà Thị Mần", "citizen_id": "038145000124", "born": None, "route.account": None}
    )
    before = saves(book)
    assert not plan_into(book, [row(**MAN)], "Hòa Thuận").changes
    assert saves(book) == before
    assert len(book.people()) == 1


def test_a_typed_person_found_by_number_is_not_doubled_after_a_correction(book: Book) -> None:
    (record,) = book.commit("hoa-thuan", [_typed(name="Hà Thị Mận", citizen_id="038145000123")])
    take(book, row(**MAN))
    book.change(record, {"citizen_id": "038145000999", "name": "Hà Thị Mơ"})
    assert not plan_into(book, [row(**MAN)], "Hòa Thuận").changes


def _typed(**fields: Any) -> Any:
    from store.book import Change

    return Change(None, {"kind": "beneficiary", "village": "hoa-thuan", **fields})


def test_a_blank_cell_never_erases(book: Book) -> None:
    take(book, row(**MAN))
    before = only(book)
    take(book, row(name=MAN["name"], citizen_id=MAN["citizen_id"], regime=MAN["regime"]))
    assert only(book) == before


def test_lacking_is_filled_listed_is_updated_typed_is_kept(book: Book) -> None:
    take(book, row(**{**MAN, "phone": "0912345678"}))
    record = only(book)["record"]
    book.change(record, {"phone": "0987654321"})
    newer = {**MAN, "born": "1945-03-05", "phone": "0900000000", "address": "Xóm trên", "other_account": "5555555555"}
    planned = take(book, row(**newer), source="b.xlsx")
    flat = only(book)
    assert (flat["born"], flat["address"], flat["account.number"]) == ("1945-03-05", "Xóm trên", "5555555555")
    assert flat["phone"] == "0987654321"
    (problem,) = planned.problems
    assert (problem.code, problem.grade, problem.sample) == ("differs", "warning", "0900000000")
    assert "0987654321" in problem.reason
    assert len(planned.changed) == 1


def test_a_typed_recipient_and_account_are_kept(book: Book) -> None:
    from store.book import Change

    (recipient,) = book.commit(
        "hoa-thuan", [Change(None, {"kind": "recipient", "village": "hoa-thuan", "name": "Cao Thị Năm"})]
    )
    (account,) = book.commit(
        "hoa-thuan",
        [Change(None, {"kind": "account", "village": "hoa-thuan", "owner": recipient, "number": "111222333"})],
    )
    book.commit(
        "hoa-thuan",
        [
            _typed(
                name="Hà Thị Mận", citizen_id="038145000123", **{"route.recipient": recipient, "route.account": account}
            )
        ],
    )
    planned = take(book, row(**MAN))
    flat = only(book)
    assert (flat["recipient.name"], flat["account.number"], flat["born"]) == ("Cao Thị Năm", "111222333", "1945-03-02")
    assert "route.receiver" not in flat
    (problem,) = [p for p in planned.problems if p.code == "differs"]
    assert (problem.sample, "Cao Thị Năm" in problem.reason) == ("Lò Văn Út", True)


@pytest.mark.parametrize(
    ("typed", "listed", "found"),
    [
        ({"citizen_id": "038145000123"}, {}, True),
        ({"born": "1945-03-02"}, {"citizen_id": ""}, True),
        ({"born": "1945"}, {"citizen_id": ""}, True),
        ({"born": "1945", "name": "Hà Thị Mận", "citizen_id": "038145000999"}, {}, False),
        ({"born": "1946"}, {"citizen_id": ""}, False),
        ({"born": "1945", "sex": "male"}, {"citizen_id": ""}, False),
        ({"citizen_id": "038145000123", "name": "Lường Văn Khác", "born": "1972"}, {}, False),
        ({"citizen_id": "038145000123", "name": "Hà Thị Mẩn", "born": "1972"}, {}, True),
    ],
)
def test_who_is_found(book: Book, typed: dict[str, str], listed: dict[str, str], found: bool) -> None:
    book.commit("hoa-thuan", [_typed(**{"name": "HÀ THỊ MẬN", **typed})])
    values = {key: value for key, value in {**MAN, **listed}.items() if value}
    planned = take(book, row(**values))
    assert len(planned.new) == (0 if found else 1)
    assert len(book.people()) == (1 if found else 2)


def test_a_year_does_not_replace_a_day(book: Book) -> None:
    take(book, row(**MAN))
    take(book, row(**{**MAN, "born": "1945", "note": "mới"}))
    assert only(book)["born"] == "1945-03-02"


def test_both_groups_are_one_person_with_two_regimes(book: Book) -> None:
    second = {**MAN, "regime": "Vợ liệt sỹ"}
    planned = take(book, row(7, **MAN), row(9, sheet="NCC", group="NCC", **second))
    assert (len(planned.new), len(planned.changed)) == (1, 0)
    assert "duplicate" not in codes(planned)
    assert {key for key in only(book) if key.endswith(".status")} == {"regimes.KT-03.status", "regimes.LS-1.status"}
    assert not book.conflicts()
    assert not plan_into(book, [row(7, **MAN), row(9, sheet="NCC", group="NCC", **second)], "Hòa Thuận").changes


def test_the_same_person_twice_in_one_sheet(book: Book) -> None:
    planned = take(book, row(7, **MAN), row(8, **MAN), row(9, **{**MAN, "phone": "0912345678"}))
    assert codes(planned) == ["duplicate", "duplicate"]
    assert [p.cell for p in planned.problems] == ["A8", "A9"]
    assert only(book)["phone"] == "0912345678"


def test_two_rows_that_contradict_make_no_conflict(book: Book) -> None:
    planned = take(
        book,
        row(7, **MAN),
        row(9, sheet="NCC", group="NCC", **{**MAN, "regime": "Vợ liệt sỹ", "other_account": "777777777"}),
    )
    assert codes(planned) == ["differs-in-list"]
    assert only(book)["account.number"] == "0123456789"
    assert not book.conflicts()


def test_two_people_with_one_number(book: Book) -> None:
    planned = take(
        book,
        row(7, **MAN),
        row(8, name="Lường Văn Khác", born="1972", citizen_id="038145000123", regime="Trẻ em mồ côi"),
    )
    assert len(book.people()) == 2
    assert codes(planned).count("citizen-id-shared") == 1


def test_one_recipient_for_several_people(book: Book) -> None:
    take(
        book,
        row(7, **MAN),
        row(8, **{**MAN, "name": "Hà Văn Sáu", "citizen_id": "038045000777", "receiver": "LÒ VĂN ÚT"}),
    )
    first, second = book.people()
    assert first.recipient_record == second.recipient_record
    assert first.account_record == second.account_record
    assert not book.conflicts()


def test_an_account_of_an_unnamed_recipient(book: Book) -> None:
    planned = take(book, row(name="Hà Thị Mận", other_account="0123456789", regime="Trẻ em mồ côi"))
    flat = only(book)
    assert (flat["account.number"], flat["account.owner"]) == ("0123456789", "recipient")
    assert "no-receiver" in codes(planned)


def test_a_row_of_another_village_is_left_out(book: Book) -> None:
    planned = take(
        book,
        row(7, **{**MAN, "village": "Lương Ngọc"}),
        row(8, **{**UOC, "village": "Thôn hoà thuận"}),
        row(9, name="Lò Én"),
    )
    assert [r.row for r in planned.left_out] == [7]
    assert "other-village" in codes(planned)
    assert {p.name for p in book.people()} == {"Vi Văn Ước", "Lò Én"}


def test_a_list_of_the_whole_commune(book: Book) -> None:
    rows = [
        row(7, **MAN),
        row(8, **{**UOC, "village": "Thôn Lương Ngọc"}),
        row(9, name="Lò Én", village="Thôn Xa"),
        row(10, name="Lò Ba"),
    ]
    planned = plan_into(book, rows)
    records = apply(book, planned, source="xã.xlsx")
    assert {p.name: p.village for p in book.people()} == {"Hà Thị Mận": "hoa-thuan", "Vi Văn Ước": "luong-ngoc"}
    assert codes(planned).count("unknown-village") == 2
    assert {i.village for i in imports(book)} == {"hoa-thuan", "luong-ngoc"}
    assert len(records) == 2


def test_an_unknown_village_is_refused_in_words(book: Book) -> None:
    with pytest.raises(BookError, match="Không có thôn"):
        plan_into(book, [row(**MAN)], "Thôn Không Có")


def test_the_group_may_come_from_the_regime(book: Book) -> None:
    planned = take(
        book,
        row(7, group=None, name="Hà Văn An", regime="Thương binh 45%"),
        row(8, group=None, name="Lò Văn Ba", regime="Người khuyết tật nặng"),
        row(9, group=None, name="Vi Văn Tư", regime="Không rõ gì"),
    )
    assert "regimes.TB-45.status" in only(book, name="Hà Văn An")
    assert "regimes.KT-03.status" in only(book, name="Lò Văn Ba")
    assert codes(planned) == ["regime-no-group"]


def test_a_missing_regime_is_flagged_and_adds_nothing_later(book: Book) -> None:
    planned = take(book, row(name="Hà Văn An", citizen_id="038045000123"))
    assert codes(planned) == ["no-regime"]
    assert "regimes.BTXH-KHAC.status" in only(book)
    take(book, row(**{**MAN, "citizen_id": "038145000555"}))
    take(book, row(name=MAN["name"], citizen_id="038145000555", phone="0912345678"))
    assert "regimes.BTXH-KHAC.status" not in only(book, citizen_id="038145000555")


def test_what_the_officer_settled_stands(book: Book) -> None:
    """Words that do not resolve were given a code by hand; the annex prints the words, and importing it adds nothing."""
    unknown = {**MAN, "regime": "Người HĐKC bị nhiễm CĐHH"}
    take(book, row(group="NCC", **unknown))
    record = only(book)["record"]
    settled = {
        "regimes.HH-2.status": "active",
        "regimes.HH-2.written": unknown["regime"],
        "regimes.NCC-KHAC.status": "ended",
    }
    book.change(record, settled)
    planned = take(book, row(group="NCC", **{**unknown, "phone": "0912345678"}))
    assert only(book)["regimes.NCC-KHAC.status"] == "ended"
    assert "differs" not in codes(planned)


@pytest.mark.parametrize("life", ["dead", "moved", "error"])
def test_the_ended_stay_ended(book: Book, life: str) -> None:
    take(book, row(**MAN))
    book.change(only(book)["record"], {"life": life})
    planned = take(book, row(**{**MAN, "phone": "0912345678"}))
    assert codes(planned) == ["ended"]
    assert only(book)["life"] == life
    assert "phone" not in only(book)


def test_values_that_cannot_be_stored_are_named(book: Book) -> None:
    planned = take(
        book, row(name="Hà Văn An", citizen_id="12", phone="abc", regime="Người khuyết tật nặng"), row(8, name="123")
    )
    assert [(p.cell, p.grade) for p in planned.problems] == [("B7", "refused"), ("C7", "refused"), ("A8", "refused")]
    assert [p.name for p in book.people()] == ["Hà Văn An"]


def test_a_field_in_conflict_is_left_alone(book: Book) -> None:
    take(book, row(**MAN))
    record = only(book)["record"]
    seen = list(book.person(record).heads)
    book.change(record, {"phone": "0911111111"}, seen=seen)
    book.change(record, {"phone": "0922222222"}, seen=seen)
    planned = take(book, row(**{**MAN, "phone": "0933333333"}))
    assert codes(planned) == ["in-conflict"]
    assert len(book.conflicts()) == 1


def test_the_same_list_in_two_places_is_the_same_edits(tmp_path: Path) -> None:
    rows = [row(7, **MAN), row(8, **UOC), row(9, sheet="NCC", group="NCC", **{**MAN, "regime": "Vợ liệt sỹ"})]
    villages = [profile.Village(slug="hoa-thuan", name="Hòa Thuận")]

    def planned() -> Plan:
        return plan(rows, village="hoa-thuan", villages=villages, records={}, reference=reference.load(), month=MONTH)

    assert planned().changes == planned().changes
    assert all(change.derived and change.record and change.row for change in planned().changes)
    edits = []
    for name in ("one", "two"):
        with make_book(tmp_path / name) as book:
            take(book, *rows)
            edits.append({n: r["edits"] for n, r in book.records("hoa-thuan") if r["now"]["kind"] != "import"})
    assert edits[0] == edits[1]


def test_the_import_is_remembered(book: Book) -> None:
    planned = plan_into(book, [row(7, **MAN), row(8, **UOC)], "hoa-thuan")
    (record,) = apply(book, planned, source="thôn.xlsx", sha256="ab" * 32)
    (known,) = imports(book)
    assert (known.record, known.file, known.sha256, known.rows, known.new, known.changed) == (
        record,
        "thôn.xlsx",
        "ab" * 32,
        2,
        2,
        0,
    )
    assert (known.undone, known.by) == (False, "xã/Thử")
    assert planned.summary() == "2 người mới, 0 người thay đổi, 0 người giữ nguyên."


def test_one_sheet_a_village(book: Book) -> None:
    take(book, row(7, sheet="Lương Ngọc", name="Lò Én"), village=None)
    assert [p.village for p in book.people()] == ["luong-ngoc"]


def test_a_heading_that_is_no_village_costs_nobody(book: Book) -> None:
    values = {**MAN, "village": "Tổ công tác"}
    planned = take(book, ListedRow("BTXH", 7, "BTXH", values, {"name": "B7"}))
    assert codes(planned) == ["heading-village"]
    assert len(book.people()) == 1
    other = ListedRow("BTXH", 8, "BTXH", {**UOC, "village": "Thôn Lương Ngọc"}, {"name": "B8"})
    assert take(book, other).left_out == [other]
