"""Widgets of the ledger."""
