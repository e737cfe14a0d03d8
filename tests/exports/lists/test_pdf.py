"""The lists as a printer would get them, where LibreOffice and Poppler happen to be installed."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from exports.month import write_list

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice or Poppler is not installed"
)


def pages(path: Path, folder: Path) -> list[str]:
    """The text of each page of the list's PDF."""
    profile = (folder / "profile").as_uri()
    convert = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*convert, str(folder), str(path)], check=True, capture_output=True, timeout=120)
    text = subprocess.run(
        ["pdftotext", "-layout", str(folder / f"{path.stem}.pdf"), "-"], check=True, capture_output=True, timeout=30
    ).stdout.decode()
    return text.split("\f")[:-1]


def test_a_long_list_on_paper(tmp_path, person, profile):
    """Header on every page, page number from the second on, each number once, signatures with people above them."""
    rows = [person(citizen_id=f"0381450{n:05d}") for n in range(60)]
    done = write_list("annex-btxh", rows, month="2023-09", commune=profile(), folder=tmp_path, today=date(2023, 9, 4))
    got = pages(done.paths[0], tmp_path)
    assert len(got) >= 3
    assert "Trang" not in got[0]
    for number, page in enumerate(got[1:], start=2):
        assert f"Trang {number}/{len(got)}" in page
    assert all("STT" in page and "###" not in page for page in got)
    assert all("".join(got).count(row.citizen_id) == 1 for row in rows)
    assert rows[-1].citizen_id in got[-1]
    assert "NGƯỜI LẬP BIỂU" in got[-1]
    assert "Lê Văn Thử" in got[-1]
