"""What is written from blocks: one module a format."""
