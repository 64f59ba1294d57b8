"""How right the readings are: made-up tables and reports by the thousand, and labelled real ones.

``python -m benchmarks.accuracy`` runs them, holds the results against ``floors.toml`` and fails
below a floor. Everything follows from seeds: two runs of one version measure the same.
"""
