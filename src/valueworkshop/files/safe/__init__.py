"""Nothing is lost: whole writes, locks, backups, drafts and what is being typed."""
