"""``python -m service`` is ``gongkai``."""

from service.start import main

main()
