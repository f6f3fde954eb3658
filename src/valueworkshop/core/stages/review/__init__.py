"""What became of last time: its open actions, and what was assumed and never tested."""
