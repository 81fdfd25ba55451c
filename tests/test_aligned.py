"""The longest common subsequence of a mention and a name, held against a library that knows it."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from querylang.aligned import common, places_of

LIKE_NAMES = st.text("工作经费补助", max_size=12) | st.text("工伤认定欠薪应急周转金满意度目标", max_size=20)


@given(LIKE_NAMES, LIKE_NAMES)
def test_the_same_characters_are_matched(text: str, key: str) -> None:
    """Of several subsequences of one length the same one, so that a name fits as well as it did with the library."""
    equal = [
        (block.src_start + n, block.dest_start + n)
        for block in LCSseq.opcodes(text, key)
        if block.tag == "equal"
        for n in range(block.src_end - block.src_start)
    ]
    assert common(text, key, places_of(text)) == equal
