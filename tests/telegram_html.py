"""Telegram's own reading of HTML messages, as strict as its servers: what a lenient fake would let through."""

import re
from html import unescape

_TOKEN = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>[^<>]*)>|<|&[^;\s]*;?|[^<&]+")
_ATTRIBUTE = re.compile(r'\s*([a-z-]+)(?:="([^"]*)")?')
_ENTITY = re.compile(r"&(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_TAGS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "pre"), frozenset()),
    "code": frozenset({"class"}),
    "a": frozenset({"href"}),
    "span": frozenset({"class"}),
    "blockquote": frozenset({"expandable"}),
    "tg-emoji": frozenset({"emoji-id"}),
}


class EntityError(ValueError):
    """What Telegram answers with status 400."""


def parse(html: str) -> str:
    """The text without its tags, as it counts towards the limit; EntityError where Telegram refuses."""
    text: list[str] = []
    stack: list[str] = []
    for match in _TOKEN.finditer(html):
        token, offset = match[0], len(html[: match.start()].encode())
        if match["name"]:
            _tag(match, stack, offset)
        elif token == "<":
            raise EntityError(f'Unsupported start tag "" at byte offset {offset}')
        elif token.startswith("&") and _ENTITY.fullmatch(token):
            text.append(unescape(token))
        else:
            # Telegram leaves entities that it does not know as they stand.
            text.append(token)
    if stack:
        raise EntityError(f'Can\'t find end tag corresponding to start tag "{stack[-1]}"')
    return "".join(text)


def _tag(match: re.Match[str], stack: list[str], offset: int) -> None:
    name = match["name"].lower()
    if name not in _TAGS:
        raise EntityError(f'Unsupported start tag "{name}" at byte offset {offset}')
    if not match["close"]:
        given = {found[1] for found in _ATTRIBUTE.finditer(match["attributes"]) if found[1]}
        if not given <= _TAGS[name]:
            raise EntityError(f"Unexpected attribute at byte offset {offset}")
        stack.append(name)
        return
    if not stack:
        raise EntityError(f"Unexpected end tag at byte offset {offset}")
    if (opened := stack.pop()) != name:
        raise EntityError(f'Unmatched end tag at byte offset {offset}, expected "</{opened}>", found "</{name}>"')
