"""Careful file steps: locks, atomic writes, safe moves, TOML."""
