"""Our offer, each competitor's and doing nothing, rated on the four terms of the value equation."""
