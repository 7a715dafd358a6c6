"""The events that the app listens to, one function each."""
