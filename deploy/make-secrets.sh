#!/bin/sh
# Makes the secrets that docker-compose.yml names, those that are missing: deploy/make-secrets.sh [DIR]
set -eu
directory="${1:-$(dirname "$0")/secrets}"
umask 077
mkdir -p "$directory"
for name in master.key admin.key sandbox.key postgres.password; do
  [ -s "$directory/$name" ] && continue
  head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n' >"$directory/$name"
  # Others are kept out by the directory; inside a container another user than this one reads the file.
  chmod 444 "$directory/$name"
done
