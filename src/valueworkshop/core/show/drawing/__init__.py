"""Figures in cells with roles, for every medium that has cells: app, projector, terminal report."""
