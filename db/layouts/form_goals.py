"""The goal of a form: the yearly one, else the overall one; beside its label, beneath it, or behind its colon."""

from db.layouts.form_cells import Cell, Form
from db.layouts.form_words import head_of

_WANTED = ("annual_goal", "overall_goal", "cycle_goal")  # the first that the form fills is the goal
_SHORT = 6  # letters: no goal
_GOALS = frozenset((*_WANTED, "actual_goal"))


def read_goal(form: Form, skipped: frozenset[int]) -> str | None:
    """The goal as published; None where the form has none.  `skipped`: rows of the grid of indicators."""
    found: dict[str, list[str]] = {}
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(form.rows):
        if number in skipped:
            continue
        for cell in row:
            label = form.label(cell) if cell.text else None
            if label is None or label.meaning not in _GOALS:
                continue
            texts = [label.inline] if label.inline else _texts(form, cell, skipped, taken)
            found.setdefault(label.meaning, []).extend(text for text in texts if text)
    for meaning in _WANTED:
        if found.get(meaning):
            return "\n".join(found[meaning])
    return None


def _texts(form: Form, cell: Cell, skipped: frozenset[int], taken: set[tuple[int, int]]) -> list[str]:
    """The texts that a label names."""
    beside = form.right_of(cell)
    if beside is not None and _is_text(form, beside):
        return _down(form, cell, beside, skipped, taken)
    if beside is not None and beside.text:
        # Another label stands beside: both are heads, or this one heads the block.
        meaning = form.label(beside)
        if meaning is not None and meaning.meaning not in _GOALS:
            return []
    beneath = form.below(cell)
    if beneath is None or beneath.row in skipped or not _is_text(form, beneath) or _leads(form, beneath):
        return []
    return _claim(beneath, taken)


def _is_text(form: Form, cell: Cell) -> bool:
    return bool(cell.text) and form.label(cell) is None and head_of(cell.text, form.year) is None


def _leads(form: Form, cell: Cell) -> bool:
    """Whether a cell begins its row and another label's value follows: it is no text beneath a head."""
    row = form.rows[cell.row]
    return (
        row[0] is cell
        and len(row) > 1
        and any(other.text for other in row[1:])
        and cell.end - cell.start == 1
        and len(cell.text) <= _SHORT
    )


def _down(form: Form, label: Cell, first: Cell, skipped: frozenset[int], taken: set[tuple[int, int]]) -> list[str]:
    """The text beside a label and those of the rows which the label's cell reaches down to (目标1, 目标2)."""
    texts = _claim(_content(form, label, first), taken)
    for number in range(label.row + 1, len(form.rows)):
        row = form.rows[number]
        covered = form.has_merges and row and row[0].start >= label.end
        blank = not form.has_merges and row and not row[0].text and row[0].start <= label.start
        if number in skipped or not (covered or blank):
            break
        filled = [cell for cell in row if cell.text]
        if not filled or any(form.label(cell) or head_of(cell.text, form.year) for cell in filled):
            break
        texts += _claim(_content(form, label, filled[0]), taken)
    return texts


def _content(form: Form, label: Cell, first: Cell) -> Cell:
    """The text itself where a short name (目标1) stands before it."""
    following = form.right_of(first)
    numbered = first.text.strip().rstrip(":：").rstrip("0123456789一二三四五六七八九十") in ("目标", "子目标", "分目标")
    return following if numbered and following is not None and _is_text(form, following) else first


def _claim(cell: Cell, taken: set[tuple[int, int]]) -> list[str]:
    """A text once, whichever label it is found from."""
    if (cell.row, cell.start) in taken:
        return []
    taken.add((cell.row, cell.start))
    return [cell.text.strip()]
