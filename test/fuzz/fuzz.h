/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What every fuzz target includes. A target is a program of its own: libFuzzer calls
 * LLVMFuzzerTestOneInput() with any bytes; what must hold for all of them is said
 * with must().
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/cleanup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program, with the input kept and a stack trace, unless @holds. */
void must(bool holds);

/* The bytes up to the first NUL as a string, in a block of just that size; to be freed. */
char *fuzz_text(const uint8_t *data, size_t size);

/*
 * The lines of @text, which is cut up, as words: at most @max of them, NULL behind.
 * Returns how many.
 */
int fuzz_words(char *text, char **words, int max);

/* Valid UTF-8 without control characters, but for @other if that is not 0? */
bool fuzz_is_printable(const char *text, char other);

/* Between the two, stdout and stderr are memory; texts valid until the next time. */
void fuzz_print_begin(void);
void fuzz_print_end(const char **out, const char **err);
