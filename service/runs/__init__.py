"""A run over many inputs: what it has done is written down, so that another goes on from there."""
