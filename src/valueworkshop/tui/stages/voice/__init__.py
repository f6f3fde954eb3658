"""What the view of the customer voice is made of."""
