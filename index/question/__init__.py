"""From what a person typed to what they meant: authorities, period, voice, intent and topic. No ranking here."""
