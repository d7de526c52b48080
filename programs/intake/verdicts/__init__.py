"""What each row of a list means beside what the register holds; nothing is written.

`programs.intake.verdicts.judging.judge` is the way in.
"""
