#!/bin/sh
# Makes a Java that holds the modules of modules.txt and no others: `runtime.sh <directory with the program's jars> <directory to make>`. Fails where
# a jar names a module that would be missing. JAVA_HOME says of which JDK, where the one on the PATH is another.
set -eu
bin="${JAVA_HOME:+$JAVA_HOME/bin/}"
modules=$(sed 's/ *#.*//; /^$/d' "$(dirname "$0")/modules.txt" | paste -s -d, -)
# What ICU's doclets for its own documentation name.
unneeded="jdk.compiler,jdk.javadoc"

jars=$(find "$1" -name '*.jar' | paste -s -d: -)
# shellcheck disable=SC2046 # a list of files
said=$("${bin}jdeps" --ignore-missing-deps --multi-release 25 -summary --class-path "$jars" $(echo "$jars" | tr : ' ') 2>/dev/null)
for module in $(echo "$said" | grep -oE ' (java|jdk)\.[a-z.]+$' | sort -u); do
  case ",$modules,$unneeded," in
    *",$module,"*) ;;
    *)
      echo "docker/modules.txt lacks $module, which a jar of the program names" >&2
      exit 1
      ;;
  esac
done
exec "${bin}jlink" --add-modules "$modules" --no-header-files --no-man-pages --compress=zip-6 --output "$2"
