"""Whether something is loaded: 有没有交通局的数据, 农业局有数据吗, 哪些部门有2024年的数据."""

from querylang.nodes import Node

DATA = "filler.data"
WHO = "thing.department"
BESIDE = frozenset({"department", "departments", "year", "existence", "own"})
ASKING = frozenset({"ask.yesno", "ask.which", "ask.what", "ask.list", WHO, DATA})


def ask_for_documents(nodes: list[Node], plain: str) -> None:
    """Ask for the documents of a scope, where nothing but data is asked for."""
    data = [node for node in nodes if node.label == DATA]
    asks = any(node.kind in {"existence", "ask"} for node in nodes)
    if not data or not asks or any(node.kind not in BESIDE and node.label not in ASKING for node in nodes):
        return
    asked = next((node for node in nodes if node.label == WHO), data[0]._replace(label="thing.document"))
    scope = [node for node in nodes if node.kind in BESIDE - {"existence"}]
    nodes[:] = [*scope, data[0]._replace(label="ask.list", value="list"), asked]
