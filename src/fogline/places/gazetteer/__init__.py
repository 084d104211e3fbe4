"""The default gazetteer: built once from packages and facts, then read from one SQLite file."""
