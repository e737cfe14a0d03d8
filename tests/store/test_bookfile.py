"""A village's file as bytes: whole or refused, byte-stable, and no flipped bit is ever accepted."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simbooks import A, header, image_of, village_bytes

from store import bookfile, canonical
from store.bookfile import Header, Image
from store.errors import BookError, DamagedFile, NewerFormat
from store.records import new_edit


def sealed(body: bytes, **said: Any) -> bytes:
    """A file with a right checksum over any body, as only a person who means it can make."""
    whole = replace(header(), bytes=len(body), **said)
    whole = replace(whole, sha256=bookfile._sha256(whole, body))
    return bookfile._header_line(whole) + body


def test_the_file_is_json_as_a_whole_with_one_record_a_line() -> None:
    data = village_bytes(("Lò Thị Ánh", "Hà Văn Ổn"), save_no=412)
    whole = json.loads(data)
    assert set(whole) == {"file", "purged", "records"}
    assert whole["file"]["records"] == 2
    assert whole["file"]["save_no"] == 412
    lines = data.decode().split("\n")
    assert [line[:1] for line in lines] == ["{", '"', '"', '"', '"', "}", ""]
    for name, record in whole["records"].items():
        assert any(
            line.startswith(f'"{name}":') and json.loads("{" + line.rstrip(",") + "}")[name] == record for line in lines
        )


@given(st.lists(st.text('abcạộ\n"\\{}[],: ', min_size=1, max_size=12), max_size=5, unique=True), st.integers(0, 10**9))
def test_loading_then_saving_changes_no_byte(names: list[str], save_no: int) -> None:
    data = village_bytes(names, save_no=save_no)
    image = bookfile.parse(data, "x")
    assert bookfile.dump(image) == data
    assert [r["now"]["name"] for _, r in image.records()] == names
    for name, record in list(image.records()):
        image.put(name, record)
    assert bookfile.dump(image) == data


def test_an_empty_village_and_one_with_erased_names_load_again() -> None:
    image = Image(header())
    assert bookfile.dump(bookfile.parse(bookfile.dump(image), "x")) == bookfile.dump(image)
    image.purge({"b" * 16, "a" * 16})
    again = bookfile.parse(bookfile.dump(image), "x")
    assert again.purged == {"a" * 16, "b" * 16}
    assert bookfile.dump(again) == bookfile.dump(image)


def test_every_cut_is_refused() -> None:
    data = village_bytes(("Lò Thị Ánh", "Hà Văn Ổn"))
    for length in range(len(data)):
        with pytest.raises(DamagedFile):
            bookfile.parse(data[:length], "x")
    for extra in (b"\n", b" ", b"\x00", data):
        with pytest.raises(DamagedFile):
            bookfile.parse(data + extra, "x")


def test_every_single_flipped_bit_is_refused_as_damage() -> None:
    data = village_bytes(("Lò Thị Ánh",))
    for place in range(len(data)):
        for bit in range(8):
            bad = bytearray(data)
            bad[place] ^= 1 << bit
            with pytest.raises(DamagedFile):
                bookfile.parse(bytes(bad), "x")


@given(st.data())
def test_two_bytes_swapped_or_a_stretch_of_zeros_is_refused(data: st.DataObject) -> None:
    whole = village_bytes(("Lò Thị Ánh", "Hà Văn Ổn"))
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, min(len(whole), start + 600)))
    bad = whole[:start] + bytes(end - start) + whole[end:]
    with pytest.raises(DamagedFile):
        bookfile.parse(bad, "x")
    if whole[start] != whole[end - 1]:
        swapped = bytearray(whole)
        swapped[start], swapped[end - 1] = swapped[end - 1], swapped[start]
        with pytest.raises(DamagedFile):
            bookfile.parse(bytes(swapped), "x")


def test_a_later_format_is_told_apart_from_damage() -> None:
    later = village_bytes(format=2)
    with pytest.raises(NewerFormat, match="bản mới hơn"):
        bookfile.parse(later, "x.json")
    stranger = b'{"file":{"format":9,"layout":"unheard of"},\n...'
    with pytest.raises(NewerFormat):
        bookfile.parse(stranger, "x.json")
    with pytest.raises(NewerFormat):
        bookfile.read_header(later, "x.json")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("save_no", "1"),
        ("save_no", 1.0),
        ("save_no", None),
        ("save_no", True),
        ("save_no", -1),
        ("save_no", 2**53),
        ("save_no", 2**64 - 1),
        ("records", "x"),
        ("bytes", -1),
        ("bytes", 2**60),
        ("format", "1"),
        ("format", None),
        ("format", True),
        ("schema", []),
        ("village", 5),
        ("village", None),
        ("village_name", {}),
        ("commune", ["x"]),
        ("sha256", 0),
        ("sha256", ""),
        ("kind", None),
    ],
)
def test_a_header_with_a_wrong_type_or_impossible_number_is_damage(key: str, value: Any) -> None:
    whole = village_bytes()
    end = whole.index(b"\n")
    raw = {**json.loads(whole[8 : end - 1]), key: value}
    body = whole[end + 1 :]
    for resealed in (False, True):
        if resealed and key != "sha256":
            import hashlib

            digest = hashlib.sha256(canonical.dumps({**raw, "sha256": ""}) + b"\n" + body)
            raw["sha256"] = digest.hexdigest()
        with pytest.raises(DamagedFile):
            bookfile.parse(b'{"file":%b,\n%b' % (canonical.dumps(raw), body), "x")


def test_a_header_with_keys_missing_or_more_is_damage() -> None:
    whole = village_bytes()
    end = whole.index(b"\n")
    raw = json.loads(whole[8 : end - 1])
    for changed in ({**raw, "more": 1}, {k: v for k, v in raw.items() if k != "schema"}, {}, [], 5):
        with pytest.raises(DamagedFile):
            bookfile.parse(b'{"file":%b,\n%b' % (canonical.dumps(changed), whole[end + 1 :]), "x")


NAME = b'"' + b"a" * 16 + b'":'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\n",
        b"}}\n",
        b'"purged":[],\n"records":{\n}}',
        b'"purged":[],\n"records":[\n\n}}\n',
        b'"purged":5,\n"records":{\n\n}}\n',
        b'"purged":["x"],\n"records":{\n\n}}\n',
        b'"purged":[["a"]],\n"records":{\n\n}}\n',
        b'"purged":' + b"[" * 5000 + b',\n"records":{\n\n}}\n',
        b'"purged":[NaN],\n"records":{\n\n}}\n',
        b'"purged":[],\n"records":{\n' + NAME + b"5\n}}\n",
        b'"purged":[],\n"records":{\n"../../etc/passwd":{}\n}}\n',
        b'"purged":[],\n"records":{\n' + NAME + b"{},\n" + NAME + b"{}\n}}\n",
        b'"purged":[],\n"records":{\n"bbbbbbbbbbbbbbbb":{},\n' + NAME + b"{}\n}}\n",
        b'"purged":[],\n"records":{\n\n' + NAME + b"{}\n}}\n",
        b'"purged":[],\n"records":{\n' + NAME.replace(b"a", b"A") + b"{}\n}}\n",
        b'"purged":[],\n"records":{\n' + b'"' + "ạ".encode() * 16 + b'":{}\n}}\n',
    ],
)
def test_a_right_checksum_over_a_malformed_body_is_damage(body: bytes) -> None:
    with pytest.raises(DamagedFile, match=r"x\.json"):
        bookfile.parse(sealed(body), "x.json")


def record_line(inner: bytes) -> Image:
    return bookfile.parse(sealed(b'"purged":[],\n"records":{\n' + NAME + inner + b"\n}}\n"), "x.json")


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"{}",
        b'{"now":{},"conflicts":{},"edits":{}}',
        b"{" * 5000,
        b'{"now":NaN}',
        b'{"now":[],"conflicts":{},"edits":{"a":1}}',
        b'{"now":{},"conflicts":{},"edits":{"aaaaaaaaaaaaaaaa":5}}',
        b'{"now":{},"conflicts":{},"edits":{"aaaaaaaaaaaaaaaa":{}}}',
        b'{"now":{},"conflicts":{},"edits":{"aaaaaaaaaaaaaaaa":{"set":[]}}}',
        b'{"now":{},"conflicts":{},"edits":{"aaaaaaaaaaaaaaaa":{"set":{"a":"b"},"after":5}}}',
        b'{"now":{},"conflicts":{},"edits":{"aaaaaaaaaaaaaaaa":{"set":{"a":"b"},"after":[["x"]]}}}',
        b'{"now":{},"conflicts":{"name":5},"edits":{"aaaaaaaaaaaaaaaa":{"set":{"a":"b"}}}}',
        b'{"now":{},"conflicts":{"name":[5]},"edits":{"aaaaaaaaaaaaaaaa":{"set":{"a":"b"}}}}',
        b'{"now":{},"conflicts":{"name":[{"value":1}]},"edits":{"aaaaaaaaaaaaaaaa":{"set":{"a":"b"}}}}',
        b'{"now":{"name":{"x":1}},"conflicts":{},"edits":{"aaaaaaaaaaaaaaaa":{"set":{"a":"b"}}}}',
    ],
)
def test_a_record_line_of_another_shape_is_told_as_damage_when_it_is_asked_for(line: bytes) -> None:
    image = record_line(line)
    with pytest.raises(DamagedFile, match="aaaaaaaaaaaaaaaa"):
        image.record("a" * 16)
    with pytest.raises(DamagedFile):
        list(image.records())


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + village_bytes(),
        village_bytes().replace(b"\n", b"\r\n"),
        b"",
        b"[]",
        b"null",
        b"PK\x03\x04",
        b"\n" * 100_000,
        b'{"file":{}}',
        village_bytes().decode().encode("utf-16"),
    ],
)
def test_other_files_are_refused_with_their_name_in_the_message(data: bytes) -> None:
    with pytest.raises(DamagedFile, match=r"thon\.json") as said:
        bookfile.parse(data, "thon.json")
    assert "salvage" in said.value.safe


def test_the_checksum_covers_the_header_too() -> None:
    data = village_bytes(save_no=7)
    with pytest.raises(DamagedFile):
        bookfile.parse(data.replace(b'"save_no":7', b'"save_no":8'), "x")


def test_an_unknown_record_is_a_key_error_and_a_copy_can_be_changed_alone() -> None:
    image = image_of({"a" * 16: [new_edit({"name": "x"})]})
    with pytest.raises(KeyError):
        image.record("b" * 16)
    other = image.copy()
    other.put("b" * 16, image.record("a" * 16))
    other.purge({"a" * 16})
    assert list(image.lines) == ["a" * 16]
    assert image.purged == set()


def test_the_header_says_exactly_these_things() -> None:
    assert set(asdict(Header(commune="", village=A, village_name=""))) == {
        "bytes",
        "commune",
        "format",
        "kind",
        "records",
        "save_no",
        "schema",
        "sha256",
        "village",
        "village_name",
    }


def test_errors_of_the_book_speak_and_keep_their_parts() -> None:
    error = BookError("Chuyện gì.", "An toàn.")
    assert str(error) == "Chuyện gì. An toàn."
    assert str(BookError("Chuyện gì.")) == "Chuyện gì."
