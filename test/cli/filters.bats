#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list -m and -s: every form of a filter, alone and combined, and invalid ones.

# shellcheck disable=SC2154
load machine

@test "-m by name, by number, by host, all" {
	with_memdevs 0 1 2 10
	for pair in mem1:mem1 1:mem1 0000:35:00.1=mem1 mem10:mem10 10:mem10; do
		[[ $pair == *=* ]] && word=${pair%=*} want=${pair#*=} || { word=${pair%:*} want=${pair#*:}; }
		cxl_on list -m "$word"
		listed "$want"
		cxl_on list --memdev="$word"
		listed "$want"
	done
	cxl_on list -m all
	listed mem0 mem1 mem2 mem10
}

@test "-m lists: commas and blanks, any number of them; the order is the kernel's" {
	with_memdevs 0 1 2 10
	for words in "mem2,mem0" "2,0" "mem0 mem2" " mem0  2 " ",mem0,,2," "mem0, mem2" "2,mem0,0000:35:00.2"; do
		cxl_on list -m "$words"
		listed mem0 mem2
	done
}

@test "an argument of a list that matches nothing is reported; the others are shown" {
	with_memdevs 0 1
	cxl_on list -m mem0,mem7x
	is 0
	shows '[.[].memdev] | join(" ")' mem0
	one_line
	says "nothing matches mem7x"
	cxl_on list -s "0x99 4096"
	is 0
	shows '[.[].memdev] | join(" ")' mem0
	one_line
	says "nothing matches 0x99"
}

@test "-m: the last option counts" {
	with_memdevs 0 1
	cxl_on list -m mem0 -m mem1
	listed mem1
}

@test "-m: invalid names match nothing" {
	with_memdevs 0 1 10
	for word in mem0x 1junk mem mem00 00 01 +1 -1 0x1 1.0 MEM0 mem0/ "mem0;" ALL al allx ../mem0 \
		mem4294967296 18446744073709551617 0000:35:00 35:00.0 \*; do
		cxl_on list -m "$word"
		empty_list "nothing matches -m" "there are 3, mem0 to mem10"
	done
}

@test "-m: 300 bytes, control characters and invalid UTF-8 are reported, truncated and escaped" {
	with_memdevs 0
	cxl_on list -m "$(printf 'm%.0s' {1..300})"
	empty_list "mmmm..."
	((${#stderr} < 200)) || fail "not cut"
	cxl_on list -m $'mem0\e[2J\xff'
	empty_list '\x1b' '\xff'
	[[ $stderr != *$'\e'* ]]
}

@test "-m: an empty list is a usage error" {
	with_memdevs 0
	for word in "" " " "," ",,," "   "; do
		cxl_on list -m "$word"
		refused 2 "names no memdev"
	done
}

@test "-s in every notation" {
	with_memdevs 0 1
	attr mem1 serial 0xfedcba9876543210
	for word in 0x1000 4096 010000 0X1000; do
		cxl_on list -s "$word"
		listed mem0
	done
	for word in 0xfedcba9876543210 18364758544493064720 0xFEDCBA9876543210; do
		cxl_on list --serial "$word"
		listed mem1
	done
	cxl_on list -s 0x1000,18364758544493064720
	listed mem0 mem1
	cxl_on list -s "4096 010000"
	listed mem0
}

@test "-s: negative, too large, malformed and empty numbers are usage errors that quote them" {
	with_memdevs 0
	for word in -1 18446744073709551616 0x10000000000000000 99999999999999999999999999 4096x 0x 08 \
		serial " " "" "," 1e3 4096.0 +4096 0x-1 ٤; do
		cxl_on list -s "$word"
		refused 2 "is not a serial number"
	done
	cxl_on list -s 4096,junk,17
	refused 2 junk
	[[ $stderr == *'"junk'* ]] || fail "the first wrong word is not the one that is named"
}

@test "-s: a memdev without a serial attribute does not match 2^64-1" {
	with_memdevs 0 1
	no_attr mem0 serial
	attr mem1 serial junk
	cxl_on list -s 0xffffffffffffffff
	empty_list "nothing matches"
}

@test "-s: two memdevs with one serial are both shown" {
	with_memdevs 0 1 2
	attr mem2 serial 0x1000
	cxl_on list -s 4096
	listed mem0 mem2
}

@test "-m and -s together: both must match" {
	with_memdevs 0 1
	cxl_on list -m mem0 -s 0x1000
	listed mem0
	cxl_on list -m all -s 0x1001,0x1000
	listed mem0 mem1
	cxl_on list -m mem1 -s 0x1000
	empty_list "-m mem1" "-s 0x1000"
}

@test "a filter for a hidden memdev says that it is hidden, and how to show it" {
	with_memdevs 0 1
	disable mem1
	for words in "-m mem1" "-m 1" "-s 0x1001" "-m mem1 -s 0x1001"; do
		# shellcheck disable=SC2086
		cxl_on list $words
		empty_list "1 memdev is disabled" "-i"
		# shellcheck disable=SC2086
		cxl_on list -i $words
		listed mem1
	done
}

@test "filters with -i: groups contain only what matched" {
	with_memdevs 0 1 2
	disable mem1
	cxl_on list -i -m mem1,mem2
	shows '[.[][][].memdev] | join(" ")' "mem1 mem2"
	cxl_on list -i -m mem0,mem2
	listed mem0 mem2
}
