// SPDX-License-Identifier: GPL-2.0-or-later
/* The list of mounts (lib/base/root.h): any bytes as the file. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/root.h"
#include "test/fuzz/fuzz.h"
#include "test/harness/tree.h"

/* With room for @len bytes, when @whole is what there is to find. */
static void check_room(const struct root *root, const char *whole, size_t len)
{
	char *buf = malloc(len);
	int rc;

	must(buf);
	rc = root_find_mount(root, "debugfs", buf, len);
	must(rc == (strlen(whole) < len ? 0 : -ENAMETOOLONG));
	must(rc || !strcmp(buf, whole));
	free(buf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct root *root;
	char whole[4096];
	int rc;

	if (!root)
		must(tree_setup(NULL) == 0 && root_new(tree_root(), &root) == 0);
	tree_bytes("proc/mounts", data, size);

	rc = root_find_mount(root, "debugfs", whole, sizeof(whole));
	must(rc == 0 || rc == -ENOENT);
	if (rc)
		return 0;
	must(memmem(data, size, "debugfs", 7));
	check_room(root, whole, strlen(whole) + 1);
	check_room(root, whole, strlen(whole) ? strlen(whole) : 1);
	return 0;
}
