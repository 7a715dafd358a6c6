"""Documents that admins send."""
