"""How schemathesis sends JSON Lines: as they are."""

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(ctx, value):
    return value.encode("utf-8", "replace") if isinstance(value, str) else value
