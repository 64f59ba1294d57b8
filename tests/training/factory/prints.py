"""What tests of printed files ask for."""

from __future__ import annotations

import shutil
from typing import Final

import pytest

from training.factory.browserprints import BROWSER
from training.factory.prints import OFFICE
from training.factory.scans import find_font_file

_FONTS: Final = find_font_file() is not None
needs_office: Final = pytest.mark.skipif(
    not (shutil.which(OFFICE) and _FONTS), reason="LibreOffice or Noto CJK is not installed"
)
needs_browser: Final = pytest.mark.skipif(
    not (shutil.which(BROWSER) and _FONTS), reason="Chromium or Noto CJK is not installed"
)
