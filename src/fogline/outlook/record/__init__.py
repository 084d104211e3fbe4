"""What recorded war says: the priors that the simulation starts from, and how they were fitted.

For the engine, from committed tables (`priors`):

    loss_law("attacker", since=1900) LossLaw: elasticities, their covariance, spread between and
                                     within campaigns; `.median(own, enemy, days)`, `.draw(rng, n)`
    front_hazard(4, on=date)         Hazard over 1, 4 or 13 weeks, learned only before that day
    factor("urban_tempo")            Factor low, mean, high with its public sources
    winning_weights()                what makes an attacker win, covariate by covariate
    provenance("losses")             corpus, size, command

For fitting and measuring, from files that are never shipped: `battles.load`, `front.load`,
`winning.Winning`, `losses.Losses`, `hazard.fit`. Figures: `docs/outlook-record.md`.
"""

from fogline.outlook.record.hazard import Hazard
from fogline.outlook.record.priors import (
    Factor,
    LossLaw,
    factor,
    front_hazard,
    loss_law,
    provenance,
    winning_weights,
)

__all__ = [
    "Factor",
    "Hazard",
    "LossLaw",
    "factor",
    "front_hazard",
    "loss_law",
    "provenance",
    "winning_weights",
]
