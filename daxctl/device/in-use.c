// SPDX-License-Identifier: GPL-2.0-or-later
/* Which programs use a device that is about to lose its driver. */
#include <errno.h>

#include "daxctl/device/in-use.h"

/* Names of more are of no use to anybody. */
#define MOST 8

static void tell(const struct daxctl_user *user, void *data)
{
	size_t *told = data;

	if (++*told <= MOST)
		say_hint("process %d (%s) has it %s", user->pid, quoted(user->program),
			 user->mapped ? "mapped" : "open");
	else if (*told == MOST + 1)
		say_hint("and others");
}

int in_use_check(struct daxctl_dev *dev, const char *what, bool force)
{
	int nr = daxctl_dev_find_users(dev, NULL, NULL);
	size_t told = 0;

	if (nr <= 0)
		return 0;
	say_error("%s: %s: %d program%s it", daxctl_dev_get_devname(dev),
		  force ? "taken from who uses it" : "in use", nr, nr == 1 ? " has" : "s have");
	/* Who is it that came or went meanwhile? Either is told as it is now. */
	(void)!daxctl_dev_find_users(dev, tell, &told);
	if (force)
		return 0;
	say_hint("Not %s: who touches what was mapped would be ended. --force does it all the same",
		 what);
	return -EBUSY;
}
