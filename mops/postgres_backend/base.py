from django.db.backends.postgresql import base, client

from mops import private_server

from .unavailable import DatabaseUnavailable


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell`, which talks to the private server too."""

    def runshell(self, parameters):
        server = self.connection.private_server
        if server:
            with self.connection.unavailable_when_it_fails(private_server.Failure):
                server.start()
            self.connection.settings_dict["HOST"] = str(server.socket_dir)
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to PostgreSQL that says in one line why there is none."""

    client_class = DatabaseClient

    @property
    def private_server(self):
        """The private server of these settings, or None where DATABASE_URL names another."""
        where = self.settings_dict.get("PRIVATE_SERVER")
        return private_server.shared(*where) if where else None

    def get_new_connection(self, conn_params):
        with self.unavailable_when_it_fails(self.Database.OperationalError, private_server.Failure):
            if self.private_server:
                return self._connect_privately(self.private_server, conn_params)
            return super().get_new_connection(conn_params)

    def _connect_privately(self, server, conn_params):
        conn_params = {**conn_params, "host": str(server.socket_dir)}
        server.join()
        try:
            return super().get_new_connection(conn_params)
        except self.Database.OperationalError:
            server.start()
            return super().get_new_connection(conn_params)

    @staticmethod
    def unavailable_when_it_fails(*errors):
        return _Unavailable(errors)


class _Unavailable:
    """Turns the given errors into DatabaseUnavailable with one readable line."""

    def __init__(self, errors):
        self.errors = errors

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if isinstance(error, self.errors):
            reason = " ".join(str(error).split())
            raise DatabaseUnavailable(f"The database cannot be reached: {reason}") from error
