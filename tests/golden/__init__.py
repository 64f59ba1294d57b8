"""Summaries of the sample reports. ``make golden`` writes them anew."""

import os
from typing import Final

REWRITING: Final = os.environ.get("GONGKAI_REWRITE_GOLDEN", "") == "1"
