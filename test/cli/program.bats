#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The program: what comes before, or instead of, a command.

# shellcheck disable=SC2154
load machine

readonly COMMANDS='version list help zero-labels read-labels write-labels'

@test "no arguments: the help on stderr, status 2" {
	cxl
	is 2
	[[ -z $output ]]
	says "Usage: cxl COMMAND" "list CXL objects"
}

@test "-h and --help: the help on stdout, status 0" {
	for option in -h --help; do
		cxl "$option"
		is 0
		silent
		[[ $output == "Usage: cxl COMMAND"* ]]
		for command in $COMMANDS; do
			[[ $output == *"  $command "* ]] || fail "$command is missing"
		done
	done
}

@test "the help does not show hidden commands" {
	cxl --help
	[[ $output != *complete* ]]
	cxl --list-cmds
	[[ $output != *complete* ]]
}

@test "help: the same as --help" {
	cxl --help
	wanted=$output
	cxl help
	is 0
	[[ $output == "$wanted" ]]
}

@test "help COMMAND: a page, or the options, on stdout" {
	for command in $COMMANDS; do
		cxl help "$command"
		is 0
		[[ $output == *"$command"* ]]
	done
}

@test "help for an unknown command" {
	cxl help nosuch
	refused 2 nosuch
}

@test "COMMAND --help and -h: its options on stdout" {
	for command in $COMMANDS; do
		for option in --help -h; do
			cxl "$command" "$option"
			is 0
			silent
			[[ $output == "Usage: cxl $command"* && $output == *--help* ]]
		done
	done
}

@test "--help wins over any error in the arguments" {
	cxl read-labels nosuch --help
	is 0
	[[ $output == "Usage: cxl read-labels"* ]]
}

@test "version in all its forms prints one number on stdout" {
	for words in --version -v version; do
		cxl "$words"
		is 0
		silent
		[[ $output =~ ^[0-9]+$ ]] || fail "not a number"
	done
}

@test "version -v prints the project, too" {
	cxl version -v
	is 0
	[[ ${lines[0]} =~ ^[0-9]+$ && ${lines[1]} =~ ^cxl-utils\ [0-9.]+ ]]
}

@test "version takes no arguments" {
	cxl version 3
	refused 2 'unexpected argument "3"'
}

@test "--list-cmds: one name on each line" {
	cxl --list-cmds
	is 0
	silent
	for command in $COMMANDS; do
		grep -qx "$command" <<< "$output" || fail "$command is missing"
	done
}

@test "--dump-commands: JSON of every command with every option" {
	cxl --dump-commands
	is 0
	silent
	shows .tool cxl
	for command in $("$CXL" --list-cmds); do
		shows "[.commands[] | select(.name == \"$command\")] | length" 1
		wanted=$("$CXL" "$command" --list-opts | tr ' ' '\n' | sed '/^--help$/d')
		shows ".commands[] | select(.name == \"$command\").options[].name | \"--\" + ." "$wanted"
	done
	shows '[.commands[].options[] | select(.help == "" or .type == null)] | length' 0
	shows '[.commands[] | select(.summary == "" or .group == "")] | length' 0
}

@test "--list-opts: every option, on one line, --help last" {
	for command in $COMMANDS; do
		cxl "$command" --list-opts
		is 0
		silent
		[[ ${#lines[@]} == 1 && $output == *--help ]]
	done
	cxl list --list-opts
	[[ $output == "--memdev --serial --memdevs --bus --buses --port --ports --single --endpoint --endpoints --decoder --decoders --targets --region --regions --dax --idle --health --partition --firmware --alert-config --media-errors --output-format --columns --human --verbose --debug --sysroot --from --help" ]]
}

@test "an unknown command is reported with similar names" {
	cxl lst
	refused 2 'unknown command "lst"' "Did you mean: cxl list"
	cxl read-label
	refused 2 read-label "cxl read-labels"
	cxl xyzzy
	refused 2 xyzzy
	[[ $stderr != *"Did you mean"* ]]
}

# The commands of release 85.
readonly ALL85='version list help zero-labels read-labels write-labels disable-memdev enable-memdev reserve-dpa free-dpa
	update-firmware set-alert-config wait-sanitize disable-port enable-port set-partition disable-bus create-region
	enable-region disable-region destroy-region monitor inject-protocol-error inject-media-poison clear-media-poison'

@test "a command of release 85 exists, or is reported as not available yet" {
	for command in $ALL85; do
		! "$CXL" --list-cmds | grep -qx "$command" || continue
		for words in "$command" "$command mem0 --verbose" "help $command"; do
			# shellcheck disable=SC2086
			cxl $words
			refused 2 "\"$command\" is not available yet in cxl-utils "
			[[ $stderr != *"Did you mean"* ]]
		done
	done
}

@test "no command is listed both as existing and as not available yet" {
	missing=$(sed -n '/_missing_commands\[\] = {/,/}/s/[^"]*"\([^"]*\)",\?[^"]*/\1\n/gp' "$SOURCE/cxl/commands.c")
	for command in $missing; do
		! "$CXL" --list-cmds | grep -x "$command"
	done
}

@test "an empty argument is not a command" {
	cxl ""
	refused 2 'unknown command ""'
}

@test "a command of 300 bytes, and one with control characters" {
	cxl "$(printf 'x%.0s' {1..300})"
	refused 2 xxx...
	cxl $'li\e[31mst'
	refused 2
	[[ $stderr != *$'\e'* ]] || fail "the terminal would obey that"
}

@test "an unknown option before a command" {
	cxl --nosuch list
	refused 2 --nosuch
}

@test "an unknown option of every command" {
	for command in $COMMANDS; do
		cxl "$command" --nosuch
		refused 2 'unknown option "--nosuch"'
		cxl "$command" -Z
		refused 2 "unknown option -Z"
	done
}

@test "an option without its argument, and one with an unexpected argument" {
	cxl list -m
	refused 2 "--memdev needs an argument"
	cxl list --sysroot
	refused 2 "--sysroot needs an argument"
	cxl list --idle=yes
	refused 2 "takes no argument"
}

@test "unique abbreviations of options are accepted, ambiguous ones are not" {
	with_memdevs 0
	cxl_on list --hum
	is 0
	cxl_on list --memd
	refused 2 "not clear" "--memdev" "--memdevs"
	# Each candidate is named in full, whatever their number.
	cxl_on list --no
	refused 2 "not clear" "--no-alert-config" "--no-human"
}

@test "an option can be negated" {
	with_memdevs 0
	cxl_on list --human --no-human
	shows '.[0].serial | type' number
	cxl_on list -m mem7 --no-memdev
	listed mem0
}

@test "a full or closed standard output is reported as a failure" {
	with_memdevs 0
	for words in "--help" "--version" "--list-cmds" "--dump-commands" "list --sysroot $machine" \
		"version" "help" "list --help" "list --list-opts"; do
		# shellcheck disable=SC2086
		run --separate-stderr bash -c '"$@" > /dev/full' - "$CXL" $words
		refused 1 "cannot write to standard output" "No space left"
		# shellcheck disable=SC2086
		run --separate-stderr bash -c '"$@" >&-' - "$CXL" $words
		refused 1 "cannot write to standard output"
	done
}

@test "a reader that exits does not hang or crash it" {
	with_memdevs {0..40}
	run bash -c 'set -o pipefail; "$1" list --sysroot "$2" | true' - "$CXL" "$machine"
	[[ $status == 141 || $status == 1 || $status == 0 ]] || fail "status $status"
}
