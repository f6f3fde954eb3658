"""What makes us the choice: drivers named by the team, and how unique and weighty each is."""
