// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Modules of the running kernel, through libkmod. It is loaded when a module is to be:
 * with the libraries that it needs, it makes up half of the start of every program, and
 * nearly all of them only read.
 */
#include <errno.h>
#include <libkmod.h>

#include "lib/base/lazy-library.h"
#include "lib/base/platform.h"

#define LIBRARY	"libkmod.so.2"

LAZY_LIBRARY_NOTE(LIBRARY, "modules", "Load kernel modules that drive CXL and DAX devices");

#define FUNCTIONS(F) \
	F(kmod_new) \
	F(kmod_unref) \
	F(kmod_set_log_priority) \
	F(kmod_list_next) \
	F(kmod_module_new_from_lookup) \
	F(kmod_module_get_module) \
	F(kmod_module_probe_insert_module) \
	F(kmod_module_unref) \
	F(kmod_module_unref_list)

struct functions {
#define MEMBER(name)	typeof(name) *name;
	FUNCTIONS(MEMBER)
};

/* The first module of the alias that can be had, and what it needs. */
static int insert_one(const struct functions *kmod, const struct kmod_list *modules)
{
	const struct kmod_list *entry;
	int rc = 0;

	for (entry = modules; entry; entry = kmod->kmod_list_next(modules, entry)) {
		struct kmod_module *module = kmod->kmod_module_get_module(entry);

		rc = kmod->kmod_module_probe_insert_module(module, KMOD_PROBE_APPLY_BLACKLIST,
							   NULL, NULL, NULL, NULL);
		kmod->kmod_module_unref(module);
		if (rc >= 0)
			break;
	}
	/* Above 0: the blacklist has it. */
	return rc < 0 ? rc : 0;
}

static int load(const struct functions *kmod, const char *alias)
{
	struct kmod_ctx *ctx = kmod->kmod_new(NULL, NULL);
	struct kmod_list *modules = NULL;
	int rc;

	if (!ctx)
		return -ENOMEM;
	/* Failures are the caller's to tell of. */
	kmod->kmod_set_log_priority(ctx, 0);
	rc = kmod->kmod_module_new_from_lookup(ctx, alias, &modules);
	if (rc == 0)
		rc = insert_one(kmod, modules);
	kmod->kmod_module_unref_list(modules);
	kmod->kmod_unref(ctx);
	return rc;
}

int platform_load_module(const char *alias)
{
	struct functions kmod;
	const struct lazy_symbol symbols[] = {
#define PLACE(name)	{ #name, &kmod.name },
		FUNCTIONS(PLACE)
	};
	void *library = lazy_library_open(LIBRARY, symbols, ARRAY_SIZE(symbols));
	int rc;

	if (!library)
		return -errno;
	rc = load(&kmod, alias);
	lazy_library_close(library);
	return rc;
}
