"""The nouns: frozen, typed records, a file each. Nothing here imports a room."""
