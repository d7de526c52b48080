"""Two records of one person made one, and made two again.

`rules` says which rows one person cannot have at once, `plan` what a merge would do, `doing`
does it and remembers what it did, `undoing` puts it back.
"""
