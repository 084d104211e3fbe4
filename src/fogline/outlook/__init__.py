"""Outlook: what may come of each course of action, with its spread.

The engine is compiled on first use, so nothing here is imported until it is asked for.
"""
