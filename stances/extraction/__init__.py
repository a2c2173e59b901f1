"""From an article to parties, signals, stage, dates, issue and scope."""
