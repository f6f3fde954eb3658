"""What all kinds of stage share in which people rate items from 1 to 5. Not a kind itself."""
