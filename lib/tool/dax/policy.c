// SPDX-License-Identifier: GPL-2.0-or-later
/* The policy of the kernel about new memory (auto_online_blocks, memhp_default_state). */
#include <errno.h>
#include <string.h>

#include "lib/tool/dax/policy.h"
#include "lib/tool/io/say.h"

int policy_check(struct daxctl_dev *dev, bool offline, bool movable)
{
	const char *policy = daxctl_get_auto_online_policy(daxctl_dev_get_ctx(dev));

	if (!policy || strncmp(policy, "online", strlen("online")))
		return 0;
	if (!offline && (!movable || !strcmp(policy, "online_movable")))
		return 0;
	say_error("%s: its memory would go online by itself%s: auto_online_blocks is \"%s\"",
		  daxctl_dev_get_devname(dev), offline ? "" : ", and maybe not in zone Movable",
		  quoted(policy));
	say_hint("Write offline%s to auto_online_blocks (/sys, devices/system/memory) first; --force goes on all the same",
		 offline ? "" : " or online_movable");
	say_hint("Before the next boot: memhp_default_state=%s on the kernel's command line",
		 offline ? "offline" : "online_movable");
	return -EBUSY;
}

void policy_explain(struct daxctl_ctx *ctx)
{
	const char *policy = daxctl_get_auto_online_policy(ctx);

	if (!policy)
		return;
	if (strncmp(policy, "online", strlen("online"))) {
		say_hint("Not the kernel put it online (auto_online_blocks is \"%s\"), but a program or a udev rule",
			 quoted(policy));
		return;
	}
	say_hint("The kernel puts new memory online by itself: auto_online_blocks is \"%s\"",
		 quoted(policy));
	if (strcmp(policy, "online_movable"))
		say_hint("Before the next boot: memhp_default_state=online_movable, or =offline, on the kernel's command line");
}

void policy_warn(struct daxctl_ctx *ctx, bool *reported)
{
	const char *policy = daxctl_get_auto_online_policy(ctx);

	if (*reported || !policy || strncmp(policy, "online", strlen("online")))
		return;
	*reported = true;
	say_status("the memory goes online again at the next boot: auto_online_blocks is \"%s\"",
		   quoted(policy));
	say_hint("Before that: memhp_default_state=offline on the kernel's command line");
}
