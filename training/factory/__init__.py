"""The report factory: made-up reports of made-up bodies, always with gold.

Consistent figures for either form, every way of flattening a table, damage, narratives in many
voices, and planted defects, one for each rule. Everything follows from one ``random.Random``: the
same seed gives the same text and the same gold. It feeds tests, benchmarks and training.
"""
