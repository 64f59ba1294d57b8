"""Who may use the service, and as what: accounts, ways to sign in, and the trail they leave.

It knows rows and sessions of the database and nothing of HTTP; ``service.http`` asks it.
"""
