# shellcheck shell=bash
# Sourced by the scripts of this folder: installs what is missing, on Debian and its relatives.
#
#   need <package> <command>    asks for the package unless the command succeeds
#   install_needed              installs what was asked for; nothing was, nothing happens
needed=()

need() {
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || needed+=("$package")
}

install_needed() {
    [ ${#needed[@]} -gt 0 ] || return 0
    echo "== installing ${needed[*]}"
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${needed[@]}" </dev/null
    needed=()
}

need_build_tools() {
    need g++ command -v "${CXX:-g++}"
    need cmake command -v cmake
    need make command -v make
    need libxsimd-dev test -e /usr/include/xsimd/xsimd.hpp
}
