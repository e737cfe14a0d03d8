"""init, list, edit, conflicts, resolve, history, status, check: what they print and how they end."""

import json
from pathlib import Path

import pytest
from commandline import Run

from store.book import Book


def test_list_prints_one_flat_object_a_person(run: Run, laptop: Path, woman: str) -> None:
    answer = run(laptop, "list", "--json")
    assert answer.status == 0
    people = {p["record"]: p for p in answer.json}
    assert people[woman] == {
        "record": woman,
        "village": "Lương Ngọc",
        "name": "Lò Thị Ánh",
        "sex": "female",
        "born": "1975-03-02",
        "citizen_id": "038175000123",
        "regimes.KT-03.status": "active",
    }


def test_list_is_in_vietnamese_order_of_given_names(run: Run, laptop: Path) -> None:
    assert [p["name"] for p in run(laptop, "list", "--json").json] == ["Lò Thị Ánh", "Hà Văn Út"]


def test_an_account_is_given_through_the_person(run: Run, laptop: Path, woman: str) -> None:
    assert run(laptop, "edit", woman, "account.number", "8600 2051 23456").status == 0
    assert run(laptop, "edit", woman, "account.provider", "NHNo&PTNT").status == 0
    person = next(p for p in run(laptop, "list", "--json").json if p["record"] == woman)
    assert person["account.number"] == "8600205123456"
    assert person["account.provider"] == "Agribank"
    assert person["account.owner"] == "beneficiary"
    assert person["route.method"] == "account"


def test_an_authorised_recipient_owns_the_account(run: Run, laptop: Path, woman: str) -> None:
    for field, value in (
        ("route.receiver", "ủy quyền"),
        ("recipient.name", "Hà Văn Bảy"),
        ("recipient.citizen_id", "038070000789"),
        ("route.relation", "Con đẻ"),
        ("account.number", "0101234567"),
    ):
        assert run(laptop, "edit", woman, field, value).status == 0
    person = next(p for p in run(laptop, "list", "--json").json if p["record"] == woman)
    assert person["recipient.name"] == "Hà Văn Bảy"
    assert person["recipient.citizen_id"] == "038070000789"
    assert person["account.owner"] == "recipient"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("citizen_id", "03817500012", "12 số"),
        ("citizen_id", "171234567", "CMND"),
        ("citizen_id", "03817500012a", "chữ số"),
        ("born", "31/02/1950", "31/02/1950"),
        ("sex", "khác", "nam"),
        ("nonsense", "1", "nonsense"),
        ("route.account", "1234567", "account.number"),
        ("village", "Thôn không có", "Lương Ngọc"),
        ("note", "x\x07y", "U+0007"),
    ],
)
def test_what_cannot_be_stored_is_refused_in_words(
    run: Run, laptop: Path, woman: str, field: str, value: str, said: str
) -> None:
    before = (laptop / "villages" / "luong-ngoc.json").read_bytes()
    answer = run(laptop, "edit", woman, field, value)
    assert answer.status == 2
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert (laptop / "villages" / "luong-ngoc.json").read_bytes() == before


def test_an_empty_value_clears_a_field(run: Run, laptop: Path, woman: str) -> None:
    run(laptop, "edit", woman, "phone", "0912345678")
    assert run(laptop, "edit", woman, "phone", "").status == 0
    assert all("phone" not in p for p in run(laptop, "list", "--json").json)


def test_a_record_may_be_named_by_its_first_letters(run: Run, laptop: Path, woman: str) -> None:
    assert run(laptop, "edit", woman[:6], "phone", "0912345678").status == 0
    assert run(laptop, "edit", "zz", "phone", "0912345678").status == 2


def test_history_tells_every_edit_with_its_reason(run: Run, laptop: Path, woman: str) -> None:
    run(laptop, "edit", woman, "phone", "0912345678", "--reason", "đổi số")
    edits = run(laptop, "history", woman, "--json").json
    assert [e["set"].get("phone") for e in edits] == [None, "0912345678"]
    assert edits[1]["reason"] == "đổi số"
    assert edits[1]["after"] == [edits[0]["edit"]]


def test_two_places_two_phones_one_conflict_one_answer(
    run: Run, laptop: Path, commune: Path, tmp_path: Path, woman: str
) -> None:
    stick = tmp_path / "usb"
    assert run(laptop, "hand-in", "--to", stick).status == 0
    assert run(commune, "receive", stick).status == 0
    run(laptop, "edit", woman, "phone", "0912345678")
    run(commune, "edit", woman, "phone", "0987654321")
    run(laptop, "hand-in", "--to", stick)
    assert run(commune, "receive", stick).status == 1
    answer = run(commune, "conflicts", "--json")
    assert answer.status == 1
    (conflict,) = answer.json
    assert (conflict["record"], conflict["field"]) == (woman, "phone")
    assert sorted(conflict["values"]) == ["0912345678", "0987654321"]
    assert run(commune, "resolve", woman, "phone", "0912345678").status == 0
    assert run(commune, "conflicts", "--json").json == []
    assert run(commune, "resolve", woman, "phone", "0912345678").status == 2


def test_a_clash_of_accounts_is_shown_and_settled_by_number(
    run: Run, laptop: Path, commune: Path, tmp_path: Path, woman: str
) -> None:
    stick = tmp_path / "usb"
    run(laptop, "hand-in", "--to", stick)
    run(commune, "receive", stick)
    run(laptop, "edit", woman, "account.number", "8600205123456")
    run(commune, "edit", woman, "account.number", "8600205123465")
    run(laptop, "hand-in", "--to", stick)
    run(commune, "receive", stick)
    (conflict,) = run(commune, "conflicts", "--json").json
    assert conflict["field"] == "route.account"
    assert sorted(conflict["shown"]) == ["8600205123456", "8600205123465"]
    assert "account.number" not in next(p for p in run(commune, "list", "--json").json if p["record"] == woman)
    assert run(commune, "resolve", woman, "route.account", "8600205123456").status == 0
    person = next(p for p in run(commune, "list", "--json").json if p["record"] == woman)
    assert person["account.number"] == "8600205123456"


def test_the_same_account_entered_in_two_places_is_no_conflict(
    run: Run, laptop: Path, commune: Path, tmp_path: Path, woman: str
) -> None:
    stick = tmp_path / "usb"
    run(laptop, "hand-in", "--to", stick)
    run(commune, "receive", stick)
    for place in (laptop, commune):
        run(place, "edit", woman, "account.number", "8600205123456")
    run(laptop, "hand-in", "--to", stick)
    assert run(commune, "receive", stick).status == 0
    assert run(commune, "conflicts", "--json").json == []


def test_a_person_moves_to_another_village(run: Run, laptop: Path, commune: Path, tmp_path: Path, woman: str) -> None:
    stick = tmp_path / "usb"
    run(laptop, "hand-in", "--to", stick)
    run(commune, "receive", stick)
    run(commune, "edit", woman, "account.number", "8600205123456")
    assert run(commune, "edit", woman, "village", "Thôn 2").status == 0
    people = [p for p in run(commune, "list", "--json").json if p["record"] == woman]
    assert [(p["village"], p["account.number"]) for p in people] == [("Thôn 2", "8600205123456")]
    run(commune, "hand-out", "--village", "Lương Ngọc", "--to", stick)
    run(laptop, "receive", stick)
    assert woman not in [p["record"] for p in run(laptop, "list", "--json").json]
    assert woman in [p["record"] for p in run(laptop, "list", "--all", "--json").json]


def test_status_counts_and_knows_who_handed_in(run: Run, laptop: Path, commune: Path, tmp_path: Path) -> None:
    run(laptop, "hand-in", "--to", tmp_path / "usb")
    run(commune, "receive", tmp_path / "usb")
    villages = {v["name"]: v for v in run(commune, "status", "--json").json["villages"]}
    assert villages["Lương Ngọc"]["people"] == 2
    assert villages["Lương Ngọc"]["hand_in"] == 1
    assert villages["Thôn 2"]["hand_in"] == 0


def test_init_again_adds_villages_and_refuses_another_commune(run: Run, commune: Path) -> None:
    again = run(commune, "init", "--role", "commune", "--commune", "Cẩm Lương", "--village", "Thôn 10", "--json")
    assert again.json["villages"] == ["Lương Ngọc", "Thôn 2", "Thôn 10"]
    assert run(commune, "init", "--role", "commune", "--commune", "Cẩm Tú").status == 2
    assert run(commune, "init", "--role", "village", "--commune", "Cẩm Lương", "--village", "Thôn 2").status == 2


def test_a_second_program_cannot_write_but_can_read(run: Run, laptop: Path, woman: str) -> None:
    with Book.open(laptop, write=True):
        assert run(laptop, "list").status == 0
        answer = run(laptop, "edit", woman, "phone", "0912345678")
    assert answer.status == 2
    assert "chương trình khác" in answer.err


@pytest.mark.parametrize(
    "args",
    [
        ["nonsense"],
        ["list", "--nonsense"],
        ["edit"],
        ["init", "--role", "king", "--commune", "X"],
        ["month", "2026-13"],
        ["month", "tháng ba"],
        ["receive"],
        ["receive", "/không/có"],
        ["export", "2026-03"],
        ["list", "--village", "Không có"],
        ["salvage", "/không/có.json"],
        ["restore"],
        ["history", "aaaa"],
        ["undo-import"],
    ],
)
def test_bad_use_ends_with_two_and_a_sentence(run: Run, laptop: Path, args: list[str]) -> None:
    answer = run(laptop, *args)
    assert answer.status == 2
    assert answer.err.startswith("✗ ")
    assert "Traceback" not in answer.err


def test_a_folder_without_a_book_says_what_to_do(run: Run, tmp_path: Path) -> None:
    answer = run(tmp_path / "nowhere", "list", "--json")
    assert answer.status == 2
    assert "Chưa có sổ" in answer.json["error"]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"deadlines": {"village_day": 40}}, "deadlines.village_day"),
        ({"villages": [{"slug": "../../etc", "name": "X"}]}, "villages.0.slug"),
        ({"commune": ""}, "commune"),
        ({"villages": "Thôn 1"}, "villages"),
    ],
)
def test_a_mistake_in_the_profile_is_named(run: Run, commune: Path, part: dict[str, object], said: str) -> None:
    profile = commune / "commune.json"
    profile.write_text(json.dumps({**json.loads(profile.read_text()), **part}))
    answer = run(commune, "list")
    assert answer.status == 2
    assert said in answer.err


def test_a_mistake_in_the_communes_own_amounts_is_named(run: Run, commune: Path) -> None:
    profile = commune / "commune.json"
    raw = json.loads(profile.read_text())
    profile.write_text(json.dumps({**raw, "reference": {"amounts": [{"code": "KHÔNG-CÓ"}]}}))
    answer = run(commune, "month", "2026-03")
    assert answer.status == 2
    assert "KHÔNG-CÓ" in answer.err


def test_the_profile_and_device_may_carry_a_byte_order_mark(run: Run, commune: Path) -> None:
    for name in ("commune.json", "device.json"):
        file = commune / name
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert run(commune, "list").status == 0


def test_who_receives_himself_again_does_not_keep_the_recipients_account(run: Run, laptop: Path, woman: str) -> None:
    for field, value in (
        ("route.receiver", "ủy quyền"),
        ("recipient.name", "Hà Văn Bảy"),
        ("account.number", "0101234567"),
        ("route.receiver", "tự nhận"),
    ):
        assert run(laptop, "edit", woman, field, value).status == 0
    person = next(p for p in run(laptop, "list", "--json").json if p["record"] == woman)
    assert "account.number" not in person
    assert "recipient.name" not in person


def test_a_child_keeps_an_own_account_when_a_guardian_signs(run: Run, laptop: Path, woman: str) -> None:
    for field, value in (
        ("account.number", "0101234567"),
        ("route.receiver", "giám hộ"),
        ("recipient.name", "Hà Văn Bảy"),
        ("account.provider", "Agribank"),
    ):
        assert run(laptop, "edit", woman, field, value).status == 0
    person = next(p for p in run(laptop, "list", "--json").json if p["record"] == woman)
    assert person["account.owner"] == "beneficiary"
    assert run(laptop, "edit", woman, "account.owner", "người giám hộ").status == 0
    person = next(p for p in run(laptop, "list", "--json").json if p["record"] == woman)
    assert (person["account.owner"], person["account.number"]) == ("recipient", "0101234567")


def test_a_provider_without_a_number_is_refused(run: Run, laptop: Path, woman: str) -> None:
    answer = run(laptop, "edit", woman, "account.provider", "Agribank")
    assert answer.status == 2
    assert "số tài khoản" in answer.err


@pytest.mark.parametrize("args", [["--help"], ["import", "--help"], ["month", "-h"]])
def test_help_is_in_vietnamese(run: Run, tmp_path: Path, args: list[str]) -> None:
    answer = run(tmp_path, *args)
    assert answer.status == 0
    assert answer.out.startswith("Cách dùng: soansinh")
    assert not {"Usage", "Options", "Commands", "Show"} & set(answer.out.replace(":", " ").split())
