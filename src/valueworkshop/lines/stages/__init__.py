"""How each kind of stage is asked in line mode."""
