"""The practice folder: where everything lies, and the rule that nobody's files are ever cleared away for it.

| in the folder | what it is |
| --- | --- |
| `DOC-TRUOC.txt` | says what this is; its first line marks the folder as a practice commune |
| `xa/` | the commune's data folder |
| `thon/<slug>/` | a data folder for each village's laptop |
| `danh-sach/` | the Excel lists that some villages already had |
| `usb/` | the stick that goes round |
| `ket-qua/2026-03/` | the month's workbooks |
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from store.errors import BookError, Locked

MARKER = "DOC-TRUOC.txt"
FIRST_LINE = "SỔ AN SINH – XÃ TẬP DƯỢT"
PARTS = ("xa", "thon", "danh-sach", "usb", "ket-qua")
TEXT = f"""{FIRST_LINE}

Mọi người, mọi số căn cước, số tài khoản ở đây đều do chương trình bịa ra để tập làm. Không dùng để chi trả.

xa/         sổ của xã               mở bằng: soansinh --data xa
thon/       sổ của từng thôn        mở bằng: soansinh --data thon/TÊN_THÔN
danh-sach/  danh sách Excel có sẵn của vài thôn
usb/        USB đi lại giữa thôn và xã
ket-qua/    danh sách chính thức của tháng đã chốt

Chạy lại «soansinh demo --to THƯ_MỤC_NÀY» thì tất cả được làm lại từ đầu. Xóa cả thư mục khi không cần nữa.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of one practice commune."""

    root: Path

    @property
    def commune(self) -> Path:
        """The commune's data folder."""
        return self.root / "xa"

    def village(self, slug: str) -> Path:
        """A village laptop's data folder."""
        return self.root / "thon" / slug

    @property
    def lists(self) -> Path:
        """Where the villages' own Excel lists lie."""
        return self.root / "danh-sach"

    @property
    def stick(self) -> Path:
        """The stick."""
        return self.root / "usb"

    def results(self, month: str) -> Path:
        """Where a month's workbooks go."""
        return self.root / "ket-qua" / month


def prepare(root: Path) -> Place:
    """An empty practice folder; an earlier practice commune in it is cleared away.

    Raises `BookError` for a folder that holds anything else, and `Locked` while the earlier commune is open somewhere.
    """
    try:
        if root.exists() and not root.is_dir():
            raise BookError(
                f"{root} là một tệp, không phải thư mục.", "Tệp đó vẫn nguyên. Chọn thư mục khác bằng --to."
            )
        if root.is_dir() and any(root.iterdir()):
            _clear(root)
        root.mkdir(parents=True, exist_ok=True)
        (root / MARKER).write_text(TEXT, encoding="utf-8")
        for part in PARTS:
            (root / part).mkdir()
    except OSError as error:
        raise BookError(
            f"Không ghi được vào {root} ({error.strerror or error}).", "Chọn thư mục khác bằng --to."
        ) from error
    return Place(root.absolute())


def _clear(root: Path) -> None:
    """Removes an earlier practice commune, and only what belongs to one."""
    if not _is_practice(root):
        raise BookError(
            f"Thư mục {root} đã có dữ liệu khác, không phải xã tập dượt.",
            "Không có gì bị đụng tới. Chọn thư mục khác (trống) bằng --to.",
        )
    _not_open(root / "xa")
    for part in PARTS:
        if (root / part).is_symlink():
            (root / part).unlink()
        elif (root / part).exists():
            shutil.rmtree(root / part)


def _is_practice(root: Path) -> bool:
    try:
        return (root / MARKER).read_text(encoding="utf-8").startswith(FIRST_LINE)
    except (OSError, UnicodeDecodeError):
        return False


def _not_open(commune: Path) -> None:
    """Raises `Locked` while another program writes in the earlier commune's book."""
    from store.book import Book

    try:
        Book.open(commune, write=True).close()
    except Locked:
        raise
    except BookError:
        return  # left unfinished or damaged: that is what making it anew is for
