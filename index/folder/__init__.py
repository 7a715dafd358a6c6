"""The documents folder itself."""
