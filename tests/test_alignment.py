"""The alignment of a mention with a name, beside that of rapidfuzz."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from querylang.alignment import align

TEXTS = st.text(alphabet="工作经费内审", max_size=40)


@given(TEXTS, TEXTS)
def test_the_same_pairs_as_rapidfuzz(text: str, key: str) -> None:
    """Of several longest ways through both texts the same one, too."""
    expected = [
        (block.src_start + place, block.dest_start + place)
        for block in LCSseq.opcodes(text, key)
        if block.tag == "equal"
        for place in range(block.src_end - block.src_start)
    ]
    assert align(text, key) == expected
