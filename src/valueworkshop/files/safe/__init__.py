"""What keeps work safe: atomic writes, locks, backups, drafts, and the log of typed text."""
