"""From the documents folder to a new generation of the index."""
