"""The version of the engine that reads claims; raising it makes `fogline read` read again."""

ENGINE_VERSION = "2"
