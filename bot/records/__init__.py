"""What is kept of use and of changes: who changed the library, and counts without anybody in them."""
