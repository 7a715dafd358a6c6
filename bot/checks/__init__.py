"""What `findings check` looks at."""
