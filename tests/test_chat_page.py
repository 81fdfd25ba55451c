"""The page that imitates the chat shows what the bot sent: replies, buttons, boxes, and what became of them."""

from pathlib import Path

from db.sample import sample_path
from tests import loading
from tests.chat_page import TYPICAL, chat_page


def test_every_typical_reply_is_on_the_page(tmp_path: Path) -> None:
    """The questions run over the bundled document."""
    assert loading.load(tmp_path / "sample.db", sample_path()).returncode == 0
    page = chat_page(tmp_path / "sample.db", TYPICAL, tmp_path)
    assert page.count("<div class=ask>") == len(TYPICAL)
    assert page.count("<div class=say>") >= len(TYPICAL)
    for shown in ("<b>300.00 万元</b>", "下一页 ▶", "<pre><code", "已记下", "您的编号是 <code>4242</code>"):
        assert shown in page
