"""A learned reading of clauses: which state something, and about which action.

The frames of `matching` know words; this knows what words are like each other. Every predicate of
a text is a candidate, with the frames' reading of it as one of its features; a small network, whose
weights `evals/claims/train_reader.py` fits on annotated text, says how likely it states a claim and
of which action. `judging` then takes clauses in that no frame has, and corrects or drops what the
frames read against the odds.
"""
