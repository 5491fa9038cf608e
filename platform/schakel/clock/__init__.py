"""What has to be done again and again: reminders, digests, retention. Nothing that holds depends on it (rule 6)."""
