"""Text to terms and sentences."""
