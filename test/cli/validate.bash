# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# shellcheck disable=SC2154
# Whatever a test asks cxl list for, its JSON is as the schemas say. All of a file's tests are looked
# at together, at its end: starting the validator costs more than the tests do.

# keep_json WORD...: of the run with these words, if it was a list in JSON.
keep_json() {
	[[ $1 == list && $status == 0 && ($output == '['* || $output == '{'*) ]] || return 0
	printf '%s\n' "$output" >> "$BATS_FILE_TMPDIR/json"
}

teardown_file() {
	[[ ! -e $BATS_FILE_TMPDIR/json ]] || "$SOURCE/test/validate" "$BATS_FILE_TMPDIR/json"
}
