"""From a topic to the passages that speak of it: what is prepared at indexing, and ranking."""
