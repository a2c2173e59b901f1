"""How schemathesis sends JSON Lines: text as it is; what is no text cannot be sent as such, so nothing is."""

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(ctx, value):
    """Return the bytes of a body."""
    return value.encode("utf-8", "replace") if isinstance(value, str) else b""
