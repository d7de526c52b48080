"""An imported list written down, and taken back. Called by `programs.actions.intake` alone."""
