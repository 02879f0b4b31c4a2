# Sourced by mvnw where the pinned Maven is not unpacked yet. A mvn on the PATH, of whatever version, knows from its
# settings which repository this machine may use: it fetches the pinned distribution as an ordinary artifact, which is
# checked against distributionSha256Sum and unpacked where mvnw looks for it. Where that fails, that mvn runs the build
# itself if it is new enough; where there is no mvn (or MVNW_REPOURL names a repository), mvnw's own download follows.
# Plain POSIX sh; uses mvnw's variables and functions.

breakwater_dependency_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.9.0
breakwater_mvn_needed=3.8.6

breakwater_sha256() {
  if command -v sha256sum >/dev/null; then
    sha256sum "$1"
  elif command -v shasum >/dev/null; then
    shasum -a 256 "$1"
  else
    die "mvnw: neither sha256sum nor shasum is here to check the Maven distribution with; install one."
  fi | sed 's/ .*//'
}

# Fetches into folder $1 and unpacks there.
breakwater_fetch_maven() {
  (
    cd "$1" # outside the project, whose pom.xml has no part in this
    mvn -B -q "$breakwater_dependency_plugin:copy" "-DoutputDirectory=$1" \
      "-Dartifact=org.apache.maven:apache-maven:${distributionUrlNameMain#apache-maven-}:zip:bin"
  ) >"$1/fetch.log" 2>&1 && [ -f "$1/$distributionUrlName" ] || return 1
  [ -z "${distributionSha256Sum-}" ] || [ "$(breakwater_sha256 "$1/$distributionUrlName")" = "$distributionSha256Sum" ] ||
    die "mvnw: $distributionUrlName from mvn's repository does not match distributionSha256Sum; it is not used."
  if command -v unzip >/dev/null; then
    unzip -q "$1/$distributionUrlName" -d "$1" || return 1
  else
    (cd "$1" && "$JAVA_HOME/bin/jar" xf "$distributionUrlName") || return 1
  fi
  chmod +x "$1/$distributionUrlNameMain/bin/mvn" || return 1
  printf '%s\n' "$distributionUrl" >"$1/$distributionUrlNameMain/mvnw.url"
}

# True where version $1 is at least version $2 (three numbers each).
breakwater_at_least() {
  [ "$(printf '%s\n%s\n' "$1" "$2" | sort -t. -k1,1n -k2,2n -k3,3n | sed -n 1p)" = "$2" ]
}

breakwater_install_maven() {
  mkdir -p -- "${MAVEN_HOME%/*}" 2>/dev/null && breakwater_tmp=$(mktemp -d "${MAVEN_HOME%/*}/fetch.XXXXXX" 2>/dev/null) || return 1
  trap 'rm -rf -- "$breakwater_tmp"' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  breakwater_done=true
  if breakwater_fetch_maven "$breakwater_tmp"; then
    # Another mvnw may have been quicker.
    [ -d "$MAVEN_HOME" ] || mv -- "$breakwater_tmp/$distributionUrlNameMain" "$MAVEN_HOME" || breakwater_done=false
  else
    verbose "$(cat "$breakwater_tmp/fetch.log")"
    breakwater_done=false
  fi
  rm -rf -- "$breakwater_tmp"
  trap - EXIT HUP INT TERM
  [ "$breakwater_done" = true ]
}

case "$distributionUrlNameMain:${MVNW_REPOURL-}" in
apache-maven-*:)
  if command -v mvn >/dev/null; then
    verbose "Fetching $distributionUrlNameMain through the mvn on the PATH"
    if ! breakwater_install_maven; then
      breakwater_mvn_version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\.[0-9]*\).*/\1/p')
      if breakwater_at_least "${breakwater_mvn_version:-0.0.0}" "$breakwater_mvn_needed"; then
        printf '%s\n' "mvnw: could not fetch $distributionUrlNameMain (MVNW_VERBOSE=true shows why); building with the mvn on the PATH, $breakwater_mvn_version." >&2
        exec mvn "$@"
      fi
    fi
  fi
  ;;
esac
