"""What the book says when something cannot be done: values with Vietnamese words, never a traceback."""

from __future__ import annotations


class BookError(Exception):
    """Something could not be done. `what` says what happened; `safe` what is safe and what to do next."""

    def __init__(self, what: str, safe: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.safe = safe

    def __str__(self) -> str:
        return f"{self.what} {self.safe}".strip()


class DamagedFile(BookError):
    """A file is cut short, altered, or not one of ours. Nothing of it has been taken in."""


class NewerFormat(BookError):
    """A file was written in a format that this program does not know yet; it is kept aside, unread."""


class Locked(BookError):
    """Another program has this data folder open for writing."""


class FieldError(ValueError):
    """A value cannot be stored in its field. `code` is stable for scripts; the text is for the person typing."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
