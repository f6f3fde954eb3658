"""Dot voting on notes, open questions and candidates: no kind of stage, but shared by some."""
