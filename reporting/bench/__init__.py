"""Times of figures, page and PDF on a generated city, beside hand-written SQL for the same sums."""
