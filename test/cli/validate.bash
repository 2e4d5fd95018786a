# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# shellcheck disable=SC2154
# The JSON of every cxl list in the tests follows the schemas. All lists of a file are checked
# together at its end: starting the validator takes longer than the tests.

# keep_json ARGUMENT...: keeps the output of the run with these arguments, if it was a list in JSON.
keep_json() {
	[[ $1 == list && $status == 0 && ($output == '['* || $output == '{'*) ]] || return 0
	printf '%s\n' "$output" >> "$BATS_FILE_TMPDIR/json"
}

teardown_file() {
	[[ ! -e $BATS_FILE_TMPDIR/json ]] || "$SOURCE/test/validate" "$BATS_FILE_TMPDIR/json"
}
