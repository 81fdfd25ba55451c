"""Query → one Chinese sentence, which asked again gives the same query.

Each part of the algebra has one phrase, made of words that the rules read back to the same part; brackets stand where
the precedence of 且 and 或 would read otherwise.  A test asks every sentence again.
"""

from querylang.catalogue import Catalogue
from querylang.describe_conditions import projects_that
from querylang.describe_groups import describe_departments, describe_groups
from querylang.describe_indicators import describe_indicators
from querylang.describe_projects import between_ends, describe_projects, difference_phrase, is_end
from querylang.describe_terms import scope_phrase, shown_terms
from querylang.query import Difference, Empty, Measure, Query
from querylang.wholes import has_whole


def describe(query: Query, catalogue: Catalogue) -> str:
    """Say a query in one sentence; the catalogue tells nothing yet that the query does not."""
    scope = scope_phrase(query.scope)
    if query.grain == "help":
        return "你能做什么"
    if query.grain == "overview":
        return scope + "概览"
    if query.grain == "document":
        return scope + _about_documents(query)
    if query.grain == "change":
        from querylang.describe_changes import describe_changes  # few questions compare two years

        return describe_changes(query)
    if len(query.outputs) == 1 and isinstance(query.outputs[0], Difference) and query.where is None:
        left, right, part = query.outputs[0].left, query.outputs[0].right, query.outputs[0].part
        return scope + between_ends(left, right, part) if is_end(left) else difference_phrase(left, right, part)
    if query.grain == "project" and has_whole(query.where):
        return scope + describe_departments(query)
    if query.grain == "project" and query.outputs == (Measure("count", "department"),):
        return f"{scope}{projects_that(query.where)}属于几个部门"
    if query.group:
        return scope + describe_groups(query)
    if query.grain == "indicator":
        return scope + describe_indicators(query)
    return scope + describe_projects(query)


def _about_documents(query: Query) -> str:
    terms = shown_terms(query)
    if not terms:
        by_department = query.outputs == (Measure("count", "department"),)
        return "一共有多少个部门" if by_department else "一共有多少个文件"
    if "unit" in terms:
        return "金额单位是什么"
    if "file" in terms:
        return "有哪些文件"
    if "total" in terms and query.where is not None:
        return "哪些部门的合计和各项目之和不一致"
    if "total" in terms:
        return "合计和各项目之和差多少"
    if query.where == Empty("year"):
        return "没写年度的部门有哪些"
    if "printed_total" in terms:
        return "文件里印的合计"
    return "有哪些部门"
