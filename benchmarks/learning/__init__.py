"""Whether corrections help: an office that writes unlike the corpus, and batches that are poisoned.

``python -m benchmarks.learning`` teaches the tagger what a person at ``corpora/office`` corrects,
25 to 200 paragraphs, by the same steps as ``gongkai train``, and asks the gate. Everything follows
from seeds: two runs of one version measure the same.
"""
