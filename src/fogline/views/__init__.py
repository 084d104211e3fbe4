"""Readers see through here: map, brief, tables, layers, exports, traces; nothing is decided here."""
