"""Dot voting on notes, open questions and candidates: not a kind of stage, but shared by some."""
