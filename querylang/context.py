"""What a conversation remembers of its last answered question."""

from querylang.query import Query
from querylang.value import Value

MOST_SHOWN = 100


class Context(Value):
    """What the last answered question of a conversation asked, and the rows it showed, in order."""

    query: Query
    shown: tuple[str, ...] = ()  # projects, each once
    offered: tuple[str, ...] = ()  # questions that it was answered with, to pick from
    departments: tuple[str, ...] = ()  # where rows are departments, or show the department that was asked for
    indicators: tuple[tuple[str, str], ...] = ()  # project and indicator, where rows are indicators
    listed: tuple[str, ...] = ()  # projects of the longer list that this question picked from
    listed_departments: tuple[str, ...] = ()  # departments of that list
    suggested: tuple[str, ...] = ()  # what was proposed instead of a question asked since, to pick from by number
    before_shown: tuple[str, ...] = ()  # the one project or department that `before` showed
    before: Query | None = None  # what this question put something in the place of: 人社局总预算, before 那文旅局呢

    @property
    def answered(self) -> bool:
        """Whether there is an answer to lean on, not only proposals."""
        return not (self.suggested and self.query.grain == "help")

    @property
    def of_list(self) -> "Context":
        """The same with the rows of the list that was picked from, for 第三个呢 after 第二个的满意度目标."""
        if not (self.listed or self.listed_departments):
            return self
        return self.replace(shown=self.listed, indicators=(), departments=self.listed_departments)
