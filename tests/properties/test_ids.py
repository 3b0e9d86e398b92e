"""Ids: a hash of the table and the key as JSON, whatever stands in the key."""

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Run, Span, hashed, plain

_PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
_SPANS = st.builds(Span, st.text(), st.integers(), st.integers(), st.text())
_VALUES = _PLAIN | _SPANS | st.builds(Run, st.integers(), st.integers(), st.integers())
_KEYS = st.recursive(_VALUES, lambda inner: st.lists(inner).map(tuple), max_leaves=12)


@given(st.text(), st.lists(_KEYS))
def test_an_id_is_a_hash_of_the_key_as_json(table, parts):
    key = json.dumps([table, *map(plain, parts)], ensure_ascii=True, separators=(",", ":"))
    assert hashed(table, *parts) == hashlib.sha256(key.encode("ascii")).hexdigest()[:20]
