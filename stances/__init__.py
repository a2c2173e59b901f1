"""Read what a news article states about both sides of a negotiation, and how likely an agreement is."""
