"""What two projects share is said once, behind the second: 左岸和右岸堤顶道路硬化工程, 东江和西江河道整治工程."""

from querylang.inside_names import bare_name
from querylang.joined import Projects
from querylang.nodes import Node
from querylang.text import plain as plain_text

LEAST = 6  # characters of what is shared: 园林绿化和市政道路养护经费 may mean all that is 园林绿化


def with_shared_tail(first: Node, second: Node, plain: str) -> Projects | None:
    """Of the projects that the first can mean, those that go on as the second was said to; None where none does.

    左岸 alone means each project that holds it; before 和右岸堤顶道路硬化工程 it means 左岸堤顶道路硬化工程.
    """
    wide, narrow = first.value, second.value
    if not isinstance(wide, Projects) or not isinstance(narrow, Projects) or wide.exact or len(narrow.sides) != 1:
        return None
    said, tail = bare_name(plain[first.start : first.end]), bare_name(plain[second.start : second.end])
    if tail.startswith(said):
        return (
            None  # 教育督导和教育督导评估工作经费: what is behind goes on from the first, and is not put in its place
        )
    keys = {name: bare_name(plain_text(name)) for name in wide.sides[-1]}
    for at in range(1, len(tail) - LEAST + 1):
        names = tuple(name for name, key in keys.items() if said + tail[at:] in key)
        if narrow.exact:  # 大石镇和小石镇污水管网建设: a name in full wins alone
            names = tuple(name for name in names if keys[name] == said + tail[at:]) or names
        if names:
            shared = set(names) != set(keys) and any(tail in bare_name(plain_text(name)) for name in narrow.names)
            return wide._replace(sides=(*wide.sides[:-1], names)) if shared else None
    return None
