#!/bin/sh
# Every night (cron: 0 2 * * * /opt/mops/docs/office/backup.sh): the database and the files, kept 30 days.
# Restore: pg_restore --clean --if-exists --dbname "$DATABASE_URL" FILE.dump, then unpack the files.
set -eu
set -a; . /etc/mops/environment; set +a
target=/var/backups/mops
mkdir -p "$target"
day=$(date +%F)
pg_dump --format=custom --file="$target/$day.dump" "$DATABASE_URL"
tar -czf "$target/$day-files.tar.gz" -C "$MEDIA_ROOT" .
find "$target" -type f -mtime +30 -delete
# Sessions that have ended, and what waited in them.
cd /opt/mops && DJANGO_SETTINGS_MODULE=mops.settings.production .venv/bin/python manage.py clearsessions
# Lists from labour offices that were kept long enough.
cd /opt/mops && DJANGO_SETTINGS_MODULE=mops.settings.production .venv/bin/python manage.py clear_lists
