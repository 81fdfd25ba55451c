"""Goals copied unchanged from the year before: the one check that needs two documents, so it looks into both."""

import sqlite3

from db.check_rules import RULES
from db.records import Issue

_RULE = "goal_copied"
# The same project of the same department and kind, a year earlier.
_COPIED = """
SELECT d.id, p.id, p.ordinal, p.name, p.place, e.year
FROM documents d
JOIN documents e ON e.department_key = d.department_key AND e.kind = d.kind AND e.year = d.year - 1
JOIN projects p ON p.document_id = d.id
WHERE d.department_key = ? AND d.kind = ? AND p.goal <> ''
  AND p.goal IN (SELECT q.goal FROM projects q WHERE q.document_id = e.id AND q.name = p.name)
ORDER BY d.id, p.ordinal
"""


def mark_copied_goals(connection: sqlite3.Connection, department_key: str, kind: str) -> dict[int, list[Issue]]:
    """Find them anew in every year of a department's documents of a kind; returns them by document id."""
    connection.execute(
        "DELETE FROM issues WHERE rule = ? AND document_id IN"
        " (SELECT id FROM documents WHERE department_key = ? AND kind = ?)",
        (_RULE, department_key, kind),
    )
    rule = RULES[_RULE]
    found: dict[int, list[Issue]] = {}
    rows: list[tuple[object, ...]] = []
    for document, project, ordinal, name, place, earlier in connection.execute(_COPIED, (department_key, kind)):
        issue = rule.found(place, project=ordinal - 1, project_name=name, year=str(earlier))
        rows.append((document, project, rule.key, rule.title, rule.severity, issue.message, issue.place))
        found.setdefault(document, []).append(issue)
    connection.executemany(
        "INSERT INTO issues (document_id, project_id, rule, title, severity, message, place)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    return found
