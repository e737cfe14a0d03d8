"""The book as its users see it: commits that are whole, forms that were open meanwhile, names, profile and device."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from simbooks import COMMUNE, NAMES, A, B, add_person, check_against, make_folder

from store import backup, bookfile, device, disk, exchange, profile
from store.book import OPEN_AT_ONCE, Book, Change
from store.durable import generations
from store.errors import BookError, DamagedFile, FieldError
from store.merge import join
from store.records import derived_name, heads, random_name


def names(book: Book, **keys: Any) -> list[str]:
    return sorted(p.name for p in book.people(**keys))


def saved(book: Book, village: str = A) -> int:
    return book.image(village).header.save_no


# Commits


def test_a_commit_is_one_save_however_many_records(book: Book) -> None:
    made = book.commit(A, [Change(None, {"kind": "beneficiary", "village": A, "name": f"Lò Thị {x}"}) for x in "ABCD"])
    assert len(set(made)) == 4
    assert saved(book) == 1
    with Book.open(book.folder) as again:
        assert names(again) == [f"Lò Thị {x}" for x in "ABCD"]


@pytest.mark.parametrize(
    "bad",
    [
        {"citizen_id": "12"},
        {"name": 5},
        {"born": "1945-13"},
        {"amount": 1.5},
        {"note": unicodedata.normalize("NFD", "Ánh")},
        {"note": ["a", 5]},
        {"note": "\ud800"},
        {"": "x"},
        {"route": "x", "route.method": "cash"},
    ],
)
def test_one_bad_change_leaves_nothing_of_the_whole_commit(book: Book, bad: dict[str, Any]) -> None:
    person = add_person(book)
    before = bookfile.dump(book.image(A))
    with pytest.raises(FieldError):
        book.commit(A, [Change(person, {"note": "mới"}), Change(None, {"kind": "beneficiary", "village": A, **bad})])
    assert bookfile.dump(book.image(A)) == before
    assert (book.folder / "villages" / f"{A}.json").read_bytes() == before


@pytest.mark.parametrize("name", ["x", "A" * 16, "a" * 17, "../../etc/passw", "a" * 15 + '"', "ạ" * 16])
def test_a_name_that_is_none_never_gets_into_the_file(book: Book, name: str) -> None:
    add_person(book)
    with pytest.raises(BookError):
        book.commit(A, [Change(name, {"kind": "beneficiary", "village": A, "name": "Lò Thị Ánh"})])
    with Book.open(book.folder) as again:
        assert len(again.people()) == 1


def test_nothing_is_written_under_a_village_that_the_commune_does_not_have(book: Book) -> None:
    for village in ("khong-co", "../../etc/x", "", "a/b"):
        with pytest.raises(BookError):
            book.commit(village, [Change(None, {"kind": "beneficiary", "name": "Lò Thị Ánh"})])
    assert not (book.folder / "villages").exists()


def test_an_erased_record_cannot_be_written_again(book: Book) -> None:
    person = add_person(book)
    db = book._db(A)
    with db.store.one_save():
        db.store.image.purge({person})
    with pytest.raises(BookError):
        book.commit(A, [Change(person, {"kind": "beneficiary", "village": A, "name": "Lò Thị Ánh"})])
    assert book.people() == []


def test_what_says_nothing_new_is_neither_an_edit_nor_a_save(book: Book) -> None:
    person = add_person(book, phone="0912000001", note=None)
    for fields in ({"phone": "0912000001"}, {"address": None}, {}):
        book.change(person, fields)
    assert saved(book) == 1
    assert len(book.record(person)["edits"]) == 1
    book.change(person, {"phone": "0912000001", "note": "mới"})
    (extra,) = [e for e in book.record(person)["edits"].values() if "after" in e]
    assert extra["set"] == {"note": "mới"}
    book.change(person, {"note": None})
    assert book.record(person)["now"]["note"] is None


def test_true_and_one_are_different_things_to_say(book: Book) -> None:
    person = add_person(book, extra=1)
    book.change(person, {"extra": True})
    assert book.record(person)["now"]["extra"] is True
    assert saved(book) == 2


def test_several_edits_of_one_record_in_one_commit_know_each_other(book: Book) -> None:
    person = random_name()
    book.commit(
        A,
        [
            Change(person, {"kind": "beneficiary", "village": A, "name": "Lò Thị Anh"}),
            Change(person, {"name": "Lò Thị Ánh"}),
        ],
    )
    record = book.record(person)
    assert record["conflicts"] == {}
    assert record["now"]["name"] == "Lò Thị Ánh"
    assert len(record["edits"]) == 2


def test_a_value_is_kept_in_the_one_shape_of_its_field(book: Book) -> None:
    person = add_person(book, citizen_id="038 145 000 123", born="02/03/1945", name="  Lò   Thị Ánh ")
    now = book.record(person)["now"]
    assert now["citizen_id"] == "038145000123"
    assert now["born"] == "1945-03-02"
    assert now["name"] == "Lò Thị Ánh"


def test_a_form_that_was_open_meanwhile_makes_a_conflict_and_not_a_silent_replacement(book: Book) -> None:
    person = add_person(book, phone="0912000001", note="cũ")
    seen = book.person(person).heads
    book.change(person, {"phone": "0912000002"})
    book.change(person, {"phone": "0912000003", "note": "mới"}, seen=seen)
    record = book.record(person)
    assert {s["value"] for s in record["conflicts"]["phone"]} == {"0912000002", "0912000003"}  # type: ignore[misc]
    assert record["now"]["note"] == "mới"
    check_against(record)
    book.resolve(person, "phone", "0912000003", reason="gọi thử")
    assert book.conflicts() == []
    assert book.record(person)["now"]["phone"] == "0912000003"


def test_a_form_that_says_again_what_stands_now_but_did_not_when_it_was_opened_is_no_conflict(book: Book) -> None:
    person = add_person(book, phone="0912000001")
    seen = book.person(person).heads
    book.change(person, {"phone": "0912000002"})
    book.change(person, {"phone": "0912000002"}, seen=seen)
    assert book.conflicts() == []


def test_a_conflict_is_picked_even_when_the_pick_is_what_is_shown(book: Book) -> None:
    person = add_person(book)
    seen = book.person(person).heads
    book.change(person, {"note": "a"}, seen=seen)
    book.change(person, {"note": "b"}, seen=seen)
    assert book.record(person)["now"]["note"] == "a"
    (clash,) = book.conflicts()
    assert (clash.record, clash.field, clash.values, clash.matters, clash.name) == (
        person,
        "note",
        ["a", "b"],
        False,
        "Lò Thị Ánh",
    )
    book.resolve(person, "note", "a")
    assert book.conflicts() == []
    with pytest.raises(BookError):
        book.resolve(person, "note", "a")


def test_a_conflict_can_be_settled_by_a_third_value_or_by_clearing(book: Book) -> None:
    person = add_person(book)
    seen = book.person(person).heads
    for field, pick in (("citizen_id", "038145000125"), ("old_id", None)):
        values = ("038145000123", "038145000124") if field == "citizen_id" else ("111111111", "222222222")
        for value in values:
            book.change(person, {field: value}, seen=seen)
        assert [c.field for c in book.conflicts()] == [field]
        book.resolve(person, field, pick)
        assert book.conflicts() == []
        assert book.record(person)["now"][field] == pick


def test_an_edit_without_new_text_in_a_broken_normal_form_is_still_taken_by_others(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "a")
    own = device.load(folder)
    own.author = unicodedata.normalize("NFD", "Hòa")
    device.save(folder, own)
    with Book.open(folder, write=True) as book, Book.open(make_folder(tmp_path / "b"), write=True) as other:
        person = add_person(book)
        book.commit(A, [Change(person, {"note": "x"})], reason=unicodedata.normalize("NFD", "lý do"))
        told = other.take(A, book.image(A))
        assert told.refused == []
        assert other.record(person) == book.record(person)


def test_a_form_cannot_claim_to_have_seen_what_is_no_edit(book: Book) -> None:
    person = add_person(book)
    with pytest.raises(FieldError):
        book.change(person, {"note": "x"}, seen=["không phải tên"])
    book.change(person, {"note": "x"}, seen=["z" * 16])
    assert join(book.image(A).copy(), book.image(A)).refused == []


def test_lists_imported_at_two_places_are_the_same_edits(tmp_path: Path) -> None:
    row: dict[str, Any] = {"kind": "beneficiary", "village": A, "name": "Lò Thị Ánh", "citizen_id": "038145000123"}
    name = derived_name("beneficiary", "038145000123")
    images = []
    for author in ("Lan", "Hoa"):
        with Book.open(make_folder(tmp_path / author, author=author), write=True) as book:
            book.commit(A, [Change(name, row, row="digest", derived=True)])
            book.commit(A, [Change(name, row, row="digest", derived=True)])
            assert len(book.record(name)["edits"]) == 1
            images.append(book.image(A))
    assert images[0].lines == images[1].lines


def test_a_book_open_for_reading_writes_nothing(folder: Path) -> None:
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    with Book.open(folder) as book:
        with pytest.raises(BookError):
            add_person(book)
        with pytest.raises(BookError):
            book.save_commune()
        with pytest.raises(BookError):
            book.take(A, book.image(A))
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


# Several villages


def test_villages_that_were_put_away_meanwhile_keep_everything(tmp_path: Path) -> None:
    places = [f"Thôn {i}" for i in range(OPEN_AT_ONCE * 2 + 1)]
    folder = make_folder(tmp_path / "xa", "commune", *places)
    with Book.open(folder, write=True) as book:
        slugs = [v.slug for v in book.villages()]
        people = {slug: add_person(book, slug, name=f"Lò Thị {i}") for i, slug in enumerate(slugs)}
        for turn in range(3):
            for slug in slugs if turn % 2 else reversed(slugs):
                book.commit(slug, [Change(people[slug], {"note": f"lần {turn}"})])
        assert len(book._open) <= OPEN_AT_ONCE
        assert {p.text("note") for p in book.people()} == {"lần 2"}
        assert all(len(book.record(r)["edits"]) == 4 for r in people.values())
    with Book.open(folder) as book:
        assert {p.text("note") for p in book.people()} == {"lần 2"}
        assert book.conflicts() == []


def test_villages_stand_in_natural_order_and_are_found_by_name(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "xa", "commune", "Thôn 10", "Thôn 2", "Bản Đỏ")
    with Book.open(folder) as book:
        assert [v.name for v in book.villages()] == ["Bản Đỏ", "Thôn 2", "Thôn 10"]
        for said in ("Thôn 2", "thon-2", "thôn 2", "2"):
            found = book.commune.village(said)
            assert found is not None
            assert found.name == "Thôn 2"
        assert book.commune.village("Thôn 3") is None


def test_two_villages_whose_names_differ_by_a_tone_only_have_files_of_their_own(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "xa", "commune", "Thôn Lương", "Thôn Lường", "Thôn Lượng")
    with Book.open(folder, write=True) as book:
        slugs = [v.slug for v in book.villages()]
        assert len(set(slugs)) == 3
        for slug in slugs:
            add_person(book, slug, name="Lò Thị Ánh")
        assert len(book.people()) == 3


# Names


def test_a_record_is_found_by_the_beginning_of_its_name(book: Book) -> None:
    values = {"kind": "beneficiary", "village": A, "name": "Lò Thị Ánh"}
    for name in ("abcdaaaaaaaaaaaa", "abcdbaaaaaaaaaaa", "bbbbbaaaaaaaaaaa"):
        book.commit(A, [Change(name, values)])
    book.commit(B, [Change("bbbbbaaaaaaaaaaa", {**values, "village": B})])
    assert book.find("bbbb") == "bbbbbaaaaaaaaaaa"
    assert book.find("abcda") == "abcdaaaaaaaaaaaa"
    assert book.find("z" * 16) == "z" * 16
    for start in ("abcd", "bbb", "", "zzzz", "../..", "ABCD", "abcdaaaaaaaaaaaaaaaa"):
        with pytest.raises(BookError):
            book.find(start)
    for act in (book.where, book.record, book.person):
        with pytest.raises(BookError):
            act("z" * 16)


def test_a_recipient_is_no_beneficiary(book: Book) -> None:
    (name,) = book.commit(A, [Change(None, {"kind": "recipient", "village": A, "name": "Hà Văn Ổn"})])
    with pytest.raises(BookError, match="không phải đối tượng"):
        book.person(name)
    assert book.people() == []


def test_a_person_is_joined_with_recipient_and_account_and_ended_ones_stay_out(book: Book) -> None:
    recipient, account = random_name(), random_name()
    book.commit(
        A,
        [
            Change(recipient, {"kind": "recipient", "village": A, "name": "Hà Văn Ổn"}),
            Change(account, {"kind": "account", "village": A, "owner": recipient, "number": "0123456789"}),
        ],
    )
    person = add_person(book, route__recipient=recipient, route__account=account, route__receiver="authorised")
    flat = book.person(person).flat()
    assert flat["recipient.name"] == "Hà Văn Ổn"
    assert flat["account.number"] == "0123456789"
    assert flat["account.owner"] == "recipient"
    assert flat["village"] == NAMES[A]
    assert book.person(person).heads == tuple(heads(book.record(person)["edits"]))
    for life in ("dead", "moved", "error"):
        book.change(person, {"life": life})
        assert book.people() == []
        assert len(book.people(ended=True)) == 1


# Device and profile


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "5",
        '{"role": "king"}',
        '{"role": 5}',
        '{"role": "village"}',
        "\x00" * 50,
        "[" * 5000,
        '{"role": "village", "village": 5}',
    ],
)
def test_a_broken_device_file_is_said(folder: Path, text: str) -> None:
    (folder / "device.json").write_text(text, encoding="utf-8")
    with pytest.raises(BookError, match=r"device\.json"):
        Book.open(folder, write=True)
    (folder / "device.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BookError, match=r"device\.json"):
        Book.open(folder)


def test_unknown_and_odd_settings_of_a_device_do_not_stop_it(folder: Path) -> None:
    raw = {"role": "commune", "author": 5, "month": None, "typing": ["telex"], "future": {"a": 1}}
    (folder / "device.json").write_bytes(b"\xef\xbb\xbf" + json.dumps(raw).encode())
    with Book.open(folder, write=True) as book:
        assert book.device.by().startswith("xã/")
        add_person(book)


def test_a_folder_without_a_book_is_said(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "khong-co"):
        with pytest.raises(BookError, match="Chưa có sổ"):
            Book.open(place)


MISTAKES: list[tuple[dict[str, Any], str]] = [
    ({"commune": ""}, "commune"),
    ({"commune": 5}, "commune"),
    ({"villages": "Thôn 1"}, "villages"),
    ({"villages": [{"name": "Thôn 1"}]}, "villages.0.slug"),
    ({"villages": [{"slug": "../../etc", "name": "x"}]}, "villages.0.slug"),
    ({"villages": [{"slug": "Thon 1", "name": "x"}]}, "villages.0.slug"),
    ({"villages": [{"slug": "a", "name": ""}]}, "villages.0.name"),
    ({"villages": [{"slug": "a", "name": "Thôn A"}, {"slug": "a", "name": "Thôn B"}]}, "villages"),
    ({"villages": [{"slug": "a", "name": "Thôn A"}, {"slug": "b", "name": "Thôn A"}]}, "villages"),
    ({"deadlines": {"village_day": 40}}, "deadlines.village_day"),
    ({"deadlines": {"village_day": "ngày 25"}}, "deadlines.village_day"),
    ({"printing": {"order": "tên"}}, "printing.order"),
    ({"signer": []}, "signer"),
    ({"captions": {"x": 5}}, "captions.x"),
]


@pytest.mark.parametrize(("mistake", "place"), MISTAKES)
def test_a_mistake_in_the_profile_is_said_with_its_place_and_harms_nothing(
    book: Book, mistake: dict[str, Any], place: str
) -> None:
    person = add_person(book)
    path = book.folder / "commune.json"
    good = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**good, **mistake}, ensure_ascii=False), encoding="utf-8")
    with Book.open(book.folder) as again, pytest.raises(BookError, match=r"commune\.json") as said:
        again.people()
    assert f"«{place}" in str(said.value)
    path.write_text(json.dumps(good, ensure_ascii=False), encoding="utf-8")
    with Book.open(book.folder) as again:
        assert [p.record for p in again.people()] == [person]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[" * 5000, b'{"commune": "x",}', b"\xff\xfe{\x00", b"null", b'{"commune": NaN}']
)
def test_a_profile_that_is_no_json_is_said_and_points_at_the_copy_before(folder: Path, data: bytes) -> None:
    (folder / "commune.json").write_bytes(data)
    with Book.open(folder) as book, pytest.raises(DamagedFile, match=r"commune\.json"):
        _ = book.commune


def test_settings_of_a_newer_program_survive_an_older_one(folder: Path) -> None:
    path = folder / "commune.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["future"] = {"a": [1, 2]}
    raw["villages"][0]["leader_phone"] = "0912000001"
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    with Book.open(folder, write=True) as book:
        book.commune.add_village("Thôn Mới")
        book.save_commune()
    again = json.loads(path.read_text(encoding="utf-8"))
    assert again["future"] == {"a": [1, 2]}
    assert again["villages"][0]["leader_phone"] == "0912000001"
    assert len(again["villages"]) == 3


def test_a_file_that_lost_its_name_between_two_renames_is_read_from_its_companion(folder: Path) -> None:
    for name in (device.FILE, profile.FILE):
        there, new, old = generations(folder / name)
        there.rename(new)
        old.write_bytes(b"{")
    with Book.open(folder, write=True) as book:
        assert book.commune.commune == COMMUNE
        assert book.device.role == "commune"
        assert len(book.villages()) == 2


def test_the_profile_names_of_a_village_in_any_normal_form_are_one(folder: Path) -> None:
    known = profile.load(folder)
    assert known.add_village(unicodedata.normalize("NFD", NAMES[A])).slug == A
    assert len(known.villages) == 2


# Backups


def test_a_backup_brings_back_what_was_lost_and_keeps_what_came_after(book: Book) -> None:
    first = add_person(book)
    kept = backup.backup(book.folder)
    second = add_person(book, name="Hà Văn Ổn")
    book.change(first, {"note": "sau"})
    told = backup.restore(book, kept)
    assert not told.trouble
    assert not any(j.anything for j in told.villages.values())
    assert {p.record for p in book.people()} == {first, second}
    book.close()
    for path in generations(book.folder / "villages" / f"{A}.json"):
        path.unlink(missing_ok=True)
    with Book.open(book.folder, write=True) as again:
        backup.restore(again, kept)
        assert [p.record for p in again.people()] == [first]


def test_a_damaged_backup_is_said_and_changes_nothing(book: Book, tmp_path: Path) -> None:
    add_person(book)
    whole = backup.backup(book.folder).read_bytes()
    add_person(book, name="Hà Văn Ổn")
    before = bookfile.dump(book.image(A))
    path = tmp_path / "x.zip"
    said = set()
    for place in range(0, len(whole), 7):
        bad = bytearray(whole)
        bad[place] ^= 0x55
        path.write_bytes(bad)
        try:
            told = backup.restore(book, path)
        except DamagedFile as error:
            said.add("x.zip" in str(error))
        else:
            assert not any(j.anything for j in told.villages.values())
        assert bookfile.dump(book.image(A)) == before
        assert [v.slug for v in profile.load(book.folder).villages] == [A, B]
    assert said == {True}


def test_a_backup_made_to_reach_outside_the_folder_reaches_nothing(book: Book, tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in (
            "../x.json",
            "months/../x.json",
            "months/..",
            "/etc/x.json",
            "months/x.txt",
            "months/2026-01.json",
            "villages/../x.json",
            "months/C:x.json",
            "months\\..\\..\\x.json",
            "villages/khong-co.json",
        ):
            archive.writestr(name, b"{}")
    backup.restore(book, path)
    found = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}
    assert found == {"x.zip", "xa/commune.json", "xa/device.json", "xa/.lock"}


def test_nothing_is_written_when_the_disk_in_use_is_left_again(folder: Path) -> None:
    before = disk.current()
    with pytest.raises(RuntimeError), disk.using(disk.Disk()):
        raise RuntimeError
    assert disk.current() is before


def test_a_person_and_the_erasure_of_that_person_received_together_is_an_erasure(book: Book, tmp_path: Path) -> None:
    person = add_person(book)
    other = book.image(A).copy()
    for order in ("ab", "ba"):
        folder = make_folder(tmp_path / order)
        erased = other.copy()
        erased.purge({person})
        stick = tmp_path / f"usb-{order}"
        stick.mkdir()
        (stick / f"{order[0]}.json").write_bytes(bookfile.dump(other))
        (stick / f"{order[1]}.json").write_bytes(bookfile.dump(erased))
        with Book.open(folder, write=True) as fresh:
            told = exchange.receive(fresh, [stick])
            assert all(one.good for one in told)
            assert fresh.people() == []
            assert fresh.image(A).purged == {person}


def test_looking_at_what_a_file_would_bring_changes_nothing(book: Book, tmp_path: Path) -> None:
    add_person(book)
    image = book.image(A).copy()
    stranger = bookfile.Header(commune=COMMUNE, village="thon-moi", village_name="Thôn Mới")
    for number, header in enumerate((image.header, stranger, stranger)):
        image.header = header
        (tmp_path / f"{number}.json").write_bytes(bookfile.dump(image))
    with Book.open(make_folder(tmp_path / "khac"), write=True) as other:
        before = {p: p.read_bytes() for p in other.folder.rglob("*") if p.is_file()}
        told = exchange.receive(other, [tmp_path], dry_run=True)
        assert [one.state for one in told] == ["joined", "joined", "nothing-new"]
        assert {p: p.read_bytes() for p in other.folder.rglob("*") if p.is_file()} == before
        assert len(other.commune.villages) == 2
        assert other.people() == []
        exchange.receive(other, [tmp_path])
        assert [v.name for v in other.villages()].count("Thôn Mới") == 1
