"""Trained models on disk: versions that never change, which of them is in use, and who may be."""
