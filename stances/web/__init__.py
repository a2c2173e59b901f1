"""The page and the JSON API, on this machine alone unless a token is given."""
