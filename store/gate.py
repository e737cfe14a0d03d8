"""The gate that every value passes before it becomes an edit: its field's rule, its model, its canonical form."""

from __future__ import annotations

from collections.abc import Mapping

from store.canonical import Value, is_fields
from store.errors import FieldError
from store.records import Edit, edit_name, is_edit


def verified(record: str, edit: Edit) -> str:
    """The edit's name. Raises `FieldError` for an edit that another machine would refuse."""
    name = edit_name(record, edit)
    if not is_edit(record, name, edit):
        raise FieldError("edit", "Có chỗ không ghi được vào sổ.")
    return name


def checked(kind: str, fields: Mapping[str, Value]) -> dict[str, Value]:
    """New values as the models put them, so that each has one shape everywhere. Raises `FieldError` naming the field."""
    if not is_fields(fields):
        raise FieldError("value", "Có giá trị không ghi được vào sổ.")
    from pydantic import ValidationError

    from store.models import KINDS, flat, nested

    model = KINDS.get(kind)
    if model is None:
        return dict(fields)
    try:
        shaped = flat(model.model_validate(nested(dict(fields))))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        cause = first.get("ctx", {}).get("error")
        message = str(cause) if isinstance(cause, FieldError) else "giá trị không hợp lệ"
        raise FieldError(getattr(cause, "code", "value"), f"Mục «{place}»: {message}") from error
    except ValueError as error:
        raise FieldError("value", f"Mục «{error}» không đi cùng các mục khác được.") from error
    return {key: None if value is None else shaped.get(key, value) for key, value in fields.items()}
