// SPDX-License-Identifier: GPL-2.0-or-later
/* Can the kernel flush the caches of the CPU? See cpu-cache.h. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/root.h"
#include "lib/tool/host/cpu-cache.h"
#include "lib/tool/host/kernel-config.h"

/* More than the lines of the first processor. */
#define FIRST_CPU_MAX	(16 << 10)

/* The flag that a hypervisor sets for its guests, among those of the first processor. */
static bool is_virtual(const char *sysroot)
{
	char *text = NULL, *flags;
	bool found = false;
	struct root *root;

	if (root_new(sysroot, &root))
		return false;
	if (root_load(root, ROOT_CPUINFO, FIRST_CPU_MAX, &text) > 0) {
		flags = strstr(text, "\nflags");
		if (flags) {
			flags[1 + strcspn(flags + 1, "\n")] = '\0';
			found = strstr(flags, " hypervisor");
		}
	}
	free(text);
	root_free(root);
	return found;
}

bool cpu_cache_prevents_commit(const char *sysroot, char *where, size_t len)
{
	return is_virtual(sysroot) &&
	       kernel_option(sysroot, "CONFIG_CXL_REGION_INVALIDATION_TEST", where, len) ==
		       KERNEL_OPTION_NOT_SET;
}
