# What scripts/demo and scripts/test share: saying what is done, packages, the build. To be sourced, not run.
# shellcheck shell=bash
set -euo pipefail

me="scripts/${0##*/}"
unset CDPATH
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

say() { printf '%s: %s\n' "$me" "$*"; }

fail() {
    printf '%s: error: %s\n' "$me" "$*" >&2
    exit 1
}

# step WHAT REMEDY COMMAND...: says what it does and runs it; when the command fails, names the step and the way out.
step() {
    local what=$1 remedy=$2 status=0
    shift 2
    say "$what: $*"
    "$@" || status=$?
    [ "$status" -eq 0 ] || fail "$what failed (status $status, cause above). $remedy"
}

# The packages of the groups named, in one line.
packages_of() {
    awk -v groups=" $* " '
        { sub(/#.*/, ""); gsub(/[ \t\r]/, "") }
        /^\[.*\]$/ { wanted = index(groups, " " substr($0, 2, length($0) - 2) " "); next }
        wanted && $0 != "" { printf "%s%s", separator, $0; separator = " " }' scripts/packages.txt
}

# Those of the packages given that are not installed, in one line.
missing_of() {
    local installed package missing=''
    installed=" $(dpkg-query -W -f '${db:Status-Status}:${Package} ' "$@" 2>/dev/null || true)"
    for package in "$@"; do
        [[ $installed == *" installed:$package "* ]] || missing+="${missing:+ }$package"
    done
    printf '%s' "$missing"
}

# install_packages GROUP...: installs what is missing of them; touches apt only then.
install_packages() {
    local packages missing package unknown='' updated=yes
    local as_root=()
    packages=$(packages_of "$@")
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        fail "this is not a Debian-like system (no apt-get). Install what your system calls these: $packages;" \
            "then build by hand as CONTRIBUTING.md says."
    fi
    # shellcheck disable=SC2086  # names without spaces
    missing=$(missing_of $packages)
    if [ -z "$missing" ]; then
        say "packages: all are installed"
        return
    fi
    say "packages missing: $missing"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "packages are missing and there is no sudo: run as root: apt-get install $missing"
        sudo true || fail "packages are missing and sudo refuses: run as root: apt-get install $missing"
        as_root=(sudo)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive)
    local apt=("${as_root[@]}" apt-get -q -o DPkg::Lock::Timeout=120)

    say "refreshing the package lists: apt-get update"
    "${apt[@]}" -o APT::Update::Error-Mode=any update || updated=''
    for package in $missing; do
        [ -n "$(apt-cache madison "$package" 2>/dev/null)" ] || unknown+=" $package"
    done
    if [ -n "$unknown" ]; then
        [ -n "$updated" ] || fail "apt-get update failed (cause above): is there a network? apt does not know:$unknown"
        fail "apt does not know:$unknown. picket needs Debian 12 or 13 with the component 'main' in its sources."
    fi
    [ -n "$updated" ] || say "warning: apt-get update failed for some source (above); going on with the lists at hand"
    # shellcheck disable=SC2086
    step "installing packages" "Is there a network, and room on the disk? Then run $me again." \
        "${apt[@]}" install -y --no-install-recommends $missing
}

# build TESTING TARGET...: configures preset release with the tests ON or OFF, and builds the targets, or everything.
build() {
    local testing=$1 targets=()
    shift
    [ $# -eq 0 ] || targets=(--target "$@")
    step "configuring" "If build/release comes from elsewhere, remove it and run $me again." \
        cmake --preset release -D "BUILD_TESTING=$testing"
    step "building" "A compiler that was 'Killed' ran out of memory: run 'cmake --build --preset release -j 1', then $me." \
        cmake --build --preset release ${targets[@]+"${targets[@]}"}
}
