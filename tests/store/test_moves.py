"""A person who moves is one person in two villages' files, and what either side writes is seen in both."""

from __future__ import annotations

from pathlib import Path

from simbooks import NAMES, A, B, add_person, check_against, make_folder

from store import exchange
from store.book import Book, Change
from store.records import random_name
from store.setup import set_up

C = "thon-ba"


def where(book: Book) -> dict[str, str]:
    return {p.name: p.village for p in book.people()}


def test_a_moved_person_stands_once_at_the_new_village_with_everything_linked(book: Book) -> None:
    recipient, account = random_name(), random_name()
    book.commit(
        A,
        [
            Change(recipient, {"kind": "recipient", "village": A, "name": "Hà Văn Ổn"}),
            Change(account, {"kind": "account", "village": A, "owner": recipient, "number": "0123456789"}),
        ],
    )
    person = add_person(book, route__recipient=recipient, route__account=account)
    before = book.record(person)["edits"]
    book.change(person, {"village": B}, reason="chuyển về nhà con")
    assert where(book) == {"Lò Thị Ánh": B}
    assert book.where(person) == B
    moved = book.person(person)
    assert moved.village_name == NAMES[B]
    assert moved.account is not None
    assert moved.account["number"] == "0123456789"
    assert moved.recipient is not None
    assert before.items() <= book.record(person)["edits"].items()
    assert [p.record for p in book.people(A)] == []
    assert [p.record for p in book.people(B)] == [person]
    assert [p.record for p in book.people(ended=True)] == [person]
    assert book.find(person[:6]) == person


def test_an_account_or_recipient_changed_after_the_move_is_changed_for_the_moved_person(book: Book) -> None:
    recipient, account = random_name(), random_name()
    book.commit(
        A,
        [
            Change(recipient, {"kind": "recipient", "village": A, "name": "Hà Văn Ổn"}),
            Change(account, {"kind": "account", "village": A, "owner": recipient, "number": "0123456789"}),
        ],
    )
    person = add_person(book, route__recipient=recipient, route__account=account)
    book.change(person, {"village": B})
    book.change(account, {"state": "closed"})
    book.change(recipient, {"phone": "0912000001"})
    moved = book.person(person)
    assert moved.account is not None
    assert moved.account["state"] == "closed"
    assert moved.recipient is not None
    assert moved.recipient["phone"] == "0912000001"
    book.commit(B, [Change(account, {"state": "open"})])
    book.change(account, {"provider": "Agribank"})
    assert book.conflicts() == []
    now = book.record(account)["now"]
    assert (now["state"], now["provider"]) == ("open", "Agribank")


def test_edits_of_either_villages_laptop_follow(tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    with (
        Book.open(make_folder(tmp_path / "xa"), write=True) as commune,
        Book.open(make_folder(tmp_path / "a", "village", NAMES[A], author="Hoa"), write=True) as old,
        Book.open(make_folder(tmp_path / "b", "village", NAMES[B], author="Mai"), write=True) as new,
    ):
        person = add_person(old)
        exchange.hand_in(old, A, stick)
        exchange.receive(commune, [stick])
        commune.change(person, {"village": B})
        old.change(person, {"phone": "0912000001"})  # the old village does not know yet
        exchange.hand_out(commune, B, stick / "b")
        exchange.receive(new, [stick / "b"])
        assert where(new) == {"Lò Thị Ánh": B}
        new.change(person, {"note": "ở thôn mới"})
        exchange.hand_in(new, B, stick / "b")
        exchange.hand_in(old, A, stick)
        for place in (stick, stick / "b", stick):
            exchange.receive(commune, [place])
        assert where(commune) == {"Lò Thị Ánh": B}
        seen = commune.person(person)
        assert (seen.text("phone"), seen.text("note")) == ("0912000001", "ở thôn mới")
        assert commune.conflicts() == []
        for village, laptop in ((A, old), (B, new)):
            exchange.hand_out(commune, village, stick / f"ra-{village}")
            exchange.receive(laptop, [stick / f"ra-{village}"])
        assert old.people() == []
        assert [p.record for p in old.people(ended=True)] == [person]
        assert where(new) == {"Lò Thị Ánh": B}
        assert commune.image(A).lines[person] == commune.image(B).lines[person] == new.image(B).lines[person]


def test_moving_back_and_on_keeps_one_person_with_one_history(tmp_path: Path) -> None:
    with Book.open(make_folder(tmp_path / "xa", "commune", *NAMES.values(), "Thôn Ba"), write=True) as book:
        person = add_person(book)
        for turn, home in enumerate([B, A, C, B, C, A]):
            book.change(person, {"village": home})
            book.change(person, {"note": f"lần {turn}"})
            assert where(book) == {"Lò Thị Ánh": home}
            assert book.person(person).text("note") == f"lần {turn}"
        assert book.conflicts() == []
        lines = {book.image(v).lines[person] for v in (A, B, C)}
        assert len(lines) == 1
        assert len(book.record(person)["edits"]) == 13


def test_two_moves_at_once_are_a_conflict_about_one_person(tmp_path: Path) -> None:
    with Book.open(make_folder(tmp_path / "xa", "commune", *NAMES.values(), "Thôn Ba"), write=True) as book:
        person = add_person(book)
        seen = book.person(person).heads
        book.change(person, {"village": B}, seen=seen)
        book.change(person, {"village": C}, seen=seen)
        assert len(book.people()) == 1
        assert [(c.record, c.field) for c in book.conflicts()] == [(person, "village")]
        book.resolve(person, "village", C)
        assert where(book) == {"Lò Thị Ánh": C}
        assert book.conflicts() == []


def test_a_conflict_settled_after_the_move_is_settled_in_every_file(book: Book) -> None:
    person = add_person(book)
    seen = book.person(person).heads
    book.change(person, {"phone": "0912000001"}, seen=seen)
    book.change(person, {"phone": "0912000002"}, seen=seen)
    book.change(person, {"village": B})
    assert [c.field for c in book.conflicts()] == ["phone"]
    book.resolve(person, "phone", "0912000001")
    assert book.conflicts() == []
    assert book.conflicts(A) == []


def test_a_person_whose_new_villages_file_was_lost_is_still_listed(folder: Path) -> None:
    with Book.open(folder, write=True) as book:
        person = add_person(book)
        book.change(person, {"village": B})
    for path in (folder / "villages").glob(f"{B}*"):
        path.unlink()
    with Book.open(folder, write=True) as book:
        assert where(book) == {"Lò Thị Ánh": B}
        book.change(person, {"phone": "0912000001"})
        assert book.where(person) == B
        assert book.person(person).text("phone") == "0912000001"


def test_an_older_copy_in_one_file_does_not_win_over_the_newer_in_another(folder: Path) -> None:
    with Book.open(folder, write=True) as book:
        person = add_person(book, note="cũ")
    path = folder / "villages" / f"{A}.json"
    older = path.read_bytes()
    with Book.open(folder, write=True) as book:
        book.change(person, {"village": B})
        book.change(person, {"note": "mới"})
    path.write_bytes(older)
    path.with_name(path.name + ".old").unlink()
    with Book.open(folder, write=True) as book:
        assert [(p.village, p.text("note")) for p in book.people()] == [(B, "mới")]
        assert book.person(person).text("note") == "mới"
        book.change(person, {"note": "mới nữa"})
        assert book.conflicts() == []
        assert book.image(A).lines[person] == book.image(B).lines[person]
        check_against(book.record(person))


def test_a_village_that_the_commune_does_not_know_swallows_nobody(book: Book) -> None:
    person = add_person(book)
    book.change(person, {"village": "khong-co"})
    assert person in book.image(A).lines
    assert [p.record for p in book.people(ended=True)] == [person]


def test_a_laptop_that_took_another_villages_code_is_refused_and_told_how_to_go_on(tmp_path: Path) -> None:
    """Names that differ by a tone give the same code on laptops set up apart; records carry it, so mixing is refused."""
    stick = tmp_path / "usb"
    commune_folder = make_folder(tmp_path / "xa", "commune", "Thôn Lương", "Thôn Lường")
    right = tmp_path / "c"
    set_up(right, "village", "Cẩm Lương", ["Thôn Lường"], slug="thon-luong-2")
    with (
        Book.open(commune_folder, write=True) as commune,
        Book.open(make_folder(tmp_path / "a", "village", "Thôn Lương"), write=True) as one,
        Book.open(make_folder(tmp_path / "b", "village", "Thôn Lường"), write=True) as wrong,
        Book.open(right, write=True) as two,
    ):
        told = {}
        for book, name in ((one, "Người Lương"), (wrong, "Người Lường"), (two, "Người Lường")):
            add_person(book, book.villages()[0].slug, name=name)
            place = stick / str(len(told))
            exchange.hand_in(book, book.villages()[0].slug, place)
            told[book.folder.name] = exchange.receive(commune, [place])[0]
        assert [told[key].state for key in "abc"] == ["joined", "foreign", "joined"]
        assert "--slug thon-luong-2" in told["b"].note
        assert {p.name: p.village_name for p in commune.people()} == {
            "Người Lương": "Thôn Lương",
            "Người Lường": "Thôn Lường",
        }
        assert [len(commune.people(v.slug)) for v in commune.villages()] == [1, 1]


def test_after_going_back_to_a_backup_the_two_files_of_a_moved_person_become_one_again(folder: Path) -> None:
    path = folder / "villages" / f"{B}.json"
    with Book.open(folder, write=True) as book:
        person = add_person(book, B, note="cũ")
        before = path.read_bytes()
        book.change(person, {"village": A})
        book.change(person, {"note": "mới"})
        away = book.image(A).copy()
    for place in (folder / "villages").iterdir():
        place.unlink()
    path.write_bytes(before)
    with Book.open(folder, write=True) as book:
        book.change(person, {"phone": "0912000001"})  # written by somebody who does not know of the move any more
        book.take(A, away)
        assert book.image(A).lines[person] == book.image(B).lines[person]
        seen = book.person(person)
        assert (seen.village, seen.text("note"), seen.text("phone")) == (A, "mới", "0912000001")
        assert book.conflicts() == []
