"""Query → one Chinese sentence, which asked again gives the same query.

Each part of the algebra has one phrase, made of words that the rules read back to the same part; brackets stand where
the precedence of 且 and 或 would read otherwise.  A test asks every sentence again.
"""

from querylang.describe_conditions import projects_that
from querylang.describe_terms import scope_phrase, shown_terms
from querylang.query import Among, Column, Difference, Empty, Measure, Query, tells_years_apart
from querylang.reflected import walk
from querylang.wholes import has_whole


def describe(query: Query) -> str:
    """Say a query in one sentence."""
    match query.grain:
        case "help":
            return "你能做什么"
        case "overview":
            return scope_phrase(query.scope) + "概览"
        case "document":
            return scope_phrase(query.scope) + _about_documents(query)
        case "change":
            from querylang.describe_changes import describe_changes

            return describe_changes(query)
    of_two = query.outputs[0] if len(query.outputs) == 1 else None
    if isinstance(of_two, Difference) and query.where is None:
        from querylang.describe_projects import describe_difference

        return describe_difference(of_two, query.scope)
    return scope_phrase(query.scope, _takes_years_together(query)) + _rows(query)


def _takes_years_together(query: Query) -> bool:
    """Whether figures or places are of several years at once, where a plain sum says so itself."""
    if len(query.scope.years) < 2:
        return False
    apart = tells_years_apart(query)
    sums = query.outputs == (Measure("sum", "total"),) and query.limit is None and not query.group
    figures = any(not isinstance(output, Column) for output in query.outputs)
    return not apart and not sums and bool(figures or query.limit or any(isinstance(one, Among) for one in walk(query)))


def _rows(query: Query) -> str:
    """Projects, indicators or groups; a question asks for one of these and imports no other."""
    if query.grain == "project" and has_whole(query.where):
        from querylang.describe_groups import describe_departments

        return describe_departments(query)
    if query.grain == "project" and query.outputs == (Measure("count", "department"),):
        return f"{projects_that(query.where)}属于几个部门"
    if query.group:
        from querylang.describe_groups import describe_groups

        return describe_groups(query)
    if query.grain == "indicator":
        from querylang.describe_indicators import describe_indicators

        return describe_indicators(query)
    from querylang.describe_projects import describe_projects

    return describe_projects(query)


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
