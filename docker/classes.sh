#!/bin/sh
# Makes griot.aot, the cache of classes (JEP 514) from which the program starts in half the time, by one start of it on a database of its own:
# classes.sh DIRECTORY, where griot.jar, its lib and griot.args are. A start whose Java, flags or path of the jar differ goes without it.
set -eu
cd "$1"
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
failed() {
  cat "$data/log" >&2
  exit 1
}
# Whatever the environment says of the program is not for this start.
env -i PATH="$PATH" java -XX:AOTCacheOutput=griot.aot @griot.args -jar "$PWD/griot.jar" --griot.data-dir="$data" \
  --server.port=0 --griot.management.port=0 --griot.edge.port=0 --griot.edge.tcp-port=0 >"$data/log" 2>&1 &
program=$!
until grep -q "Started Griot" "$data/log"; do
  kill -0 "$program" 2>/dev/null || failed
  sleep 0.2
done
kill "$program"
wait "$program" || true
[ -e griot.aot ] || failed
