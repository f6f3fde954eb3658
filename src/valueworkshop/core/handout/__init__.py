"""The report: what a colleague who was not there has to know, in two pages, and in a few lines."""
