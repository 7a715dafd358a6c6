"""What admins do from the app's Home tab."""
