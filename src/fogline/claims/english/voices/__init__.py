"""Who says which words in an English report.

voices = read(doc, report, lexicon)          # a claims.attribution.Voices
chain = chain_at(voices, token)              # the chain for the statement at a token
chain = chain_of(voices, index)              # of one attribution, for what another denies
"""

from fogline.claims.english.voices.chains import chain_at, chain_of
from fogline.claims.english.voices.reading import read

__all__ = ["chain_at", "chain_of", "read"]
