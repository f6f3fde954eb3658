"""Survey files: read in a stream, matched to what a workshop asks, counted. No row is kept."""
