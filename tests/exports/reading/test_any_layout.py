"""Any people in any layout come back as they are: columns moved, rows shifted, capitals, NFD, numbers for text."""

import io
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from exports.reading import read_workbook

FAMILY = ["Hà", "Lò", "Vi", "Đinh", "Nguyễn", "Trương", "Quách", "Ngân", "Phạm"]
MIDDLE = ["Văn", "Thị", "Thị Mỹ", "Đức", "Công", "Thế"]
GIVEN = ["Mận", "Ước", "Thuỷ", "Thúy", "Ổn", "Ánh", "Đạo", "Út", "Lượt", "Én"]
REGIMES = ["Người khuyết tật nặng", "Trẻ em mồ côi", "Người cao tuổi từ đủ 80 tuổi", "Vợ liệt sỹ", "Thương binh 45%"]
BANKS = ["Agribank", "MB bank", "NHNo&PTNT", "Ngân hàng Nông nghiệp", "Viettel Money", "Liên Việt"]
RELATIONS = ["Con đẻ", "Vợ", "Chồng", "Người giám hộ (bà nội)", "Cháu nội"]

names = st.builds(lambda *parts: " ".join(parts), *(st.sampled_from(part) for part in (FAMILY, MIDDLE, GIVEN)))
digits = st.text("0123456789", min_size=9, max_size=14)
births = st.one_of(
    st.integers(1910, 2022).map(str),
    st.dates(datetime(1910, 1, 1).date(), datetime(2022, 12, 31).date()).map(lambda d: d.isoformat()),
    st.tuples(st.integers(1910, 2022), st.integers(1, 12)).map(lambda t: f"{t[0]}-{t[1]:02d}"),
)


@st.composite
def person(draw: st.DrawFn) -> dict[str, str]:
    born, sex = draw(births), draw(st.sampled_from(["male", "female"]))
    century = 2 * ((int(born[:4]) - 1900) // 100) + (sex == "female")
    out = {"name": draw(names), "born": born, "sex": sex, "village": "Hòa Thuận"}
    if draw(st.booleans()):
        out["citizen_id"] = f"038{century}{born[2:4]}{draw(st.integers(0, 999_999)):06d}"
    if draw(st.booleans()):
        out["regime"] = draw(st.sampled_from(REGIMES))
    paid = draw(st.sampled_from(["", "own_account", "other_account"]))
    if paid:
        out[paid] = draw(digits)
        out["provider"] = draw(st.sampled_from(BANKS))
    if paid == "other_account":
        out["receiver"] = draw(names.filter(lambda n: n != out["name"]))
        out["relation"] = draw(st.sampled_from(RELATIONS))
    return out


CAPTIONS = {
    "name": ["Họ và tên đối tượng", "Họ tên", "HỌ VÀ TÊN"],
    "regime": ["Chế độ đang hưởng", "Loại đối tượng", "Diện hưởng"],
    "citizen_id": ["Số căn cước công dân/Số định danh cá nhân", "Số CCCD", "ĐDCN"],
    "village": ["Thôn", "THÔN", "Thôn/bản"],
    "provider": ["Tên ngân hàng/nhà cung cấp dịch vụ nơi mở tài khoản", "Ngân hàng"],
    "receiver": ["Họ tên người ủy quyền nhận trợ cấp", "Người được ủy quyền", "Họ tên người nhận thay"],
    "relation": ["Mối quan hệ với đối tượng", "Quan hệ"],
    "own_account": ["Số tài khoản của đối tượng", "STK đối tượng"],
    "other_account": ["Số tài khoản người được ủy quyền", "Tài khoản của người được UQ"],
}


def shown_born(draw: st.DrawFn, born: str) -> Any:
    parts = born.split("-")
    year = int(parts[0])
    if len(parts) == 1:
        return draw(st.sampled_from([str(year), year, float(year), f" {year} ", f"00/00/{year}"]))
    if len(parts) == 2:
        return draw(st.sampled_from([f"{parts[1]}/{year}", f"{int(parts[1])}/{year}", f"00/{parts[1]}/{year}"]))
    month, day = int(parts[1]), int(parts[2])
    text = [f"{day:02d}/{month:02d}/{year}", f"{day}/{month}/{year}", f"{day}-{month}-{year}", f"{day}.{month}.{year}"]
    return draw(st.sampled_from([*text, datetime(year, month, day)]))


def shown(draw: st.DrawFn, key: str, person: dict[str, str]) -> Any:
    value = person[key]
    if key == "citizen_id":
        spaced = f"{value[:3]} {value[3:6]} {value[6:]}"
        return draw(st.sampled_from([value, spaced, f"{value[:4]}.{value[4:]}", int(value)]))
    if key.endswith("account"):
        safe = [value, f"{value[:4]} {value[4:]}", f"{value[:4]}.{value[4:]}"]
        return draw(st.sampled_from(safe if value.startswith("0") else [*safe, int(value)]))
    changes = [value, unicodedata.normalize("NFD", value), f"  {value} "]
    if key in ("name", "receiver"):
        changes += [value.upper(), unicodedata.normalize("NFD", value.upper()), value.replace(" ", "  ")]
    return draw(st.sampled_from(changes))


@st.composite
def layouts(draw: st.DrawFn) -> tuple[list[dict[str, str]], bytes]:
    people = draw(st.lists(person(), min_size=1, max_size=6))
    split = draw(st.booleans())
    keys: list[str] = draw(st.permutations(["stt", *CAPTIONS, *(["male", "female"] if split else ["born", "sex"])]))
    captions = {key: draw(st.sampled_from(options)) for key, options in CAPTIONS.items()}
    captions |= {"stt": "STT", "male": "Nam", "female": "Nữ", "born": "Ngày sinh", "sex": "Giới tính"}
    lines: list[list[Any]] = [["DANH SÁCH NGƯỜI HƯỞNG BẢO TRỢ XÃ HỘI"], *([[]] * draw(st.integers(0, 5)))]
    lines.append([captions[key] for key in keys])
    if draw(st.booleans()):
        lines.append([f"({i + 1})" for i in range(len(keys))])
    for number, one in enumerate(people, 1):
        cells: dict[str, Any] = {"stt": number}
        cells |= {key: shown(draw, key, one) for key in CAPTIONS if key in one}
        born = shown_born(draw, one["born"])
        cells |= {one["sex"]: born} if split else {"born": born, "sex": "Nam" if one["sex"] == "male" else "Nữ"}
        lines.append([cells.get(key) for key in keys])
        lines += [[]] * draw(st.integers(0, 2))
    lines.append([f"Tổng cộng: {len(people)} người"])
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    left = draw(st.integers(0, 3))
    for row, line in enumerate(lines, 1):
        for column, value in enumerate(line, 1 + left):
            if value is not None:
                sheet.cell(row, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return people, stream.getvalue()


@given(layouts())
@settings(
    max_examples=120,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_any_people_in_any_layout(tmp_path: Path, made: tuple[list[dict[str, str]], bytes]) -> None:
    people, data = made
    path = tmp_path / "list.xlsx"
    path.write_bytes(data)
    reading = read_workbook(path)
    assert [dict(row.values) for row in reading.rows] == people
    assert {row.group for row in reading.rows} == {"BTXH"}
    assert not [p for p in reading.problems if p.grade == "refused"]
