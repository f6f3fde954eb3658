"""All workshops of a folder together: what a list says about each, their actions, finding words."""
