"""Lines of news pages that are furniture and no evidence: credits, by-lines, prompts, links."""

from __future__ import annotations

import re

_FURNITURE = re.compile(
    r"""^\s*(?:
      font\s+size:? | advertisement | story\s+continues | share\s+this | skip\s+advertisement
    | follow\s.{1,80}\bon\s+(?:facebook|twitter|instagram).* | follow\s+@?\w+.{0,20}
    | (?:photo|image|credit|photograph|file\s+photo)\b.{0,40}(?::|\.\.\.).* | (?:photo|image|credit|photograph|file\s+photo)\b.{0,40}\bby\b.{0,80}(?<!\.)
    | .{0,300}(?:/getty\s+images|/reuters|\(ap\s+photo|/ap\)).{0,40}
    | by\s+[A-Z][\w.'-]+(?:\s+[A-Z][\w.'-]+){1,3} | (?:read|see|watch)\s+(?:more|also|the\s+full)\b.{0,160}
    | (?:related|more|watch|recommended|also\s+read)\s*:.{0,200} | click\s+here\b.{0,160} | sign\s+up\s+(?:for|to\s+(?:our|your|receive|get))\b.{0,160}
    | (?:sign\s+up|subscribe)\b.{0,100}\b(?:newsletter|podcast|channel|e-?mail|inbox|alerts|updates).{0,60}
    | subscribe(?:\s+(?:now|today|here|(?:to|for)\s+(?:our|us))\b.{0,160})? | copyright\s*(?:©|\(c\)|\d{4}|by\b|[A-Z].{0,40}\d{4}|.{0,80}reserved).* | ©.* | .{0,60}all\s+rights\s+reserved.* | play\s+video.{0,60}
    | \(?(?:additional\s+)?(?:reporting|editing|writing)\s+by\b.* | write\s+to\s.{1,60}@.* | our\s+standards:.* | reuter
    | .{0,120}\bcontributed\s+to\s+this\s+(?:report|story|article).{0,40} | contact\s+(?:us|the\s+author)\b.{0,80}
    | (?:just|must)\s+watch(?:ed)?\b.{0,200} | (?:story|replay)\s+(?:highlights|more\s+videos).{0,40}
    | chat\s+with\s+us\b.* | the\s+associated\s+press | (?:cnn|reuters|bbc|usa\s+today|fox\s+news) | most\s+popular.{0,40}
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST = 420


def furniture(text: str) -> list[tuple[int, int]]:
    """Return the ``[start, end)`` of each line that is page furniture, sorted and disjoint.

    Parameters
    ----------
    text : str
        A text with one paragraph a line.

    Examples
    --------
    >>> furniture("Font Size:\\nTalks were held on Monday.")
    [(0, 10)]
    """
    found = []
    start = 0
    for line in text.split("\n"):
        if line and len(line) <= _LONGEST and _FURNITURE.match(line):
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found
