// SPDX-License-Identifier: GPL-2.0-or-later
/* What is shown of the lists of poison that were read: see media-errors.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cxl/device/poison.h"

int media_compare(const void *a, const void *b)
{
	const struct media_asked *first = a, *second = b;

	return cxl_memdev_get_id(first->memdev) - cxl_memdev_get_id(second->memdev);
}

static struct media_asked *find(struct media_lists *lists, struct cxl_memdev *memdev)
{
	const struct media_asked key = { .memdev = memdev };

	return lists->nr_asked ? bsearch(&key, lists->asked, lists->nr_asked,
					 sizeof(*lists->asked), media_compare) : NULL;
}

void media_errors_free(struct session *session)
{
	struct media_lists *lists = session->media;

	if (!lists)
		return;
	for (size_t i = 0; i < lists->nr_asked; i++)
		free(lists->asked[i].why);
	free(lists->asked);
	free(lists->records);
	free(lists->shown);
	free(lists);
	session->media = NULL;
}

/* The records that @memdev or else @region has, in the order in which they came. */
static void show(struct media_lists *lists, const char *memdev, const char *region,
		 unsigned long long base, struct value *value)
{
	struct media_record *record, *shown;

	*value = (struct value){ .items = lists->shown, .size = sizeof(*lists->shown) };
	for (record = lists->records; record < lists->records + lists->nr && lists->shown;
	     record++) {
		if (strcmp(memdev ? record->memdev : record->region, memdev ?: region) != 0)
			continue;
		shown = &lists->shown[value->nr++];
		*shown = *record;
		if (memdev)
			shown->offset = record->dpa;
		else if (record->hpa != MEDIA_ABSENT && record->hpa >= base)
			shown->offset = record->hpa - base;
		else
			shown->offset = MEDIA_ABSENT;
	}
	/* Nothing bad: an empty array in the flat listing, no key in the nested one. */
	value->where = value->nr ? SHOW_EVERYWHERE : SHOW_NOT_NESTED;
}

/* False: it was not asked for, which @value then says. */
static bool is_asked(const struct session *session, struct value *value)
{
	if (session && session->media)
		return true;
	value->where = SHOW_UNASKED;
	return false;
}

/* Does the memdev have a list? If not all of it is there, the session knows why. */
static bool has_list(struct session *session, struct cxl_memdev *memdev)
{
	struct media_asked *asked = find(session->media, memdev);

	if (asked && asked->why && !session->reason[0])
		snprintf(session->reason, sizeof(session->reason), "%s", asked->why);
	return asked;
}

bool ask_memdev_media_errors(void *memdev, void *env, struct value *value)
{
	struct session *session = env;

	if (!is_asked(session, value) || !has_list(session, memdev))
		return false;
	show(session->media, cxl_memdev_get_devname(memdev), NULL, 0, value);
	return value->nr || !session->reason[0];
}

bool ask_region_media_errors(void *region, void *env, struct value *value)
{
	struct cxl_memdev_mapping *mapping;
	struct session *session = env;
	struct cxl_memdev *memdev;
	bool any = false;

	if (!is_asked(session, value))
		return false;
	cxl_mapping_foreach(region, mapping) {
		memdev = cxl_decoder_get_memdev(cxl_mapping_get_decoder(mapping));
		any |= memdev && has_list(session, memdev);
	}
	if (!any)
		return false;
	show(session->media, NULL, cxl_region_get_devname(region),
	     cxl_region_get_resource(region), value);
	return value->nr || !session->reason[0];
}
