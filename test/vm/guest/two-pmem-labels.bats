#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The label commands on the default machine: what they write, and what they refuse.
# shellcheck disable=SC2030,SC2031 # bats runs every test in a subshell

bats_require_minimum_version 1.5.0
load helpers

AREA=131072

setup()
{
    MEM=$(memdev_of_serial 0x10)
    OTHER=$(memdev_of_serial 0x11)
    T=$BATS_TEST_TMPDIR
    release_labels "$MEM"
    head -c $AREA /dev/urandom > "$T/random"
}

# Labels are random bytes, which the kernel takes for an empty area.
teardown() { take_labels "$MEM"; }

labels_are() { cxl read-labels "$MEM" -o "$T/now" && cmp "$T/now" "$1"; }

@test "random bytes come back as they were written; zeroed they are zeros" {
    run --separate-stderr cxl write-labels "$MEM" -i "$T/random"
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    [[ $stderr == *"wrote 1 mem" ]]
    labels_are "$T/random"
    cxl zero-labels "$MEM"
    head -c $AREA /dev/zero > "$T/zeros"
    labels_are "$T/zeros"
}

@test "the packaged cxl reads the same bytes, and we read what it wrote" {
    cxl write-labels "$MEM" -i "$T/random"
    /usr/bin/cxl read-labels "$MEM" -o "$T/theirs"
    cmp "$T/theirs" "$T/random"
    head -c $AREA /dev/urandom > "$T/more"
    /usr/bin/cxl write-labels "$MEM" -i "$T/more"
    labels_are "$T/more"
}

@test "a part at an offset changes nothing else" {
    cxl write-labels "$MEM" -i "$T/random"
    for range in "0 1" "5000 10000" "131071 1" "2040 2041"; do
        read -r offset size <<< "$range"
        head -c "$size" /dev/urandom > "$T/part"
        dd if="$T/part" of="$T/random" bs=64k seek="$offset" oflag=seek_bytes conv=notrunc status=none
        cxl write-labels "$MEM" -O "$offset" -s "$size" -i "$T/part"
        cxl read-labels "$MEM" -O "$offset" -s "$size" -o "$T/back"
        cmp "$T/back" "$T/part"
        labels_are "$T/random"
    done
    cxl zero-labels "$MEM" -O 0x100 -s 1k
    dd if=/dev/zero of="$T/random" bs=256 seek=1 count=4 conv=notrunc status=none
    labels_are "$T/random"
}

@test "stdin and stdout, pipes too" {
    cxl write-labels "$MEM" < "$T/random"
    cxl read-labels "$MEM" | cmp - "$T/random"
    head -c $AREA /dev/urandom > "$T/other"
    # shellcheck disable=SC2002 # a pipe is the point
    cat "$T/other" | cxl write-labels "$MEM"
    cxl read-labels "$MEM" -o - | cmp - "$T/other"
}

@test "several memdevs, all, by serial, by bus: in the order of the words" {
    cxl write-labels -S 0x10 -i "$T/random"
    cxl read-labels "$OTHER" -o "$T/second"
    cat "$T/random" "$T/second" > "$T/both"
    cxl read-labels "$MEM" "$OTHER" | cmp - "$T/both"
    cat "$T/second" "$T/random" > "$T/both"
    cxl read-labels "$OTHER" "$MEM" "$OTHER,$MEM" | cmp - "$T/both"
    [ "$(cxl read-labels all | wc -c)" -eq $((2 * AREA)) ]
    [ "$(cxl read-labels all -b ACPI.CXL | wc -c)" -eq $((2 * AREA)) ]
    [ "$(cxl read-labels -b root0 "$MEM" | wc -c)" -eq $AREA ]
    run cxl read-labels all -b root7
    [ "$status" -eq 2 ]
    run cxl zero-labels -S 99
    [ "$status" -eq 2 ]
}

@test "refused while the kernel uses the labels, and the hint helps" {
    cxl write-labels "$MEM" -i "$T/random"
    take_labels "$MEM"
    for command in "write-labels -i $T/random" "zero-labels"; do
        # shellcheck disable=SC2086 # words
        run --separate-stderr cxl $command "$MEM"
        [ "$status" -eq 1 ]
        [[ $stderr == *"in use by the kernel"* ]]
    done
    # Reading is allowed, and the bytes are as they were.
    labels_are "$T/random"
    # The commands of the hint, as they stand there: one before, one after.
    mapfile -t hints < <(sed -n 's/^    \(cxl .*\)$/\1/p' <<< "$stderr")
    [ ${#hints[@]} -eq 2 ]
    bash -c "${hints[0]}"
    cxl zero-labels "$MEM"
    bash -c "${hints[1]}"
    cxl list -m "$MEM" | jq -e 'length == 1'
    bash -c "${hints[0]}"
}

@test "the library is refused too, and the kernel would refuse" {
    take_labels "$MEM"
    run cxl-label-writer "$MEM" library
    [ "$output" = -16 ]
    run cxl-label-writer "$MEM" command
    [ "$output" = -16 ]
}

@test "what does not fit changes nothing" {
    cxl write-labels "$MEM" -i "$T/random"
    head -c $((AREA + 1)) /dev/zero > "$T/long"
    : > "$T/empty"
    for words in "-i $T/long" "-i $T/empty" "-i $T" "-i $T/missing" "-s 10 -i $T/long" \
        "-s 200000 -i $T/long" "-s 0x20001 -i $T/long" "-O 131072 -i $T/long" \
        "-O 131073 -i $T/long" "-O 18446744073709551615 -s 2 -i $T/long"; do
        # shellcheck disable=SC2086 # words
        run --separate-stderr cxl write-labels "$MEM" $words
        echo "$words: $status $stderr"
        [ "$status" -eq 1 ]
        [ -z "$output" ]
        [ -n "$stderr" ]
    done
    # A device without an end gives as many bytes as --size asks for; 0 is the default.
    cxl write-labels "$MEM" -s 16 -i /dev/zero
    cxl write-labels "$MEM" -s 0 -i "$T/random"
    for words in "$MEM $OTHER" "all" "mem9" "mem0x" "" "-s 1q $MEM" "-s 99999999999999999999 $MEM"; do
        # shellcheck disable=SC2086 # words
        run cxl write-labels -i "$T/random" $words
        echo "$words: $status $output"
        [ "$status" -eq 2 ]
    done
    labels_are "$T/random"
}

@test "output that cannot be written: a line, status 1, no file" {
    run --separate-stderr cxl read-labels "$MEM" -o /dev/full
    [ "$status" -eq 1 ]
    [[ $stderr == *"No space left"* ]]
    run --separate-stderr bash -c "cxl read-labels $MEM > /dev/full"
    [ "$status" -eq 1 ]
    [[ $stderr == *"No space left"* ]]
    run cxl read-labels "$MEM" -o "$T"
    [ "$status" -eq 1 ]
    echo old > "$T/file"
    run cxl read-labels "$MEM" mem9 -o "$T/file"
    [ "$status" -eq 2 ]
    [ "$(< "$T/file")" = old ]
    run cxl read-labels "$MEM" -o "$T/file" -O 200000
    [ "$status" -eq 1 ]
    [ "$(< "$T/file")" = old ]
    [ "$(find "$T" -name 'file*' | wc -l)" -eq 1 ]
}

@test "without root: permission denied, and what to try" {
    run --separate-stderr as_nobody cxl read-labels "$MEM" -o -
    [ "$status" -eq 1 ]
    [ -z "$output" ]
    [[ $stderr == *"/dev/cxl/$MEM: Permission denied"* ]]
    [[ $stderr == *root* ]]
}

@test "no device node, or one that is another device" {
    node=/dev/cxl/$MEM
    mv "$node" "$node.away"
    run --separate-stderr cxl read-labels "$MEM" -o -
    echo "$stderr"
    [ "$status" -eq 1 ]
    [[ $stderr == *"$node: No such file"* ]]
    mknod "$node" c 1 5
    run --separate-stderr cxl read-labels "$MEM" -o -
    rm "$node"
    echo content > "$node"
    run --separate-stderr cxl write-labels "$MEM" -i "$T/random"
    content=$(< "$node")
    rm "$node"
    mv "$node.away" "$node"
    [ "$status" -eq 1 ]
    [[ $stderr == *"is not the device"* ]]
    [ "$content" = content ]
}

@test "a signal while writing leaves the old labels or the new ones, never a mixture" {
    cxl write-labels "$MEM" -i "$T/random"
    head -c $AREA /dev/zero | tr '\0' 'x' > "$T/new"
    # Sent at ever later moments, from too early to too late.
    for delay in 0.05 0.15 0.25 0.4 1; do
        cxl write-labels "$MEM" -i "$T/new" 2> "$T/err" &
        sleep $delay
        kill -TERM $! 2> /dev/null || true
        wait $! && ended=well || ended=badly
        echo "$delay: ended $ended: $(< "$T/err")"
        cxl read-labels "$MEM" -o "$T/now"
        if cmp -s "$T/now" "$T/new"; then
            [ -z "$(grep "written back" "$T/err")" ]
            cxl write-labels "$MEM" -i "$T/random"
        else
            [ $ended = badly ]
            cmp "$T/now" "$T/random"
        fi
    done
}
