"""Who holds what on the first day of a run, drawn from what is believed of it.

Sectors are not drawn one by one: what errs about one street errs about the next, and whoever
reports late reports late about all of them. So a run's sectors share a latent normal in three
parts (a Gaussian copula): one for the whole run, which is the run's source bias; one that neighbours
have in common, falling off with distance; and one of each sector's own. Each sector by itself
keeps exactly the probability that is believed of it.
"""

from collections.abc import Mapping

import numpy as np
from scipy.stats import norm, rankdata

from fogline.model.scenario import SectorGraph, StartControl
from fogline.outlook.coefficients import Floats
from fogline.outlook.ground import Ground
from fogline.outlook.state import surroundings

WHOLE, NEIGHBOURS = 0.2, 0.5
"""Shares of the latent's variance that a run has in common, and that neighbours have.

Ground that the map of the weekly front left unclear, up to 2022-12-01 (`evals/outlook/unclear.py`):
whether two cells were occupied four weeks later correlates (tetrachoric) by 0.34 at any distance
and by that and 0.66 exp(-km / 15.6) more when they are near; one week later by exp(-km / 12.7) alone.
We take 0.2 for the whole. The rest is cut from 0.8 to 0.5, a judgement of ours: a map draws unclear
ground in patches, which its cells share, while sectors have claims of their own.
"""
REACH_KM = 15.0
"""Over which what neighbours share falls to 1/e; from the same fit."""
_KM = 111.32
_TINY = 1e-9
_BISECTIONS, _STEEPNESS = 20, 2.0


def control_luck(graph: SectorGraph, lean: Floats, rng: np.random.Generator) -> Floats:
    """Return luck for `draw_control`, uniform by itself, shape (runs, sectors).

    Args:
        graph: whose sectors; those near each other get like luck.
        lean: what each run has in common, any numbers, shape (runs,): their order counts. More of
            it gives the attacker more ground, as more of the source bias does.
        rng: for the rest.
    """
    runs, sectors = len(lean), len(graph.sectors)
    whole = norm.ppf((rankdata(lean, method="ordinal") - 0.5) / runs)
    near = rng.standard_normal((runs, sectors)) @ np.linalg.cholesky(_nearness(graph)).T
    own = rng.standard_normal((runs, sectors))
    latent = np.sqrt(NEIGHBOURS) * near + np.sqrt(1 - WHOLE - NEIGHBOURS) * own
    luck: Floats = norm.cdf(latent - np.sqrt(WHOLE) * whole[:, None])
    return luck


def _nearness(graph: SectorGraph) -> Floats:
    """Return the correlation of what neighbours share, exp(-km / REACH_KM), (sectors, sectors)."""
    lon, lat = np.array([(s.lon, s.lat) for s in graph.sectors]).T
    x, y = lon * np.cos(np.radians(lat.mean())) * _KM, lat * _KM
    distance = np.hypot(x[:, None] - x, y[:, None] - y)
    # Two sectors in one place would make the matrix singular.
    near: Floats = np.exp(-distance / REACH_KM) + 1e-9 * np.eye(len(x))
    return near


def draw_control(start: Mapping[str, StartControl], graph: SectorGraph, luck: Floats) -> Floats:
    """Draw who holds what from its probabilities, shape (runs, sectors), as shares in 0 to 1.

    A contested sector is held in part by each: any share is as likely as any other.

    Args:
        start: a belief for each sector.
        graph: whose sectors.
        luck: uniform numbers of `control_luck`; the same luck on two days differs only where the
            belief does, and less of it is more for the attacker.
    """
    attacker = np.array([start[s.id].attacker for s in graph.sectors])
    contested = np.array([start[s.id].contested for s in graph.sectors])
    part = np.clip((attacker + contested - luck) / np.maximum(contested, _TINY), 0, 1)
    control: Floats = np.where(luck < attacker, 1.0, part)
    return control


def match_share(control: Floats, ground: Ground, wanted: Floats) -> Floats:
    """Shift the focus so that its taken share is as observed, sector by sector in order.

    What is most taken and most surrounded fills first, so the picture keeps its shape.

    Args:
        control: attacker's share, (runs, sectors).
        ground: whose focus weights count.
        wanted: the focus' share by run, (runs,).
    """
    score = control + surroundings(control, ground)
    low, high = np.full(len(control), -1.0), np.full(len(control), 2.5)
    moved = control
    for _ in range(_BISECTIONS):
        bar = (low + high) / 2
        moved = np.clip(_STEEPNESS * (score - bar[:, None]), 0, 1)
        more = (moved * ground.focus).sum(1) > wanted
        low, high = np.where(more, bar, low), np.where(more, high, bar)
    matched: Floats = np.where(ground.focus > 0, moved, control)
    return matched
