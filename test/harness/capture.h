/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Captures the output of code under test: between capture_begin() and capture_end(), stdout and
 * stderr go to separate files. Do not assert between the two: the message would be captured.
 */
#pragma once

void capture_begin(void);
void capture_end(void);

/* Texts of the last capture; valid until the next one. */
const char *captured_out(void);
const char *captured_err(void);
