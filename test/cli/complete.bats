#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl complete: candidates for the last argument. Object names are those of this machine, because
# complete has no --sysroot; only "all" is certain to be among them.

# shellcheck disable=SC2154
load machine

# candidates ARGUMENTS...: prints only the names, on one line.
candidates() {
	cxl complete -- "$@"
	is 0
	silent
	cut -f1 <<< "$output" | tr '\n' ' '
}

# every_line_has_a_tab: each line is "candidate<TAB>description".
every_line_has_a_tab() {
	[[ -z $output ]] || ! grep -qvP '^[^\t]*\t[^\t]+$' <<< "$output" || fail "a line of another form"
}

@test "commands" {
	[[ $(candidates "") == "$("$CXL" --dump-commands | jq -r '.commands[].name' | paste -sd ' ') " ]]
	[[ $(candidates "") == "version list help "* ]]
	[[ $(candidates l) == "list " ]]
	[[ $(candidates list) == "list " ]]
	[[ $(candidates x) == " " ]]
	cxl complete -- ""
	every_line_has_a_tab
	[[ ${lines[1]} == *$'\t'"list CXL objects"* ]]
}

@test "nothing to complete" {
	cxl complete
	is 0
	[[ -z $output ]]
	cxl complete --
	is 0
	[[ -z $output ]]
}

@test "options of every command" {
	for command in $("$CXL" --list-cmds); do
		wanted=$("$CXL" "$command" --list-opts | tr ' ' '\n' | sort)
		cxl complete -- "$command" --
		is 0
		every_line_has_a_tab
		[[ $(cut -f1 <<< "$output" | sort) == "$wanted" ]] || fail "not the options of $command"
	done
}

@test "the beginning of an option" {
	[[ $(candidates list --mem) == "--memdev --memdevs " ]]
	[[ $(candidates read-labels --of) == "--offset " ]]
	[[ $(candidates list --nosuch) == " " ]]
	[[ $(candidates create-region -t "") == "pmem ram volatile " ]]
	[[ $(candidates create-region --type=v) == "--type=volatile " ]]
	[[ $(candidates list -) == "--memdev "* ]]
}

@test "negated options only when they are asked for" {
	[[ $(candidates list --) != *--no-* ]]
	[[ $(candidates list --no-hu) == "--no-human " ]]
	[[ $(candidates write-labels --no-) == *--no-verify* ]]
}

@test "files and directories are left to the shell" {
	for words in "read-labels -o" "read-labels --output" "write-labels mem0 -i" "write-labels -vi"; do
		# shellcheck disable=SC2086
		cxl complete -- $words ""
		is 0
		[[ $output == $'\tfile' ]]
	done
	cxl complete -- list --sysroot /t
	[[ $output == $'\tdirectory' ]]
	cxl complete -- read-labels --output=/t
	[[ $output == $'\tfile' ]]
}

@test "numbers, and arguments of commands that take none, have no candidates" {
	for words in "read-labels -s" "read-labels --offset" list version; do
		# shellcheck disable=SC2086
		cxl complete -- $words ""
		is 0
		[[ -z $output ]]
	done
}

@test "help completes commands" {
	[[ $(candidates help w) == "write-labels " ]]
}

@test "memdevs: as arguments, as option arguments, after = and after a comma" {
	for words in read-labels zero-labels write-labels "list -m" "list -iMm" "list --memdev" \
		"read-labels -s 1k" "read-labels mem0"; do
		# shellcheck disable=SC2086
		[[ " $(candidates $words a)" == *" all " ]] || fail "$words"
		every_line_has_a_tab
	done
	[[ $(candidates list --memdev=a) == "--memdev=all " ]]
	[[ $(candidates list -m mem0,a) == "mem0,all " ]]
	[[ $(candidates list --memdev=mem0,mem1,a) == "--memdev=mem0,mem1,all " ]]
	[[ $(candidates read-labels mem7,al) == "mem7,all " ]]
}

@test "an unknown command has no candidates and prints nothing" {
	for words in "nosuch" "-x" "list2"; do
		cxl complete -- "$words" ""
		is 0
		silent
		[[ -z $output ]]
	done
}

@test "object names of a synthetic machine mounted over this one" {
	with_root 0 34
	with_memdevs 2 0 10
	in_namespace() {
		cxl_in complete -- "$@"
		is 0
		silent
		cut -f1 <<< "$output" | tr '\n' ' '
	}
	[[ $(in_namespace read-labels "") == "mem0 mem2 mem10 all " ]]
	[[ $(in_namespace read-labels mem1) == "mem10 " ]]
	[[ $(in_namespace list -m mem0,m) == "mem0,mem2 mem0,mem10 " ]]
	[[ $(in_namespace list -s "") == "0x1000 0x1002 0x100a " ]]
	[[ $(in_namespace zero-labels -b "") == "root0 all " ]]
}

# names_in ARGUMENTS...: prints candidates on the synthetic machine, on one line.
names_in() {
	cxl_in complete -- "$@"
	is 0
	silent
	cut -f1 <<< "$output" | paste -sd ' '
}

@test "object names by type" {
	with_memdevs 0 1 10
	with_root 0 34
	[[ $(names_in list -m "") == "mem0 mem1 mem10 all" ]]
	[[ $(names_in list -m mem1) == "mem1 mem10" ]]
	[[ $(names_in list --serial=) == "--serial=0x1000 --serial=0x1001 --serial=0x100a" ]]
	[[ $(names_in list -b "") == "root0 all" ]]
	[[ $(names_in list -p "") == "root0 root switch endpoint all" ]]
	[[ $(names_in read-labels "") == "mem0 mem1 mem10 all" ]]
}

@test "names that were already given are not offered again" {
	with_memdevs 0 1 10
	[[ $(names_in read-labels mem1 "") == "mem0 mem10 all" ]]
	[[ $(names_in read-labels mem10 mem0 mem) == "mem1" ]]
	[[ $(names_in read-labels -- mem1 m) == "mem0 mem10" ]]
	[[ $(names_in list -m mem0,mem10,) == "mem0,mem10,mem1 mem0,mem10,all" ]]
	[[ $(names_in list --memdev=mem0,mem1) == "--memdev=mem0,mem1 --memdev=mem0,mem10" ]]
	# The argument of another option is not a name of this one.
	[[ $(names_in list -m mem0 -m mem0) == "mem0" ]]
}
