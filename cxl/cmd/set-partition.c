// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl set-partition: how much of a memdev is volatile after its next reset. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "cxl/commands.h"
#include "cxl/show/show.h"
#include "cxl/verb.h"

enum { PARTITION_PMEM, PARTITION_RAM, PARTITION_VOLATILE };

static const struct option_choice partition_types[] = {
	[PARTITION_PMEM] = { "pmem", "persistent" },
	[PARTITION_RAM] = { "ram", "volatile" },
	[PARTITION_VOLATILE] = { "volatile", "the same as ram" },
	{ NULL, NULL },
};

struct set_partition_params {
	struct memdev_options memdev;
	struct option_size size;
	int type;
	bool align, human;
};

static const struct option_row set_partition_options[] = {
	CHOICE('t', "type", struct set_partition_params, type, "TYPE", partition_types,
	       "whose size --size is: pmem (the default), ram, volatile"),
	SIZE('s', "size", struct set_partition_params, size,
	     "of that partition; all that can be partitioned if absent"),
	FLAG('a', "align", struct set_partition_params, align,
	     "round to what the device can do, so that TYPE is not less than SIZE"),
	FLAG('u', "human", struct set_partition_params, human,
	     "sizes with units, numbers in hexadecimal"),
	OPTIONS_MEMDEV(struct set_partition_params, memdev),
	OPTION_END,
};

/* What can be one or the other, and in which steps. */
struct capacity {
	unsigned long long available, align;
};

static int ask_capacity(struct verb_job *job, struct cxl_memdev *memdev, struct capacity *capacity)
{
	const char *name = cxl_memdev_get_devname(memdev);
	struct cxl_cmd *cmd = cxl_cmd_new_identify(memdev);
	unsigned long long total, fixed;
	int rc = cmd ? cxl_cmd_run(cmd) : -errno;

	if (rc) {
		session_complain(&job->session, name, "ask for its capacity", rc);
		cxl_cmd_unref(cmd);
		return rc;
	}
	total = cxl_cmd_identify_get_total_size(cmd);
	fixed = cxl_cmd_identify_get_volatile_only_size(cmd) +
		cxl_cmd_identify_get_persistent_only_size(cmd);
	capacity->align = cxl_cmd_identify_get_partition_align(cmd);
	capacity->available = fixed <= total ? total - fixed : 0;
	cxl_cmd_unref(cmd);
	if (capacity->align == 0 || capacity->align == ULLONG_MAX || !capacity->available) {
		say_error("%s: nothing can be partitioned: what is volatile and what is persistent is fixed",
			  name);
		return -EINVAL;
	}
	return 0;
}

/* The volatile part, in whole steps: 0, or non-zero after complaining. */
static int align_volatile(const char *name, const struct set_partition_params *params,
			  const struct capacity *capacity, unsigned long long *bytes)
{
	unsigned long long rest = *bytes % capacity->align, lower = *bytes - rest;
	bool pmem = params->type == PARTITION_PMEM;

	if (rest == 0)
		return 0;
	if (!params->align) {
		say_error("%s: %llu bytes of volatile capacity are no multiple of %llu", name,
			  *bytes, capacity->align);
		if (capacity->available - lower >= capacity->align)
			say_hint("%llu and %llu are; --align takes %s", lower,
				 lower + capacity->align,
				 pmem ? "the smaller one" : "the larger one");
		return -EINVAL;
	}
	/* Nobody gets less than he asked for. */
	if (pmem || capacity->available - lower >= capacity->align) {
		*bytes = pmem ? lower : lower + capacity->align;
		return 0;
	}
	say_error("%s: %llu bytes rounded up to a multiple of %llu are more than the %llu bytes available",
		  name, *bytes, capacity->align, capacity->available);
	return -ENOSPC;
}

static int volatile_size(const char *name, const struct set_partition_params *params,
			 const struct capacity *capacity, unsigned long long *bytes)
{
	unsigned long long size = params->size.given ? params->size.bytes : capacity->available;

	if (size > capacity->available) {
		say_error("%s: --size %llu is more than the %llu bytes that can be partitioned",
			  name, size, capacity->available);
		return -ENOSPC;
	}
	*bytes = params->type == PARTITION_PMEM ? capacity->available - size : size;
	return align_volatile(name, params, capacity, bytes);
}

static int set_one(void *memdev, void *data)
{
	struct verb_job *job = data;
	const char *name = cxl_memdev_get_devname(memdev);
	unsigned long long bytes = 0;
	struct capacity capacity;
	struct cxl_cmd *cmd;
	int rc;

	rc = ask_capacity(job, memdev, &capacity);
	if (rc == 0)
		rc = volatile_size(name, job->params, &capacity, &bytes);
	if (rc)
		return rc;
	cmd = cxl_cmd_new_set_partition(memdev, bytes);
	rc = cmd ? cxl_cmd_run(cmd) : -errno;
	cxl_cmd_unref(cmd);
	if (rc)
		session_complain(&job->session, name, "set the partitions", rc);
	/* Also after a failure: how it is now. */
	job->session.parts = MEMDEV_PART_partition_info;
	return verb_show_memdev(job, memdev, NULL) ? -ENOMEM : rc;
}

static int run_set_partition(void *data, int nr_words, char **words)
{
	const struct set_partition_params *params = data;
	const struct verb verb = {
		.act = set_one, .done = "set_partition", .noun = "mem", .prints = true,
		.human = params->human,
	};

	return verb_run_memdevs(&verb, params, &params->memdev, nr_words, words);
}

const struct command command_set_partition = {
	.name = "set-partition",
	.group = "Capacity",
	.summary = "divide memory devices into volatile and persistent capacity",
	.words = "MEMDEV...",
	.completes = WORD_MEMDEV,
	.options = set_partition_options,
	.params_size = sizeof(struct set_partition_params),
	.run = run_set_partition,
};
