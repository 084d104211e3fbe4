"""Random numbers that depend on nothing but who asks: run, day, sector and purpose.

A counter goes through the finaliser of splitmix64 (Steele, Lea and Flood 2014). There is no
stream to advance, so threads change nothing, and two courses of action meet the same luck.
"""

from typing import Any

import numpy as np
from numba import njit

RUN, DAY, SECTOR, PURPOSE = (
    np.uint64(0x9E3779B97F4A7C15),
    np.uint64(0xD1B54A32D192ED03),
    np.uint64(0xABC98388FB8FAC03),
    np.uint64(0x8CB92BA72F3D8DD7),
)
_A, _B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_30, _27, _31, _11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_UNIT = 1.0 / 9007199254740992.0
GROUND, REGAIN, LOSS_A, LOSS_D, TEMPO, ROUND_A, ROUND_D = range(7)
"""Purposes."""


def mix_array(z: Any) -> Any:
    """Return the finaliser of splitmix64 of 64-bit numbers."""
    z = (z ^ (z >> _30)) * _A
    z = (z ^ (z >> _27)) * _B
    return z ^ (z >> _31)


mix = njit(inline="always")(mix_array)


def unit_array(key: Any, day: Any, sector: Any, purpose: Any) -> Any:
    """Return numbers from the open unit interval; `key` is a run's, the rest whole numbers."""
    with np.errstate(over="ignore"):
        count = key + np.uint64(day) * DAY + np.uint64(sector) * SECTOR
        count = count + np.uint64(purpose) * PURPOSE
        # Twice: one round leaves traces between neighbouring days.
        return (np.float64(1.0) * (mix_array(mix_array(count)) >> _11) + 0.5) * _UNIT


@njit(inline="always")
def unit(key: Any, day: Any, sector: Any, purpose: Any) -> Any:
    """Return one number from the open unit interval, as `unit_array` does."""
    count = key + np.uint64(day) * DAY + np.uint64(sector) * SECTOR + np.uint64(purpose) * PURPOSE
    return (np.float64(mix(mix(count)) >> _11) + 0.5) * _UNIT


# Acklam's rational approximation of the normal quantile, relative error under 1.15e-9: a quarter
# of the time of sine, cosine and logarithm.
_TAIL = 0.02425
_A6 = (-3.969683028665376e01, 2.209460984245205e02, -2.759285104469687e02,
       1.383577518672690e02, -3.066479806614716e01, 2.506628277459239e00)  # fmt: skip
_B5 = (-5.447609879822406e01, 1.615858368580409e02, -1.556989798598866e02,
       6.680131188771972e01, -1.328068155288572e01)  # fmt: skip
_C6 = (-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e00,
       -2.549732539343734e00, 4.374664141464968e00, 2.938163982698783e00)  # fmt: skip
_D4 = (7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e00,
       3.754408661907416e00)  # fmt: skip


def _centre(u: Any) -> Any:
    q = u - 0.5
    r = q * q
    top = (((((_A6[0] * r + _A6[1]) * r + _A6[2]) * r + _A6[3]) * r + _A6[4]) * r + _A6[5]) * q
    low = ((((_B5[0] * r + _B5[1]) * r + _B5[2]) * r + _B5[3]) * r + _B5[4]) * r + 1.0
    return top / low


def _tail(p: Any) -> Any:
    q = np.sqrt(-2.0 * np.log(p))
    top = ((((_C6[0] * q + _C6[1]) * q + _C6[2]) * q + _C6[3]) * q + _C6[4]) * q + _C6[5]
    low = (((_D4[0] * q + _D4[1]) * q + _D4[2]) * q + _D4[3]) * q + 1.0
    return top / low


_centre_1, _tail_1 = njit(inline="always")(_centre), njit(_tail)


@njit(inline="always")
def normal(u: Any) -> Any:
    """Return the standard normal quantile of a number from the open unit interval."""
    if u < _TAIL:
        return _tail_1(u)
    if u > 1.0 - _TAIL:
        return -_tail_1(1.0 - u)
    return _centre_1(u)


def normal_array(u: Any) -> Any:
    """Return the standard normal quantiles of an array, as `normal` does."""
    outer = np.minimum(u, 1.0 - u)
    tail = _tail(np.minimum(outer, _TAIL)) * np.where(u < 0.5, 1.0, -1.0)
    return np.where(outer < _TAIL, tail, _centre(u))


def keys(seed: int, runs: int) -> Any:
    """Return the key of each run, uint64 of shape (runs,)."""
    with np.errstate(over="ignore"):
        start = mix_array(np.array([seed % 2**64], dtype=np.uint64))
        return mix_array(start + np.arange(1, runs + 1, dtype=np.uint64) * RUN)
