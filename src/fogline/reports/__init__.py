"""Bytes -> Report: who published what, when; copies found, never dropped."""

from fogline.reports.copies import CopyIndex, signature
from fogline.reports.step import Read, Refused, fault, read

__all__ = ["CopyIndex", "Read", "Refused", "fault", "read", "signature"]
