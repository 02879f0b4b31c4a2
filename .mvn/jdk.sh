# Finds a JDK 25 or newer and exports JAVA_HOME. Sourced by mvnw and by deploy/local; plain POSIX sh.
# The order: JAVA_HOME, the usual places of each platform (the lowest version that is new enough, as the nearest to the
# one the suite is built with), then the java on the PATH. Versions are read from each JDK's own release file: starting
# a JVM only to ask its version costs a tenth of a second for every candidate.

breakwater_jdk_needed=25

# Prints the feature version (25 of "25.0.1") of the JDK in folder $1; nothing where there is no JDK.
breakwater_jdk_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]\{1,\}\).*/\1/p' "$1/release"
}

# Prints the home of the best JDK among the folders given.
breakwater_best_jdk() {
  best_version='' best_home=''
  for jdk_home in "$@"; do
    jdk_version=$(breakwater_jdk_version "$jdk_home")
    [ "${jdk_version:-0}" -ge "$breakwater_jdk_needed" ] || continue
    if [ -z "$best_home" ] || [ "$jdk_version" -lt "$best_version" ]; then
      best_version=$jdk_version best_home=$jdk_home
    fi
  done
  [ -z "$best_home" ] || printf '%s\n' "$best_home"
}

# Prints the home of the JDK to use; nothing where there is none. Runs in a subshell, so it may turn globbing on.
breakwater_jdk() {
  set +f
  found=''
  [ -z "${JAVA_HOME-}" ] || found=$(breakwater_best_jdk "$JAVA_HOME")
  [ -n "$found" ] || found=$(breakwater_best_jdk \
    /usr/lib/jvm/* /usr/java/* /opt/java/* \
    "${SDKMAN_DIR:-${HOME-}/.sdkman}"/candidates/java/* "${HOME-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOMEBREW_PREFIX:-/opt/homebrew}"/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec)
  if [ -z "$found" ] && command -v java >/dev/null 2>&1; then
    found=$(breakwater_best_jdk "$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')")
  fi
  printf '%s' "$found"
}

breakwater_jdk_found=$(breakwater_jdk)
if [ -z "$breakwater_jdk_found" ]; then
  printf '%s\n' "Breakwater needs a JDK $breakwater_jdk_needed or newer and found none: install one (for example Eclipse Temurin $breakwater_jdk_needed) and, if it is in an unusual place, set JAVA_HOME to it." >&2
  exit 1
fi
JAVA_HOME=$breakwater_jdk_found
export JAVA_HOME
