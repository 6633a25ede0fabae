#!/bin/sh
# Tries the package in a clean Debian system, as root inside it: installs it, uses it as somebody
# who has just got it, removes it, and looks for what was left behind. `cargo xtask bundle --try`
# runs this and removes the system afterwards.
#
# usage: trial.sh PACKAGE.deb

set -eu
package=$1
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

step() { echo "== $*"; }
fail() {
    echo "trial: $*" >&2
    exit 1
}

# Every file of the system that a package could have left, and none that is the user's.
files() {
    find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp \
        -o -path /home -o -path /trial -o -path /var/lib/dpkg -o -path /var/lib/apt \
        -o -path /var/cache -o -path /var/log \) -prune -o -print | sort
}

step "installing what it needs"
apt-get update -qq
apt-get satisfy -qq --yes --no-install-recommends "$(dpkg-deb --field "$package" Depends)" >/dev/null
useradd --create-home tester
files >/tmp/before

step "installing the package"
apt-get install -qq --yes --no-install-recommends "$package" >/dev/null
desktop=app.cohort.desktop.desktop
for kind in x-scheme-handler/cohort application/vnd.cohort.draft text/csv; do
    grep -q "^$kind=.*$desktop" /usr/share/applications/mimeinfo.cache ||
        fail "the desktop doesn't know that Cohort opens $kind"
done
grep -q 'application/vnd.cohort.draft:\*.cohort$' /usr/share/mime/globs2 ||
    fail "files that end in .cohort have no type"
desktop-file-validate "/usr/share/applications/$desktop"
bash -c '. /usr/share/bash-completion/completions/cohort && complete -p cohort' >/dev/null ||
    fail "bash completes nothing"
zcat /usr/share/man/man1/cohort-check.1.gz | grep -q 'cohort' || fail "there is no manual page"

cat >/trial/as-user.sh <<'EOF'
set -eu
fail() { echo "trial: $*" >&2; exit 1; }
cd "$HOME"

echo "== in the terminal"
cohort --version
printf 'Name,Email\nAda Lovelace,ada@uni.example\nWei Zhang,wei@uni\n' >list.csv
cohort check list.csv >checked || true
grep -q 'wei@uni' checked || fail "the list wasn't checked: $(cat checked)"
cohort practice --json >practice 2>&1 &
practice=$!
for _ in $(seq 60); do grep -q http practice && break; sleep 1; done
grep -q http practice || fail "the practice platform didn't start: $(cat practice)"
kill -INT $practice
wait $practice || fail "the practice platform didn't stop by itself"

echo "== in the window"
Xvfb :77 -screen 0 1280x800x24 >/dev/null 2>&1 &
for _ in $(seq 60); do [ -e /tmp/.X11-unix/X77 ] && break; sleep 1; done
export DISPLAY=:77
# As tauri-driver does: the app's window lets itself be driven.
export TAURI_AUTOMATION=true TAURI_WEBVIEW_AUTOMATION=true
WebKitWebDriver --port=7777 >driver 2>&1 &
for _ in $(seq 60); do curl -s localhost:7777/status >/dev/null && break; sleep 1; done

# One command of WebDriver; prints its answer.
drive() {
    curl -s --max-time 60 -X "$1" -H 'Content-Type: application/json' "localhost:7777/session$2" ${3:+--data "$3"}
}
# The element that the XPath names, once it is there.
find_element() {
    for _ in $(seq 120); do
        found=$(drive POST "/$session/element" "{\"using\": \"xpath\", \"value\": \"$1\"}" |
            sed -n 's/.*"element-[^"]*":"\([^"]*\)".*/\1/p')
        [ -n "$found" ] && return
        sleep 0.5
    done
    fail "the window doesn't show $1"
}
click() {
    find_element "$1"
    drive POST "/$session/element/$found/click" '{}' >/dev/null
}

options='{"binary": "/usr/bin/cohort-desktop", "args": []}'
session=$(drive POST "" "{\"capabilities\": {\"alwaysMatch\": {\"webkitgtk:browserOptions\": $options}}}" |
    sed -n 's/.*"sessionId":"\([^"]*\)".*/\1/p')
[ -n "$session" ] || fail "the window didn't open: $(cat driver)"
click "//button[normalize-space()='Try the practice course']"
find_element "//h1[normalize-space()='Overview']"
click "//section[@aria-labelledby='spaces']//tbody//th[@scope='row']/button"
find_element "//*[@role='tab'][contains(., 'People')]"
find_element "//*[contains(., '@')][@role='cell' or @role='gridcell'] | //*[@role='table']"
echo "the practice course opened"
drive DELETE "/$session" >/dev/null
EOF

step "using it"
runuser --user tester -- dbus-run-session -- sh /trial/as-user.sh

step "removing it"
apt-get purge -qq --yes cohort >/dev/null
files >/tmp/after
left=$(diff /tmp/before /tmp/after | sed -n 's/^> //p')
[ -z "$left" ] || fail "this was left behind: $left"
gone=$(diff /tmp/before /tmp/after | sed -n 's/^< //p')
[ -z "$gone" ] || fail "this isn't Cohort's and is gone: $gone"
if grep -q "$desktop" /usr/share/applications/mimeinfo.cache; then
    fail "the desktop still knows Cohort"
fi
ls /home/tester/.local/share/app.cohort.desktop >/dev/null || fail "the user's data is gone"
step "nothing was left behind but the user's data"
