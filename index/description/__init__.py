"""What a document says of itself, what an admin settles about it, and how it is cited."""
