"""Descriptions, as blocks, written in each form: one module per form."""
