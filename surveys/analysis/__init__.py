"""Estimate what all units of a known frame would have answered: pure numpy, pandas and scipy, no Django."""

from surveys.analysis.design import Kish, Method, SurveyDesign
from surveys.analysis.disclosure import CONFIDENTIAL, SMALL, is_small
from surveys.analysis.estimates import Estimate
from surveys.analysis.exact import hypergeometric_interval, worst_case

__all__ = [
    "CONFIDENTIAL",
    "SMALL",
    "Estimate",
    "Kish",
    "Method",
    "SurveyDesign",
    "hypergeometric_interval",
    "is_small",
    "worst_case",
]
