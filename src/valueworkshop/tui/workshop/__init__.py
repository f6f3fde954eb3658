"""The working screen and its parts."""
