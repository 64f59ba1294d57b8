from hypothesis import settings

# machines are noisy: how long an example takes is for the benchmarks to say
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
