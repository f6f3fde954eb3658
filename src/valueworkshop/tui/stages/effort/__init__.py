"""The view of effort and impact, and the plane on which a room places what it chose."""
