/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Device capacity (DPA) of a memdev's decoders: what reserve-dpa and free-dpa share. */
#pragma once

#include "cxl/verb.h"

/* The place of a word in the table of -t. */
enum dpa_type { DPA_AUTO, DPA_PMEM, DPA_RAM, DPA_VOLATILE };

extern const struct option_choice dpa_types[];

struct dpa_options {
	struct memdev_options memdev;
	const char *decoder;
	int type;
	bool force, human, dry_run;
};

#define OPTIONS_DPA(params, member, type_help) \
	TEXT('d', "decoder", params, member.decoder, "DECODER", WORD_DECODER, \
	     "this decoder of the endpoint: a name, or K for the last part of it"), \
	CHOICE('t', "type", params, member.type, "TYPE", dpa_types, type_help), \
	FLAG('f', "force", params, member.force, \
	     "let the kernel decide what would be refused here"), \
	FLAG(0, "dry-run", params, member.dry_run, \
	     "show every write that would be made; change nothing"), \
	FLAG('u', "human", params, member.human, "sizes with units, numbers in hexadecimal"), \
	OPTIONS_MEMDEV(params, member.memdev)

/* The step of the kernel, in bytes. */
#define DPA_STEP (256ULL << 20)

/*
 * The port of the endpoint, whose decoders have the capacity; NULL after complaining:
 * the memdev is disabled.
 */
struct cxl_port *dpa_port(struct cxl_memdev *memdev) _must_check_ _nonnull_;

/* What -t says; CXL_DECODER_MODE_NONE for auto. */
enum cxl_decoder_mode dpa_mode(const struct dpa_options *options) _nonnull_;

/* Has every enabled memdev a decoder as --decoder says? A status, after complaining. */
int dpa_prepare(const struct dpa_options *options, const struct selection *selection)
	_must_check_ _nonnull_;

/* Capacity of a decoder; 0 when it has none. */
unsigned long long dpa_of(struct cxl_decoder *decoder) _nonnull_;

/*
 * The decoder of --decoder; @usual, whose turn it is, without the option. NULL after
 * complaining: there is none, or (but for --force) it is not its turn, because
 * "@order".
 */
struct cxl_decoder *dpa_decoder(const struct dpa_options *options, struct cxl_port *port,
				struct cxl_decoder *usual, const char *order)
	_must_check_ __attribute__((nonnull(1, 2, 4)));

/*
 * With @force, what is wrong is told and let pass: 0. Without it, -@rc. The line that
 * tells is the caller's.
 */
static inline int dpa_let_pass(bool force, int rc)
{
	return force ? 0 : -rc;
}
