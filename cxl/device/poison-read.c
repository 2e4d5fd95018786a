// SPDX-License-Identifier: GPL-2.0-or-later
/* Lists of poison are asked for, and their trace events read: see media-errors.h. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cxl/device/mailbox.h"
#include "cxl/device/poison.h"
#include "cxl/show/show.h"
#include "lib/tool/trace/instance.h"

/* Room for one more at the end of an array. */
static bool make_room(void **array, size_t nr, size_t *room, size_t size)
{
	size_t more = *room ? 2 * *room : 16;
	void *grown;

	if (nr < *room)
		return true;
	grown = reallocarray(*array, more, size);
	if (!grown)
		return false;
	*array = grown;
	*room = more;
	return true;
}

static void want(struct session *session, struct cxl_memdev *memdev)
{
	struct media_lists *lists = session->media;

	if (!memdev)
		return;
	if (!cxl_memdev_has_poison_list(memdev)) {
		mailbox_note_unsupported(session, cxl_memdev_get_devname(memdev), "media errors");
		return;
	}
	if (make_room((void **)&lists->asked, lists->nr_asked, &lists->room_asked,
		      sizeof(*lists->asked)))
		lists->asked[lists->nr_asked++] = (struct media_asked){ .memdev = memdev };
	else
		lists->out_of_memory = true;
}

/* As deep as the tree of nodes is. */
static void want_shown(struct session *session, const struct group *groups, size_t nr)
{
	struct cxl_memdev_mapping *mapping;

	for (const struct group *group = groups; group < groups + nr; group++)
		for (size_t i = 0; i < group->nr; i++) {
			const struct node *node = &group->nodes[i];

			if (node->type == &memdev_type)
				want(session, node->object);
			if (node->type == &region_type)
				cxl_mapping_foreach(node->object, mapping)
					want(session, cxl_decoder_get_memdev(
							      cxl_mapping_get_decoder(mapping)));
			want_shown(session, node->groups, node->nr_groups);
		}
}

/* Once each, also when it is in more than one region. */
static void sort_asked(struct media_lists *lists)
{
	size_t nr = 0;

	if (!lists->nr_asked)
		return;
	qsort(lists->asked, lists->nr_asked, sizeof(*lists->asked), media_compare);
	for (size_t i = 0; i < lists->nr_asked; i++)
		if (!nr || lists->asked[nr - 1].memdev != lists->asked[i].memdev)
			lists->asked[nr++] = lists->asked[i];
	lists->nr_asked = nr;
}

/* @detail: what there is to say; "": that of the library or the errno. */
static void note(struct session *session, struct media_asked *asked, const char *detail, int rc)
{
	if (detail[0])
		snprintf(session->detail, sizeof(session->detail), "%s", detail);
	mailbox_note(session, cxl_memdev_get_devname(asked->memdev), "media errors", rc);
	free(asked->why);
	asked->why = strdup(session->reason);
	session->detail[0] = '\0';
}

static int keep(const struct trace_event *event, void *data)
{
	struct media_lists *lists = data;
	struct media_record record;

	if (!media_record_read(event, &record) || strcmp(record.memdev, lists->memdev) != 0)
		return 0;
	if (!make_room((void **)&lists->records, lists->nr, &lists->room, sizeof(record)))
		return -ENOMEM;
	lists->records[lists->nr++] = record;
	return 0;
}

static void ask(struct session *session, struct media_lists *lists, struct media_asked *asked,
		struct trace *trace)
{
	int rc, failed;

	session->detail[0] = '\0';
	lists->memdev = cxl_memdev_get_devname(asked->memdev);
	rc = cxl_memdev_trigger_poison_list(asked->memdev);
	/* A device that failed may have told a part of its list. */
	failed = trace_read(trace, keep, lists);
	if ((rc || failed) && cxl_memdev_is_present(asked->memdev))
		note(session, asked, "", rc ? rc : failed);
	session->detail[0] = '\0';
}

/* Nobody can be asked: told once. */
static void note_all(struct session *session, struct media_lists *lists, const char *detail, int rc)
{
	for (size_t i = 0; i < lists->nr_asked; i++)
		if (i == 0)
			note(session, &lists->asked[i], detail, rc);
		else if (lists->asked[0].why)
			lists->asked[i].why = strdup(lists->asked[0].why);
}

static const char *why_no_trace(int rc)
{
	if (rc == -ENODEV)
		return "tracefs is not mounted (mount -t tracefs tracefs /sys/kernel/tracing)";
	return rc == -ENOENT ? "the kernel has no trace event cxl_poison" : "";
}

static void ask_all(struct session *session, struct media_lists *lists)
{
	struct trace *trace;
	int rc;

	rc = trace_open("cxl", "cxl_poison", &trace);
	if (rc) {
		note_all(session, lists, why_no_trace(rc), rc);
		return;
	}
	for (size_t i = 0; i < lists->nr_asked && !trace_is_interrupted(); i++)
		ask(session, lists, &lists->asked[i], trace);
	trace_close(trace);
}

void media_errors_read(struct session *session, const struct group *groups, size_t nr,
		       bool is_copy)
{
	struct media_lists *lists = calloc(1, sizeof(*lists));

	session->media = lists;
	if (!lists) {
		mailbox_note(session, "all", "media errors", -ENOMEM);
		return;
	}
	want_shown(session, groups, nr);
	sort_asked(lists);
	if (is_copy)
		note_all(session, lists, "", -EROFS);
	else if (lists->nr_asked)
		ask_all(session, lists);
	if (lists->nr)
		lists->shown = calloc(lists->nr, sizeof(*lists->shown));
	if (lists->out_of_memory || (lists->nr && !lists->shown))
		mailbox_note(session, "all", "media errors", -ENOMEM);
}
