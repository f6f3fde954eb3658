"""The journey: expectation and experience, touchpoint by touchpoint."""
