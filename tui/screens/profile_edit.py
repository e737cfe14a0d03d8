"""Changing the commune's profile: all or nothing, in memory as on disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from store.book import Book
from store.errors import BookError

if TYPE_CHECKING:
    from store.profile import Commune


@contextmanager
def changing_profile(book: Book) -> Iterator[Commune]:
    """Gives a copy to change; at the end of the block it is checked, saved, and becomes the book's profile.

    Raises `BookError` for a rule that is broken (two villages of one name) and for a save that failed; the book then has
    the profile it had.
    """
    from pydantic import ValidationError

    from store.profile import Commune

    before = book.commune
    copy = before.model_copy(deep=True)
    yield copy
    try:
        book.commune = Commune.model_validate(copy.model_dump())
    except ValidationError as error:
        cause = error.errors()[0].get("ctx", {}).get("error")
        why = str(cause) if isinstance(cause, ValueError) else "có mục không hợp lệ"
        raise BookError(f"Chưa lưu được: {why}.", "Cài đặt cũ vẫn giữ nguyên.") from error
    try:
        book.save_commune()
    except BookError:
        book.commune = before
        raise
