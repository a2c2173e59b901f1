"""Public knowledge with dates of validity: states, their names, their leaders."""
