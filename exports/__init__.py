"""Spreadsheets, out and in: the official lists, and the reading of lists that already exist."""
