// SPDX-License-Identifier: LGPL-2.1-or-later
/* Targets: which dport serves which position of an interleaved decoder. */
#include <string.h>

#include "lib/base/parse.h"
#include "lib/cxl/internal.h"

/* The dport of one word of the list; NULL when it is not to be had. */
static struct cxl_dport *find_dport(struct cxl_decoder *decoder, const char *word)
{
	struct cxl_dport *dport = NULL;
	int id;

	if (parse_id(word, "", &id) == 0)
		dport = cxl_port_dport_by_id(decoder->port, id);
	if (!dport)
		log_info(&decoder->port->ctx->log, "%s: no dport \"%s\" for a target",
			 decoder->dev.name, word);
	return dport;
}

/* Read the list, once. Places of targets that are not to be had stay empty. */
static void load_targets(struct cxl_decoder *decoder)
{
	/* Those of endpoints have none: that need not be asked. */
	const char *list = decoder->port->type == CXL_PORT_ENDPOINT ?
				   NULL : attr_get_str(&decoder->dev, DECODER_target_list);
	_cleanup_free_ char *copy = NULL;
	struct cxl_dport *dport;
	char *rest, *word;
	int position = 0;

	if (decoder->targets_known && !decoder->targets_stale)
		return;
	free(decoder->targets);
	decoder->targets = NULL;
	decoder->nr_targets = 0;
	decoder->targets_stale = false;
	decoder->targets_known = true;
	copy = list ? strdup(list) : NULL;
	if (!copy)
		return;
	/* No more targets than bytes. */
	decoder->targets = calloc(strlen(copy) + 1, sizeof(*decoder->targets));
	if (!decoder->targets)
		return;
	for (rest = copy; *copy && (word = strsep(&rest, ",")); position++) {
		dport = find_dport(decoder, word);
		if (dport)
			decoder->targets[decoder->nr_targets++] = (struct cxl_target){
				.decoder = decoder, .position = position, .dport = dport,
			};
	}
}

static struct cxl_target *target_at(struct cxl_decoder *decoder, size_t index)
{
	return index < decoder->nr_targets ? &decoder->targets[index] : NULL;
}

CXL_EXPORT struct cxl_target *cxl_target_get_first(struct cxl_decoder *decoder)
{
	/* Only here, so that a loop goes on with the list that it began with. */
	load_targets(decoder);
	return target_at(decoder, 0);
}

CXL_EXPORT struct cxl_target *cxl_target_get_next(struct cxl_target *target)
{
	return target_at(target->decoder, target - target->decoder->targets + 1);
}

CXL_EXPORT int cxl_decoder_get_nr_targets(struct cxl_decoder *decoder)
{
	load_targets(decoder);
	return decoder->nr_targets;
}

CXL_EXPORT struct cxl_decoder *cxl_target_get_decoder(struct cxl_target *target)
{
	return target->decoder;
}

CXL_EXPORT int cxl_target_get_position(struct cxl_target *target)
{
	return target->position;
}

CXL_EXPORT unsigned long cxl_target_get_id(struct cxl_target *target)
{
	return target->dport->id;
}

CXL_EXPORT const char *cxl_target_get_devname(struct cxl_target *target)
{
	return cxl_dport_get_devname(target->dport);
}

CXL_EXPORT const char *cxl_target_get_physical_node(struct cxl_target *target)
{
	return cxl_dport_get_physical_node(target->dport);
}

CXL_EXPORT const char *cxl_target_get_firmware_node(struct cxl_target *target)
{
	return cxl_dport_get_firmware_node(target->dport);
}

CXL_EXPORT struct cxl_target *cxl_decoder_get_target_by_position(struct cxl_decoder *decoder,
								 int position)
{
	struct cxl_target *target;

	cxl_target_foreach(decoder, target)
		if (target->position == position)
			return target;
	return NULL;
}
