"""The parts of the customer voice's view."""
