"""Many workshops: tidy tables of them, and the questions that a head of many teams asks."""
