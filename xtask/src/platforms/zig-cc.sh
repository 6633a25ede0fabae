#!/bin/sh
# Zig as the C compiler of a Mac. It is called by the name of what it compiles for, and takes out of
# the arguments what Apple's compiler alone understands. Objective-C needs Apple's headers, so an empty
# file is compiled in its place: nothing is linked that could miss it.
target=$(basename "$0")
target=${target#cc-}
skip=
count=$#
while [ "$count" -gt 0 ]; do
    argument=$1
    shift
    count=$((count - 1))
    if [ -n "$skip" ]; then
        skip=
        continue
    fi
    case $argument in
    -arch) skip=yes ;;
    --target=* | -m*-version-min=* | -fobjc-* | -fmodules) ;;
    *.m | *.mm) set -- "$@" -x c /dev/null ;;
    *) set -- "$@" "$argument" ;;
    esac
done
exec "$COHORT_ZIG" -m ziglang cc -target "$target" "$@"
