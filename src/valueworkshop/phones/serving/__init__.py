"""Rooms on a server of the organisation: kept in a database, served by several workers.

It needs the extra `serve`. The page and its rules are those of a laptop: `phones/site.py`.
"""
