"""Questions about a self-evaluation (自评表): which words make it one, and which score a score is.

A document of one kind alone answers a question: actual values, scores and execution rates stand in 自评表, and are
never put beside the figures of another kind.
"""

from querylang.catalogue import Catalogue
from querylang.failure import NoMatch, Refused
from querylang.fields import EVALUATED_FIELDS
from querylang.nodes import Node
from querylang.query import BUDGET, EVALUATION, WHOLE

KINDS_OF_DOCUMENT = {"evaluation": EVALUATION, "whole": WHOLE, "budget": BUDGET}
OUTCOMES = frozenset({"met", "unmet", "unjudged"})
OF_INDICATORS = frozenset({"thing.indicator", "kinds", "indicator"})


def is_evaluated(node: Node) -> bool:
    """Whether only a self-evaluation can answer a word."""
    return (node.kind == "field" and node.name in EVALUATED_FIELDS) or (node.kind == "fault" and node.name in OUTCOMES)


def is_held(node: Node, catalogue: Catalogue) -> bool:
    """Whether any loaded row holds what the word asks for."""
    if node.kind == "fault":
        return catalogue.has_values("actual")
    if node.name == "score":
        return catalogue.has_values("score") or catalogue.has_values("project_score")
    return catalogue.has_values(node.name)


def find_kind(nodes: list[Node], catalogue: Catalogue) -> str:
    """The kind of document asked, whose words are taken out; NoMatch when none is loaded."""
    said = {KINDS_OF_DOCUMENT[node.name] for node in nodes if node.kind == "doc"}
    nodes[:] = [node for node in nodes if node.kind != "doc"]
    needed = said | ({EVALUATION} if any(map(is_evaluated, nodes)) else set())
    if len(needed) > 1:
        raise Refused("预算目标表、自评表和部门整体请分开问")
    kind = next(iter(needed), BUDGET)
    if not any(document.kind == kind for document in catalogue.documents()):
        raise NoMatch(f"没有装入{kind}")
    if kind == EVALUATION:
        _settle_scores(nodes, catalogue)
    return kind


def _settle_scores(nodes: list[Node], catalogue: Catalogue) -> None:
    """得分 is a project's where documents print it, beside a word for indicators it is theirs."""
    scores = [n for n, node in enumerate(nodes) if node.label == "field.score"]
    if not scores or any(node.label in OF_INDICATORS or node.kind == "which" for node in nodes):
        return
    if catalogue.has_values("project_score"):
        for n in scores:
            nodes[n] = nodes[n]._replace(label="field.project_score", value="project_score")
    elif any(node.label == "thing.project" for node in nodes):
        raise Refused("文件没有印项目的总分，只有各指标的得分，请问指标的得分")
