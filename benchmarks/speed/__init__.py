"""What an analysis costs, as ratios to what cannot be avoided: jieba's own pass over the text.

``python -m benchmarks.speed`` measures side by side in one run: CPU time, contenders in turns,
medians. Absolute times belong to one machine and one hour; the ratios are what to look at.
"""
