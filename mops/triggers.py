"""Triggers in migrations, installed quickly."""

import pgtrigger.migrations


class AddTrigger(pgtrigger.migrations.AddTrigger):
    """The library's operation without its reload of the model and of all that refer to it.

    A trigger changes nothing in Python's view of a model, and with a trigger or three for
    every model the reloads would make up most of the time of creating a database.
    """

    def state_forwards(self, app_label, state) -> None:
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]
