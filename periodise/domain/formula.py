"""Text that a spreadsheet would take for a formula, made harmless and read back (CWE-1236, F-51)."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The wide signs are the same keys under a Japanese or Chinese keyboard."""
MARK = "'"
"""What spreadsheets themselves put before text that is to stay text."""


def harmless(text: str) -> str:
    """`text` with an apostrophe before what would be run; before an apostrophe that means that, too."""
    return f"{MARK}{text}" if _would_run(text) else text


def as_written(cell: str) -> str:
    """The text that `harmless` made `cell` of."""
    return cell.removeprefix(MARK) if cell.startswith(MARK) and _would_run(cell) else cell


def _would_run(text: str) -> bool:
    return text.lstrip(MARK).startswith(FORMULA_STARTS)
