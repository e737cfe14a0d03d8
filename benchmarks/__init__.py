"""Figures, run by hand: `python -m benchmarks`. Each is a ratio to a floor measured on the same machine at the same time."""
