import os

from hypothesis import settings

# Machines are noisy: how long an example takes is for the benchmarks to say. The same examples are
# tried each time, so that a run says something of the change that it was made for;
# GONGKAI_EXPLORE=1 looks for others.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile("explore" if os.environ.get("GONGKAI_EXPLORE") else "steady")
