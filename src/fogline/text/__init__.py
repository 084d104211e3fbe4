"""Below every room: parsing, sentences, normalising, transliteration."""
