// SPDX-License-Identifier: GPL-2.0-or-later
/* A configuration file: its lines, as rules. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "daxctl/config/line.h"
#include "daxctl/config/rules.h"
#include "daxctl/config/values.h"
#include "lib/base/array.h"
#include "lib/tool/io/say.h"

#define SECTION "reconfigure-device"

struct reader {
	struct config *config;
	const char *file;
	struct config_values *values;
	unsigned int number;		/* of the line */
	struct config_rule *rule;	/* of the section that the line is in */
	struct config_line line;
};

/* @what is what is wrong in that line. */
static int complain_at(const struct reader *reader, unsigned int number, const char *what,
		       const char *instead)
{
	say_error("%s:%u: %s", reader->file, number, what);
	if (instead)
		say_hint("%s", instead);
	return CLI_FAILED;
}

static void rule_free(struct config_rule *rule)
{
	if (!rule)
		return;
	free(rule->file);
	free(rule->name);
	free(rule);
}

void config_free(struct config *config)
{
	for (size_t i = 0; i < config->nr; i++)
		rule_free(config->rules[i]);
	free(config->rules);
	for (size_t i = 0; i < config->nr_files; i++)
		free(config->files[i]);
	free(config->files);
	*config = (struct config){ 0 };
}

/* With the defaults. NULL: out of memory. */
static struct config_rule *rule_add(struct config *config, const char *file, unsigned int line,
				    const char *name)
{
	int rc = array_grow(&config->rules, config->nr);
	struct config_rule *rule = rc ? NULL : calloc(1, sizeof(*rule));

	if (rule) {
		*rule = (struct config_rule){
			.line = line, .file = strdup(file), .name = strdup(name),
			.mode = DAXCTL_DEV_MODE_RAM, .online = true, .movable = true,
		};
	}
	if (!rule || !rule->file || !rule->name) {
		rule_free(rule);
		return NULL;
	}
	config->rules[config->nr++] = rule;
	return rule;
}

static bool is_for_some_device(const struct config_rule *rule)
{
	for (enum config_key key = 0; config_key_matches(key); key++)
		if (rule->lines[key])
			return true;
	return false;
}

/* At the end of a section: do its keys make sense together? */
static int check_rule(const struct reader *reader)
{
	const struct config_rule *rule = reader->rule;
	char what[128];

	if (!rule)
		return CLI_OK;
	if (!is_for_some_device(rule))
		return complain_at(reader, rule->line, "the section does not say for which device it is",
				   "Add one of nvdimm.uuid, region.uuid, region.name, memdev.serial, numa.node");
	if (rule->lines[CONFIG_ZONE] && rule->lines[CONFIG_MOVABLE]) {
		snprintf(what, sizeof(what), "zone says the same as movable in line %u",
			 rule->lines[CONFIG_MOVABLE]);
		return complain_at(reader, rule->lines[CONFIG_ZONE], what, "Remove one of the two");
	}
	if (rule->mode == DAXCTL_DEV_MODE_RAM)
		return CLI_OK;
	for (enum config_key key = CONFIG_ONLINE; key < NR_CONFIG_KEYS; key++) {
		if (!rule->lines[key])
			continue;
		snprintf(what, sizeof(what), "%s is for mode = system-ram; line %u says another mode",
			 config_key_name(key), rule->lines[CONFIG_MODE]);
		return complain_at(reader, rule->lines[key], what, "Remove one of the two");
	}
	return CLI_OK;
}

static int read_section(struct reader *reader)
{
	const char *name = reader->line.rest;
	char what[512];

	if (check_rule(reader) != CLI_OK)
		return CLI_FAILED;
	if (strcasecmp(reader->line.word, SECTION)) {
		snprintf(what, sizeof(what), "unknown section [%s]", quoted(reader->line.word));
		return complain_at(reader, reader->number, what,
				   "Sections are written [reconfigure-device NAME]");
	}
	for (size_t i = 0; i < reader->config->nr; i++) {
		const struct config_rule *other = reader->config->rules[i];

		if (strcmp(other->name, name))
			continue;
		say_error("%s:%u: the section [%s %s] stands in %s:%u, too", reader->file,
			  reader->number, SECTION, quoted(name), other->file, other->line);
		say_hint("Give each a name of its own");
		return CLI_FAILED;
	}
	reader->rule = rule_add(reader->config, reader->file, reader->number, name);
	if (!reader->rule)
		return complain_at(reader, reader->number, "out of memory", NULL);
	return CLI_OK;
}

/*
 * A value that libiniparser reads differently is refused as it stands in the file: it
 * has a # or a ;, ends in a backslash, or is too long, as no valid value is.
 */
static const char *set_value(struct reader *reader, enum config_key key)
{
	const char *rest = reader->line.rest;
	const char *value = config_values_get(reader->values, reader->number, key);
	bool same = value && !strcmp(value, rest);
	const char *why = config_key_set(reader->rule, key, same ? value : rest);

	return why || same ? why : "is too long: with its key, it has at most 1022 bytes";
}

static int read_pair(struct reader *reader)
{
	const struct config_line *line = &reader->line;
	enum config_key key = config_key_find(line->word);
	const char *why;
	char what[512];

	if (!reader->rule)
		return complain_at(reader, reader->number, "the key stands before any section",
				   "Begin with [reconfigure-device NAME]");
	if (key == NR_CONFIG_KEYS) {
		snprintf(what, sizeof(what), "unknown key \"%s\"", quoted(line->word));
		return complain_at(reader, reader->number, what,
				   "Keys are nvdimm.uuid, region.uuid, region.name, memdev.serial, numa.node, mode, online, zone, movable");
	}
	if (reader->rule->lines[key]) {
		snprintf(what, sizeof(what), "the key %s stands in line %u of the section, too",
			 config_key_name(key), reader->rule->lines[key]);
		return complain_at(reader, reader->number, what, "Remove one of the two");
	}
	why = set_value(reader, key);
	if (why) {
		snprintf(what, sizeof(what), "%s = \"%s\" %s", config_key_name(key),
			 quoted(line->rest), why);
		return complain_at(reader, reader->number, what, "See daxctl.conf(5)");
	}
	reader->rule->lines[key] = reader->number;
	return CLI_OK;
}

static int read_line(struct reader *reader, const char *bytes, size_t len)
{
	reader->number++;
	config_line_read(&reader->line, bytes, len);
	switch (reader->line.kind) {
	case CONFIG_SECTION:
		return read_section(reader);
	case CONFIG_PAIR:
		return read_pair(reader);
	case CONFIG_WRONG:
		return complain_at(reader, reader->number, reader->line.why, reader->line.instead);
	default:
		return CLI_OK;
	}
}

int config_parse(struct config *config, const char *file, const char *bytes, size_t len)
{
	struct reader reader = {
		.config = config, .file = file, .values = config_values_new(bytes, len),
	};
	const char *end = bytes + len;
	int status = CLI_OK;

	if (!reader.values) {
		say_error("cannot read %s: %s", file, strerror(errno));
		return CLI_FAILED;
	}
	while (status == CLI_OK && bytes < end) {
		size_t length = config_line_length(bytes, end);

		status = read_line(&reader, bytes, length);
		bytes += length + 1;
	}
	if (status == CLI_OK)
		status = check_rule(&reader);
	config_values_free(reader.values);
	return status;
}
