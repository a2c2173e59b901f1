"""Words that name talks or what comes of them."""

from __future__ import annotations

import re

_NAMES = "talks|negotiations?|negotiators?|deal|pact|treaty|accord|agreement|truce|cease-?fire|summit|swap"
NAMED = re.compile(rf"\b(?:{_NAMES})\b")
"""A noun for talks, those who hold them or their result."""

MEANT = re.compile(rf"\b(?:{_NAMES}|talk(?:ed|ing)?|negotiat\w*|deals|agree\w*|dialogue|meet\w*|dispute|row|peace)\b")
"""The same and verbs: what one does with the other side."""
