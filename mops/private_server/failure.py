class Failure(Exception):
    """The private server cannot run; the message says why in one English line."""
