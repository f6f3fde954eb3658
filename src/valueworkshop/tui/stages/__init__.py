"""The views of the kinds of stage."""
