"""The steps, each upon the one before."""
