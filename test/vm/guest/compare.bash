# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list beside the packaged cxl, on the same machine.

# What is decided differently is taken out: the order, sizes of 0, keys that the
# packaged release does not know yet.
readonly NORMAL='
    def rank: .memdev // .decoder // .port // .endpoint // .region // .bus // .dport // .target //
        (keys_unsorted[0]) // "";
    walk(if type == "object" then
             del(.firmware_version, .poison_injectable, .injectable_protocol_errors,
                 .protocol_injectable, .parent_dport, .decoders_committed, .qos_class,
                 .qos_class_mismatch, .pmem_qos_class, .ram_qos_class, .locked, .type,
                 .numa_node,
                 .extended_linear_cache_size)
             | with_entries(select(.value != 0 or (.key != "pmem_size" and .key != "ram_size")))
         elif type == "array" then sort_by(if type == "object" then [rank, .position] else . end)
         else . end)'

# Lists of both with the same words, one set of options a line; compared all at
# once, because starting a program takes long under software emulation.
# all_the_same [KEY]: but for a key that is decided differently just here.
all_the_same()
{
    local line words nr=0 normal="$NORMAL | walk(if type == \"object\" then del(.${1:-none}) else . end)"

    while read -r line; do
        read -ra words <<< "$line"
        printf '"cxl list %s"\n' "$line" | tee -a ours.raw >> theirs.raw
        cxl list "${words[@]}" >> ours.raw 2> stderr
        /usr/bin/cxl list "${words[@]}" >> theirs.raw 2> stderr
        nr=$((nr + 1))
    done
    echo "# $nr lists compared" >&3
    jq -S "$normal" ours.raw > ours
    jq -S "$normal" theirs.raw > theirs
    diff -U 20 theirs ours
}
