"""A month as sealed never changes; and every regime that is drawn stands in exactly one payment list and one annex."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simbooks import NAMES, A, B, make_folder
from simdisks import CrashDisk, MemoryDisk, PowerCut

from store import disk, months, reference
from store.book import Book, Change
from store.errors import BookError, DamagedFile
from store.lists import LISTS, build
from store.people import Person
from store.profile import Commune
from store.records import random_name

MONTH = "2026-03"


def payee(book: Book, name: str = "Lò Thị Ánh", citizen_id: str = "038145000123", village: str = A, **more: Any) -> str:
    """Somebody who draws a regime into an own account."""
    person, account = random_name(), random_name()
    book.commit(
        village,
        [
            Change(
                account,
                {
                    "kind": "account",
                    "village": village,
                    "owner": person,
                    "number": "0" + citizen_id,
                    "provider": "Agribank",
                },
            ),
            Change(
                person,
                {
                    "kind": "beneficiary",
                    "village": village,
                    "name": name,
                    "born": "1945-03-02",
                    "sex": "female",
                    "citizen_id": citizen_id,
                    "life": "alive",
                    "regimes.KT-01.since": "2024-01",
                    "regimes.KT-01.status": "active",
                    "route.account": account,
                    "route.method": "account",
                    "route.receiver": "self",
                    **more,
                },
            ),
        ],
    )
    return person


@pytest.fixture
def sealed(book: Book) -> Book:
    payee(book)
    months.seal(book, MONTH)
    return book


def test_a_sealed_month_keeps_its_lists_whatever_is_edited_later(sealed: Book) -> None:
    before = months.month_lists(sealed, MONTH)
    assert before.sealed
    assert set(before.lists) == set(LISTS)
    (row,) = before.lists["ds3"]
    sealed.change(row.record, {"name": "Tên Khác", "life": "dead"})
    payee(sealed, "Hà Văn Ổn", "038145000124")
    sealed.commune.village(A).name = "Thôn Đổi Tên"  # type: ignore[union-attr]
    sealed.save_commune()
    assert months.month_lists(sealed, MONTH) == before
    with Book.open(sealed.folder) as again:
        assert months.month_lists(again, MONTH) == before
    draft = months.month_lists(sealed, "2026-04")
    assert not draft.sealed
    assert [r.name for r in draft.lists["ds3"]] == ["Hà Văn Ổn"]


def test_a_month_is_sealed_once_and_reopened_only_for_a_reason_with_everything_kept(sealed: Book) -> None:
    with pytest.raises(BookError, match="đã chốt"):
        months.seal(sealed, MONTH)
    for reason in ("", "  "):
        with pytest.raises(BookError, match="lý do"):
            months.reopen(sealed, MONTH, reason)
    first = months.load(sealed.folder, MONTH)
    months.reopen(sealed, MONTH, "ghi nhầm số tài khoản")
    known = months.load(sealed.folder, MONTH)
    assert not known.sealed
    assert known.earlier == [first.lists]
    assert [a.act for a in known.acts] == ["seal", "reopen"]
    assert known.acts[1].reason == "ghi nhầm số tài khoản"
    with pytest.raises(BookError, match="chưa chốt"):
        months.reopen(sealed, MONTH, "nữa")
    payee(sealed, "Hà Văn Ổn", "038145000124")
    second = months.seal(sealed, MONTH)
    assert len(second.lists["ds3"]) == 2
    assert months.load(sealed.folder, MONTH).earlier == [first.lists]


def test_a_sealed_list_altered_by_hand_is_never_used(sealed: Book) -> None:
    path = months.path(sealed.folder, MONTH)
    whole = json.loads(path.read_text(encoding="utf-8"))
    companions = path.parent.glob(f"{path.name}.*")
    for companion in companions:
        companion.unlink()
    for alter in (
        lambda raw: raw["lists"]["ds3"][0].update(own_account="9999999999"),
        lambda raw: raw["lists"]["ds3"].clear(),
        lambda raw: raw["lists"].pop("ds3"),
        lambda raw: raw["lists"]["ds3"][0].pop("name"),
        lambda raw: raw["lists"]["ds3"][0].update(more=1),
        lambda raw: raw["acts"][0].update(sha256="0" * 64),
        lambda raw: raw.update(lists=[]),
        lambda raw: raw.update(lists={"ds3": 5}),
        lambda raw: raw.update(acts=5),
        lambda raw: raw.update(acts=[5]),
        lambda raw: raw.update(month="2026-04"),
        lambda raw: raw.pop("acts"),
    ):
        raw = json.loads(json.dumps(whole))
        alter(raw)
        path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
        for act in (
            lambda: months.load(sealed.folder, MONTH),
            lambda: months.month_lists(sealed, MONTH),
            lambda: months.seal(sealed, MONTH),
            lambda: months.reopen(sealed, MONTH, "x"),
        ):
            with pytest.raises(DamagedFile, match=MONTH):
                act()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"[" * 5000, b"\xff\xfe", b'{"month":NaN}'])
def test_a_month_that_is_no_json_is_said(sealed: Book, data: bytes) -> None:
    path = months.path(sealed.folder, MONTH)
    for companion in path.parent.glob(f"{path.name}.*"):
        companion.unlink()
    path.write_bytes(data)
    with pytest.raises(DamagedFile, match=MONTH):
        months.load(sealed.folder, MONTH)


def test_a_conflict_about_money_or_identity_blocks_sealing_until_it_is_settled(book: Book) -> None:
    person = payee(book)
    seen = book.person(person).heads
    for name in ("Lò Thị Anh", "Lò Thị Ánh Hồng"):
        book.change(person, {"name": name}, seen=seen)
    assert {f.code for f in months.blockers(book, MONTH)} >= {"conflict"}
    with pytest.raises(BookError, match="Chưa chốt được"):
        months.seal(book, MONTH)
    assert not months.load(book.folder, MONTH).acts
    book.resolve(person, "name", "Lò Thị Ánh Hồng")
    assert months.blockers(book, MONTH) == []
    months.seal(book, MONTH)


def test_a_conflict_in_the_linked_account_blocks_too_and_nobody_is_listed_with_a_disputed_number(book: Book) -> None:
    person = payee(book)
    account = str(book.record(person)["now"]["route.account"])
    seen = sorted(book.record(account)["edits"])
    for number in ("111111111", "222222222"):
        book.change(account, {"number": number}, seen=seen)
    lists = build(book.people(), MONTH, book.commune, book.reference)
    assert [r.own_account for r in lists["cash"]] == [""]
    assert months.blockers(book, MONTH)
    with pytest.raises(BookError):
        months.seal(book, MONTH)


def test_a_harmless_conflict_does_not_block(book: Book) -> None:
    person = payee(book)
    seen = book.person(person).heads
    for note in ("a", "b"):
        book.change(person, {"note": note}, seen=seen)
    assert len(book.conflicts()) == 1
    months.seal(book, MONTH)


def test_an_empty_month_is_not_sealed(book: Book) -> None:
    with pytest.raises(BookError, match="chưa có ai"):
        months.seal(book, MONTH)


def test_a_seal_cut_by_the_power_is_there_or_not(tmp_path: Path, memory: MemoryDisk) -> None:
    home = Path("/xa")
    with Book.open(make_folder(home), write=True) as book:
        payee(book)
    files = dict(memory.files)
    step = 0
    while True:
        step += 1
        there = CrashDisk(files, cut_at=step)
        with disk.using(there):
            try:
                with Book.open(home, write=True) as book:
                    months.seal(book, MONTH)
                    months.reopen(book, MONTH, "thử")
                    months.seal(book, MONTH)
                cut = False
            except PowerCut:
                cut = True
        for found in there.aftermaths():
            with disk.using(found):
                known = months.load(home, MONTH)
                assert len(known.acts) == 3 if not cut else len(known.acts) <= 3
                assert known.sealed == (len(known.acts) in (1, 3))
        if not cut:
            break


# Lists


REFERENCE = reference.load()
CODES = ["KT-01", "TB-45", "NCC-01a", "BTXH-KHAC", "HIV-01", "TE-01", "KHONG-CO", "XX-99", "LS-1"]
OPTIONAL = st.sampled_from([None, "", "x"])


@st.composite
def persons(draw: st.DrawFn, number: int = 0) -> Person:
    village = draw(st.sampled_from([A, B]))
    record = draw(st.text("abcdefgh234567", min_size=16, max_size=16))
    now: dict[str, Any] = {"kind": "beneficiary", "village": draw(st.sampled_from([village, village, None, "khac"]))}
    now["name"] = draw(st.sampled_from(["Lò Thị Ánh", None, "Hà Văn Ổn"]))
    now["life"] = draw(st.sampled_from([None, "alive", "alive", "dead", "moved", "error"]))
    now["born"] = draw(st.sampled_from([None, "1945", "1945-03", "1945-03-02"]))
    now["route.method"] = draw(st.sampled_from([None, "account", "cash"]))
    now["route.receiver"] = draw(st.sampled_from([None, "self", "authorised", "guardian"]))
    for code in draw(st.lists(st.sampled_from(CODES), unique=True, max_size=4)):
        now[f"regimes.{code}.since"] = draw(
            st.sampled_from([None, "2020", "2026-03", "2026-03-31", "2026-04", "2027", "2026"])
        )
        now[f"regimes.{code}.until"] = draw(
            st.sampled_from([None, "2025", "2026", "2026-02", "2026-03-01", "2026-03", "2030"])
        )
        now[f"regimes.{code}.status"] = draw(st.sampled_from([None, "active", "active", "paused", "ended"]))
        now[f"regimes.{code}.amount"] = draw(st.sampled_from([None, 0, 540000]))
    account: dict[str, Any] | None = None
    if draw(st.booleans()):
        account = {
            "kind": "account",
            "owner": draw(st.sampled_from([record, "z" * 16, None])),
            "number": draw(st.sampled_from(["0123456789", None, ""])),
            "state": draw(st.sampled_from([None, "open", "closed", "void"])),
        }
    recipient = {"kind": "recipient", "name": "Hà Văn Ổn"} if draw(st.booleans()) else None
    return Person(
        record,
        village,
        NAMES[village],
        now,
        account=account,
        account_record="acc" if account else None,
        recipient=recipient,
    )


def drawn(person: Person) -> set[tuple[str, str]]:
    """What the person draws in March 2026, by an independent reading of the dates."""
    out = set()
    for code, parts in person.regimes().items():
        since, until = str(parts.get("since") or "0000"), str(parts.get("until") or "9999")
        begins = {4: since + "-01", 7: since, 10: since[:7]}[len(since)]
        ends = {4: until + "-12", 7: until, 10: until[:7]}[len(until)]
        if begins <= MONTH <= ends and parts.get("status", "active") == "active":
            out.add((person.record, code))
    return out


@given(st.lists(persons(), max_size=6, unique_by=lambda p: p.record))
def test_every_regime_drawn_stands_in_one_annex_and_one_payment_list(people: list[Person]) -> None:
    lists = build(people, MONTH, Commune(commune="x"), REFERENCE)
    assert tuple(lists) == LISTS
    wanted = set().union(*(drawn(p) for p in people if not p.ended))
    for places in (("ds1", "ds2", "ds3", "ds4", "cash"), ("annex-btxh", "annex-ncc")):
        found = [(row.record, row.regime) for key in places for row in lists[key]]
        assert len(found) == len(set(found))
        assert set(found) == wanted
    for key in LISTS:
        for row in lists[key]:
            assert row in lists[f"annex-{row.group.lower()}"]
            if key in ("ds1", "ds2"):
                assert row.group == "NCC"
            if key in ("ds3", "ds4"):
                assert row.group == "BTXH"
            if key.startswith("ds"):
                assert row.own_account or row.other_account
                assert (row.receiver == "self") == (key in ("ds1", "ds3"))
            if key == "cash":
                assert not row.own_account
                assert not row.other_account


@given(st.lists(persons(), max_size=6, unique_by=lambda p: p.record), st.randoms())
def test_the_lists_do_not_depend_on_the_order_of_people(people: list[Person], chance: Any) -> None:
    commune = Commune(commune="x")
    one = build(people, MONTH, commune, REFERENCE)
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert build(shuffled, MONTH, commune, REFERENCE) == one


def test_rows_stand_by_village_and_then_by_given_name(book: Book) -> None:
    for number, (village, name) in enumerate(
        [(B, "Lò Thị Ánh"), (A, "Hà Văn Đức"), (A, "Lò Thị Ánh"), (A, "Bùi Thị Dung")]
    ):
        payee(book, name, f"03814500012{number}", village)
    rows = months.month_lists(book, MONTH).lists["ds3"]
    assert [(r.village, r.name) for r in rows] == [
        (A, "Lò Thị Ánh"),
        (A, "Bùi Thị Dung"),
        (A, "Hà Văn Đức"),
        (B, "Lò Thị Ánh"),
    ]
    book.commune.printing.order = "name"
    rows = months.month_lists(book, MONTH).lists["ds3"]
    assert [r.name for r in rows] == ["Lò Thị Ánh", "Lò Thị Ánh", "Bùi Thị Dung", "Hà Văn Đức"]


def test_a_person_with_a_regime_of_each_group_stands_in_both(book: Book) -> None:
    payee(book, **{"regimes.TB-45.since": "2020", "regimes.TB-45.status": "active"})
    lists = months.month_lists(book, MONTH).lists
    assert [len(lists[key]) for key in LISTS] == [1, 1, 1, 0, 1, 0, 0]
