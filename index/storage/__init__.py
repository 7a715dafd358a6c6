"""The index file, and one generation of it in memory."""
