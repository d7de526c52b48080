"""Pages about people and programmes. People's pages stand here because they tell what happened."""
