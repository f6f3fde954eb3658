"""Customer voice: what customers themselves said, brought in from survey files."""
