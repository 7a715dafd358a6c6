"""Readers: from a file to its lines and tables, one module a format."""

from index.readers.open import SUFFIXES, read_source
from index.readers.source import Box, Line, Role, Source, Table

__all__ = ["SUFFIXES", "Box", "Line", "Role", "Source", "Table", "read_source"]
