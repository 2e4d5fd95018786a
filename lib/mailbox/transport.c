// SPDX-License-Identifier: LGPL-2.1-or-later
/* The mailbox of a memdev: see transport.h. */
#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>

#include "lib/mailbox/recording.h"
#include "lib/mailbox/transport.h"

int mailbox_open(struct mailbox *mailbox, const struct root *root, const struct devnode *node)
{
	mailbox->recorded = !platform_is_machine_of(root);
	mailbox->fd = mailbox->recorded ? recording_open(root, path_name(node->name)) :
					  platform_open(root, node);
	return mailbox->fd < 0 ? mailbox->fd : 0;
}

void mailbox_close(struct mailbox *mailbox)
{
	if (mailbox->fd < 0)
		return;
	if (mailbox->recorded)
		close(mailbox->fd);
	else
		platform_close(mailbox->fd);
	mailbox->fd = -1;
}

static int query(const struct mailbox *mailbox, struct cxl_mem_query_commands *arg)
{
	return mailbox->recorded ? recording_query(mailbox->fd, arg) :
				   platform_ioctl(mailbox->fd, CXL_MEM_QUERY_COMMANDS, arg);
}

int mailbox_query(const struct mailbox *mailbox, struct cxl_mem_query_commands **result)
{
	struct cxl_mem_query_commands head = { .n_commands = 0 }, *whole;
	int rc = query(mailbox, &head);

	if (rc)
		return rc;
	/* Far more than any kernel has; keeps a broken answer from eating memory. */
	if (head.n_commands > RECORDED_QUERY_MAX)
		return -EOVERFLOW;
	whole = calloc(1, sizeof(*whole) + head.n_commands * sizeof(whole->commands[0]));
	if (!whole)
		return -ENOMEM;
	whole->n_commands = head.n_commands;
	rc = query(mailbox, whole);
	if (rc) {
		free(whole);
		return rc;
	}
	/* The room we had: the kernel leaves the count alone, whatever it filled. */
	whole->n_commands = head.n_commands;
	*result = whole;
	return 0;
}

const struct cxl_command_info *mailbox_find(const struct cxl_mem_query_commands *query,
					    uint32_t id)
{
	for (unsigned int i = 0; id && i < query->n_commands; i++)
		if (query->commands[i].id == id)
			return &query->commands[i];
	return NULL;
}

int mailbox_send(const struct mailbox *mailbox, struct cxl_send_command *send, size_t room)
{
	int rc;

	send->out.size = room;
	rc = mailbox->recorded ? recording_send(mailbox->fd, send) :
				 platform_ioctl(mailbox->fd, CXL_MEM_SEND_COMMAND, send);
	if (send->out.size > room)
		send->out.size = room;
	return rc;
}
