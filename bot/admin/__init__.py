"""What admins do to the library, from Slack and from the command line."""
