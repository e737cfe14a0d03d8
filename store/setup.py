"""Setting a data folder up: what this machine is for, the commune, its villages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from store import device, disk, profile
from store.device import Device
from store.errors import BookError
from store.fields import parse_name, parse_text
from store.profile import Commune, Village
from store.vietnamese.naming import of_village


def set_up(
    folder: Path,
    role: str,
    commune: str,
    villages: Sequence[str] = (),
    *,
    author: str = "",
    slug: str = "",
    **settings: str,
) -> Commune:
    """Makes a data folder, or adds villages to one of the same commune and role; nothing that is there is lost.

    `slug` is a village laptop's code at the commune, needed only where two villages have nearly the same name.
    `settings` are further fields of the profile (`district`, `province`, `place`). Raises `BookError` where the folder
    already belongs to another commune or role, and where a village laptop is not given exactly one village.
    """
    commune = parse_text(commune)
    names = [parse_name(v) for v in villages]
    if not commune:
        raise BookError("Chưa có tên xã.", "Thêm --commune TÊN_XÃ.")
    if role == "village" and len(set(names)) != 1:
        raise BookError("Máy của thôn giữ sổ của đúng một thôn.", "Thêm --village TÊN_THÔN (một lần).")
    there = disk.current().exists(folder / device.FILE)
    known = profile.load(folder) if there else Commune(commune=commune, place=commune)
    if there:
        _same(folder, known, role, commune, names)
    for key, value in settings.items():
        if value:
            setattr(known, key, parse_text(value))
    if slug and role == "village" and not there:
        known.villages.append(_with_slug(slug, names[0]))
    for name in names:
        known.add_village(name)
    profile.save(folder, known)
    if not there:
        own = known.add_village(names[0]).slug if role == "village" else ""
        device.save(folder, Device(role=role, village=own, author=parse_name(author) if author else ""))
    return known


def _with_slug(slug: str, name: str) -> Village:
    try:
        return Village(slug=slug, name=name)
    except ValueError as error:
        raise BookError(
            f"Mã thôn «{slug}» không hợp lệ.", "Mã chỉ gồm chữ thường không dấu, số và dấu gạch."
        ) from error


def _same(folder: Path, known: Commune, role: str, commune: str, names: Sequence[str]) -> None:
    own = device.load(folder)
    if own.role != role or known.commune != commune:
        raise BookError(
            f"Thư mục {folder} đã có sổ của {'xã' if own.role == 'commune' else 'thôn'} ({known.commune}).",
            "Sổ cũ không bị đụng tới. Chọn thư mục khác bằng --data.",
        )
    if role == "village" and known.village_name(own.village) != names[0]:
        raise BookError(f"Máy này giữ sổ {of_village(known.village_name(own.village))}.", "Sổ cũ không bị đụng tới.")
