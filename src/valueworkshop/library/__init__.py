"""All workshops of a folder together: what a list tells of each, their actions, finding words."""
