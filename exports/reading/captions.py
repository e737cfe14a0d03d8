"""What a column is about, from its caption: by meaning, because no two offices write the same one.

A caption is the path of texts over a column, from the top ("Số tài khoản hưởng trợ cấp ASXH" > "Đối tượng"). The lowest
text decides; what stands above it says whose it is. Columns that no record needs (amounts, dates of issue, signatures)
are known too, so that they are not taken for something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.vietnamese.text import fold, tidy

IGNORED = ""
"""The meaning of a column that is understood and not read."""

_OTHER = re.compile(
    r"\b(uy quyen|uq|giam ho|gh|(nhan|linh|ky) (tien )?(thay|ho)|thay mat|dai dien|nguoi (nhan|linh|cham soc|nuoi duong))\b"
)
_ACCOUNT = re.compile(r"\b(tai khoan|stk|so tk|tk)\b")
_NUMBER = re.compile(r"\b(so tai khoan|stk|so tk|so hieu)\b|^(tai khoan|tk|so)\b")
_HOLDER = re.compile(r"\b(chu|ten) (tai khoan|tk|the)\b|\bdung ten\b|^(ho va |ho )?ten chu\b|^chu (tk|the)\b")
_PROVIDER = re.compile(
    r"\b(ngan hang|nha cung cap|nccdv|noi mo|noi dang ky tai khoan|vi dien tu|(don vi|to chuc) (chi tra|cung ung))\b|^nh$"
)
_OWN = re.compile(r"\b(doi tuong|chinh chu|ban than|ca nhan|nguoi huong|dt)\b")
_NAMED = re.compile(r"\bho,? ?(va|&)? ?ten\b|\b(ten|ho ten) (doi tuong|nguoi)\b|\bho ten\b|\bnguoi huong\b")
_FAMILY = re.compile(r"^(ho|ho va|ho (va )?(ten )?(dem|lot)|ho (va )?chu lot|ho (va )?ten lot)$")
_NOT_READ = re.compile(
    r"\b(ngay cap|noi cap|co quan cap|quyet dinh|qd|so tien|muc|thanh tien|tong|ky nhan|chu ky|ky ten|(tu|den|huong) "
    r"(thang|ngay|nam)|thang huong|thoi (gian|diem|han)|dan toc|ton giao|ho so|hinh thuc|phuong thuc|het han|gia han|giay|"
    r"nghe nghiep|trinh do|he so|tinh trang|truy linh|ngay mo|chu ho|que quan|nguyen quan|noi sinh|khai sinh)\b"
)
_KIN = re.compile(r"\b(liet (si|sy)|cha|me|bo|vo|chong|con|than nhan)\b")
_CITIZEN = re.compile(r"\b(can cuoc|cccd|dinh danh|ddcn|sddcn|so dd|sdd|so cc|cc)\b")
_OLD = re.compile(r"\b(cmnd|cmtnd|cmt|chung minh)\b")
_PHONE = re.compile(r"\b(dien thoai|sdt|so dt|dt|di dong|dtdd|so may)\b")
_BORN = re.compile(r"\b(ngay|nam|thang|ntn|sinh)\b.*\bsinh\b|\bsinh (ngay|nam)\b|\bntns\b|^sinh$")
_REGIME = re.compile(
    r"\b(che do|chinh sach|(doi tuong|dien|loai) (duoc )?huong|(loai|dien|nhom|ma|thuoc) doi tuong|(loai|dang) tro cap|"
    r"(loai|dang) tat|muc do khuyet tat|loai hinh)\b|^dien$"
)
_ADDRESS = re.compile(r"\b(dia chi|noi o|thuong tru|cu tru|tam tru|ho khau|cho o)\b")
_VILLAGE = frozenset(
    [
        "thon",
        "ban",
        "lang",
        "xom",
        "khu",
        "pho",
        "to",
        "dan",
        "tdp",
        "kp",
        "ap",
        "buon",
        "khoi",
        "tieu",
        "tk",
        "bon",
        "soc",
        "phum",
        "vuc",
    ]
)
_VILLAGE_FILLERS = frozenset(["ten", "noi", "cu", "tru", "o", "va", "hoac", "so", "thuoc", "dia", "chi", "thuong"])
_SEX = re.compile(r"gioi( tinh)?|nam nu|phai|gt|nam hoac nu|gioi tinh nam nu")

_NEEDLES = (
    ("moiquanhe", "relation"),
    ("uyquyen", "receiver"),
    ("giamho", "receiver"),
    ("sotaikhoan", "account"),
    ("nganhang", "provider"),
    ("cancuoc", "citizen_id"),
    ("dinhdanh", "citizen_id"),
    ("cccd", "citizen_id"),
    ("dienthoai", "phone"),
    ("hovaten", "name"),
    ("hoten", "name"),
    ("namsinh", "born"),
    ("ngaysinh", "born"),
    ("chedo", "regime"),
    ("ghichu", "note"),
)


def words(text: str) -> str:
    """A caption as its bare words: folded, signs dropped."""
    return " ".join(re.sub(r"[^a-z0-9%]+", " ", fold(text)).split())


def meaning(path: Sequence[str]) -> str | None:
    """What a column with this path of captions holds: a key, `IGNORED`, or None for a caption that is not understood.

    Keys are those of `store.intake.rows.KEYS`, and for layouts with more columns: stt, born_male, born_female,
    born_day, born_month, born_year, account (owner not said), capacity, group, percent, name_family, subject ("Đối tượng"
    alone: a name or a regime, which the other columns decide).
    """
    texts = [text for text in path if words(text)]
    if not texts:
        return None
    parents = words(" ".join(texts[:-1]))
    found = _without_hint(texts[-1], parents)
    if len(texts) > 1 and found in (None, "subject"):
        whole = _leaf(" ".join(texts), "")
        found = whole if whole not in (None, "subject") else found
    return _squeezed(texts[-1]) if found is None else found


def _without_hint(text: str, parents: str) -> str | None:
    """The meaning of a caption without a hint in brackets ("Họ tên (ghi đúng CCCD)"), unless the brackets say whose."""
    whole = _leaf(text, parents)
    bare = re.sub(r"\([^)]*\)?", " ", text)
    found = _leaf(bare, parents) if bare != text and words(bare) else whole
    says_whose = (
        (found == "address" and whole == "village")
        or (found == "account" and whole in ("own_account", "other_account"))
        or (found == "name" and whole == "receiver" and not _OWN.search(words(bare)))
        or whole == f"receiver_{found}"
    )
    return whole if found is None or says_whose else found


def _squeezed(text: str) -> str | None:
    """The meaning of a caption whose spaces were lost ("Họ và tênđối tượng", "SốCCCD")."""
    plain = words(text).replace(" ", "")
    for needle, key in _NEEDLES:
        if needle in plain:
            return key
    return None


def _leaf(text: str, parents: str) -> str | None:
    leaf = words(text)
    other = bool(_OTHER.search(leaf))
    theirs = "receiver_" if other or (_OTHER.search(parents) and not _NAMED.search(parents)) else ""
    if re.fullmatch(r"s ?t ?t|tt|so tt|(so )?thu tu|no", leaf):
        return "stt"
    for found in (_of_account(leaf, parents), _of_birth(text, leaf, parents, theirs), _of_papers(text, leaf, theirs)):
        if found is not None:
            return found
    return _of_person(leaf, bool(theirs), other)


def _of_account(leaf: str, parents: str) -> str | None:
    """Accounts, their holder and their bank."""
    said = bool(_ACCOUNT.search(leaf))
    above = bool(_ACCOUNT.search(parents))
    if re.search(r"\b(quan he|ngay|hinh thuc|phuong thuc|chu ky)\b", leaf):
        return None
    if said or above:
        if _HOLDER.search(leaf) and not re.search(r"\b(so tai khoan|stk|so tk)\b", leaf):
            return "holder"
        if _PROVIDER.search(leaf) and not (said and _NUMBER.search(leaf)):
            return "provider"
    if said:
        return _whose(f"{leaf} {parents}")
    if above and not _NAMED.search(leaf) and not _CITIZEN.search(leaf) and not _OLD.search(leaf):
        if _OTHER.search(leaf) or _OWN.search(leaf) or _NUMBER.search(leaf):
            return _whose(leaf if _OTHER.search(leaf) or _OWN.search(leaf) else parents)
        return None
    return "provider" if _PROVIDER.search(leaf) else None


def _whose(said: str) -> str:
    """Whose account a caption speaks of. "Cá nhân được ủy quyền" is the other one; both or neither: not said."""
    other = bool(_OTHER.search(said))
    own = bool(_OWN.search(re.sub(r"\bca nhan (duoc |nhan )?(uy quyen|uq)\b|\bquan he voi doi tuong\b", " ", said)))
    if other == own:
        return "account"
    return "other_account" if other else "own_account"


def _of_birth(text: str, leaf: str, parents: str, theirs: str) -> str | None:
    """Dates of birth and sex. Marks count here: "nam" is a man and "năm" a year."""
    plain = tidy(text).lower().strip(" .:,;()*")
    above = bool(_BORN.search(parents)) or not parents or bool(re.search(r"\bgioi\b", parents))
    if above and plain in ("nam", "nữ", "nử", "nu"):
        return IGNORED if theirs else "born_male" if plain == "nam" else "born_female"
    if plain in ("ngày", "tháng", "năm", "ngay", "thang"):
        if theirs or not _BORN.search(parents):
            return IGNORED
        return {"ngay": "born_day", "thang": "born_month", "nam": "born_year"}[leaf]
    if _SEX.fullmatch(leaf):
        return IGNORED if theirs else "sex"
    if _BORN.search(leaf) and not re.search(r"\b(noi sinh|khai sinh|hoc sinh)\b", leaf):
        if re.search(r"\b(nam|nữ)\b", plain) and "giới" not in plain:
            return "born_male" if re.search(r"\bnam\b", plain) else "born_female"
        return f"{theirs}born"
    return None


def _of_papers(text: str, leaf: str, theirs: str) -> str | None:
    """Numbers on papers, telephone, and what is not read."""
    if re.search(r"\b(quan he|qh)\b", leaf):
        return "relation"
    if re.fullmatch(r"nhom|nhom chinh sach|thuoc nhom|linh vuc", leaf):
        return "group"
    if re.search(r"\btu cach\b", leaf):
        return "capacity"
    if re.search(r"\bghi chu\b", leaf):
        return "note"
    if "%" in text or re.search(r"\bt[yi] le\b", leaf):
        return "percent"
    number, unread = _CITIZEN.search(leaf) or _OLD.search(leaf), _NOT_READ.search(leaf)
    if number and not (unread and unread.start() < number.start()):
        return f"{theirs}citizen_id" if _CITIZEN.search(leaf) else IGNORED if theirs else "old_id"
    if unread and not _NAMED.search(leaf) and not _REGIME.search(leaf) and not _ADDRESS.search(leaf):
        return IGNORED
    if _PHONE.search(leaf):
        return f"{theirs}phone"
    return None


def _of_person(leaf: str, theirs: bool, other: bool) -> str | None:
    """Names, village, address and regime."""
    tokens = leaf.split()
    if set(tokens) <= _VILLAGE | _VILLAGE_FILLERS and any(token in _VILLAGE for token in tokens):
        return IGNORED if theirs else "village"
    if _ADDRESS.search(leaf):
        return IGNORED if theirs else "address"
    if _REGIME.search(leaf) and not _NAMED.search(leaf):
        return "regime"
    named = bool(_NAMED.search(leaf)) or leaf in ("ten", "ten goi", "ho ten")
    if other or (theirs and named):
        return "receiver"
    if named:
        return IGNORED if _KIN.search(leaf) else "name"
    if _FAMILY.fullmatch(leaf):
        return "name_family"
    return "subject" if leaf in ("doi tuong", "ten doi tuong", "nguoi") else None
