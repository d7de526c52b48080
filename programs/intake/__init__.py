"""Lists from the labour office: from a stranger's file to clean typed rows. Nothing is written.

`programs.intake.lists.read_list` is the way in; docs/adr/0010-reading-strangers-files.md tells why
it reads as it does. Nothing is imported here: the child process that opens the file needs no Django.
"""
