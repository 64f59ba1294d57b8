"""What children are asked to do, as ``module:function``: who starts them does not import it."""

from __future__ import annotations

from typing import Final

TREAT: Final = "service.treatment:treat"
ANSWER: Final = "service.jobs.questions:answer"
