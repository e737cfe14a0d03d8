"""The Excel lists that some villages already had: one tidy, one as people really keep them, one in an old font.

They are what the import is practised on: digits kept as numbers, old card numbers in the citizen number's column, dates in
every shape, capitals, group rows, totals, and text that only the font `.VnTime` makes readable.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.fields import shown_date
from store.lists import ListRow
from tui.demo import words
from tui.demo.people import Someone

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from store.profile import Commune
    from store.reference import Reference

TITLE = "TỔNG HỢP THÔNG TIN TÀI KHOẢN HỖ TRỢ CHI TRẢ KHÔNG DÙNG TIỀN MẶT ĐỐI VỚI ĐỐI TƯỢNG HƯỞNG "
GROUPS = {"BTXH": "CHÍNH SÁCH TRỢ GIÚP XÃ HỘI", "NCC": "TRỢ CẤP ƯU ĐÃI NGƯỜI CÓ CÔNG VỚI CÁCH MẠNG"}
CAPTIONS = (
    "STT", "Họ và tên đối tượng", "Ngày tháng năm sinh", None, "Chế độ đang hưởng",
    "Số căn cước công dân/Số định danh cá nhân", "Thôn", "Số tài khoản hưởng trợ cấp ASXH", None,
    "Tên ngân hàng/nhà cung cấp dịch vụ nơi mở tài khoản", "Họ tên người ủy quyền nhận trợ cấp",
    "Mối quan hệ với đối tượng",
)  # fmt: skip
BELOW = (None, None, "Nam", "Nữ", None, None, None, "Đối tượng", "Cá nhân được ủy quyền", None, None, None)
BANK_WORDS = {"Agribank": "NHNo&PTNT", "VietinBank": "NH Công thương", "LPBank": "Liên Việt", "MB": "MB bank"}
STYLES = ("messy", "old-font", "tidy")
OLD_FONT = ".VnTime"


def list_rows(people: Sequence[Someone], village: str, slug: str, reference: Reference) -> list[ListRow]:
    """The people as lines of a list, as the village writes them; who has nothing to draw has no line."""
    rows = []
    for someone in people:
        for key in sorted({k.split(".")[1] for k in someone.values if k.startswith("regimes.")}):
            rows.append(_row(someone, key, village, slug, reference))
    return rows


def _row(someone: Someone, code: str, village: str, slug: str, reference: Reference) -> ListRow:
    regime = reference.regime(code)
    helper = someone.helper.values if someone.helper else {}
    number = someone.text("account.number")
    return ListRow(
        record=someone.record,
        village=slug,
        village_name=village,
        name=someone.name,
        born=someone.text("born"),
        sex=someone.text("sex"),
        regime=code,
        regime_text=regime.short if regime else code,
        group=regime.group if regime else "BTXH",
        citizen_id=someone.text("citizen_id") or someone.text("old_id"),
        own_account="" if helper else number,
        other_account=number if helper else "",
        provider=someone.text("account.provider"),
        receiver=someone.text("route.receiver") or "self",
        recipient_name=str(helper.get("name", "")),
        relation=someone.text("route.relation"),
    )


def write(style: str, rows: list[ListRow], commune: Commune, folder: Path, slug: str, month: str) -> list[Path]:
    """Writes the village's list in this style (one of `STYLES`); the files, in the order in which they are to be read."""
    if style == "tidy":
        return _tidy(rows, commune, folder / slug, month)
    from openpyxl import Workbook  # 100 ms, needed by the export anyhow

    book = Workbook()
    book.remove(book.active)
    for group in GROUPS:
        of_group = [row for row in rows if row.group == group]
        if of_group:
            (_messy if style == "messy" else _old_font)(book.create_sheet(group), of_group, group)
    path = folder / f"{slug}.xlsx"
    book.save(path)
    return [path]


def _tidy(rows: list[ListRow], commune: Commune, folder: Path, month: str) -> list[Path]:
    """The annexes as this very program prints them, of the month before."""
    from exports.month import write_list

    year, number, day = int(month[:4]), int(month[5:7]), datetime(2023, 7, 20)
    today = day.replace(year=year, month=number).date()
    written = []
    for key, group in (("annex-btxh", "BTXH"), ("annex-ncc", "NCC")):
        of_group = [row for row in rows if row.group == group]
        if of_group:
            done = write_list(key, of_group, month=month, commune=commune, folder=folder, today=today)
            written.extend(done.paths)
    return written


def _head(sheet: Worksheet, group: str, say: Callable[[str], str] = str) -> None:
    sheet.append([say(f"Ủy ban nhân dân xã {words.PLACE}")])
    sheet.append([say(TITLE + GROUPS[group])])
    sheet.append([])
    for captions in (CAPTIONS, BELOW):
        sheet.append([say(text) if text else None for text in captions])
    for area in ("A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5", "G4:G5", "H4:I4", "J4:J5", "K4:K5", "L4:L5"):
        sheet.merge_cells(area)


def _cells(row: ListRow, number: int, born: Any) -> list[Any]:
    """The twelve cells of a line; the sex is which column holds the birth."""
    relation = f"Người giám hộ ({row.relation.lower()})" if row.receiver == "guardian" else row.relation
    dates = (born, None) if row.sex == "male" else (None, born)
    return [
        number, row.name, *dates, row.regime_text, row.citizen_id or None, row.village_name, row.own_account or None,
        row.other_account or None, BANK_WORDS.get(row.provider, row.provider) or None, row.recipient_name or None,
        relation or None,
    ]  # fmt: skip


def _messy(sheet: Worksheet, rows: list[ListRow], group: str) -> None:
    """As lists are really kept: capitals, spaces, numbers for digits where nothing is lost, dates of every kind."""
    _head(sheet, group)
    village = rows[0].village_name
    sheet.append(["I", village if village.startswith(("Bản", "Thôn", "Khu")) else f"Thôn {village}"])
    for number, row in enumerate(rows, start=1):
        cells = _cells(row, number, _odd_date(row.born, number))
        if number % 4 == 1:
            cells[1] = f"  {row.name.upper()} "
        if number % 5 == 2 and len(row.citizen_id) == 12:
            cells[5] = f"{row.citizen_id[:3]} {row.citizen_id[3:6]} {row.citizen_id[6:]}"
        if number % 3 == 0 and row.own_account and not row.own_account.startswith("0"):
            cells[7] = int(row.own_account)
        sheet.append(cells)
    sheet.append([None, f"Cộng: {len(rows)} đối tượng"])


def _odd_date(iso: str, turn: int) -> Any:
    """A date as somebody may have typed it: Excel's own, with single digits, a bare year as a number, or as it should be."""
    if len(iso) == 4:
        return int(iso) if turn % 2 else iso
    if len(iso) < 10 or turn % 3 == 0:
        return shown_date(iso) or None
    year, month, day = (int(part) for part in iso.split("-"))
    return datetime(year, month, day) if turn % 3 == 1 and year >= 1900 else f"{day}/{month}/{year}"


def _old_font(sheet: Worksheet, rows: list[ListRow], group: str) -> None:
    """Typed with a font of the nineties: readable only with that font."""
    from openpyxl.styles import Font

    encode = _encoder()
    _head(sheet, group, encode)
    for number, row in enumerate(rows, start=1):
        cells = _cells(row, number, shown_date(row.born) or None)
        sheet.append([encode(cell) if isinstance(cell, str) else cell for cell in cells])
    font = Font(name=OLD_FONT)
    for line in sheet.iter_rows():
        for cell in line:
            cell.font = font


def _encoder() -> Callable[[str], str]:
    """Text as TCVN3 writes it, by asking the decoder about every byte; capitals it lacks become small letters."""
    from store.vietnamese.legacy import decode

    # A single letter proves nothing to the decoder, so each is asked about behind words that leave no doubt.
    asked = {chr(byte): decode(f"ViÖt ThÞ {chr(byte)}", OLD_FONT).text[-1] for byte in range(0xA1, 0x100)}
    table = {letter: byte for byte, letter in asked.items() if letter != byte}
    small = {letter.upper(): byte for letter, byte in table.items() if letter.upper() not in table}
    every = {ord(letter): byte for letter, byte in (table | small).items()}
    return lambda text: text.translate(every)
