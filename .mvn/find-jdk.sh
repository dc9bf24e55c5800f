# Sourced by mvnw: sets JAVA_HOME to a JDK of the version that the build needs.
#
# It must be the JVM of Maven itself: Quarkus loads application classes while it builds, so a toolchain for the compiler
# alone is not enough. A JAVA_HOME that is new enough wins, then the javac on the PATH, then the usual places.

required_release=25

is_new_enough() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  found_release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${found_release:-0}" -ge "$required_release" ]
}

javac_on_path=$(command -v javac || true)
[ -z "$javac_on_path" ] || javac_on_path=$(readlink -f "$javac_on_path" 2>/dev/null || echo "$javac_on_path")
javac_home=${javac_on_path%/bin/javac}

found_home=
set +f # mvnw switches globbing off
for candidate in "${JAVA_HOME-}" "$javac_home" "${JAVA_HOME_25_X64-}" "${JAVA_HOME_25_ARM64-}" \
  /usr/lib/jvm/* /opt/java/* "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
  /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  if [ -n "$candidate" ] && is_new_enough "$candidate"; then
    found_home=$candidate
    break
  fi
done
set -f

if [ -z "$found_home" ]; then
  echo "Solieu needs a JDK $required_release or newer, and none was found: install one, or set JAVA_HOME to it." >&2
  exit 1
fi
JAVA_HOME=$found_home
export JAVA_HOME
