"""Which village a text names."""

import pytest

from store.intake.village import place
from store.profile import Village

VILLAGES = [
    Village(slug="hoa-thuan", name="Thôn Hòa Thuận"),
    Village(slug="luong-ngoc", name="Lương Ngọc"),
    Village(slug="thon-1", name="Thôn 1"),
    Village(slug="thon-10", name="Thôn 10"),
]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Hòa Thuận", "hoa-thuan"),
        ("THÔN HOÀ THUẬN", "hoa-thuan"),
        ("hoa thuan", "hoa-thuan"),
        ("Hòa Thuận, xã Cẩm Lương", "hoa-thuan"),
        ("Thôn: Lương Ngọc", "luong-ngoc"),
        ("Bản Lương Ngọc", "luong-ngoc"),
        ("1", "thon-1"),
        ("Thôn 10", "thon-10"),
        ("Thôn 11", ""),
        ("Lương Ngọ", "luong-ngoc"),
        ("Lương Sơn", ""),
        ("", ""),
    ],
)
def test_place(text: str, slug: str) -> None:
    assert place(text, VILLAGES, None).slug == slug


def test_into() -> None:
    assert place("", VILLAGES, "thon-1").slug == "thon-1"
    assert place("Thôn 10", VILLAGES, "thon-1").slug == "thon-10"
    assert place("Luơng Ngọc", VILLAGES[1:2], "luong-ngoc").slug == "luong-ngoc"
    assert place("Lương Ngọ", VILLAGES, "luong-ngoc").near
