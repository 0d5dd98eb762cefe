"""The audit: past replies read row by row, checked, and summed up in memory that does not grow.

The way: lines, rows, replies, reports, a tally, its summary; a module for each.
"""
