"""Forecasts kept, later resolved and scored."""
