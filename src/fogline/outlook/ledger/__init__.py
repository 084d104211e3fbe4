"""The forecast ledger: what was said will come, whether it came, and how well each voice knew.

Pure: records in, records out; the pipeline brings claims, pictures and the store.

    draft(claim, ...)            a voice's claim of kind `forecast` -> Forecast, or Refused with why
    drafts(outlook, ...)         our own outlook -> Forecasts, one a sector, day and pair of courses
    resolve(forecast, states)    what came of it -> Resolution, or None where nobody can tell yet
    scores(entries)              by voice: Brier, log score, calibration, beside the baselines
"""

from fogline.outlook.ledger.drafting import Refused, draft
from fogline.outlook.ledger.own import drafts
from fogline.outlook.ledger.past import Past
from fogline.outlook.ledger.resolving import Entry, Evidence, resolution, resolve, standing
from fogline.outlook.ledger.scoring import calibration, scores
from fogline.outlook.ledger.states import Series, States, from_series, from_truth, truth_of
from fogline.outlook.ledger.told import STANDS_DAYS, Heard, Telling, Tellings, ToldEvent

__all__ = [
    "STANDS_DAYS",
    "Entry",
    "Evidence",
    "Heard",
    "Past",
    "Refused",
    "Series",
    "States",
    "Telling",
    "Tellings",
    "ToldEvent",
    "calibration",
    "draft",
    "drafts",
    "from_series",
    "from_truth",
    "resolution",
    "resolve",
    "scores",
    "standing",
    "truth_of",
]
