/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Mailbox commands inside the library: building, sending, reading of replies. */
#pragma once

#include <stdint.h>
#include <sys/types.h>

#include "lib/cxl/internal.h"
#include "lib/mailbox/transport.h"

struct cxl_cmd {
	int refcount;
	struct cxl_memdev *memdev;
	struct mailbox mailbox;
	bool keeps_open;	/* the mailbox, for the next submit */
	struct cxl_send_command send;
	uint32_t room;		/* of the output buffer; send.out.size becomes that of the reply */
	void *own_in, *own_out;	/* buffers the command allocated itself */
	int status;		/* return code of the device; 1 before submit; negative errno */
};

/*
 * A command of the kernel's list with buffers for its fixed sizes. NULL and
 * errno: EOPNOTSUPP (kernel does not know it), ENOMEM, or that of the query.
 */
struct cxl_cmd *cxl_cmd_new(struct cxl_memdev *memdev, uint32_t id) _must_check_ _nonnull_;

/*
 * The same for a command whose input must hold @len bytes at least, in own_in. errno
 * EOPNOTSUPP also when the kernel has another idea of its length.
 */
struct cxl_cmd *cxl_cmd_new_payload(struct cxl_memdev *memdev, uint32_t id, size_t len)
	_must_check_ _nonnull_;

/*
 * @width bytes at @offset of the reply to command @id: 0, -EINVAL (another
 * command), the errno of submit, -ENXIO (the device refused, or nothing was
 * submitted), -ENODATA (the reply is shorter).
 */
int cxl_cmd_reply(const struct cxl_cmd *cmd, uint32_t id, size_t offset, size_t width,
		  const void **data) _must_check_ __attribute__((nonnull(5)));
