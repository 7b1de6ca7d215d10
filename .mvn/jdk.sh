# Sourced by mvnw and verify. Ends with one line, and the command that mends it, where there is no JDK of the version that the build needs; looks where
# the build itself looks (maven-toolchains-plugin), so that the two agree. Where there is one and no java at all on the PATH, lets Maven run on it.

# Prints the first JDK found that is new enough.
griot_jdk() (
  set +f
  java=$(readlink -f "$(command -v java)")
  for jdk in "${JAVA_HOME:-}" "${java%/bin/java}" $(env | sed -n 's/^JAVA[0-9]*_HOME=//p') /usr/lib/jvm/* /usr/java/* /usr/jdk/* /opt/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.m2/jdks/* "$HOME"/.gradle/jdks/* "$HOME"/.jenv/versions/* \
    "$HOME"/.jbang/cache/jdks/* "$HOME"/.asdf/installs/* "$HOME"/.jabba/jdk/*; do
    griot_fits "$jdk" && return
  done
  return 1
)

# Prints a directory if it is that of a JDK (a JRE has no javac) that is new enough.
griot_fits() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  feature=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${feature:-0}" -ge 25 ] && echo "$1"
}

# Prints what installs one here.
griot_remedy() (
  if [ "$(uname)" = Darwin ]; then
    echo "brew install --cask temurin@25"
    return
  fi
  ID="" VERSION_ID=""
  # shellcheck source=/dev/null
  [ ! -r /etc/os-release ] || . /etc/os-release
  case "$ID:$VERSION_ID" in
    debian: | debian:1[3-9] | debian:[2-9]? | ubuntu:2[2-9].* | ubuntu:[3-9]?.*) echo "sudo apt-get install openjdk-25-jdk-headless" ;;
    fedora:*) echo "sudo dnf install java-25-openjdk-devel" ;;
    debian:* | ubuntu:*) echo "sudo apt-get install temurin-25-jdk (from Adoptium's repository: https://adoptium.net/installation/linux)" ;;
    *) echo "get one from https://adoptium.net/temurin/releases?version=25" ;;
  esac
)

# Who names JDKs for Maven by hand has the build look there; on Windows it looks in other places.
case "$(uname):$(ls "$HOME/.m2/toolchains.xml" 2>/dev/null)" in
  CYGWIN*:* | MINGW*:* | *:?*) ;;
  *)
    if ! jdk=$(griot_jdk); then
      echo "Griot is built with a JDK 25 or later, and there is none on this machine: $(griot_remedy)" >&2
      exit 1
    fi
    [ -n "${JAVA_HOME:-}" ] || command -v java >/dev/null || export JAVA_HOME="$jdk"
    ;;
esac
