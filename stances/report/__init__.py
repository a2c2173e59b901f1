"""A forecast as text for the terminal, JSON, CSV or Markdown."""
