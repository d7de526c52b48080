"""The centre itself: settings, accounts and roles, journal, start page."""
