"""What is typed on pages of programmes, by noun; `filters` are what lists are narrowed down to."""
