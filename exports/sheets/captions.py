"""The words printed on the lists, each under a stable key, so that a commune can replace any of them.

`Commune.captions` maps such a key to other words. A key may be given for one list (`ds1.account`) or, without the
list's name, for all of them (`account`); the one for the list wins. The keys:

* `<list>.title`, where `<list>` is a key of `store.lists.LISTS`: `annex-btxh`, `annex-ncc`, `ds1` to `ds4`, `cash`;
* columns of the annexes: `number`, `name`, `born`, `born.male`, `born.female`, `regime`, `citizen-id`, `village`,
  `accounts`, `account.own`, `account.other`, `provider`, `recipient`, `relation`;
* further columns of `ds1` to `ds4` and `cash`: `account`, `note`, `receivers`, `recipient.born`,
  `recipient.citizen-id`, `capacity`, `papers`, `paper`, `valid-until`, `beneficiaries`, `group`, `cash-reason`,
  `proxy`;
* around the table: `heading`, `motto` (the national heading), `date` (`{place}`, `{day}`, `{month}`, `{year}`), `month`
  (`{month}`, `{year}`), `draft`, `count` (`{n}`, `{words}`), `maker`, `maker.hint`, `police`, `police.hint`,
  `signer.hint`, `page` (`{page}`, `{pages}`).

Words in braces are filled in; any other brace is printed as it is.
"""

from __future__ import annotations

from collections.abc import Mapping

AROUND = {
    "heading": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "motto": "Độc lập - Tự do - Hạnh phúc",
    "date": "{place}, ngày {day} tháng {month} năm {year}",
    "month": "Tháng {month} năm {year}",
    "draft": "(Bản dự thảo, tháng chưa chốt)",
    "count": "Danh sách này có {n} ({words}) đối tượng./.",
    "maker": "NGƯỜI LẬP BIỂU",
    "maker.hint": "(Ký, ghi rõ họ tên)",
    "police": "CÔNG AN XÃ",
    "police.hint": "(Ký, ghi rõ họ tên)",
    "signer.hint": "(Ký tên, đóng dấu)",
    "page": "Trang {page}/{pages}",
}
"""Words around the table. The national heading is spelt as NĐ 30/2020 spells it; the rest is the offices' usage."""


class Captions:
    """The words of one list: the commune's own where it has any, the official ones elsewhere."""

    def __init__(self, own: Mapping[str, str], form: str) -> None:
        self._own = own
        self._form = form

    def get(self, key: str, official: str = "", **filled: str | int) -> str:
        """The words of that key, with what stands in braces filled in."""
        words = self._own.get(f"{self._form}.{key}") or self._own.get(key) or official or AROUND.get(key, "")
        for name, value in filled.items():
            words = words.replace("{" + name + "}", str(value))
        return words
