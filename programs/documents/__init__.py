"""Documents that are printed and signed: one a module, their texts edited by the administrator."""
