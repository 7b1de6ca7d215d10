#!/bin/sh
# Makes griot.aot, the cache of classes (JEP 514) from which the program starts in half the time, by one start of it that ends before it serves anybody:
# classes.sh DIRECTORY, where griot.jar, its lib and griot.args are. A start whose Java, flags or path of the jar differ goes without it.
set -eu
cd "$1"
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
java -XX:AOTCacheOutput=griot.aot -Dspring.context.exit=onRefresh @griot.args -jar "$PWD/griot.jar" --griot.data-dir="$data" \
  --server.port=0 --griot.management.port=0 --griot.edge.port=0 --griot.edge.tcp-port=-1 >"$data/log" 2>&1 || {
  cat "$data/log" >&2
  exit 1
}
