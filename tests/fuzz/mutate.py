"""Changes that keep the form: a node of a JSON text, or a word of any text, is put in another's place.

libFuzzer's own changes of single bytes hardly ever leave a valid JSON text; these nearly always do.
"""

import json
import random
import re

_ODD = (
    "null", "true", "0", "-1", "1", "2.5", "1e308", "1e-320", "NaN", "-Infinity", "9" * 400, "9" * 5000, "0x" + "f" * 4000, '""', "[]",
    "{}", "[[]]", '"\\ud800"', '"\\u0000"', '"a\\r\\nb"', '"2018-05-17"', '"9999-12-31"', '"USA"', '"both"', '"payoff+1"', '"agreed"',
)  # fmt: skip
_WORDS = (
    " ", "\n", "\n\n", "\r\n", "\t", "---", "# ", ":", "[", "]", "{", "}", '"', "'", "“", "”", "’", "\u2028", "\x85", "\xa0", "İ", "ß",
    "\u0301", "<", ">", "<!", "<![", "<?", "<!--", "-->", "</p>", "<p>", "&#", "&#x", ";", "&", ".", "...", "?", "U.S.", "Mr.", "not",
    "Mexico", "the United States", "talks", "in return for", "election", "on July 1", "next week", "within 3 weeks", "[[rule]]", "٣",
)  # fmt: skip
_TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*\"|[\w.+-]+|\s+|.", re.DOTALL)


def mutated(data: bytes, most: int, seed: int) -> bytes | None:
    """Return another text of the same form, or None where it would be too long."""
    chance = random.Random(seed)
    text = data.decode(errors="surrogateescape")
    try:
        changed = json.dumps(_node(json.loads(text), chance), ensure_ascii=chance.random() < 0.5)
        raw = changed.encode(errors="surrogatepass")
    except (ValueError, RecursionError):
        raw = _tokens(text, chance).encode(errors="surrogateescape")
    return raw if 0 < len(raw) <= most else None


def _node(value, chance):
    """Go down to a node by chance and change it there."""
    inside = value if isinstance(value, list) else list(value) if isinstance(value, dict) else None
    if not inside or chance.random() < 0.1:
        return _other(value, chance)
    place = chance.randrange(len(value)) if isinstance(value, list) else chance.choice(inside)
    if chance.random() < 0.08:
        return _without(value, place)
    if chance.random() < 0.08:
        return _doubled(value, place, chance)
    copy = value.copy()
    copy[place] = _node(value[place], chance)
    return copy


def _without(value, place):
    copy = value.copy()
    del copy[place]
    return copy


def _doubled(value, place, chance):
    copy = value.copy()
    if isinstance(copy, list):
        copy.insert(chance.randrange(len(copy) + 1), value[place])
    else:
        copy[chance.choice([*copy, "", "id", "quote"])] = value[place]
    return copy


def _other(value, chance):
    if isinstance(value, str) and value and chance.random() < 0.5:
        return _tokens(value, chance)
    if type(value) in (int, float) and abs(value) < 1e300 and chance.random() < 0.5:
        return chance.choice([value + 1, -value, value * 10, value / 3, float(value), str(value)])
    try:
        return json.loads(chance.choice(_ODD))
    except ValueError:
        return [value]


def _tokens(text, chance):
    tokens = _TOKEN.findall(text) or [" "]
    place = chance.randrange(len(tokens))
    how = chance.randrange(6)
    if how == 0:
        del tokens[place]
    elif how == 1:
        tokens.insert(place, chance.choice(_WORDS))
    elif how == 2:
        tokens[place] = chance.choice(_ODD)
    elif how == 3:
        tokens[place] = chance.choice(tokens)
    elif how == 4:
        end = min(place + chance.randrange(1, 20), len(tokens))
        tokens[place:place] = tokens[place:end]
    else:
        tokens[place] = tokens[place] * chance.choice((2, 3, 50))
    return "".join(tokens)
