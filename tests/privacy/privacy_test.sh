#!/bin/sh
# Nothing leaves: generate and chat open no internet socket, and say the same where no network is.
# silex-hub, which fetches models, is the only program that does, and only when it is asked to.
#
#   privacy_test.sh PROGRAM TESTS-FOLDER
#
# Each run is made three times: as usual; under strace, whose log may name no internet family and
# no connection; and in a network namespace that has no interface that is up.
set -u

program=$1 tests=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() { echo "skipped: $*"; exit 77; }
fail() { echo "FAILED: $*"; exit 1; }

command -v strace >/dev/null || skip "strace is not installed"
command -v unshare >/dev/null || skip "unshare is not installed"
if unshare -n true 2>/dev/null; then
    alone="unshare -n"
elif unshare -rn true 2>/dev/null; then
    alone="unshare -rn"
else
    skip "this system lets nobody make a network namespace"
fi
strace -f -o "$work/trace" true 2>/dev/null || skip "this system lets nobody trace a process"

# Families and calls that lead out of the machine. A name service's local socket would not.
OUTSIDE='AF_INET|AF_INET6|AF_PACKET|AF_NETLINK|AF_VSOCK|AF_BLUETOOTH|sin_addr|sin6_addr'
traced() { strace -f -qq -e trace=network -o "$work/trace" "$@"; }
leaks() { grep -E "$OUTSIDE" "$work/trace"; }

# The trap itself is tried first: a process that does connect is caught, and is cut off.
traced bash -c ': </dev/tcp/127.0.0.1/9' 2>/dev/null
leaks >/dev/null || fail "strace did not see a connection that was made on purpose"
if [ "$(unshare -n cat /proc/net/route 2>/dev/null | wc -l)" -gt 1 ]; then
    fail "the network namespace has routes"
fi

# same_everywhere NAME INPUT ARGUMENT...
same_everywhere() {
    name=$1 input=$2
    shift 2
    "$program" "$@" <"$input" >"$work/usual" 2>"$work/usual.err" ||
        { cat "$work/usual.err"; fail "$name: exit status $?"; }
    [ -s "$work/usual" ] || fail "$name: printed nothing"
    traced "$program" "$@" <"$input" >"$work/traced" 2>"$work/traced.err" ||
        { cat "$work/traced.err"; fail "$name: fails under strace"; }
    leaks && fail "$name: the calls above reach for a network"
    cmp -s "$work/usual" "$work/traced" || fail "$name: another output under strace"
    $alone "$program" "$@" <"$input" >"$work/alone" 2>"$work/alone.err" ||
        { cat "$work/alone.err"; fail "$name: fails without a network"; }
    cmp -s "$work/usual" "$work/alone" || fail "$name: another output without a network"
    echo "ok: $name ($(wc -c <"$work/usual") bytes, $(wc -l <"$work/trace") network calls)"
}

printf 'Who are you?\nWhat is the capital of France?\n/quit\n' >"$work/chat"
: >"$work/empty"
if "$program" generate --prompt "Who are you?" --max-tokens 1 2>&1 | grep -q "without a demo"; then
    echo "no demo model in this build"
else
    same_everywhere "generate, demo model" "$work/empty" \
        generate --prompt "Who are you?" --max-tokens 40
    same_everywhere "chat, demo model" "$work/chat" chat --temp 0 --max-tokens 40
fi

model=$tests/cli/tiny-chat
same_everywhere "generate, tiny model" "$work/empty" generate --model "$model" --prompt "Hello" \
    --max-tokens 16
same_everywhere "chat, tiny model" "$work/chat" chat --model "$model" --max-tokens 16

# A model of the store is found by its name without any network; one that is missing is missed
# quietly, and nobody is asked whether to fetch it.
commit=0123456789abcdef0123456789abcdef01234567
repository=$work/hub/models--tiny--chat
mkdir -p "$repository/refs" "$repository/snapshots"
cp -r "$model" "$repository/snapshots/$commit"
printf %s "$commit" >"$repository/refs/main"
export HF_HOME="$work" HF_ENDPOINT=http://127.0.0.1:9
same_everywhere "generate, model of the store" "$work/empty" generate --model tiny/chat \
    --prompt "Hello" --max-tokens 16
same_everywhere "list" "$work/empty" list
traced "$program" generate --model tiny/missing --prompt "Hello" <"$work/empty" 2>/dev/null &&
    fail "a model that is not there was found"
leaks && fail "generate, model that is missing: the calls above reach for a network"
traced "$program" generate --model tiny/missing --pull --offline --prompt x 2>/dev/null &&
    fail "a model that is not there was found"
leaks && fail "generate --offline: the calls above reach for a network"
echo "ok: a missing model"

# And the test would see a pull.
if [ -x "$(dirname "$program")/silex-hub" ]; then
    traced "$program" pull tiny/missing --retries 1 --retry-delay 0.01 2>/dev/null &&
        fail "pull found a model where there is no server"
    leaks >/dev/null || fail "strace did not see what pull does"
    echo "ok: pull is seen"
fi
