"""The net value ledger: what customers get and what they give for it, line by line."""
