"""The types that all rooms speak, and the statutory forms as data. Imports none of them."""
