"""What the app listens to: one short function an event, a command, a click. Each acknowledges and hands on to the
desk."""
