// SPDX-License-Identifier: GPL-2.0-or-later
/* The policy of the kernel about new memory (auto_online_blocks, memhp_default_state). */
#include <string.h>

#include "policy.h"

void policy_blame(struct daxctl_ctx *ctx)
{
	const char *policy = daxctl_get_auto_online_policy(ctx);

	if (!policy)
		return;
	if (strncmp(policy, "online", strlen("online"))) {
		suggest("Not the kernel put it online (auto_online_blocks is \"%s\"), but a program or a udev rule",
			quoted(policy));
		return;
	}
	suggest("The kernel puts new memory online by itself: auto_online_blocks is \"%s\"",
		quoted(policy));
	if (strcmp(policy, "online_movable"))
		suggest("Before the next boot: memhp_default_state=online_movable, or =offline, on the kernel's command line");
}

void policy_warn(struct verb_job *job)
{
	const char *policy = daxctl_get_auto_online_policy(job->session.ctx);

	if (job->policy_told || !policy || strncmp(policy, "online", strlen("online")))
		return;
	job->policy_told = true;
	complain("the memory goes online again at the next boot: auto_online_blocks is \"%s\"",
		 quoted(policy));
	suggest("Before that: memhp_default_state=offline on the kernel's command line");
}
