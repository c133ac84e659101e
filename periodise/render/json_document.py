"""A document as JSON text."""

import json
from typing import Any


def json_bytes(document: Any) -> bytes:
    """`document` in UTF-8, indented by one, keys in their order, with a final new line."""
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n"
