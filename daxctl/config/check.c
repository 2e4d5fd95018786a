// SPDX-License-Identifier: GPL-2.0-or-later
/* --check-config: what the configuration says of devices, before anything is touched. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "daxctl/config/check.h"
#include "lib/tool/dax/state.h"

static int out_of_memory(void)
{
	say_error("out of memory");
	return CLI_FAILED;
}

static int open_cxl(struct check_config *check, const char *sysroot)
{
	int rc = cxl_new(&check->cxl);

	if (rc == 0 && sysroot)
		rc = cxl_set_root(check->cxl, sysroot);
	if (rc == 0) {
		/* A region that has a dax device is there: nothing to wait for. */
		cxl_set_wait(check->cxl, false);
		return CLI_OK;
	}
	say_error("cannot look for CXL regions: %s", strerror(-rc));
	return CLI_FAILED;
}

static int load(struct check_config *check, struct session *session, const char *sysroot,
		const char *folder)
{
	char path[PATH_MAX];
	int len = snprintf(path, sizeof(path), "%s%s", sysroot ? sysroot : "", folder);

	if (len < 0 || (size_t)len >= sizeof(path)) {
		say_error("cannot read %s below --sysroot: the name is too long", folder);
		return CLI_FAILED;
	}
	daxctl_set_config_path(session->ctx, path);
	return config_load(&check->config, path);
}

/* Is all of its memory as the rule says? */
static bool memory_is_so(struct daxctl_dev *dev, const struct config_rule *rule)
{
	struct daxctl_memory *memory = daxctl_dev_get_memory(dev);
	int online = memory ? daxctl_memory_is_online(memory) : -1;

	if (!rule->online)
		return online == 0;
	return online > 0 && online == daxctl_memory_num_sections(memory) &&
	       daxctl_memory_is_movable(memory) == rule->movable;
}

static bool is_so(struct daxctl_dev *dev, const struct config_rule *rule)
{
	return daxctl_dev_get_mode(dev) == rule->mode &&
	       (rule->mode != DAXCTL_DEV_MODE_RAM || memory_is_so(dev, rule));
}

/* "system-ram, 2 of 4 blocks online" */
static void describe_now(struct daxctl_dev *dev, char *buf, size_t len)
{
	enum daxctl_dev_mode mode = daxctl_dev_get_mode(dev);
	struct daxctl_memory *memory = daxctl_dev_get_memory(dev);
	int online = memory ? daxctl_memory_is_online(memory) : -1;

	if (mode == DAXCTL_DEV_MODE_UNKNOWN)
		snprintf(buf, len, "%s",
			 daxctl_dev_is_enabled(dev) ? "bound to another driver" : "disabled");
	else if (online >= 0)
		snprintf(buf, len, "%s, %d of %d blocks online%s", dev_mode_name(mode), online,
			 daxctl_memory_num_sections(memory),
			 daxctl_memory_is_movable(memory) == 1 ? " in zone movable" : "");
	else
		snprintf(buf, len, "%s", dev_mode_name(mode));
}

/* "system-ram, online in zone movable" */
static void describe_rule(const struct config_rule *rule, char *buf, size_t len)
{
	const char *memory = "";

	if (rule->mode == DAXCTL_DEV_MODE_RAM)
		memory = !rule->online ? ", not online" :
			 rule->movable ? ", online in zone movable" : ", online in zone normal";
	snprintf(buf, len, "%s%s", dev_mode_name(rule->mode), memory);
}

static _printf_(2, 3) void report(bool dry_run, const char *format, ...)
{
	va_list args;
	char *text;
	int len;

	va_start(args, format);
	len = vasprintf(&text, format, args);
	va_end(args);
	if (len < 0)
		return;
	if (dry_run)
		puts(text);
	else
		say_error("%s", text);
	free(text);
}

/* With --dry-run also why each section does not match. */
static void report_nothing(const struct config *config, const struct config_subject *subject,
			   const char *folder, bool dry_run)
{
	char known[CONFIG_SUBJECT_MAX];

	report(dry_run, "%s: nothing in %s is for it (%s)", subject->name, quoted(folder),
	       config_subject_text(subject, known));
	for (size_t i = 0; dry_run && i < config->nr; i++) {
		const struct config_rule *rule = config->rules[i];
		enum config_key key = config_rule_mismatch(rule, subject);

		printf("  %s:%u: [reconfigure-device %s]: %s does not match (line %u)\n",
		       rule->file, rule->line, quoted(rule->name), config_key_name(key),
		       rule->lines[key]);
	}
}

/* For --dry-run, when no section matches any device. */
static void report_files(const struct config *config, const char *folder)
{
	if (!config->nr_files)
		printf("%s: no file *.conf was read\n", quoted(folder));
	for (size_t i = 0; i < config->nr_files; i++) {
		size_t nr = 0;

		for (size_t j = 0; j < config->nr; j++)
			nr += !strcmp(config->rules[j]->file, config->files[i]);
		printf("read %s: %zu section%s\n", config->files[i], nr, nr == 1 ? "" : "s");
	}
}

static void report_rule(struct daxctl_dev *dev, const struct config_rule *rule, bool dry_run)
{
	char now[96], then[64];

	describe_now(dev, now, sizeof(now));
	describe_rule(rule, then, sizeof(then));
	report(dry_run, "%s: %s:%u: [reconfigure-device %s] is for it: %s; %s %s",
	       daxctl_dev_get_devname(dev), rule->file, rule->line, quoted(rule->name), then,
	       is_so(dev, rule) ? "it is so already:" : "now", now);
}

/* The rule of one device; what it is worth is told. */
static int look_at(struct check_config *check, struct daxctl_dev *dev, const char *folder,
		   bool dry_run)
{
	const struct config_rule *rule;
	struct config_subject subject;

	config_subject_of(&subject, dev, check->cxl);
	if (config_find(&check->config, &subject, &rule) != CLI_OK)
		return CLI_FAILED;
	if (!rule) {
		report_nothing(&check->config, &subject, folder, dry_run);
		return CLI_OK;
	}
	check->matched = true;
	report_rule(dev, rule, dry_run);
	if (!is_so(dev, rule)) {
		check->devs[check->nr] = dev;
		check->rules[check->nr++] = rule;
	}
	return CLI_OK;
}

static int look_at_all(struct check_config *check, const char *folder, bool dry_run,
		       struct selection *selection)
{
	int status = CLI_OK;

	check->devs = calloc(selection->nr + 1, sizeof(struct daxctl_dev *));
	check->rules = calloc(selection->nr + 1, sizeof(struct config_rule *));
	if (!check->devs || !check->rules)
		return out_of_memory();
	if (dry_run && !selection->nr)
		puts("no dax device to configure (daxctl list says why)");
	for (size_t i = 0; i < selection->nr; i++)
		if (look_at(check, selection->objects[i], folder, dry_run) != CLI_OK)
			status = CLI_FAILED;
	if (dry_run && status == CLI_OK && !check->matched)
		report_files(&check->config, folder);
	for (size_t i = 0; i < check->nr; i++)
		selection->objects[i] = check->devs[i];
	selection->nr = check->nr;
	return status;
}

int check_config_begin(struct check_config *check, struct session *session, const char *sysroot,
		       bool dry_run, struct selection *selection)
{
	int status;

	*check = (struct check_config){ 0 };
	status = load(check, session, sysroot, daxctl_get_config_path(session->ctx));
	if (status == CLI_OK)
		status = open_cxl(check, sysroot);
	if (status == CLI_OK)
		status = look_at_all(check, daxctl_get_config_path(session->ctx), dry_run,
				     selection);
	if (status != CLI_OK)
		say_hint("Nothing was changed");
	return status;
}

void check_config_end(struct check_config *check)
{
	config_free(&check->config);
	cxl_unref(check->cxl);
	free(check->devs);
	free(check->rules);
	*check = (struct check_config){ 0 };
}

const struct config_rule *check_config_rule(const struct check_config *check,
					    const struct daxctl_dev *dev)
{
	size_t i = 0;

	while (check->devs[i] != dev)
		i++;
	return check->rules[i];
}
