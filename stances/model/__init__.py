"""Features, hazard model, rules, artefact and the forecast that they make together."""
