"""Learning from coded and labelled articles; the only place that imports scikit-learn."""
